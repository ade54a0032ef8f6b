"""The Tokens page."""

TEXT: dict[str, tuple[str, str]] = {
    "tokens.title": ("Tokens", "Belirteçler"),
    "tokens.lead": (
        "The symbols a model really reads: neither letters nor words, but pieces from a fixed vocabulary.",
        "Modelin gerçekte okuduğu semboller: ne harf ne kelime, sabit bir sözlükten (vocabulary) gelen parçalar.",
    ),
    "tokens.look": (
        "The same text four ways: as **characters**, as **words**, as **sub-words** (tokens), and as the **ids** of those "
        "tokens. One colour is one word in all four. Only the ids go into the model. Grey tokens such as [CLS] and [SEP] "
        "were added by the tokenizer.",
        "Aynı metin dört biçimde: **karakterler**, **kelimeler**, **alt kelimeler** (sub-word) yani **belirteçler** "
        "(token) ve bu belirteçlerin **numaraları** (id). Dördünde de aynı renk aynı kelimedir. Modele yalnızca numaralar "
        "girer. [CLS] ve [SEP] gibi gri belirteçleri belirteçleyici (tokenizer) ekler.",
    ),
    "tokens.try": (
        "- Click a sub-word to see its row in the vocabulary.\n"
        "- Write a rare word, a misspelling, or a Turkish sentence: how many pieces does one word take?\n"
        "- Add a second sentence and see where [SEP] goes.",
        "- Bir alt kelimeye tıklayın, sözlükteki satırını görün.\n"
        "- Seyrek bir kelime, bir yazım yanlışı ya da Türkçe bir cümle yazın: bir kelime kaç parçaya bölünüyor?\n"
        "- İkinci bir cümle ekleyin ve [SEP]'in nereye geldiğine bakın.",
    ),
    "tokens.characters": ("Characters", "Karakterler"),
    "tokens.words": ("Words and signs", "Kelimeler ve işaretler"),
    "tokens.pieces": ("Sub-words (tokens)", "Alt kelimeler (token)"),
    "tokens.ids": ("Ids", "Numaralar (id)"),
    "tokens.strip_label": ("The text in four forms", "Metnin dört biçimi"),
    "tokens.chosen": ("Token to look at", "İncelenecek belirteç"),
    "tokens.fertility": (
        "{words} words became {pieces} sub-words: {ratio} per word. Punctuation is not counted.",
        "{words} kelime {pieces} alt kelimeye dönüştü: kelime başına {ratio}. Noktalama sayılmadı.",
    ),
    "tokens.damage": (
        "This vocabulary damages the text: {examples}. The model never sees what was lost. Choose a model made for this "
        "language.",
        "Bu sözlük metne zarar veriyor: {examples}. Model, kaybolanı hiç görmez. Bu dil için yapılmış bir model seçin.",
    ),
    "tokens.shredded": (
        "{ratio} sub-words per word: this vocabulary was not made for this language, so words reach the model in crumbs.",
        "Kelime başına {ratio} alt kelime: bu sözlük bu dil için yapılmamış, kelimeler modele kırıntı hâlinde ulaşıyor.",
    ),
    "tokens.damage_example": ("“{written}” → “{read}”", "“{written}” → “{read}”"),
    "tokens.fact": ("About the token", "Belirteç hakkında"),
    "tokens.value": ("Value", "Değer"),
    "tokens.fact_place": ("Place in the input", "Girdideki yeri"),
    "tokens.fact_id": ("Id (row of the embedding table)", "Numara (gömme tablosundaki satır)"),
    "tokens.fact_piece": ("As the vocabulary spells it", "Sözlükteki yazılışı"),
    "tokens.fact_span": ("Span in the text", "Metindeki aralığı"),
    "tokens.fact_covers": ("Covers", "Karşıladığı metin"),
    "tokens.fact_word": ("Word", "Kelime"),
    "tokens.fact_segment": ("Segment", "Bölüm (segment)"),
    "tokens.fact_role": ("Role", "Görevi"),
    "tokens.fact_lost": ("Lost on the way", "Yolda kaybolan"),
    "tokens.span": (
        "characters {start} to {end} of sentence {sentence}",
        "{sentence}. cümlenin {start}–{end}. karakterleri",
    ),
    "tokens.span_none": ("none: added by the tokenizer", "yok: belirteçleyici ekledi"),
    "tokens.word_part": ("“{word}”, piece {n} of {all}", "“{word}”, {all} parçanın {n}. parçası"),
    "tokens.segment_none": ("this model has no segments", "bu modelde bölüm yok"),
    "tokens.segment_a": ("A (0)", "A (0)"),
    "tokens.segment_b": ("B (1)", "B (1)"),
    "tokens.role_word": ("starts a word", "bir kelimeyi başlatır"),
    "tokens.role_inside": ("continues a word", "bir kelimeyi sürdürür"),
    "tokens.role_cls": (
        "opens the input; its vector often stands for the whole text",
        "girdiyi açar; vektörü çoğu kez bütün metni temsil eder",
    ),
    "tokens.role_sep": ("closes a sentence", "bir cümleyi kapatır"),
    "tokens.role_mask": ("a blank for the model to fill", "modelin dolduracağı boşluk"),
    "tokens.role_unknown": ("stands for what the vocabulary lacks", "sözlükte olmayanın yerini tutar"),
    "tokens.role_special": ("special token", "özel belirteç"),
    "tokens.lost_none": ("nothing", "hiçbir şey"),
    "tokens.lost_case": ("capital letters", "büyük harfler"),
    "tokens.lost_accents": ("accents and dots", "aksanlar ve noktalar"),
    "tokens.lost_both": ("capital letters, accents and dots", "büyük harfler, aksanlar ve noktalar"),
    "tokens.lost_other": ("the spelling was changed", "yazılışı değişti"),
    "tokens.lost_unknown": ("everything: the vocabulary has no piece for it", "her şey: sözlükte karşılığı yok"),
    "tokens.neighbours": ("Neighbours by id", "Numaraca komşuları"),
    "tokens.neighbours_note": (
        "An id is only a row number. Neighbouring ids need not mean anything alike.",
        "Numara yalnızca bir satır numarasıdır. Komşu numaraların anlamca yakın olması gerekmez.",
    ),
    "tokens.column_place": ("Place", "Yer"),
    "tokens.column_id": ("Id", "Numara"),
    "tokens.column_piece": ("Piece", "Parça"),
    "tokens.column_readable": ("Readable", "Okunuşu"),
    "tokens.table": ("All tokens as a table", "Bütün belirteçler tablo olarak"),
    "tokens.figure": ("How each word was cut", "Her kelime nasıl bölündü"),
    "tokens.figure_alt": (
        "A column for each word, a box for each of its sub-words: {words} words, {pieces} sub-words.",
        "Her kelime için bir sütun, her alt kelimesi için bir kutu: {words} kelime, {pieces} alt kelime.",
    ),
    "tokens.axis_word": ("word", "kelime"),
    "tokens.axis_pieces": ("sub-words", "alt kelime sayısı"),
    "tokens.figure_first": (
        "The first {shown} words are drawn; the table has them all.",
        "İlk {shown} kelime çizildi; hepsi tabloda.",
    ),
}
