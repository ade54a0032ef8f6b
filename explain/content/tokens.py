"""The Tokens page."""

TEXT: dict[str, tuple[str, str]] = {
    "tokens.title": ("Tokens", "Belirteçler"),
    "tokens.lead": (
        "The symbols a model really reads: pieces from a fixed vocabulary. A piece may be a whole word, a part of one, or a "
        "single letter.",
        "Modelin gerçekte okuduğu semboller, yani belirteçler (token): sabit bir sözlükten (vocabulary) gelen parçalar. Bir "
        "parça bütün bir kelime, kelimenin bir bölümü ya da tek bir harf olabilir.",
    ),
    "tokens.look": (
        "The same text four ways: as **characters**, as **words**, as **sub-words** (tokens), and as the **ids** of those "
        "tokens. The pieces of one word have the same colour in all four rows; after eight words the colours start again. "
        "Of the text, only the ids go into the model. Spaces are grey, and so are special tokens such as [CLS] and [SEP], "
        "which the tokenizer adds.",
        "Aynı metin dört biçimde: **karakterler**, **kelimeler**, **alt kelimeler** (sub-word) yani belirteçler (token) ve "
        "bu belirteçlerin **numaraları** (id). Bir kelimenin parçaları dört satırda da aynı renktedir; sekiz kelimede bir "
        "renkler başa döner. Metinden modele yalnızca numaralar girer. Boşluklar gridir; belirteçleyicinin (tokenizer) "
        "eklediği [CLS] ve [SEP] gibi özel belirteçler (special token) de gridir.",
    ),
    "tokens.try": (
        "- Click a sub-word to see its row in the vocabulary.\n"
        "- Write a rare word, a misspelling, or a Turkish sentence: how many pieces does one word take?\n"
        "- Add a second sentence and see where [SEP] goes.",
        "- Sözlükteki satırını görmek için bir alt kelimeye tıklayın.\n"
        "- Az rastlanan bir kelime, yanlış yazılmış bir kelime ya da Türkçe bir cümle yazın: bir kelime kaç parçaya "
        "bölünüyor?\n"
        "- İkinci bir cümle ekleyin ve [SEP]'in nereye geldiğine bakın.",
    ),
    "tokens.characters": ("Characters", "Karakterler"),
    "tokens.words": ("Words and signs", "Kelimeler ve işaretler"),
    "tokens.pieces": ("Sub-words (tokens)", "Alt kelimeler (token)"),
    "tokens.ids": ("Ids", "Numaralar (id)"),
    "tokens.strip_label": ("The text in four forms", "Metnin dört biçimi"),
    "tokens.chosen": ("Token to look at", "İncelenecek belirteç"),
    "tokens.fertility": (
        "Words: {words}. Sub-words: {pieces}. That is {ratio} sub-words per word. Punctuation, other single signs and "
        "special tokens are not counted.",
        "Kelime: {words}. Alt kelime: {pieces}. Kelime başına {ratio} alt kelime düşüyor. Noktalama, öteki tek işaretler ve "
        "özel belirteçler sayılmadı.",
    ),
    "tokens.damage": (
        "This model's tokenizer changes the text, for example {examples}. The model never sees what was lost. Choose a model "
        "whose vocabulary suits this text.",
        "Bu modelin belirteçleyicisi (tokenizer) metni değiştiriyor, örneğin {examples}. Model, kaybolanı hiç görmez. Sözlüğü "
        "bu metne uygun bir model seçin.",
    ),
    "tokens.shredded": (
        "{ratio} sub-words per word: this vocabulary was probably not made for this language, so words reach the model in "
        "small pieces. Choose a model made for the language.",
        "Kelime başına {ratio} alt kelime: bu sözlük büyük olasılıkla bu dil için yapılmamış, kelimeler modele ufak "
        "parçalar hâlinde ulaşıyor. Bu dil için yapılmış bir model seçin.",
    ),
    "tokens.damage_example": ("“{written}” → “{read}”", "“{written}” → “{read}”"),
    "tokens.fact": ("About the token", "Belirteç hakkında"),
    "tokens.value": ("Value", "Değer"),
    "tokens.fact_place": ("Place in the input", "Girdideki yeri"),
    "tokens.fact_id": ("Id (row of the embedding table)", "Numara: gömme (embedding) tablosundaki satır"),
    "tokens.fact_piece": ("As the vocabulary spells it", "Sözlükteki yazılışı"),
    "tokens.fact_span": ("Span in the text", "Metindeki aralığı"),
    "tokens.fact_covers": ("Covers", "Metindeki karşılığı"),
    "tokens.fact_word": ("Word", "Kelime"),
    "tokens.fact_segment": ("Segment", "Bölüm (segment)"),
    "tokens.fact_role": ("Role", "Görevi"),
    "tokens.fact_lost": ("Lost on the way", "Yolda kaybolan"),
    "tokens.span": (
        "characters {start} to {end} of sentence {sentence} (counted from 0; {end} is not included)",
        "{sentence}. cümlede {start}–{end} arasındaki karakterler (sayım 0'dan başlar; {end} dahil değildir)",
    ),
    "tokens.span_none": ("none: added by the tokenizer", "yok: belirteçleyici ekledi"),
    "tokens.word_part": ("“{word}”, piece {n} of {all}", "“{word}”: {n}. parça, toplam {all}"),
    "tokens.segment_none": ("this model has no segments", "bu modelde bölüm yok"),
    "tokens.segment_a": ("A (0)", "A (0)"),
    "tokens.segment_b": ("B (1)", "B (1)"),
    "tokens.role_word": (
        "starts a word; may be all of it, or a sign",
        "kelimenin başı; bütün kelime ya da işaret de olabilir",
    ),
    "tokens.role_inside": ("continues a word", "kelimenin devamı"),
    "tokens.role_cls": (
        "opens the input; its vector often stands for the whole text",
        "girdinin başında durur; vektörü çoğu kez bütün metni temsil eder",
    ),
    "tokens.role_sep": ("closes a sentence", "cümlenin sonunu gösterir"),
    "tokens.role_mask": ("a blank for the model to fill", "modelin dolduracağı boşluk"),
    "tokens.role_unknown": ("stands for what the vocabulary lacks", "sözlükte olmayanın yerini tutar"),
    "tokens.role_special": ("special token", "özel belirteç"),
    "tokens.lost_none": ("nothing", "hiçbir şey"),
    "tokens.lost_case": ("capital letters", "büyük harfler"),
    "tokens.lost_accents": ("marks on letters (accents, dots, hooks)", "harf işaretleri (aksan, nokta, çengel)"),
    "tokens.lost_both": (
        "capital letters and marks on letters (accents, dots, hooks)",
        "büyük harfler ve harf işaretleri (aksan, nokta, çengel)",
    ),
    "tokens.lost_other": ("the spelling was changed", "yazılışı değişti"),
    "tokens.lost_unknown": ("everything: the vocabulary has no piece for it", "her şey: sözlükte karşılığı yok"),
    "tokens.neighbours": ("Neighbours by id", "Komşu numaralar (id)"),
    "tokens.neighbours_note": (
        "An id is only a row number in the vocabulary. Neighbouring ids need not mean anything alike.",
        "Numara, sözlükteki satır numarasından başka bir şey değildir. Komşu numaraların anlamca yakın olması gerekmez.",
    ),
    "tokens.column_place": ("Place", "Yer"),
    "tokens.column_id": ("Id", "Numara"),
    "tokens.column_piece": ("Piece", "Parça"),
    "tokens.column_readable": ("Readable form", "Okunur biçimi"),
    "tokens.table": ("All tokens as a table", "Bütün belirteçler tablo olarak"),
    "tokens.figure": ("How each word was cut", "Her kelime nasıl bölündü"),
    "tokens.figure_alt": (
        "A column for each word or sign, a box for each of its sub-words, the first at the bottom: {words} columns, {pieces} "
        "boxes.",
        "Her kelime ya da işaret için bir sütun, her alt kelimesi için bir kutu, ilki en altta: {words} sütun, {pieces} "
        "kutu.",
    ),
    "tokens.axis_word": ("word or sign", "kelime ya da işaret"),
    "tokens.axis_pieces": ("number of sub-words", "alt kelime sayısı"),
    "tokens.figure_first": (
        "The first {shown} words and signs are drawn; the table below has all tokens.",
        "İlk {shown} kelime ve işaret çizildi; belirteçlerin hepsi aşağıdaki tabloda.",
    ),
}
