"""What every page says: navigation, the sentence box, the model picker, exports, what ran where."""

TEXT: dict[str, tuple[str, str]] = {
    "nav.start": ("Start", "Başlangıç"),
    "nav.text": ("From text to tokens", "Metinden belirtece"),
    "nav.space": ("From symbol to space", "Sembolden uzaya"),
    "nav.inside": ("Inside the model", "Modelin içi"),
    "nav.prediction": ("What it predicts", "Modelin tahminleri"),
    "nav.limits": ("Limits", "Sınırlar"),
    "shell.progress": ("{what}: {done} of {all}", "{what}: {done} / {all}"),
    "shell.stop": ("Stop", "Durdur"),
    "shell.stopped": (
        "{what} was stopped. What was done by then is kept; it goes on from there.",
        "{what} durduruldu. O ana kadar yapılanlar saklandı; kaldığı yerden sürer.",
    ),
    "shell.go_on": ("Go on", "Sürdür"),
    "shell.model": ("Model", "Model"),
    "shell.model_help": (
        "The embedded model comes with the app and works without the internet. The others are fetched once from the model "
        "hub.",
        "Uygulamayla gelen model (embedded) internet olmadan çalışır. Ötekiler model deposundan (hub) bir kez indirilir.",
    ),
    "shell.model_facts": (
        "{languages} · {abilities} · {parameters} million parameters · licence {licence}",
        "{languages} · {abilities} · {parameters} milyon parametre · lisans {licence}",
    ),
    "shell.ability.masked": ("fills in blanks", "boşluk doldurur"),
    "shell.ability.causal": ("reads from left to right", "soldan sağa okur"),
    "shell.model_folder": ("A folder of this server: {folder}", "Bu sunucudaki bir klasör: {folder}"),
    "shell.language_name.en": ("English", "İngilizce"),
    "shell.language_name.tr": ("Turkish", "Türkçe"),
    "shell.language_name.multilingual": ("about 100 languages", "yaklaşık 100 dil"),
    "shell.loading": ("Loading {model} …", "{model} yükleniyor …"),
    "shell.running": ("Running the model …", "Model çalışıyor …"),
    "shell.example": ("Examples", "Örnekler"),
    "shell.example_placeholder": ("Pick an example …", "Bir örnek seçin …"),
    "shell.text": ("Sentence", "Cümle"),
    "shell.text_help": (
        "Press Ctrl+Enter, or click elsewhere, when you are done.",
        "Bitince Ctrl+Enter'a basın ya da başka bir yere tıklayın.",
    ),
    "shell.pair": ("Second sentence (optional)", "İkinci cümle (isteğe bağlı)"),
    "shell.lesson": ("What am I looking at? What should I try?", "Neye bakıyorum? Ne denemeliyim?"),
    "shell.export": ("Save", "Kaydet"),
    "shell.export_png": ("Picture (PNG)", "Resim (PNG)"),
    "shell.export_svg": ("Drawing (SVG)", "Çizim (SVG)"),
    "shell.export_csv": ("Numbers (CSV)", "Sayılar (CSV)"),
    "shell.export_html": ("Page that works offline (HTML)", "İnternetsiz açılan sayfa (HTML)"),
    "shell.ran": (
        "{model} on {device} · {tokens} tokens · forward pass {milliseconds} ms",
        "{model}, {device} üzerinde · {tokens} belirteç (token) · ileri geçiş (forward pass) {milliseconds} ms",
    ),
    "shell.ran_predict": (
        "{model} on {device} · {tokens} tokens · {passes} × forward pass with word prediction: {milliseconds} ms",
        "{model}, {device} üzerinde · {tokens} belirteç (token) · {passes} × kelime tahminiyle ileri geçiş (forward pass): "
        "{milliseconds} ms",
    ),
    "shell.ran_tokenizer": (
        "Tokenizer of {model}: {tokens} tokens in {milliseconds} ms; no forward pass was needed",
        "{model} belirteçleyicisi (tokenizer): {milliseconds} ms içinde {tokens} belirteç; ileri geçiş (forward "
        "pass) gerekmedi",
    ),
    "shell.address_too_long": (
        "The text is too long to fit in the address: this page cannot be shared as a link. Shorten the text to share it.",
        "Metin adrese sığmayacak kadar uzun: bu sayfa bağlantı olarak paylaşılamaz. Paylaşmak için metni kısaltın.",
    ),
}
