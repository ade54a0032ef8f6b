"""One message for each thing that can go wrong, saying what to do. Values are filled in as plain text."""

TEXT: dict[str, tuple[str, str]] = {
    "error.empty_text": (
        "There is no text yet. Type a sentence above or pick an example.",
        "Henüz metin yok. Yukarıya bir cümle yazın ya da bir örnek seçin.",
    ),
    "error.long_text": (
        "The text has {length} characters; at most {limit} can be read. Shorten it and try again.",
        "Metin {length} karakter; en çok {limit} karakter okunabilir. Kısaltıp yeniden deneyin.",
    ),
    "error.many_tokens": (
        "This text makes {tokens} tokens and the model reads at most {limit}. Shorten it and try again.",
        "Bu metin {tokens} belirteç (token) ediyor, model en çok {limit} belirteç okuyabiliyor. "
        "Kısaltıp yeniden deneyin.",
    ),
    "error.unknown_model": (
        "“{model}” is not a model this app offers. Choose one from the list at the side.",
        "“{model}” bu uygulamanın sunduğu modellerden değil. Yandaki listeden bir model seçin.",
    ),
    "error.hub_unreachable": (
        "{model} is not on this computer and the model hub cannot be reached. The embedded model is used instead.",
        "{model} bu bilgisayarda yok, model deposuna da ulaşılamıyor. Onun yerine gömülü model kullanılıyor.",
    ),
    "error.broken_model": (
        "The files of “{model}” cannot be used ({reason}). Choose another model, or put complete safetensors files there.",
        "“{model}” modelinin dosyaları kullanılamıyor ({reason}). Başka bir model seçin ya da oraya eksiksiz safetensors "
        "dosyaları koyun.",
    ),
    "error.unknown_family": (
        "“{model}” is a {family} model, a family this app cannot look into yet. Choose another model.",
        "“{model}” bir {family} modeli; bu uygulama bu aileyi henüz inceleyemiyor. Başka bir model seçin.",
    ),
    "error.unknown_device": (
        "This machine has no device “{device}”. Correct the setting SAYDAM_DEVICE and start the app again.",
        "Bu makinede “{device}” aygıtı yok. SAYDAM_DEVICE ayarını düzeltip uygulamayı yeniden başlatın.",
    ),
    "error.no_head": (
        "{model} came without the part that predicts words. Choose another model.",
        "{model}, kelime tahmin eden bölümü olmadan geldi. Başka bir model seçin.",
    ),
    "error.no_masks": (
        "{model} reads from left to right and knows no [MASK]. Choose a model that fills in blanks.",
        "{model} soldan sağa okur, [MASK] nedir bilmez. Boşluk dolduran bir model seçin.",
    ),
    "error.no_positions": (
        "No word is hidden yet. Click a word below, or write [MASK] in the sentence.",
        "Henüz gizlenmiş kelime yok. Aşağıdan bir kelimeye tıklayın ya da cümleye [MASK] yazın.",
    ),
    "error.only_special": (
        "There are only special tokens here, so nothing is left when they are hidden. Type a word, or show them again.",
        "Burada yalnızca özel belirteçler var; onlar gizlenince geriye bir şey kalmıyor. Bir kelime yazın ya da özel "
        "belirteçleri yeniden gösterin.",
    ),
    "error.unexpected": (
        "Something went wrong on the server. Your text is still here: change it or reload the page.",
        "Sunucuda bir şeyler ters gitti. Metniniz duruyor: değiştirin ya da sayfayı yenileyin.",
    ),
}
