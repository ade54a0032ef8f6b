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
    "error.unexpected": (
        "Something went wrong on the server. Your text is still here: change it or reload the page.",
        "Sunucuda bir şeyler ters gitti. Metniniz duruyor: değiştirin ya da sayfayı yenileyin.",
    ),
}
