"""The Embeddings page."""

TEXT: dict[str, tuple[str, str]] = {
    "embeddings.title": ("Embeddings", "Gömmeler"),
    "embeddings.lead": (
        "From a symbol to a place in space: every token has a row of numbers, and what is used alike comes to lie close "
        "together.",
        "Sembolden uzayda bir yere: her belirtecin (token) bir sayı satırı vardır; benzer kullanılanlar birbirine yakın düşer. "
        "Bu satırlara gömme (embedding) denir.",
    ),
    "embeddings.look": (
        "A **one-hot** vector has one place for every entry of the vocabulary: a single 1, the rest 0. All one-hot vectors are "
        "equally far from each other, so nothing about meaning can be read off them. An **embedding** is the row of a matrix "
        "that the 1 picks out. Those rows were learned, and their distances differ: that is what *neighbours*, *relations* "
        "and the *map* show. The table knows one row for each spelling. Only inside the layers does *bank* by a river "
        "part from *bank* with money: see *in context* and *many meanings*.",
        "**One-hot** vektörün sözlükteki (vocabulary) her giriş için bir yeri vardır: biri 1, kalanı 0. Bütün one-hot vektörler "
        "birbirine eşit uzaklıktadır; bu yüzden anlam hakkında bir şey söyleyemezler. **Gömme** (embedding) ise o 1'in bir "
        "matristen seçtiği satırdır. Bu satırlar öğrenilmiştir, uzaklıkları farklıdır: *komşular*, *ilişkiler* ve *harita* bunu "
        "gösterir. Tabloda her yazılış için tek satır vardır. Irmak kıyısı olan *bank* ile para yatırılan *bank* ancak "
        "katmanların (layer) içinde ayrılır: *bağlam içinde* ve *çok anlamlılık* görünümlerine bakın.",
    ),
    "embeddings.try": (
        "- *One-hot*: change the measure. On the left, do any two words ever come closer than others?\n"
        "- *Neighbours*: ask for *bank*. Which of its meanings do you find? Now switch the filters off.\n"
        "- *Relations*: king − man + woman. What comes first if *king* itself may answer?\n"
        "- *Many meanings*: in which layer do the two kinds of *bank* part?",
        "- *One-hot*: ölçüyü değiştirin. Soldaki haritada iki kelime hiç ötekilerden daha yakın oluyor mu?\n"
        "- *Komşular*: *bank* kelimesini sorun. Hangi anlamlarını buluyorsunuz? Sonra süzgeçleri kapatın.\n"
        "- *İlişkiler*: king − man + woman. *king* de yanıt olabilseydi ilk sırada ne çıkardı?\n"
        "- *Çok anlamlılık*: iki tür *bank* hangi katmanda ayrılıyor?",
    ),
    "embeddings.view": ("View", "Görünüm"),
    "embeddings.view.onehot": ("One-hot or embedding", "One-hot ve gömme"),
    "embeddings.view.near": ("Neighbours", "Komşular"),
    "embeddings.view.context": ("In context", "Bağlam içinde"),
    "embeddings.view.relations": ("Relations", "İlişkiler"),
    "embeddings.view.map": ("Map", "Harita"),
    "embeddings.view.senses": ("Many meanings", "Çok anlamlılık"),
    "embeddings.ran": (
        "{model} on {device} · embedding table {rows} × {width}, {megabytes} MB in float32",
        "{model}, {device} üzerinde · gömme tablosu {rows} × {width}, float32 ile {megabytes} MB",
    ),
    "embeddings.ran_pass": (
        "{model} on {device} · {tokens} tokens in {sentences} sentences · one forward pass for each sentence, {milliseconds} "
        "ms in all",
        "{model}, {device} üzerinde · {sentences} cümlede {tokens} belirteç · her cümle için bir ileri geçiş (forward pass), "
        "toplam {milliseconds} ms",
    ),
    # Measures
    "embeddings.measure": ("Measure", "Ölçü"),
    "embeddings.measure.cosine": ("cosine", "kosinüs"),
    "embeddings.measure.dot": ("dot product", "iç çarpım"),
    "embeddings.measure.euclid": ("Euclid", "Öklid"),
    "embeddings.score.cosine": ("cosine similarity", "kosinüs benzerliği"),
    "embeddings.score.dot": ("dot product", "iç çarpım"),
    "embeddings.score.euclid": ("Euclidean distance", "Öklid uzaklığı"),
    "embeddings.about.cosine": (
        "Cosine: the angle between two vectors, whatever their lengths; 1 is the same direction.",
        "Kosinüs: uzunlukları ne olursa olsun iki vektörün arasındaki açı; 1, aynı yön demektir.",
    ),
    "embeddings.about.dot": (
        "Dot product: grows with the angle's closeness *and* with the lengths, so long vectors crowd the list. The layers "
        "themselves compare in this way.",
        "İç çarpım: yön yakınlığıyla *birlikte* uzunlukla da büyür; bu yüzden uzun vektörler listeyi doldurur. Katmanların "
        "kendisi de böyle karşılaştırır.",
    ),
    "embeddings.about.euclid": (
        "Euclid: the straight line between two points; small means near.",
        "Öklid: iki nokta arasındaki düz çizgi; küçük olan yakındır.",
    ),
    # One-hot
    "embeddings.size_rows": ("Rows V: vocabulary", "Satır V: sözlük"),
    "embeddings.size_width": ("Columns D: width", "Sütun D: genişlik"),
    "embeddings.size_numbers": ("Numbers V × D", "Sayı V × D"),
    "embeddings.size_share": ("Share of the whole model", "Modelin tamamındaki payı"),
    "embeddings.size_million": ("{count} million", "{count} milyon"),
    "embeddings.tied": (
        "The same matrix is used again at the end of the model, to score every word of the vocabulary (tied weights).",
        "Aynı matris modelin sonunda, sözlükteki her kelimeye puan vermek için yeniden kullanılır (tied weights).",
    ),
    "embeddings.untied": (
        "At its end the model scores words with another matrix.",
        "Model, sonunda kelimelere başka bir matrisle puan verir.",
    ),
    "embeddings.narrow": (
        "This family keeps a narrow table: {narrow} columns, widened to {width} by one more matrix before the first layer.",
        "Bu ailede tablo dardır: {narrow} sütun vardır, ilk katmandan önce bir matris daha bunu {width} genişliğe çıkarır.",
    ),
    "embeddings.picked": ("Token", "Belirteç (token)"),
    "embeddings.product_title": ("A one-hot vector picks a row", "One-hot vektör bir satır seçer"),
    "embeddings.product_note": (
        "“{token}” is entry {row}. Its one-hot vector has {zeros} zeros and a single 1. Multiplied out in full, all {cells} "
        "products of it with the matrix, it gives row {row}; largest difference: {difference}. So nobody multiplies: "
        "the row is looked up.",
        "“{token}”, {row} numaralı giriştir. One-hot vektöründe {zeros} tane 0, bir tane 1 vardır. Matrisle çarpımı, {cells} "
        "çarpmanın hepsi yapılarak {row} numaralı satırı verir; en büyük fark: {difference}. Bu yüzden kimse çarpmaz: satıra "
        "bakılır, o kadar.",
    ),
    "embeddings.column_row": ("Row", "Satır"),
    "embeddings.column_entry": ("Vocabulary entry", "Sözlük girişi"),
    "embeddings.column_hot": ("One-hot value", "One-hot değeri"),
    "embeddings.column_first": ("First four of {width} numbers", "{width} sayının ilk dördü"),
    "embeddings.rows_title": ("The rows that this sentence reads", "Bu cümlenin okuduğu satırlar"),
    "embeddings.rows_alt": (
        "{count} rows of the embedding table, {width} numbers each, from {low} to {high}.",
        "Gömme tablosunun {count} satırı, her birinde {width} sayı, {low} ile {high} arasında.",
    ),
    "embeddings.rows_part": (
        "The first {shown} different tokens of {count} are drawn.",
        "{count} farklı belirteçten ilk {shown} tanesi çizildi.",
    ),
    "embeddings.value": ("value", "değer"),
    "embeddings.axis_dimension": ("dimension", "boyut"),
    "embeddings.pairs_hot": ("Between one-hot vectors", "One-hot vektörler arasında"),
    "embeddings.pairs_rows": ("Between embeddings", "Gömmeler arasında"),
    "embeddings.pairs_alt": (
        "{title}, {measure}: different tokens lie between {low} and {high}.",
        "{title}, {measure}: farklı belirteçler {low} ile {high} arasında.",
    ),
    "embeddings.pairs_equal": (
        "Every two different words: {value}. No word is nearer than another.",
        "Farklı her iki kelime: {value}. Hiçbir kelime ötekinden yakın değil.",
    ),
    "embeddings.pairs_differ": (
        "From {low} (“{a}” and “{b}”) to {high} (“{c}” and “{d}”).",
        "{low} (“{a}” ve “{b}”) ile {high} (“{c}” ve “{d}”) arasında.",
    ),
    "embeddings.one_token": (
        "There is only one token to compare. Type another word.",
        "Karşılaştıracak tek belirteç var. Bir kelime daha yazın.",
    ),
    # Neighbours
    "embeddings.words": ("Words, with commas between", "Kelimeler, aralarında virgül"),
    "embeddings.words_help": (
        "Up to {most} words. “#17” is row 17 of the table, and a piece may be written as the vocabulary spells it: ##ing.",
        "En çok {most} kelime. “#17” tablonun 17. satırıdır; bir parça sözlükteki yazılışıyla da yazılabilir: ##ing.",
    ),
    "embeddings.count": ("Neighbours of each", "Her kelimeye komşu"),
    "embeddings.only_whole": ("Whole words only", "Yalnızca bütün kelimeler"),
    "embeddings.same_case": ("Same capitals", "Harf büyüklüğü aynı"),
    "embeddings.same_case_help": (
        "Lower case for a word in lower case, a capital for a name.",
        "Küçük harfli kelimeye küçük harfli, özel ada büyük harfle başlayan komşular.",
    ),
    "embeddings.script": ("Script", "Yazı"),
    "embeddings.script_any": ("any", "hepsi"),
    "embeddings.near_title": ("Nearest to “{word}”", "“{word}” kelimesine en yakınlar"),
    "embeddings.near_alt": (
        "Nearest to {word} by {measure}: {first} with {score}, then {others}.",
        "{word} kelimesine {measure} ile en yakın: {first}, {score}; sonra {others}.",
    ),
    "embeddings.made_one": (
        "One entry, row {row}. Compared with {among} others.",
        "Tek giriş, {row}. satır. {among} girişle karşılaştırıldı.",
    ),
    "embeddings.made_many": (
        "{count} pieces ({pieces}): the mean of their rows stands for the word. Its pieces are left out. Compared with "
        "{among} others.",
        "{count} parça ({pieces}): kelimenin yerini bu satırların ortalaması tutar. Parçaların kendisi listede yok. {among} "
        "girişle karşılaştırıldı.",
    ),
    "embeddings.made_unknown": (
        "Part of “{word}” is not in this vocabulary at all: the model reads [UNK] there, and so do these neighbours.",
        "“{word}” içinde bu sözlükte hiç bulunmayan bir şey var: model orada [UNK] okur, bu komşular da ona göredir.",
    ),
    "embeddings.near_table": ("All neighbours as a table", "Bütün komşular tablo olarak"),
    "embeddings.near_note": (
        "{about} Every row of the table is compared in one matrix product.",
        "{about} Tablonun bütün satırları tek bir matris çarpımıyla karşılaştırılır.",
    ),
    "embeddings.column_word": ("Word", "Kelime"),
    "embeddings.column_place": ("Place", "Sıra"),
    "embeddings.column_neighbour": ("Neighbour", "Komşu"),
    "embeddings.column_id": ("Id", "Numara (id)"),
    # Several sentences
    "embeddings.lines": ("Sentences, one a line", "Cümleler, her satıra bir tane"),
    "embeddings.lines_help": (
        "Up to {most} sentences. Each is read by itself: no word of one sees a word of another. Ctrl+Enter when done.",
        "En çok {most} cümle. Her biri tek başına okunur: bir cümlenin kelimesi öteki cümleyi görmez. Bitince Ctrl+Enter.",
    ),
    "embeddings.example": ("Examples", "Örnekler"),
    "embeddings.example_placeholder": ("Pick an example …", "Bir örnek seçin …"),
    "embeddings.set.bank": ("bank: river or money", "bank: kıyı mı, banka mı?"),
    "embeddings.set.yuz": ("yüz: hundred, face, swim", "yüz: sayı, surat, yüzmek"),
    "embeddings.set.pole": ("pole: sport, wood, north", "pole: spor, direk, kutup"),
    "embeddings.set.light": ("light: lamp or weight", "light: ışık mı, hafif mi?"),
    "embeddings.depth": ("Layer", "Katman (layer)"),
    "embeddings.depth_help": (
        "0 is what enters the first layer: embedding and position. The last is what the prediction is made from.",
        "0, ilk katmana girendir: gömme ile konum. Sonuncusu, tahminin yapıldığı vektördür.",
    ),
    "embeddings.depth_axis": ("layer (0: what enters)", "katman (0: giren)"),
    "embeddings.token": ("Token", "Belirteç (token)"),
    "embeddings.context_title": (
        "Nearest to “{label}” in sentence {line}, layer {depth}",
        "{line}. cümledeki “{label}” belirtecine en yakınlar, katman {depth}",
    ),
    "embeddings.context_alt": (
        "Nearest to {label} of sentence {line} in layer {depth} by {measure}: {first} with {score}.",
        "{line}. cümledeki {label} belirtecine {depth}. katmanda {measure} ile en yakın: {first}, {score}.",
    ),
    "embeddings.middle": ("median of all pairs", "bütün çiftlerin ortancası"),
    "embeddings.context_note": (
        "The dashed line is the median over all pairs of tokens. Hidden states crowd into a narrow cone (Ethayarajh 2019): "
        "even unrelated tokens have a high cosine, so only what lies well beyond the line is near. Orange: tokens "
        "spelled the same.",
        "Kesikli çizgi, bütün belirteç çiftlerinin ortancasıdır (median). Gizli durumlar (hidden state) dar bir koniye sıkışır "
        "(Ethayarajh 2019): ilgisiz belirteçlerin bile kosinüsü yüksektir; ancak çizginin epey ötesindekiler yakındır. "
        "Turuncu: aynı yazılan belirteçler.",
    ),
    "embeddings.with_special": ("With special tokens", "Özel belirteçlerle"),
    "embeddings.column_sentence": ("Sentence", "Cümle"),
    "embeddings.column_token": ("Token", "Belirteç"),
    # Relations
    "embeddings.word_a": ("First word, a", "İlk kelime, a"),
    "embeddings.word_b": ("Its partner, b", "Onun eşi, b"),
    "embeddings.word_c": ("Second word, c", "İkinci kelime, c"),
    "embeddings.relation_lead": (
        "**{a}** is to **{b}** as **{c}** is to … Look near {b} − {a} + {c}, each scaled to length 1.",
        "**{a}** için **{b}** ne ise **{c}** için o nedir? {b} − {a} + {c} toplamının yakınına bakılır; vektörlerin uzunluğu önce "
        "1 yapılır.",
    ),
    "embeddings.relation_without": ("a, b and c left out", "a, b ve c çıkarılınca"),
    "embeddings.relation_with": ("Nothing left out", "Hiçbiri çıkarılmayınca"),
    "embeddings.relation_alt": (
        "{title}: {first} comes first with {score}.",
        "{title}: {first} ilk sırada, {score}.",
    ),
    "embeddings.relation_same": (
        "“{answer}” comes first either way.",
        "“{answer}” iki durumda da ilk sırada.",
    ),
    "embeddings.relation_note": (
        "“{answer}” is only number {rank} when nothing is left out: the nearest of all is “{first}”. It is usual to leave "
        "a, b and c out, and just as usual not to mention it (Linzen 2016).",
        "Hiçbir şey çıkarılmazsa “{answer}” ancak {rank}. sıradadır: en yakın olan “{first}”. a, b ve c'yi çıkarmak "
        "alışılmıştır; bunu söylememek de (Linzen 2016).",
    ),
    "embeddings.offset_title": ("The step, drawn twice", "Aynı adım iki kez"),
    "embeddings.offset_alt": (
        "{a}, {b}, {c}, the sum and the answer {answer} on a plane; the step from {a} to {b} is drawn again from {c}.",
        "{a}, {b}, {c}, toplam ve yanıt {answer} bir düzlemde; {a} ile {b} arasındaki adım {c} üzerinden yeniden çizilmiş.",
    ),
    "embeddings.offset_note": (
        "These five points laid flat (PCA) keep {share} of their variance. What looks close here can lie apart in the "
        "other dimensions; the lists go by all of them.",
        "Bu beş nokta düzleme serilince (PCA) varyanslarının {share} kadarı kalır. Burada yakın görünen, öteki boyutlarda uzak "
        "olabilir; listeler bütün boyutlara göredir.",
    ),
    "embeddings.axis_component": ("component {at} ({share} of variance)", "bileşen {at} (varyansın {share} kadarı)"),
    "embeddings.axis_plain": ("axis {at} (no unit)", "eksen {at} (birimsiz)"),
    "embeddings.evaluation": ("How often does it work?", "Ne sıklıkta tutuyor?"),
    "embeddings.question_language": ("Questions in", "Soruların dili"),
    "embeddings.evaluation_title": ("Right answers by kind of relation", "İlişki türüne göre doğru yanıtlar"),
    "embeddings.evaluation_alt": (
        "Of {count} questions {without} are answered rightly with the inputs left out, {with_inputs} with nothing left out, "
        "and {near} by taking the nearest word to c.",
        "{count} sorudan {without} tanesi girdiler çıkarılınca, {with_inputs} tanesi hiçbir şey çıkarılmayınca, {near} tanesi "
        "yalnızca c'ye en yakın kelimeyle doğru.",
    ),
    "embeddings.evaluation_note": (
        "{count} questions, every pair of word pairs of a kind, among {among} whole words. All together: {without} right "
        "with a, b and c left out, {with_inputs} with nothing left out. The nearest word to c alone, without any "
        "relation, is right {near} of the time: what is above that bar is what the offset adds.",
        "{count} soru: bir türün kelime çiftleri ikişer ikişer, {among} bütün kelime arasında. Hepsi birlikte: a, b ve c "
        "çıkarılınca {without}, hiçbir şey çıkarılmayınca {with_inputs} doğru. İlişkiye hiç bakmadan c'ye en yakın kelimeyi "
        "söylemek {near} tutuyor: farkın kattığı, bunun üstünde kalandır.",
    ),
    "embeddings.evaluation_skipped": (
        "Left out, since the vocabulary has no single entry for one of the two: {pairs}.",
        "İkisinden birinin sözlükte tek girişi olmadığı için sorulmayanlar: {pairs}.",
    ),
    "embeddings.evaluation_none": (
        "This vocabulary has no single entries for enough of these words. Choose the other language, or another model.",
        "Bu sözlükte bu kelimelerin yeterince tek girişi yok. Öteki dili ya da başka bir model seçin.",
    ),
    "embeddings.answer.without": ("inputs left out", "girdiler çıkarılınca"),
    "embeddings.answer.with_inputs": ("nothing left out", "hiçbiri çıkarılmayınca"),
    "embeddings.answer.near_c": ("nearest to c alone", "yalnızca c'ye en yakın"),
    "embeddings.axis_right": ("right answers, %", "doğru yanıt, %"),
    "embeddings.questions": ("Every question and its answers", "Bütün sorular ve yanıtları"),
    "embeddings.column_kind": ("Kind", "Tür"),
    "embeddings.column_question": ("Question: a : b = c : …", "Soru: a : b = c : …"),
    "embeddings.column_right": ("Right", "Doğrusu"),
    "embeddings.kind.capital": ("country – capital", "ülke – başkent"),
    "embeddings.kind.nationality": ("country – people", "ülke – halk"),
    "embeddings.kind.gender": ("man – woman", "erkek – kadın"),
    "embeddings.kind.opposite": ("opposites", "karşıtlar"),
    "embeddings.kind.plural": ("one – many", "tekil – çoğul"),
    "embeddings.kind.past": ("verb – past", "fiil – geçmiş"),
    "embeddings.kind.comparative": ("big – bigger", "büyük – daha büyük"),
    "embeddings.kind.adverb": ("quick – quickly", "hızlı – hızlıca"),
    "embeddings.kind.ordinal": ("two – second", "iki – ikinci"),
    # Map
    "embeddings.map_of": ("Map of", "Neyin haritası?"),
    "embeddings.map_of.words": ("words", "kelimeler"),
    "embeddings.map_of.tokens": ("tokens of sentences, layer by layer", "cümlelerin belirteçleri, katman katman"),
    "embeddings.groups": ("Groups, one a line: name: word, word", "Gruplar, her satıra bir tane: ad: kelime, kelime"),
    "embeddings.groups_help": (
        "Up to {groups} groups and {words} words. Ctrl+Enter when done.",
        "En çok {groups} grup, {words} kelime. Bitince Ctrl+Enter.",
    ),
    "embeddings.group.things": ("animals, cities, jobs, numbers", "hayvanlar, kentler, meslekler, sayılar"),
    "embeddings.group.classes": ("word classes", "kelime türleri"),
    "embeddings.group.forms": ("forms of verbs", "fiil çekimleri"),
    "embeddings.group.turkish": ("Turkish words, for a Turkish model", "Türkçe kelimeler (Türkçe bir model için)"),
    "embeddings.group_unnamed": ("group {at}", "grup {at}"),
    "embeddings.method": ("Method", "Yöntem"),
    "embeddings.method.pca": ("PCA (linear)", "PCA (doğrusal)"),
    "embeddings.method.tsne": ("t-SNE (neighbours)", "t-SNE (komşuluk)"),
    "embeddings.deep": ("3-D", "3 boyut"),
    "embeddings.perplexity": ("Perplexity (neighbours that count)", "Perplexity (hesaba katılan komşu sayısı)"),
    "embeddings.seed": ("Seed", "Tohum (seed)"),
    "embeddings.paint": ("Colour by", "Renk"),
    "embeddings.paint.kind": ("kind of word", "kelime türü"),
    "embeddings.paint.sentence": ("sentence", "cümle"),
    "embeddings.class.content": ("content word", "anlam kelimesi"),
    "embeddings.class.function": ("function word", "görev kelimesi"),
    "embeddings.class.number": ("number", "sayı"),
    "embeddings.class.sign": ("sign", "noktalama"),
    "embeddings.class.special": ("special token", "özel belirteç"),
    "embeddings.class_note": (
        "Function words are those of a fixed list (articles, pronouns, prepositions, conjunctions, auxiliaries) of English "
        "and Turkish; every other word counts as a content word. Nothing is guessed.",
        "Görev kelimeleri sabit bir listeden gelir: İngilizce ve Türkçede tanımlık, adıl, ilgeç, bağlaç, yardımcı fiil. Kalan "
        "her kelime anlam kelimesi sayılır. Tahmin yapılmaz.",
    ),
    "embeddings.sentence_name": ("sentence {line}", "{line}. cümle"),
    "embeddings.follow": ("Follow a token", "Bir belirteci izle"),
    "embeddings.follow_none": ("none", "hiçbiri"),
    "embeddings.map_words": ("Words of the embedding table", "Gömme tablosundan kelimeler"),
    "embeddings.map_tokens": ("Tokens in layer {depth}", "Belirteçler, katman {depth}"),
    "embeddings.map_alt": (
        "{title}: {count} points in {groups} groups, {method}.",
        "{title}: {groups} grupta {count} nokta, {method}.",
    ),
    "embeddings.pca_note": (
        "PCA: the {dimensions} directions along which these points differ most; they explain {share} of the variance. The "
        "rest is not on the map.",
        "PCA: bu noktaların en çok ayrıştığı {dimensions} yön; varyansın {share} kadarını açıklar. Gerisi haritada yok.",
    ),
    "embeddings.depth_note": (
        "One PCA for all layers together, so that a token can be followed on fixed axes; each layer was first moved to its "
        "own centre and brought to the same size. In this layer the {dimensions} directions hold {share} of the variance. The "
        "rest is not on the map.",
        "Bütün katmanlar için tek PCA: bir belirteç sabit eksenler üzerinde izlenebilir. Önce her katman kendi merkezine "
        "taşınıp aynı büyüklüğe getirilir. Bu katmanda {dimensions} yön, varyansın {share} kadarını tutar. Gerisi haritada yok.",
    ),
    "embeddings.tsne_note": (
        "t-SNE keeps neighbours together and gives up everything else: sizes of clusters and distances between them mean "
        "nothing. Perplexity used: {perplexity}; what could not be fitted (Kullback–Leibler divergence): {loss} nats.",
        "t-SNE komşuları bir arada tutar, kalan her şeyden vazgeçer: kümelerin büyüklüğü ve aralarındaki uzaklık bir anlam "
        "taşımaz. Kullanılan perplexity: {perplexity}; sığdırılamayan kısım (Kullback–Leibler ıraksaması): {loss} nat.",
    ),
    "embeddings.unknown_words": (
        "Not in this vocabulary, so drawn as [UNK]: {words}.",
        "Bu sözlükte yok, bu yüzden [UNK] olarak çizildi: {words}.",
    ),
    "embeddings.pieces_words": (
        "Mean of several rows: {words}.",
        "Birkaç satırın ortalaması: {words}.",
    ),
    # Senses
    "embeddings.sense": ("Word to compare", "Karşılaştırılacak kelime"),
    "embeddings.suffixes": ("Also longer words that begin so", "Böyle başlayan uzun kelimeler de"),
    "embeddings.suffixes_help": (
        "For Turkish: yüz finds yüzü and yüzmek as well. Letters alone decide, so yüzük is taken too.",
        "Türkçe için: yüz; yüzü ve yüzmek kelimelerini de bulur. Yalnızca harflere bakılır, yüzük de gelir.",
    ),
    "embeddings.senses_title": ("“{word}” in layer {depth}", "“{word}”, katman {depth}"),
    "embeddings.senses_lines": ("The same word, layer by layer", "Aynı kelime, katman katman"),
    "embeddings.senses_alt": (
        "Cosine similarity of {count} places of {word} in layer {depth}: from {low} to {high}.",
        "{word} kelimesinin {count} yerinin {depth}. katmandaki kosinüs benzerliği: {low} ile {high} arasında.",
    ),
    "embeddings.senses_lines_alt": (
        "Mean cosine between the places of the word: {first} at the input, {last} at the end.",
        "Kelimenin yerleri arasındaki ortalama kosinüs: girişte {first}, sonda {last}.",
    ),
    "embeddings.senses_between": ("this word, its places with each other", "bu kelimenin yerleri kendi arasında"),
    "embeddings.senses_others": ("different words, for comparison", "karşılaştırma: farklı kelimeler"),
    "embeddings.senses_note": (
        "At layer 0 only the positions differ. On the way up each place takes up its sentence. The dashed line is what "
        "two different words have in common at that depth: a cosine means something only against it.",
        "0. katmanda yalnızca konumlar farklıdır. Yukarı çıktıkça her yer kendi cümlesinden bir şeyler alır. Kesikli çizgi, o "
        "derinlikte iki farklı kelimenin ortak yanıdır: bir kosinüs ancak ona bakınca anlam kazanır.",
    ),
    "embeddings.senses_pieces": (
        "{form} (sentence {line}) is made of {pieces}; the mean of these states stands for it.",
        "{form} ({line}. cümle) şu parçalardan oluşuyor: {pieces}; yerini bu durumların ortalaması tutuyor.",
    ),
    "embeddings.senses_count": ("{count} places of “{word}”", "“{word}” kelimesinin {count} yeri"),
}
