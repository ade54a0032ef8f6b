"""The Positions page."""

TEXT: dict[str, tuple[str, str]] = {
    "positions.title": ("Positions", "Konumlar"),
    "positions.lead": (
        "How a model knows which word comes first: four ways to mark places, what happens without them, and how far a word "
        "reaches.",
        "Model hangi kelimenin önce geldiğini nereden bilir? Konum kodlamanın (positional encoding) dört yolu, konumlar "
        "olmayınca neler olduğu ve bir kelimenin etkisinin ne kadar uzağa ulaştığı.",
    ),
    "positions.look": (
        "By itself, attention sees a *set* of tokens: it has no first and no last. So places must be marked. **Sinusoids** "
        "and a **learned** table give each place a vector, which is *added* to the word's. **Rotary** positions (RoPE) "
        "*turn* queries and keys by an angle that grows with the place. **ALiBi** takes a penalty from the score that grows "
        "with the distance. Sinusoids, rotary angles by the formula and ALiBi are computed from their papers; everything "
        "else is read out of the model at the side.",
        "Dikkat (attention) tek başına bir belirteç (token) *kümesi* görür; kümede ilk de yoktur, son da. Bu yüzden yerler "
        "işaretlenmelidir. **Sinüsler** (sinusoidal) ve **öğrenilmiş** (learned) tablo her yere bir vektör verir; bu vektör "
        "kelimeninkiyle *toplanır*. **Döner** konumlar (rotary, RoPE) sorgu (query) ve anahtarı (key), yerle büyüyen bir açıyla "
        "*döndürür*. **ALiBi** puandan, uzaklıkla büyüyen bir ceza düşer. Sinüsler, formülden gelen döner açılar ve ALiBi "
        "makalelerindeki formüllerle hesaplanır; geri kalan her şey yandaki modelden okunur.",
    ),
    "positions.try": (
        "- *The lecture's table*: check one number with a calculator.\n"
        "- *What the model reads*: in which layer do the two *dog*s differ most?\n"
        "- *Shuffled words*: with positions the vectors change; without them nothing does. How does the guess for [MASK] "
        "change?\n"
        "- *Distance*: which curve falls faster, the GRU's or the Transformer's? Try the long sentence among the examples.",
        "- *Dersteki tablo*: bir sayıyı hesap makinesiyle denetleyin.\n"
        "- *Modelin okuduğu*: iki *dog* en çok hangi katmanda (layer) ayrışıyor?\n"
        "- *Karıştırılmış kelimeler*: konumlar varken vektörler değişiyor, yokken hiçbir şey değişmiyor. [MASK] tahmini nasıl "
        "değişiyor?\n"
        "- *Uzaklık*: hangi eğri daha hızlı düşüyor, GRU'nunki mi, Transformer'ınki mi? Örneklerdeki uzun cümleyi deneyin.",
    ),
    "positions.view": ("View", "Görünüm"),
    "positions.view.encodings": ("Four encodings", "Dört kodlama"),
    "positions.view.reading": ("What the model reads", "Modelin okuduğu"),
    "positions.view.shuffling": ("Shuffled words", "Karıştırılmış kelimeler"),
    "positions.view.distance": ("Distance", "Uzaklık"),
    # Four encodings
    "positions.kind": ("Encoding", "Kodlama"),
    "positions.kind.all": ("Side by side", "Yan yana"),
    "positions.kind.sinusoidal": ("Sinusoids", "Sinüsler"),
    "positions.kind.learned": ("Learned table", "Öğrenilmiş tablo"),
    "positions.kind.rotary": ("Rotary (RoPE)", "Döner (RoPE)"),
    "positions.kind.alibi": ("ALiBi", "ALiBi (eğimli ceza)"),
    "positions.about.sinusoidal": (
        "PE(p, 2i) = sin(p / n^(2i/d)), PE(p, 2i+1) = cos(p / n^(2i/d)): p the place, counted from 0, d the width, n the "
        "base. Vaswani et al. 2017, section 3.5. Rows are named after the words of the sentence; special tokens are not "
        "counted here, as on the slide.",
        "PE(p, 2i) = sin(p / n^(2i/d)), PE(p, 2i+1) = cos(p / n^(2i/d)): p 0'dan sayılan yer, d genişlik, n taban. Vaswani "
        "vd. 2017, bölüm 3.5. Satırlar cümledeki kelimelerin adını taşır; slayttaki gibi özel belirteçler (special token) "
        "burada sayılmaz.",
    ),
    "positions.about.learned": (
        "The position table of {model}: {places} rows of width {width}, learned in training like any other weight. "
        "Introduced for Transformers by Gehring et al. 2017 and used in BERT (Devlin et al. 2019).",
        "{model} modelinin konum tablosu: {width} genişliğinde {places} satır; öteki ağırlıklar gibi eğitimde öğrenilmiştir. "
        "Öneren: Gehring vd. 2017; BERT de kullanır (Devlin vd. 2019).",
    ),
    "positions.about.rotary": (
        "Nothing is added to the word: in every layer, pair i of a query and a key at place p is turned by the angle "
        "p · n^(−2i/d), d the width of one head. The columns are the cosine and the sine of these angles. Su et al. 2021, "
        "section 3.2.",
        "Kelimeye bir şey eklenmez: her katmanda (layer), p yerindeki sorgu (query) ve anahtarın (key) i. çifti p · n^(−2i/d) "
        "açısıyla döndürülür; d bir başlığın (head) genişliğidir. Sütunlar bu açıların kosinüsü ve sinüsüdür. Su vd. 2021, "
        "bölüm 3.2.",
    ),
    "positions.about.alibi": (
        "Nothing is added to the word: a head with slope m adds −m · (query place − key place) to its scores. Of {heads} "
        "heads, head {head} has the slope {slope}. A query sees nothing after itself. Press et al. 2022, section 3.",
        "Kelimeye bir şey eklenmez: eğimi (slope) m olan bir başlık (head), puanlarına −m · (sorgunun yeri − anahtarın yeri) "
        "ekler. {heads} başlıktan {head}. başlığın eğimi {slope}. Bir sorgu kendinden sonrasını görmez. Press vd. 2022, "
        "bölüm 3.",
    ),
    "positions.length": ("Places", "Yer sayısı"),
    "positions.width": ("Width d", "Genişlik d"),
    "positions.base": ("Base n", "Taban n"),
    "positions.heads": ("Heads", "Başlık sayısı"),
    "positions.bias_head": ("Head on the map", "Haritadaki başlık"),
    "positions.angles": ("Angles", "Açılar"),
    "positions.angles_formula": ("formula", "formül"),
    "positions.angles_layer": ("model, layer {layer}", "model, {layer}. katman"),
    "positions.slide": ("The lecture's table", "Dersteki tablo"),
    "positions.slide_help": (
        "“I am a Robot” with base 100 and width 4, as on the slide.",
        "Slayttaki gibi: “I am a Robot”, taban 100, genişlik 4.",
    ),
    "positions.seen": ("Compare", "Karşılaştır"),
    "positions.seen.map": ("maps", "haritalar"),
    "positions.seen.curves": ("curves", "eğriler"),
    "positions.seen.against": ("against distance", "uzaklığa göre"),
    "positions.dims": ("Curves to draw", "Çizilecek eğriler"),
    "positions.dims_empty": ("evenly spread", "eşit aralıklı"),
    "positions.name.sinusoidal": ("dimension {at} ({name})", "boyut {at} ({name})"),
    "positions.name.learned": ("dimension {at}", "boyut {at}"),
    "positions.name.rotary": ("pair {pair}: {name}", "{pair}. çift: {name}"),
    "positions.name.alibi": ("head {name}", "{name}. başlık"),
    "positions.wavelength": ("{name}, wavelength {places} places", "{name}, dalga boyu {places} yer"),
    "positions.map.sinusoidal": ("Sinusoids: every cell", "Sinüsler: bütün hücreler"),
    "positions.map.learned": ("Learned table: every cell", "Öğrenilmiş tablo: bütün hücreler"),
    "positions.map.rotary": ("Rotary: cosine and sine of every angle", "Döner: her açının kosinüsü ve sinüsü"),
    "positions.map.alibi": ("ALiBi: what head {head} adds to the scores", "ALiBi: {head}. başlığın puanlara eklediği"),
    "positions.map_alt": (
        "{title}: {rows} rows, {columns} columns, values from {low} to {high}.",
        "{title}: {rows} satır, {columns} sütun, değerler {low} ile {high} arasında.",
    ),
    "positions.map_part": (
        "The map shows {shown} of {columns} columns; the saved numbers hold them all.",
        "Haritada {columns} sütunun {shown} tanesi var; kaydedilen sayılarda hepsi bulunur.",
    ),
    "positions.map_capped": (
        "Colours stop at ±{most}; one value in a hundred lies beyond. Hover for the value itself.",
        "Renkler ±{most} değerinde doyar; yüz değerden biri bunun dışındadır. Değerin kendisi için üzerine gelin.",
    ),
    "positions.curves.sinusoidal": ("Each dimension is a wave", "Her boyut bir dalga"),
    "positions.curves.learned": ("Dimensions of the table over the places", "Tablonun boyutları, yerlere göre"),
    "positions.curves.rotary": ("How fast the pairs turn", "Çiftler ne hızla dönüyor"),
    "positions.curves.alibi": (
        "What the last place adds to the score of each key",
        "Son yerin her anahtarın puanına eklediği",
    ),
    "positions.curves_alt": (
        "{title}: {count} curves over {places} places.",
        "{title}: {places} yer üzerinde {count} eğri.",
    ),
    "positions.against.sinusoidal": (
        "Dot product of place 0 and place k",
        "0. yer ile k. yerin iç çarpımı",
    ),
    "positions.against.learned": (
        "Cosine similarity of places k apart",
        "Aralarında k yer olan satırların kosinüs benzerliği",
    ),
    "positions.against.rotary": (
        "Query · key after turning, k places apart",
        "Döndürmeden sonra sorgu · anahtar, k yer arayla",
    ),
    "positions.against.alibi": (
        "Factor exp(−m k) on the weight of a key k places back",
        "k yer gerideki anahtarın ağırlığını küçülten exp(−m k) çarpanı",
    ),
    "positions.against_note.sinusoidal": (
        "The product of two places depends on their distance alone, so place 0 stands for every place (odd widths excepted).",
        "İki yerin iç çarpımı yalnızca aralarındaki uzaklığa bağlıdır; bu yüzden 0. yer bütün yerlerin yerini tutar (tek "
        "sayılı genişlikler dışında).",
    ),
    "positions.against_note.learned": (
        "Nothing in training asked for this: the line is the mean over all pairs of rows that far apart, the band runs from "
        "the 10th to the 90th percentile. The far end rests on few pairs.",
        "Eğitimde bunu isteyen olmadı: çizgi, o uzaklıktaki bütün satır çiftlerinin ortalamasıdır; bant 10. yüzdelikten 90. "
        "yüzdeliğe uzanır. Uzak uç az sayıda çifte dayanır.",
    ),
    "positions.against_note.rotary": (
        "A query and a key of length 1, pointing the same way in every pair. Wherever both stand, only the distance between "
        "them counts. A real query and key start at other angles.",
        "Uzunlukları 1 olan, her çiftte aynı yöne bakan bir sorgu ve bir anahtar. Nerede dururlarsa dursunlar yalnızca "
        "aralarındaki uzaklık önemlidir. Gerçek sorgu ve anahtarlar başka açılardan başlar.",
    ),
    "positions.against_note.alibi": (
        "Each head has a slope of its own: steep ones look near, flat ones look far. The softmax then divides by the sum of "
        "the row, so this is a ratio of weights between keys of equal score.",
        "Her başlığın kendi eğimi vardır: dik olanlar yakına, yatık olanlar uzağa bakar. Softmax sonra satırın toplamına "
        "böler; yani bu çarpan, puanları eşit anahtarların ağırlıklarının oranıdır.",
    ),
    "positions.band": ("10th to 90th percentile", "10.–90. yüzdelik"),
    "positions.mean": ("mean", "ortalama"),
    "positions.product": ("product", "çarpım"),
    "positions.similarity": ("How alike two places are", "İki yer birbirine ne kadar benziyor"),
    "positions.similarity_part": ("The first {shown} places are drawn.", "İlk {shown} yer çizildi."),
    "positions.axis_place": ("place", "yer"),
    "positions.axis_column": ("dimension", "boyut"),
    "positions.axis_key": ("key", "anahtar (key)"),
    "positions.axis_distance": ("distance k (places)", "uzaklık k (yer)"),
    "positions.axis_value": ("value", "değer"),
    "positions.axis_cosine": ("cosine similarity", "kosinüs benzerliği"),
    "positions.axis_bias": ("added to the score", "puana eklenen"),
    # Turning of one pair
    "positions.turning_pair": ("Pair i", "Çift i"),
    "positions.turning_from": ("From place p", "Başlangıç yeri p"),
    "positions.turning_by": ("By k places", "Adım sayısı k"),
    "positions.turning_title": ("Pair {i}: place {p} and place {q}", "{i}. çift: {p}. yer ve {q}. yer"),
    "positions.turning_place": ("place {p}", "{p}. yer"),
    "positions.turning_sin": ("sine", "sinüs"),
    "positions.turning_cos": ("cosine", "kosinüs"),
    "positions.turning_alt": (
        "Unit circle: the pair of place {p} at ({x}, {y}), that of place {q} at ({u}, {v}).",
        "Birim çember: {p}. yerin çifti ({x}, {y}) noktasında, {q}. yerinki ({u}, {v}) noktasında.",
    ),
    "positions.turning_note.sinusoidal": (
        "The same matrix carries every place p to p + k: it holds only k and the pair's frequency, {frequency} radians a place.",
        "Her p yerini p + k yerine aynı matris taşır: matriste yalnızca k ve çiftin frekansı vardır (yer başına {frequency} "
        "radyan).",
    ),
    "positions.turning_note.rotary": (
        "Pair {i} of a query turns by {frequency} radians a place. Between place p and place p + k lies the same turn wherever "
        "p is; that is why only the distance reaches the product.",
        "Sorgunun {i}. çifti yer başına {frequency} radyan döner. p nerede olursa olsun p ile p + k arasındaki dönüş aynıdır; "
        "iç çarpıma yalnızca uzaklığın ulaşması bundandır.",
    ),
    "positions.slopes": ("The slope of every head", "Her başlığın eğimi"),
    "positions.column_head": ("Head", "Başlık"),
    "positions.column_slope": ("Slope m", "Eğim m"),
    "positions.column_half": ("Weight halves every … places", "Ağırlık kaç yerde yarılanır"),
    # What the model reads
    "positions.reading_note": (
        "Embedding + position = what the model reads. The same word has the same row in the embedding table wherever it "
        "stands; only what is added differs.",
        "Gömme (embedding) + konum = modelin okuduğu. Bir kelime nerede durursa dursun gömme tablosundaki satırı aynıdır; "
        "yalnızca üstüne eklenen farklıdır.",
    ),
    "positions.reading_rotary": (
        "{model} adds no position here: it turns queries and keys inside the layers instead. So both places read the same "
        "vector if the word is the same.",
        "{model} burada konum eklemez; onun yerine katmanların içinde sorgu (query) ve anahtarları (key) döndürür. Bu yüzden "
        "kelime aynıysa iki yerde de aynı vektör okunur.",
    ),
    "positions.first": ("One place", "Bir yer"),
    "positions.second": ("Another place", "Başka bir yer"),
    "positions.stage.word": ("word embedding", "kelime gömmesi"),
    "positions.stage.position": ("+ position", "+ konum"),
    "positions.stage.segment": ("+ segment", "+ bölüm (segment)"),
    "positions.stage.total": ("= sum", "= toplam"),
    "positions.stage.normed": ("after layer norm", "katman normundan sonra"),
    "positions.stage.layer": ("after layer {layer}", "{layer}. katmandan sonra"),
    "positions.stages_title": (
        "“{one}” at place {p}, “{other}” at place {q}",
        "{p}. yerde “{one}”, {q}. yerde “{other}”",
    ),
    "positions.stages_note": (
        "Two rows for each part, the first place above the second; the layer norm that may follow is not drawn. Colours stop at ±{most}, where 98% of the values lie below; "
        "hover for the value itself.",
        "Her parça için iki satır: birinci yer üstte, ikinci yer altta; ardından gelebilen katman normu (layer norm) çizilmedi. Renkler ±{most} değerinde doyar; değerlerin %98'i bunun "
        "altındadır. Değerin kendisi için üzerine gelin.",
    ),
    "positions.same_title": ("How alike the two places are, stage by stage", "İki yer her aşamada ne kadar benzer"),
    "positions.same_alt": (
        "Cosine similarity of the two places: {first} as word embeddings, {last} after the last layer.",
        "İki yerin kosinüs benzerliği: kelime gömmesi olarak {first}, son katmandan sonra {last}.",
    ),
    "positions.axis_stage": ("stage", "aşama"),
    "positions.lengths": ("How long each vector is (Euclidean norm)", "Her vektörün uzunluğu (Öklid normu)"),
    "positions.column_place": ("Place", "Yer"),
    "positions.column_token": ("Token", "Belirteç"),
    # Shuffled words
    "positions.seed": ("Seed of the shuffle", "Karıştırmanın tohumu (seed)"),
    "positions.order_label": ("The two orders", "İki sıralama"),
    "positions.order_original": ("As typed", "Yazıldığı gibi"),
    "positions.order_shuffled": ("Shuffled", "Karıştırılmış"),
    "positions.shuffle_note": (
        "The model reads both orders, once with positions and once with the position's contribution taken out of every token. "
        "Each word is compared with itself, wherever it now stands: change = 1 − cosine of its two vectors; 0 is unchanged. Words "
        "stay whole; what the tokenizer added stays in its place.",
        "Model iki sıralamayı da okur: bir kez konumlarla, bir kez de her belirteçten (token) konumun katkısı çıkarılarak. Her "
        "kelime, şimdi nerede duruyorsa orada kendisiyle karşılaştırılır: değişim = 1 − iki vektörünün kosinüsü; 0, hiç "
        "değişmemiş demektir. Kelimeler bölünmez; belirteçleyicinin (tokenizer) ekledikleri yerinde kalır.",
    ),
    "positions.shuffle_masks": (
        "In {model} a token may look at only a part of the text, so even without positions it can tell something of the order.",
        "{model} modelinde bir belirteç metnin yalnızca bir bölümüne bakabilir; bu yüzden konumlar olmadan da sıra hakkında bir "
        "şeyler anlayabilir.",
    ),
    "positions.shuffle_unmoved": (
        "This draw moved nothing. Change the seed, or type more words.",
        "Bu karıştırmada hiçbir şey yer değiştirmedi. Tohumu değiştirin ya da daha çok kelime yazın.",
    ),
    "positions.change_kept": ("Positions kept", "Konumlar yerinde"),
    "positions.change_zeroed": ("Positions taken out", "Konumlar çıkarılmış"),
    "positions.change_metric_kept": (
        "Mean change after the last layer, with positions",
        "Son katmandan sonra ortalama değişim, konumlarla",
    ),
    "positions.change_metric_zeroed": (
        "Largest change anywhere, without positions",
        "En büyük değişim, konumlar olmadan",
    ),
    "positions.change_alt": (
        "{title}: change of {tokens} tokens in {layers} layers; the largest is {most}.",
        "{title}: {tokens} belirtecin {layers} katmandaki değişimi; en büyüğü {most}.",
    ),
    "positions.axis_change": ("change", "değişim"),
    "positions.axis_token": ("token, in the order typed", "belirteç, yazıldığı sırada"),
    "positions.axis_layer": ("layer", "katman"),
    "positions.layer_read": ("read", "okunan"),
    "positions.guesses": ("What the model puts into the blank", "Modelin boşluğa koyduğu"),
    "positions.guesses_none": (
        "Write [MASK] for one of the words to see how the guess changes.",
        "Tahminin nasıl değiştiğini görmek için bir kelimenin yerine [MASK] yazın.",
    ),
    "positions.column_blank": ("Blank", "Boşluk"),
    "positions.column_reading": ("How it was read", "Nasıl okundu"),
    "positions.column_guesses": ("First five guesses", "İlk beş tahmin"),
    "positions.column_probability": ("Probability of the first", "İlkinin olasılığı"),
    "positions.read.0": ("as typed, with positions", "yazıldığı gibi, konumlarla"),
    "positions.read.1": ("shuffled, with positions", "karıştırılmış, konumlarla"),
    "positions.read.2": ("as typed, without positions", "yazıldığı gibi, konumlar olmadan"),
    "positions.read.3": ("shuffled, without positions", "karıştırılmış, konumlar olmadan"),
    # Distance
    "positions.distance_note": (
        "Influence of word i on word j: how far the last hidden state of j moves when the embedding of i is moved a little "
        "(the Frobenius norm of the Jacobian, estimated with {probes} random directions, always the same). Each curve is the "
        "mean over all pairs that far apart, divided by its own value at gap 0. Special tokens are left out; gaps with fewer "
        "than {least} pairs are in the table only.",
        "i kelimesinin j kelimesine etkisi: i'nin gömmesi (embedding) biraz oynatılınca j'nin son gizli durumu (hidden state) ne "
        "kadar oynar? (Jacobi matrisinin Frobenius normu; hep aynı {probes} rastgele yönle kestirilir.) Her eğri, aralarında "
        "o kadar yer olan bütün çiftlerin ortalamasının, kendi 0 aralığındaki değerine bölünmüş hâlidir. Özel belirteçler sayılmaz; "
        "{least} çiftten azına dayanan aralıklar yalnızca tablodadır.",
    ),
    "positions.distance_gru": (
        "The GRU is a small recurrent network made for this page: {vocabulary} tokens, embeddings of width 64, a state of 256, "
        "trained from left to right on {tokens} tokens of English in minutes on one processor core. Held-out perplexity {perplexity} "
        "(guessing by frequency alone: {unigram}). It is far smaller than {model} and was trained for much less, so compare the "
        "shapes of the curves, not the quality of the models. It reads English; its words are cut by the embedded model's "
        "tokenizer.",
        "GRU, bu sayfa için yapılmış küçük bir yinelemeli ağdır (RNN): {vocabulary} belirteç, 64 genişliğinde gömmeler, 256 "
        "genişliğinde durum. {tokens} belirteçlik İngilizce metinle, soldan sağa, tek işlemci çekirdeğinde dakikalar içinde "
        "eğitildi. Eğitimde görmediği cümlelerde şaşkınlığı (perplexity) {perplexity}; yalnızca sıklığa bakarak tahmin edilse "
        "{unigram}. {model} modelinden çok daha küçüktür ve çok daha az eğitilmiştir; modellerin başarısını değil, eğrilerin "
        "biçimini karşılaştırın. İngilizce okur; kelimeleri uygulamayla gelen modelin belirteçleyicisiyle (tokenizer) bölünür.",
    ),
    "positions.distance_asked": (
        "The text is long, so {asked} of its words are asked as j, evenly spread; every word before and after them counts as i.",
        "Metin uzun olduğu için j olarak eşit aralıklı {asked} kelime soruldu; i olarak öncesindeki ve sonrasındaki her kelime "
        "sayıldı.",
    ),
    "positions.distance_title": ("Influence by distance", "Uzaklığa göre etki"),
    "positions.distance_back": ("{model}: earlier on later", "{model}: öncekinin sonrakine etkisi"),
    "positions.distance_ahead": ("{model}: later on earlier", "{model}: sonrakinin öncekine etkisi"),
    "positions.distance_rnn": ("GRU: earlier on later", "GRU: öncekinin sonrakine etkisi"),
    "positions.distance_alt": (
        "Influence relative to gap 0. At gap {gap}: {model} {transformer}, GRU {gru}.",
        "0 aralığına göre etki. {gap} aralığında: {model} {transformer}, GRU {gru}.",
    ),
    "positions.axis_gap": ("gap (places between i and j)", "aralık (i ile j arasındaki yer sayısı)"),
    "positions.axis_influence": ("influence relative to gap 0", "0 aralığına göre etki"),
    "positions.column_gap": ("Gap", "Aralık"),
    "positions.column_pairs": ("Pairs", "Çift sayısı"),
    "positions.column_norm": ("Mean norm", "Ortalama norm"),
    "positions.column_relative": ("Relative to gap 0", "0 aralığına göre"),
    "positions.column_curve": ("Curve", "Eğri"),
    "positions.influence_map": (
        "{model}: influence of each word on each",
        "{model}: her kelimenin her kelimeye etkisi",
    ),
    "positions.influence_alt": (
        "{title}: the largest norm is {most}, of “{source}” on “{target}”.",
        "{title}: en büyük norm {most}, “{source}” kelimesinin “{target}” üzerindeki etkisi.",
    ),
    "positions.axis_source": ("word i: acts", "kelime i: etkileyen"),
    "positions.axis_target": ("word j: is acted on", "kelime j: etkilenen"),
    "positions.axis_norm": ("norm", "norm (Frobenius)"),
    "positions.distance_table": ("The curves as a table", "Eğriler tablo olarak"),
    "positions.ran": (
        "{model} on {device} · {tokens} tokens · {milliseconds} ms",
        "{model}, {device} üzerinde · {tokens} belirteç (token) · {milliseconds} ms",
    ),
    "positions.ran_none": (
        "{tokens} tokens by {model}; no forward pass was needed",
        "{model} ile {tokens} belirteç (token); ileri geçiş (forward pass) gerekmedi",
    ),
}
