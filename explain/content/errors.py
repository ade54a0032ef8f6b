"""One message for each thing that can go wrong, saying what to do. Values are filled in as plain text."""

TEXT: dict[str, tuple[str, str]] = {
    "error.empty_text": (
        "There is no text yet. Type a sentence above or pick an example.",
        "Henüz metin yok. Yukarıya bir cümle yazın ya da bir örnek seçin.",
    ),
    "error.long_text": (
        "The text has {length} characters; at most {limit} can be read. Shorten it and try again.",
        "Metin {length} karakter uzunluğunda; en çok {limit} karakter okunabilir. Kısaltıp yeniden deneyin.",
    ),
    "error.many_tokens": (
        "This text makes {tokens} tokens; with this model at most {limit} can be read. Shorten it and try again.",
        "Bu metin {tokens} belirteç (token) ediyor; bu modelle en çok {limit} belirteç okunabilir. Kısaltıp yeniden "
        "deneyin.",
    ),
    "error.unknown_model": (
        "“{model}” is not a model this app offers. Choose one from the list at the side.",
        "“{model}” bu uygulamanın sunduğu modellerden biri değil. Yandaki listeden bir model seçin.",
    ),
    "error.hub_unreachable": (
        "{model} is not on the server, and the model hub cannot be reached. The embedded model, which comes with the app, "
        "is used instead. Try again later.",
        "{model} sunucuda yok, model deposuna (hub) da ulaşılamıyor. Onun yerine uygulamayla gelen model (embedded) "
        "kullanılıyor. Daha sonra yeniden deneyin.",
    ),
    "error.broken_model": (
        "The files of “{model}” cannot be used ({reason}). Choose another model, or replace them with complete safetensors "
        "files. Until then the embedded model is used.",
        "“{model}” modelinin dosyaları kullanılamıyor ({reason}). Başka bir model seçin ya da bunların yerine eksiksiz "
        "safetensors dosyaları koyun. O zamana kadar uygulamayla gelen model (embedded) kullanılıyor.",
    ),
    "error.unknown_family": (
        "“{model}” belongs to the family {family}, which this app cannot look into yet. Choose another model. Until then the "
        "embedded model is used.",
        "“{model}” modeli {family} ailesinden; bu uygulama o ailenin içine henüz bakamıyor. Başka bir model seçin. O zamana "
        "kadar uygulamayla gelen model (embedded) kullanılıyor.",
    ),
    "error.unknown_device": (
        "The server has no device “{device}”. Correct the setting SAYDAM_DEVICE and start the app again.",
        "Sunucuda “{device}” adlı bir aygıt yok. SAYDAM_DEVICE ayarını düzeltip uygulamayı yeniden başlatın.",
    ),
    "error.no_head": (
        "{model} came without the part that predicts words. Choose another model.",
        "{model}, kelime tahmin eden bölümü olmadan geldi. Başka bir model seçin.",
    ),
    "error.no_masks": (
        "{model} cannot fill in blanks: it only reads from left to right, or its files lack the part that predicts words. "
        "Choose another model.",
        "{model} boşluk dolduramaz: ya yalnızca soldan sağa okuyor ya da dosyalarında kelime tahmin eden bölüm yok. Başka "
        "bir model seçin.",
    ),
    "error.no_positions": (
        "No word is hidden yet. Click a word above, or write [MASK] in the sentence.",
        "Henüz gizlenmiş kelime yok. Yukarıdan bir kelimeye tıklayın ya da cümleye [MASK] yazın.",
    ),
    "error.only_special": (
        "There are only special tokens here, so nothing is left when they are hidden. Type a word into the sentence, or "
        "show the special tokens.",
        "Burada yalnızca özel belirteçler (special token) var; onlar gizlenince geriye bir şey kalmıyor. Cümleye bir kelime "
        "yazın ya da özel belirteçleri gösterin.",
    ),
    "error.odd_width": (
        "Rotary positions turn pairs of dimensions, and {width} is odd. Enter an even width.",
        "Döner (rotary) konumlar boyutları çift çift döndürür; {width} ise tek sayıdır. Çift bir genişlik girin.",
    ),
    "error.no_position_table": (
        "{model} has no table of positions: it marks places in another way. Look at the other encodings, or choose another "
        "model at the side.",
        "{model} modelinin konum tablosu yok: yerleri başka bir yolla işaretliyor. Öteki kodlamalara bakın ya da yandan başka "
        "bir model seçin.",
    ),
    "error.no_rotary": (
        "{model} does not use rotary positions. Choose the formula, or a model that uses them.",
        "{model} döner (rotary) konum kullanmıyor. Formülü ya da bunları kullanan bir modeli seçin.",
    ),
    "error.few_words": (
        "Distance needs at least two tokens of text. Type another word into the sentence.",
        "Uzaklık için metinde en az iki belirteç (token) olmalı. Cümleye bir kelime daha yazın.",
    ),
    "error.no_words": (
        "There is no word here. Type one, or several with commas between them.",
        "Burada kelime yok. Bir kelime yazın ya da araya virgül koyarak birkaç kelime yazın.",
    ),
    "error.many_words": (
        "{count} words are too many here; at most {limit} can be compared. Take some out.",
        "{count} kelime burada çok fazla; en çok {limit} kelime karşılaştırılabilir. Bir kısmını çıkarın.",
    ),
    "error.long_word": (
        "One of the words has {length} characters; at most {limit} are taken for one word. Put commas between words.",
        "Kelimelerden biri {length} karakter; tek kelime için en çok {limit} karakter alınır. Kelimelerin arasına virgül "
        "koyun.",
    ),
    "error.unknown_row": (
        "There is no row {row}: the table goes from #0 to #{last}. Type a number in between.",
        "{row} satırı yok: tablo #0 ile #{last} arasındadır. Arada bir sayı yazın.",
    ),
    "error.unreadable_word": (
        "The tokenizer finds nothing to read in “{word}”. Type letters, digits or signs.",
        "Belirteçleyici (tokenizer) “{word}” içinde okunacak bir şey bulamıyor. Harf, rakam ya da işaret yazın.",
    ),
    "error.nothing_left": (
        "The filters leave nothing to compare with. Switch one of them off.",
        "Süzgeçlerden sonra karşılaştıracak bir şey kalmıyor. Birini kapatın.",
    ),
    "error.many_lines": (
        "{count} sentences are too many; at most {limit} can be read together. Take some lines out.",
        "{count} cümle çok fazla; en çok {limit} cümle birlikte okunabilir. Bazı satırları çıkarın.",
    ),
    "error.many_together": (
        "These sentences make {count} tokens together; at most {limit} can be compared at once. Shorten them or take some out.",
        "Bu cümleler birlikte {count} belirteç (token) ediyor; bir kerede en çok {limit} belirteç karşılaştırılabilir. "
        "Kısaltın ya da bazılarını çıkarın.",
    ),
    "error.few_points": (
        "A map needs at least {limit} different points. Add words.",
        "Harita için en az {limit} farklı nokta gerekir. Kelime ekleyin.",
    ),
    "error.many_points": (
        "{count} points are too many for one map; at most {limit} can be drawn. Take some out.",
        "{count} nokta tek harita için çok fazla; en çok {limit} nokta çizilebilir. Bir kısmını çıkarın.",
    ),
    "error.many_groups": (
        "{count} groups are too many; at most {limit} can be told apart by colour. Join some lines.",
        "{count} grup çok fazla; renkle en çok {limit} grup ayırt edilebilir. Bazı satırları birleştirin.",
    ),
    "error.word_not_found": (
        "“{word}” stands in none of these sentences. Type a word that does, or let longer words count as well.",
        "“{word}” bu cümlelerin hiçbirinde geçmiyor. Geçen bir kelime yazın ya da uzun biçimlerinin de sayılmasını seçin.",
    ),
    "error.one_occurrence": (
        "“{word}” stands here only once; two places are needed to compare. Add a sentence with it.",
        "“{word}” burada bir kez geçiyor; karşılaştırmak için iki yer gerekir. İçinde bu kelime olan bir cümle ekleyin.",
    ),
    "error.many_occurrences": (
        "“{word}” stands here {count} times; at most {limit} places can be compared. Take some sentences out.",
        "“{word}” burada {count} kez geçiyor; en çok {limit} yer karşılaştırılabilir. Bazı cümleleri çıkarın.",
    ),
    "error.bad_matrix": (
        "{name} must be {rows} rows of {columns} numbers: a row per line, spaces between the numbers. Mend it above.",
        "{name}, {columns} sayılık {rows} satır olmalı: her satır ayrı bir dizi, sayılar arasında boşluk. Yukarıda düzeltin.",
    ),
    "error.large_number": (
        "{name} has a number beyond ±{most}, too large for this view. Make it smaller.",
        "{name} içinde ±{most} sınırını aşan bir sayı var; bu görünüm için fazla büyük. Küçültün.",
    ),
    "error.no_players": (
        "There is no word left to take away beside the blank. Type another word into the sentence.",
        "Boşluktan başka çıkarılacak kelime yok. Cümleye bir kelime daha yazın.",
    ),
    "error.one_word": (
        "A pair needs two words, and there is only one to take away. Type another word into the sentence.",
        "Çift için iki kelime gerekir, çıkarılabilecek tek kelime var. Cümleye bir kelime daha yazın.",
    ),
    "error.same_word": (
        "A word cannot be compared with itself. Choose another word on one of the two sides.",
        "Bir kelime kendisiyle karşılaştırılamaz. İki yandan birinde başka bir kelime seçin.",
    ),
    "error.no_labels": (
        "{model} gives no labels: it has no classification head. Ask for a word, or choose a classifier at the side.",
        "{model} etiket vermiyor: sınıflandırma bölümü yok. Bir kelime sorun ya da yandan bir sınıflandırıcı seçin.",
    ),
    "error.no_entry": (
        "“{word}” is not a single entry of this model's vocabulary. Choose a word from the list, or type another one.",
        "“{word}” bu modelin sözlüğünde (vocabulary) tek parça olarak yok. Listeden bir kelime seçin ya da başkasını yazın.",
    ),
    "error.no_baseline": (
        "{model} has no such token to put in place of words. Choose another baseline.",
        "{model} modelinde kelimelerin yerine konacak böyle bir belirteç yok. Başka bir referans (baseline) seçin.",
    ),
    "error.no_deeplift": (
        "DeepLift does not work with {model}: the same activation module runs several times in one pass, or there is none. "
        "Choose another method.",
        "DeepLift, {model} ile çalışmıyor: ya aynı etkinleştirme (activation) modülü bir geçişte birkaç kez çalışıyor ya da hiç "
        "yok. Başka bir yöntem seçin.",
    ),
    "error.too_long": (
        "This would take {passes} inputs through the model; for a text of this length at most {limit} are allowed. Shorten the "
        "text, lower the number of samples, or choose a quicker method.",
        "Bunun için modelden {passes} girdi geçmesi gerekir; bu uzunlukta bir metin için en çok {limit} girdiye izin var. Metni "
        "kısaltın, örneklem sayısını azaltın ya da daha hızlı bir yöntem seçin.",
    ),
    "error.no_layers": (
        "{model} runs one and the same layer over and over, so its layers cannot be told apart here. Choose another model.",
        "{model} aynı katmanı (layer) defalarca çalıştırıyor; katmanları burada ayırt edilemiyor. Başka bir model seçin.",
    ),
    "error.flow_tokens": (
        "Attention flow is computed for at most {limit} tokens; this text has {tokens}. The other two bars are shown.",
        "Dikkat akışı (attention flow) en çok {limit} belirteç (token) için hesaplanır; bu metinde {tokens} var. Öteki iki çubuk "
        "gösteriliyor.",
    ),
    "error.no_such_head": (
        "There is no head {head} in layer {layer} of this model. Choose another one.",
        "Bu modelin {layer}. katmanında {head}. başlık yok. Başka bir başlık (head) seçin.",
    ),
    "error.not_one_piece": (
        "“{word}” is not one entry of this model's vocabulary, so its probability cannot be read off at one place. Choose a "
        "shorter or more common verb.",
        "“{word}” bu modelin sözlüğünde tek parça değil; bu yüzden olasılığı tek yerden okunamaz. Daha kısa ya da daha sık geçen "
        "bir fiil seçin.",
    ),
    "error.blank_first": (
        "This model reads from left to right and needs something before the verb. Choose a verb that does not come first.",
        "Bu model soldan sağa okur; fiilden önce bir şey olmalı. Başta olmayan bir fiil seçin.",
    ),
    "error.many_phrases": (
        "{count} phrases are too many to put between; at most {limit} fit. Take some out.",
        "Araya girecek {count} öbek çok fazla; en çok {limit} öbek olabilir. Bazılarını çıkarın.",
    ),
    "error.first_sentence_only": (
        "Verb, subject and distractor must all be in the first sentence. Choose other words, or empty the second box.",
        "Fiil, özne ve çeldirici ilk cümlede olmalı. Başka kelimeler seçin ya da ikinci kutuyu boşaltın.",
    ),
    "error.template_no_mask": (
        "There is no [MASK] in “{text}”. Write [MASK] where the word is to be guessed.",
        "“{text}” içinde [MASK] yok. Tahmin edilecek kelimenin yerine [MASK] yazın.",
    ),
    "error.template_many_masks": (
        "“{text}” has {count} blanks; one is needed. Take [MASK] out where it is not wanted.",
        "“{text}” içinde {count} boşluk var; bir tane olmalı. Fazla [MASK] işaretlerini çıkarın.",
    ),
    "error.template_no_slot": (
        "There are no braces in the template. Write the words to compare between them: {man|woman}.",
        "Şablonda süslü ayraç yok. Karşılaştırılacak kelimeleri ayraç içine yazın: {man|woman}.",
    ),
    "error.template_many_slots": (
        "The template has {count} pairs of braces; one is needed.",
        "Şablonda {count} çift süslü ayraç var; bir çift olmalı.",
    ),
    "error.other_fillers": (
        "“{text}” has other words in its braces than the first line. Write {{}} there, which stands for those of the first line.",
        "“{text}” satırının ayraçlarında ilk satırdakinden başka kelimeler var. Oraya {{}} yazın: ilk satırın kelimeleri yerine geçer.",
    ),
    "error.few_fillers": (
        "There is only one word between the braces. Write two or more, with bars between them: {man|woman}.",
        "Ayraçların arasında tek kelime var. Aralarına dik çizgi koyarak iki ya da daha fazla yazın: {man|woman}.",
    ),
    "error.empty_filler": (
        "One place between the braces is empty. Write a word there, or take a bar out.",
        "Ayraçların arasında boş bir yer var. Oraya bir kelime yazın ya da bir dik çizgiyi silin.",
    ),
    "error.many_fillers": (
        "{count} words between the braces are too many; at most {limit} can be compared.",
        "Ayraçların arasında {count} kelime çok fazla; en çok {limit} tanesi karşılaştırılabilir.",
    ),
    "error.long_template": (
        "The template has {length} characters; at most {limit} will do. Shorten it.",
        "Şablon {length} karakter; en çok {limit} olabilir. Kısaltın.",
    ),
    "error.many_tokens_in_pairs": (
        "{pairs} pairs of this length are too much for this server: every shared word is a pass of its own, and more than "
        "{limit} tokens would be read. Ask fewer pairs, or shorter sentences.",
        "Bu uzunlukta {pairs} çift bu sunucu için çok: her ortak kelime ayrı bir geçiştir ve {limit} belirteçten (token) fazlası "
        "okunurdu. Daha az çift ya da daha kısa cümleler sorun.",
    ),
    "error.no_templates": (
        "There is no template. Write one a line, with {job} and one [MASK] in each.",
        "Şablon yok. Her satıra bir tane yazın; her birinde {job} ve bir [MASK] olsun.",
    ),
    "error.many_templates": (
        "{count} templates are too many; at most {limit} can be asked. Take some out.",
        "{count} şablon çok fazla; en çok {limit} şablon sorulabilir. Bazılarını çıkarın.",
    ),
    "error.template_no_job": (
        "“{text}” needs {{job}} exactly once: that is where the occupation goes.",
        "“{text}” içinde {{job}} tam bir kez geçmeli: meslek oraya yazılır.",
    ),
    "error.template_no_word": (
        "“{text}” needs {{word}} exactly once: that is where each word goes.",
        "“{text}” içinde {{word}} tam bir kez geçmeli: kelimeler oraya yazılır.",
    ),
    "error.empty_group": (
        "One of the lists is empty. Write at least one word, with commas between several.",
        "Listelerden biri boş. En az bir kelime yazın; birden çoksa aralarına virgül koyun.",
    ),
    "error.word_not_single": (
        "“{word}” has no entry of its own in the vocabulary of {model}, so it cannot stand in a blank of one token. Choose another word.",
        "“{word}”, {model} sözlüğünde tek başına bir giriş değil; tek belirteçlik boşluğa giremez. Başka bir kelime seçin.",
    ),
    "error.same_groups": (
        "The same word stands in both groups. Take it out of one.",
        "Aynı kelime iki grupta da var. Birinden çıkarın.",
    ),
    "error.same_sentences": (
        "Both sentences of this pair are the same: “{text}”. Change a word in one of them.",
        "Bu çiftteki iki cümle aynı: “{text}”. Birinde bir kelimeyi değiştirin.",
    ),
    "error.nothing_shared": (
        "The two sentences share no word, so nothing can be compared: “{text}”. Keep most words the same.",
        "İki cümlenin ortak kelimesi yok, karşılaştırılacak bir şey kalmıyor: “{text}”. Kelimelerin çoğunu aynı bırakın.",
    ),
    "error.few_targets": (
        "Each list needs at least {limit} words that differ. Add some.",
        "Her listede birbirinden farklı en az {limit} kelime olmalı. Ekleyin.",
    ),
    "error.no_pairs": (
        "There is no pair. Write one a line: first sentence | second sentence.",
        "Çift yok. Her satıra bir tane yazın: birinci cümle | ikinci cümle.",
    ),
    "error.many_pairs": (
        "More than {limit} pairs are too many for this server ({count} or more were given). Take a part of them.",
        "{limit} çiftten fazlası bu sunucu için çok ({count} ya da daha fazlası verildi). Bir bölümünü alın.",
    ),
    "error.long_pair": (
        "One sentence has {length} characters; at most {limit} will do. Shorten it.",
        "Cümlelerden biri {length} karakter; en çok {limit} olabilir. Kısaltın.",
    ),
    "error.broken_pair": (
        "This line is no pair: “{line}”. Write two sentences with one bar between them.",
        "Bu satır bir çift değil: “{line}”. Aralarında tek dik çizgi olan iki cümle yazın.",
    ),
    "error.large_file": (
        "The file has {megabytes} MB; at most {limit} MB will do. Take a part of it.",
        "Dosya {megabytes} MB; en çok {limit} MB olabilir. Bir bölümünü alın.",
    ),
    "error.not_unicode": (
        "The file is not UTF-8 text. Save it as “CSV UTF-8” and try again.",
        "Dosya UTF-8 metin değil. “CSV UTF-8” olarak kaydedip yeniden deneyin.",
    ),
    "error.broken_file": (
        "The file cannot be read as CSV or as StereoSet's JSON. Check quotation marks and brackets.",
        "Dosya CSV ya da StereoSet JSON'u olarak okunamıyor. Tırnakları ve ayraçları denetleyin.",
    ),
    "error.pairs_columns": (
        "The file needs two columns named more and less (or sent_more and sent_less). Name them so in the first line.",
        "Dosyada more ve less (ya da sent_more ve sent_less) adlı iki sütun olmalı. İlk satırda böyle adlandırın.",
    ),
    "error.no_swaps": (
        "There is nothing to exchange. Write pairs of words, one a line: he, she.",
        "Yer değiştirecek kelime yok. Her satıra bir çift yazın: he, she.",
    ),
    "error.broken_swap": (
        "This line is no pair of words: “{line}”. Write two words with one comma between them.",
        "Bu satır bir kelime çifti değil: “{line}”. Aralarında tek virgül olan iki kelime yazın.",
    ),
    "error.swap_unchanged": (
        "No word of the list stands in this sentence. Add a pair to the list, or write the other version yourself.",
        "Listedeki kelimelerin hiçbiri bu cümlede yok. Listeye bir çift ekleyin ya da öteki biçimi kendiniz yazın.",
    ),
    "error.different_length": (
        "The versions have {one} and {other} words; only versions with the same number can be laid side by side. Rewrite one of them.",
        "İki biçim {one} ve {other} kelime; yalnızca kelime sayısı eşit olanlar yan yana konabilir. Birini yeniden yazın.",
    ),
    "error.unexpected": (
        "Something went wrong on the server. Your text is still here: change it or reload the page.",
        "Sunucuda bir şeyler ters gitti. Metniniz duruyor: değiştirin ya da sayfayı yenileyin.",
    ),
}
