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
    "error.unexpected": (
        "Something went wrong on the server. Your text is still here: change it or reload the page.",
        "Sunucuda bir şeyler ters gitti. Metniniz duruyor: değiştirin ya da sayfayı yenileyin.",
    ),
}
