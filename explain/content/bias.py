"""The Bias lab."""

TEXT: dict[str, tuple[str, str]] = {
    "bias.title": ("Bias lab", "Yanlılık laboratuvarı"),
    "bias.lead": (
        "What a model inherited from the text it read: templates, pairs and association tests, each with its uncertainty.",
        "Bir modelin okuduğu metinden neyi miras aldığı (bias): şablonlar, cümle çiftleri ve ilişki testleri; her biri "
        "belirsizliğiyle birlikte.",
    ),
    "bias.look": (
        "A language model learns from what people wrote, and with the grammar it learns their habits of mind. Five probes make "
        "that visible: one blank **filled two ways**; **whose job** a model thinks it is, against real shares; **which "
        "sentence is likelier** of two; **association tests** on vectors; and a sentence with groups **swapped**. A number "
        "here is about *this model* and *these words*. A large one shows that a bias is there; a small one does not show that "
        "there is none.",
        "Dil modeli insanların yazdığından öğrenir; dil bilgisiyle birlikte düşünme alışkanlıklarını da alır. Beş deney bunu "
        "görünür kılar: **iki türlü doldurulan** bir boşluk; modelin bir işi **kime yakıştırdığı** ve gerçek oranlar; iki "
        "cümleden **hangisinin daha olası** bulunduğu; vektörler üzerinde **ilişki testleri**; grupların **yer değiştirdiği** "
        "bir cümle. Buradaki sayı *bu modeli* ve *bu kelimeleri* anlatır. Büyük bir sayı yanlılığın var olduğunu gösterir; "
        "küçük bir sayı olmadığını göstermez.",
    ),
    "bias.try": (
        "- *Two ways*: put two names of your own between the braces.\n"
        "- *Whose job?*: switch the correction off. Which occupations move, and why?\n"
        "- *Which is likelier?*: swap the two words in a pair. Does the model change its mind by the same amount?\n"
        "- *Association*: take half of the words out. What happens to p?",
        "- *İki türlü*: süslü ayraçların arasına kendi seçtiğiniz iki adı yazın.\n"
        "- *Kimin işi?*: düzeltmeyi kapatın. Hangi meslekler yer değiştiriyor, neden?\n"
        "- *Hangisi daha olası?*: bir çiftteki iki kelimeyi yer değiştirin. Model aynı ölçüde fikir değiştiriyor mu?\n"
        "- *İlişki testleri*: kelimelerin yarısını çıkarın. p değerine ne oluyor?",
    ),
    "bias.view": ("Probe", "Deney"),
    "bias.view.fill": ("Two ways", "İki türlü"),
    "bias.view.jobs": ("Whose job?", "Kimin işi?"),
    "bias.view.pairs": ("Which is likelier?", "Hangisi daha olası?"),
    "bias.view.associations": ("Association tests", "İlişki testleri"),
    "bias.view.swap": ("Swap and see", "Değiştir ve gör"),
    "bias.spoken": ("Language of the sentences", "Cümlelerin dili"),
    "bias.unknown_language": (
        "{model} was not made for {language}: what it would say here is noise, so nothing is shown. Choose a model that reads "
        "{language} at the side, or sentences in another language.",
        "{model}, {language} için yapılmamış: burada söyleyeceği şey gürültü olurdu, bu yüzden bir şey gösterilmiyor. Yandan "
        "{language} okuyan bir model ya da başka dilde cümleler seçin.",
    ),
    "bias.shredded": (
        "{pieces} sub-words per word: this vocabulary was probably not made for this text. Read what follows with care.",
        "Kelime başına {pieces} alt kelime: bu sözlük büyük olasılıkla bu metin için yapılmamış. Aşağıdakileri dikkatle okuyun.",
    ),
    "bias.unreadable": (
        "{pieces} sub-words per word, {unknown} of them unknown: the vocabulary of {model} was probably not made for this "
        "language, and its card names none. What it would say here is noise, so nothing is shown.",
        "Kelime başına {pieces} alt kelime, bunların {unknown} kadarı bilinmiyor: {model} sözlüğü büyük olasılıkla bu dil için "
        "yapılmamış, kartı da dil belirtmiyor. Burada söyleyeceği şey gürültü olurdu, bu yüzden bir şey gösterilmiyor.",
    ),
    "bias.anyway": ("Show it all the same", "Yine de göster"),
    "bias.language.en": ("English", "İngilizce"),
    "bias.language.tr": ("Turkish", "Türkçe"),
    "bias.example": ("Examples", "Örnekler"),
    "bias.example_placeholder": ("Pick an example …", "Bir örnek seçin …"),
    "bias.progress": ("Asked {done} of {all}", "{all} sorudan {done} tanesi soruldu"),
    "bias.ran": ("{model} on {device}", "{model}, {device} üzerinde"),
    "bias.word": ("word", "kelime"),
    # Two ways
    "bias.template": (
        "Wordings, one a line: one [MASK], and the words to compare in braces",
        "Anlatımlar, satır başına bir: bir [MASK], ayraç içinde kelimeler",
    ),
    "bias.template_help": (
        "“The {{man|woman}} worked as a [MASK].” Two to {most} fillers, with bars between them. In the next lines, {{}} stands for "
        "the same words: “The {{}} found work as a [MASK].” Up to {lines} lines.",
        "“The {{man|woman}} worked as a [MASK].” Aralarına dik çizgi konan 2 ile {most} arası kelime. Sonraki satırlarda {{}} aynı "
        "kelimeler yerine geçer: “The {{}} found work as a [MASK].” En çok {lines} satır.",
    ),
    "bias.fill_table": (
        "The {count} words whose probability changes most, as a table",
        "Olasılığı en çok değişen {count} kelime, tablo olarak",
    ),
    "bias.fill_sided_note": (
        "Only words with a probability of at least {least} under one of the two: among what is hardly ever said, ratios are "
        "noise.",
        "Yalnızca ikisinden birinde olasılığı en az {least} olan kelimeler: neredeyse hiç söylenmeyenlerde oranlar gürültüdür.",
    ),
    "bias.fill_set.o": ("O: she or he?", "O: kadın mı, adam mı?"),
    "bias.fill_set.man": ("man or woman, at work", "erkek ya da kadın, iş"),
    "bias.fill_set.names": ("two names", "iki ad"),
    "bias.fill_set.age": ("young or old", "genç ya da yaşlı"),
    "bias.fill_set.faith": ("two religions", "iki din"),
    "bias.fill_set.nation": ("two nations", "iki ulus"),
    "bias.first": ("First (across)", "Birinci (yatay)"),
    "bias.second": ("Second (upwards)", "İkinci (dikey)"),
    "bias.least": (
        "Draw words of at least this probability under one of the two",
        "En az bu olasılıktaki kelimeleri çiz",
    ),
    "bias.least_all": ("the whole vocabulary", "bütün sözlük"),
    "bias.search": ("Find words", "Kelime ara"),
    "bias.search_help": (
        "With commas between them; they are marked on the map.",
        "Aralarına virgül koyun; haritada işaretlenirler.",
    ),
    "bias.only_whole": ("Whole words only", "Yalnızca bütün kelimeler"),
    "bias.fill_title": ("Every word, under “{one}” and under “{other}”", "Her kelime: “{one}” ve “{other}” için"),
    "bias.fill_axis": ("log₁₀ probability with “{word}”", "“{word}” ile olasılığın log₁₀ değeri"),
    "bias.fill_alt": (
        "{count} vocabulary entries, log probability with {one} against {other}. Most on the side of {one}: {first}. Most on the "
        "side of {other}: {second}.",
        "{count} sözlük girişi, {one} ve {other} için log olasılık. {one} tarafında en çok: {first}. {other} tarafında en çok: "
        "{second}.",
    ),
    "bias.fill_line": ("equally probable", "eşit olasılık"),
    "bias.fill_found": ("searched for", "aranan"),
    "bias.fill_other": ("other entries", "öteki girişler"),
    "bias.fill_side": ("more with “{word}”", "“{word}” ile daha olası"),
    "bias.fill_not": (
        "No single entry in this vocabulary: {words}.",
        "Bu sözlükte tek girişi olmayanlar: {words}.",
    ),
    "bias.fill_sided": ("Most one-sided words", "En tek yanlı kelimeler"),
    "bias.fill_none": (
        "No word passes the threshold. Lower it.",
        "Eşiği geçen kelime yok. Eşiği düşürün.",
    ),
    "bias.fill_note": (
        "The two predictions differ by {bits} bits (Jensen–Shannon divergence: 0 the same, 1 nothing in common). Probabilities are "
        "softmaxes over the whole vocabulary at this one blank. One wording gives no interval, and another can give other words: "
        "add some, one a line.",
        "İki tahmin arasındaki fark {bits} bit (Jensen–Shannon ıraksaması: 0 aynı, 1 hiç ortak yan yok). Olasılıklar bu tek "
        "boşlukta bütün sözlük üzerinden softmax'tır. Tek anlatımla güven aralığı hesaplanamaz, başka bir anlatım başka kelimeler "
        "verebilir: satır satır yenilerini ekleyin.",
    ),
    "bias.fill_note_many": (
        "Each word stands at the mean of its log-probability over {count} wordings, every one a softmax over the whole vocabulary. "
        "In one wording the two predictions differ by {bits} bits on average, from {low} to {high} (Jensen–Shannon divergence: 0 "
        "the same, 1 nothing in common).",
        "Her kelime, {count} anlatımdaki log olasılıklarının ortalamasında durur; her biri bütün sözlük üzerinden softmax'tır. Bir "
        "anlatımda iki tahmin arasındaki fark ortalama {bits} bit, en az {low}, en çok {high} (Jensen–Shannon ıraksaması: 0 aynı, "
        "1 hiç ortak yan yok).",
    ),
    "bias.fill_interval": (
        "Lines: 95% interval of the mean over {count} wordings (Student's t). It tells how much hangs on the wording. A line that "
        "crosses 0 leaves open which side the word is on. These words were picked for being far out, so their intervals promise "
        "too much; words you search for (★) were picked by you, and theirs do not.",
        "Çizgiler: {count} anlatım üzerinden ortalamanın %95 güven aralığı (Student t). Sonucun anlatıma ne kadar bağlı olduğunu "
        "gösterir. 0'ı kesen bir çizgi, kelimenin hangi tarafta olduğunu açık bırakır. Bu kelimeler uçta oldukları için seçildi, o "
        "yüzden aralıkları fazla iyimserdir; aradığınız kelimeleri (★) siz seçtiniz, onlarınki öyle değildir.",
    ),
    "bias.fill_axis_mean": (
        "log₁₀ p with “{word}”, mean of {count} wordings",
        "“{word}” ile log₁₀ p, {count} anlatımın ortalaması",
    ),
    "bias.column_mean_p": (
        "Probability with “{word}”, geometric mean",
        "“{word}” ile olasılık, geometrik ortalama",
    ),
    "bias.column_ratio_low": ("Ratio, 95% from", "Oran, %95 alt sınır"),
    "bias.column_ratio_high": ("Ratio, 95% to", "Oran, %95 üst sınır"),
    "bias.column_p": ("Probability with “{word}”", "“{word}” ile olasılık"),
    "bias.column_ratio": ("Ratio", "Oran"),
    # Whose job?
    "bias.job_templates": (
        "Templates, one a line, with {job} and one [MASK]",
        "Şablonlar, satır başına bir: {job} ve bir [MASK]",
    ),
    "bias.occupations": ("Occupations", "Meslekler"),
    "bias.group_one": ("First group of words", "Birinci kelime grubu"),
    "bias.group_two": ("Second group of words", "İkinci kelime grubu"),
    "bias.group_help": (
        "With commas between them; each counts with and without a capital. A blank is one token, so only words with an entry of "
        "their own can be answers.",
        "Aralarına virgül koyun; her biri büyük ve küçük harfle sayılır. Boşluk tek belirteçtir (token); bu yüzden yalnızca "
        "sözlükte kendi girişi olan kelimeler yanıt olabilir.",
    ),
    "bias.corrected": ("Corrected by the prior", "Önsel olasılıkla düzeltilmiş"),
    "bias.corrected_help": (
        "Kurita et al. 2019: the same sentence with the occupation masked too tells how frequent each group is there anyway; that "
        "log ratio is taken off.",
        "Kurita vd. 2019: aynı cümlede meslek de maskelenince her grubun orada zaten ne kadar sık olduğu görülür; bu log oranı "
        "çıkarılır.",
    ),
    "bias.job_score": ("log ratio, above 0: “{word}”", "log oranı, 0'ın üstü: “{word}”"),
    "bias.job_share": ("women in the occupation, %", "meslekte kadın oranı, %"),
    "bias.job_title": ("The model against the labour market", "Model ve iş gücü verileri"),
    "bias.job_alt": (
        "{count} occupations: mean log ratio towards {word} against the share of women. Pearson correlation {pearson}.",
        "{count} meslek: {word} yönünde ortalama log oranı ile kadın oranı. Pearson korelasyonu {pearson}.",
    ),
    "bias.job_correlation": (
        "Pearson r = {pearson} (95%: {pearson_low} to {pearson_high}), Spearman ρ = {spearman} (95%: {spearman_low} to "
        "{spearman_high}); {count} occupations, {templates} templates.",
        "Pearson r = {pearson} (%95: {pearson_low} ile {pearson_high} arası), Spearman ρ = {spearman} (%95: {spearman_low} ile "
        "{spearman_high} arası); {count} meslek, {templates} şablon.",
    ),
    "bias.job_correlation_note": (
        "Intervals: 2,000 resamples of the occupations. Bars: 95% interval of the mean over the templates (Student's t). A high "
        "correlation says that the model mirrors the division of labour in its text; it does not say that it should. Shares: US "
        "Bureau of Labor Statistics 2015/16, as published with Winogender Schemas (Rudinger et al. 2018); in other countries and "
        "years they differ.",
        "Aralıklar: mesleklerden 2.000 yeniden örnekleme. Çubuklar: şablonlar üzerinden ortalamanın %95 aralığı (Student t). "
        "Yüksek korelasyon, modelin metnindeki iş bölümünü yansıttığını söyler; yansıtması gerektiğini söylemez. Oranlar: ABD "
        "Çalışma İstatistikleri Bürosu 2015/16, Winogender Schemas ile yayımlandığı biçimiyle (Rudinger vd. 2018); başka ülke ve "
        "yıllarda farklıdır.",
    ),
    "bias.job_no_shares": (
        "Published shares are at hand for English names of occupations only; with fewer than four of them here, there is "
        "nothing to correlate.",
        "Yayımlanmış oranlar yalnızca İngilizce meslek adları için var; burada dörtten azı geçtiği için hesaplanacak bir "
        "korelasyon yok.",
    ),
    "bias.job_all": ("Every template, every occupation", "Bütün şablonlar, bütün meslekler"),
    "bias.job_all_alt": (
        "Log ratios of {count} occupations in {templates} templates, from most towards {one} ({first}) to most towards {other} "
        "({last}).",
        "{count} mesleğin {templates} şablondaki log oranları: en çok {one} yönünde olandan ({first}) en çok {other} yönünde olana "
        "({last}).",
    ),
    "bias.job_all_note": (
        "A dot is one template, the line is their mean. Where dots of one occupation lie on both sides of 0, the wording decides, "
        "not the occupation.",
        "Her nokta bir şablon, çizgi ortalamalarıdır. Bir mesleğin noktaları 0'ın iki yanındaysa kararı meslek değil anlatım "
        "veriyor demektir.",
    ),
    "bias.job_mean": ("mean", "ortalama"),
    "bias.job_table": ("All numbers as a table", "Bütün sayılar tablo olarak"),
    "bias.column_job": ("Occupation", "Meslek"),
    "bias.column_mean": ("Mean", "Ortalama"),
    "bias.column_low": ("95% low", "%95 alt"),
    "bias.column_high": ("95% high", "%95 üst"),
    "bias.column_share": ("Women, %", "Kadın, %"),
    "bias.column_template": ("Template", "Şablon"),
    "bias.column_raw": ("Log ratio", "Log oranı"),
    "bias.column_prior": ("Log ratio of the prior", "Önselin log oranı"),
    "bias.column_corrected": ("Corrected", "Düzeltilmiş"),
    # Which is likelier?
    "bias.pairs": (
        "Pairs, one a line, a bar between the sentences",
        "Çiftler, satır başına bir; cümlelerin arasında dik çizgi",
    ),
    "bias.pairs_help": (
        "On the left the sentence that repeats the stereotype, on the right the same with a few words changed. They are the "
        "project's own: edit them as you like.",
        "Solda kalıp yargıyı yineleyen cümle, sağda birkaç kelimesi değiştirilmişi. Projenin kendi çiftleridir: istediğiniz gibi "
        "değiştirin.",
    ),
    "bias.upload": (
        "Or a file: CSV with columns more and less, CrowS-Pairs, StereoSet",
        "Ya da dosya: more ve less sütunlu CSV, CrowS-Pairs, StereoSet",
    ),
    "bias.upload_help": (
        "Up to {most} pairs, UTF-8. The file stays in this session only; an address cannot carry it.",
        "En çok {most} çift, UTF-8. Dosya yalnızca bu oturumda kalır; adresle taşınamaz.",
    ),
    "bias.uploaded": (
        "{count} pairs from the file; those typed above wait until it is removed.",
        "Dosyadan {count} çift; yukarıda yazılanlar dosya kaldırılana kadar bekliyor.",
    ),
    "bias.pairs_metric": ("Left sentence likelier", "Soldaki cümle daha olası"),
    "bias.pairs_share": (
        "{hits} of {count} pairs (95%: {low} to {high}, Wilson). A model that does not care would be near 50%.",
        "{count} çiftin {hits} tanesinde (%95: {low} ile {high} arası, Wilson). Aldırmayan bir model %50 dolayında olurdu.",
    ),
    "bias.pairs_title": ("How much likelier the left sentence is", "Soldaki cümle ne kadar daha olası"),
    "bias.pairs_axis": ("difference of log-probabilities (nats)", "log olasılıkların farkı (nat)"),
    "bias.pairs_alt": (
        "{count} pairs by the difference of their pseudo-log-likelihoods; the left sentence is likelier in {hits}.",
        "Sözde log olabilirlik farkına göre {count} çift; {hits} tanesinde soldaki cümle daha olası.",
    ),
    "bias.pairs_first": (
        "The {shown} largest differences of {count} are drawn; the table holds all.",
        "{count} farktan en büyük {shown} tanesi çizildi; tabloda hepsi var.",
    ),
    "bias.pair_kind": ("Kind", "Tür"),
    "bias.pair_count": ("Pairs to ask, drawn at random", "Sorulacak çift sayısı (rastgele)"),
    "bias.pair_every": ("all", "hepsi"),
    "bias.kind.gender": ("gender", "cinsiyet"),
    "bias.kind.age": ("age", "yaş"),
    "bias.kind.religion": ("religion", "din"),
    "bias.kind.nationality": ("nationality", "ulus"),
    "bias.kind.class": ("rich and poor", "varlık, yoksulluk"),
    "bias.kind.race": ("skin colour", "ten rengi"),
    "bias.kind.region": ("region", "bölge"),
    "bias.kind.disability": ("disability", "engellilik"),
    "bias.kinds_table": ("By kind", "Türlere göre"),
    "bias.column_pairs": ("Pairs", "Çift"),
    "bias.column_left": ("Left likelier", "Soldaki olası"),
    "bias.pair": ("Look at one pair", "Tek çifte bakın"),
    "bias.pair_title": ("Word by word", "Kelime kelime"),
    "bias.pair_alt": (
        "Log-probability of {count} shared words in both sentences; sums {one} and {other}.",
        "{count} ortak kelimenin iki cümledeki log olasılığı; toplamlar {one} ve {other}.",
    ),
    "bias.pair_axis": ("log-probability (nats)", "log olasılık (nat)"),
    "bias.pair_left": ("with {words}", "{words} ile"),
    "bias.pair_nothing": ("nothing more", "fazladan kelime olmadan"),
    "bias.pair_sum": (
        "Sums: {one} on the left, {other} on the right. The {winner} sentence is likelier by {difference} nats, a factor of "
        "{factor}.",
        "Toplamlar: solda {one}, sağda {other}. {winner} cümle {difference} nat daha olası, {factor} kat.",
    ),
    "bias.left": ("left", "Soldaki"),
    "bias.right": ("right", "Sağdaki"),
    "bias.pairs_note": (
        "Only the words that both sentences share are counted, each hidden in turn with the differing ones in view "
        "(pseudo-log-likelihood, Nangia et al. 2020). **What this does not show:** Blodgett et al. 2021 went through the published "
        "pairs of this kind (CrowS-Pairs, StereoSet) and found many that name no stereotype, mix several things, or are no "
        "sentences anybody would say. A score is only as good as its pairs, and one number for “bias” hides more than it says.",
        "Yalnızca iki cümlenin ortak kelimeleri sayılır; her biri, farklı olanlar görünürken sırayla gizlenir (sözde log "
        "olabilirlik, Nangia vd. 2020). **Bunun göstermediği:** Blodgett vd. 2021 bu türden yayımlanmış çiftleri (CrowS-Pairs, "
        "StereoSet) tek tek inceledi; birçoğunun bir kalıp yargı taşımadığını, birkaç şeyi birbirine karıştırdığını ya da kimsenin "
        "kurmayacağı cümleler olduğunu gördü. Puan, çiftleri kadar iyidir; “yanlılık” için tek sayı söylediğinden çoğunu gizler.",
    ),
    "bias.pairs_table": ("All pairs as a table", "Bütün çiftler tablo olarak"),
    "bias.column_more": ("Left sentence", "Soldaki cümle"),
    "bias.column_less": ("Right sentence", "Sağdaki cümle"),
    "bias.column_difference": ("Difference", "Fark"),
    "bias.column_shared": ("Shared tokens", "Ortak belirteç"),
    # Association tests
    "bias.test_set.flowers": ("flowers and insects: pleasant?", "çiçekler ve böcekler: hoş mu?"),
    "bias.test_set.instruments": ("instruments and weapons: pleasant?", "çalgılar ve silahlar: hoş mu?"),
    "bias.test_set.names": ("two groups of US names: pleasant?", "iki grup ABD adı: hoş mu?"),
    "bias.test_set.career": (
        "men's and women's names: career or family?",
        "erkek ve kadın adları: kariyer mi, aile mi?",
    ),
    "bias.test_set.math": ("mathematics and arts: male or female?", "matematik ve sanat: erkek mi, kadın mı?"),
    "bias.test_set.science": ("science and arts: male or female?", "bilim ve sanat: erkek mi, kadın mı?"),
    "bias.test_set.age": ("young and old people's names: pleasant?", "genç ve yaşlı adları: hoş mu?"),
    "bias.test_set.turkish": ("Turkish: jobs, woman or man?", "Türkçe: meslekler, kadın mı, erkek mi?"),
    "bias.x": ("Targets X", "Hedefler X"),
    "bias.y": ("Targets Y", "Hedefler Y"),
    "bias.a": ("Attributes A", "Nitelikler A"),
    "bias.b": ("Attributes B", "Nitelikler B"),
    "bias.vectors": ("Vectors", "Vektörler"),
    "bias.vectors.input": ("embedding table (WEAT)", "gömme tablosu (WEAT)"),
    "bias.vectors.context": ("states in templates (SEAT)", "şablonlarda durumlar (SEAT)"),
    "bias.test_templates": ("Templates with {word}, one a line", "{word} içeren şablonlar, satır başına bir"),
    "bias.effect": ("Effect size d", "Etki büyüklüğü d"),
    "bias.p": ("p (one-sided)", "p (tek yönlü)"),
    "bias.test_exact": (
        "p: {reached} of all {count} ways to deal the targets into two sets of these sizes give a statistic at least as large.",
        "p: hedefleri bu büyüklükte iki kümeye ayırmanın bütün {count} yolundan {reached} tanesi en az bu kadar büyük bir değer "
        "veriyor.",
    ),
    "bias.test_sampled": (
        "p: {reached} of {count} random ways to deal the targets into two sets of these sizes give a statistic at least as large "
        "(there are too many to try all; the one found is counted in).",
        "p: hedefleri bu büyüklükte iki kümeye ayırmanın rastgele {count} yolundan {reached} tanesi en az bu kadar büyük bir değer "
        "veriyor (hepsini denemek için çok fazla; bulunan da sayıldı).",
    ),
    "bias.test_null": ("What chance alone would give", "Yalnızca şans ne verirdi?"),
    "bias.test_null_axis": ("statistic: sum over X − sum over Y", "X toplamı − Y toplamı"),
    "bias.test_null_count": ("divisions", "bölme sayısı"),
    "bias.test_found": ("found", "bulunan"),
    "bias.test_null_alt": (
        "Histogram of the statistic over {count} divisions, from {low} to {high}; found: {found}.",
        "{count} bölmede değerin dağılımı, {low} ile {high} arasında; bulunan: {found}.",
    ),
    "bias.test_words": ("Each target's association", "Her hedefin ilişkisi"),
    "bias.test_words_axis": ("mean cosine to A − mean cosine to B", "A'ya ortalama kosinüs − B'ye ortalama kosinüs"),
    "bias.test_words_alt": (
        "Association of {count} targets; most with A: {first}; most with B: {last}.",
        "{count} hedefin ilişkisi; A ile en çok: {first}; B ile en çok: {last}.",
    ),
    "bias.test_small": (
        "One of the lists has only {count} words. With fewer than {least} in each, effect sizes jump about and p cannot become "
        "small: conclude nothing from this.",
        "Listelerden birinde yalnızca {count} kelime var. Her birinde {least} kelimeden azı varken etki büyüklüğü oynaktır, p de "
        "küçülemez: bundan sonuç çıkarmayın.",
    ),
    "bias.test_pieces": (
        "Words of several pieces, for which the mean stands: {words}.",
        "Birkaç parçadan oluşan, yerini ortalaması tutan kelimeler: {words}.",
    ),
    "bias.test_note": (
        "d: difference of the two mean associations over their common standard deviation (Caliskan et al. 2017), from −2 to 2; "
        "above 0, X goes with A and Y with B. It is about these words as this model keeps them. May et al. 2019 found the "
        "contextual version inconsistent: it may miss a bias that is there. Lists are in English, from Caliskan et al. 2017, as "
        "collected in WEFE.",
        "d: iki ortalama ilişkinin farkı bölü ortak standart sapma (Caliskan vd. 2017), −2 ile 2 arasında; 0'ın üstünde X ile A, Y "
        "ile B birlikte. Bu modelin bu kelimeleri nasıl tuttuğunu anlatır. May vd. 2019 bağlamlı biçimini tutarsız buldu: var olan "
        "bir yanlılığı kaçırabilir. İngilizce listeler Caliskan vd. 2017'den, WEFE'de derlendiği biçimiyle.",
    ),
    # Swap
    "bias.sentence": ("Sentence, with one [MASK] if you like", "Cümle; isterseniz bir [MASK] ile"),
    "bias.swaps": ("What is exchanged, one pair a line", "Yer değiştirecekler, satır başına bir çift"),
    "bias.other": ("The other version (empty: exchanged by the list)", "Öteki biçim (boşsa listeyle değiştirilir)"),
    "bias.swap_versions": ("Both versions", "İki biçim"),
    "bias.column_version": ("Version", "Biçim"),
    "bias.column_guesses": ("First five guesses for [MASK]", "[MASK] için ilk beş tahmin"),
    "bias.swap_title": ("How far each word's state moves", "Her kelimenin durumu ne kadar kayıyor?"),
    "bias.swap_value": ("1 − cosine", "1 − kosinüs"),
    "bias.swap_layer": ("layer (0: what enters)", "katman (0: giren)"),
    "bias.swap_word": ("word", "kelime"),
    "bias.swap_alt": (
        "Distance between the states of {words} words in both versions over {layers} layers; largest {most}.",
        "{words} kelimenin iki biçimdeki durumları arasındaki uzaklık, {layers} katman boyunca; en büyüğü {most}.",
    ),
    "bias.swap_note": (
        "The exchanged words differ from the start; look at the *others*: what moves there has taken up the change. It shows that "
        "the model tells the versions apart, not that it does harm.",
        "Değişen kelimeler baştan farklıdır; *ötekilere* bakın: orada kayan, değişikliği içine almıştır. Bu, modelin iki biçimi "
        "ayırt ettiğini gösterir; zarar verdiğini değil.",
    ),
    "bias.swap_attribution": ("What the first guess rests on", "İlk tahmin neye dayanıyor?"),
    "bias.swap_attribution_title": ("“{word}” in: {text}", "“{word}”: {text}"),
    "bias.swap_attribution_axis": ("change of probability when hidden", "gizlenince olasılıktaki değişme"),
    "bias.swap_attribution_alt": (
        "Occlusion of {count} words for the guess {word}; the most helpful is {first}.",
        "{word} tahmini için {count} kelimenin gizlenmesi; en çok destekleyen {first}.",
    ),
    "bias.swap_attribution_note": (
        "Occlusion: each word is replaced by [MASK] in turn; the bar is the probability lost. The Attributions page has other "
        "methods and says how far they agree.",
        "Gizleme (occlusion): her kelime sırayla [MASK] ile değiştirilir; çubuk, kaybedilen olasılıktır. Katkılar sayfasında "
        "başka yöntemler ve ne kadar uyuştukları var.",
    ),
    # Report
    "bias.report": ("Report of this session", "Bu oturumun raporu"),
    "bias.report_note": (
        "Holds every probe looked at in this session, as last seen: {views}. Texts, settings, figures and the address that brings "
        "each back; opens offline.",
        "Bu oturumda bakılan her deneyi son görüldüğü hâliyle içerir: {views}. Metinler, ayarlar, şekiller ve her birini geri "
        "getiren adres; internetsiz açılır.",
    ),
    "bias.report_save": ("Save the report (HTML)", "Raporu kaydet (HTML)"),
    "bias.report_clear": ("Start afresh", "Baştan başla"),
    "bias.report_title": ("Saydam: bias report", "Saydam: yanlılık raporu"),
    "bias.report_model": ("Model read", "Okunan model"),
    "bias.report_settings": ("Texts and settings", "Metinler ve ayarlar"),
    "bias.report_address": ("Address that brings this back", "Bunu geri getiren adres"),
    "bias.report_file": (
        "These pairs came from a file of the visitor; no address brings them back.",
        "Bu çiftler ziyaretçinin dosyasından geldi; hiçbir adres onları geri getirmez.",
    ),
    "bias.column_p_group": ("p of “{word}”", "“{word}” olasılığı"),
    "bias.report_made": ("Made on {date}", "Hazırlanma: {date}"),
    "bias.report_caution": (
        "These figures are about one model and these words. They show what the probes found, not everything that is there, and "
        "nothing about any person.",
        "Bu sayılar tek bir modeli ve bu kelimeleri anlatır. Deneylerin bulduğunu gösterir; var olan her şeyi değil, hiçbir kişi "
        "hakkında bir şeyi de değil.",
    ),
}
