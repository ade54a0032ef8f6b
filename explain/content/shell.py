"""What every page says: navigation, the sentence box, the model picker, exports, what ran where."""

TEXT: dict[str, tuple[str, str]] = {
    "nav.start": ("Start", "Başlangıç"),
    "nav.text": ("From text to tokens", "Metinden belirtece"),
    "nav.inside": ("Inside the model", "Modelin içi"),
    "nav.prediction": ("What it predicts", "Ne tahmin eder"),
    "nav.home": ("Saydam", "Saydam"),
    "shell.language": ("Language", "Dil"),
    "shell.model": ("Model", "Model"),
    "shell.model_help": (
        "The embedded model works without a network. The others are fetched from the model hub once.",
        "Gömülü model ağ olmadan çalışır. Ötekiler model deposundan bir kez indirilir.",
    ),
    "shell.model_facts": (
        "{languages} · {parameters} M parameters · licence {licence}",
        "{languages} · {parameters} M parametre · lisans {licence}",
    ),
    "shell.model_folder": ("A folder of this server: {folder}", "Bu sunucudaki bir klasör: {folder}"),
    "shell.language_name.en": ("English", "İngilizce"),
    "shell.language_name.tr": ("Turkish", "Türkçe"),
    "shell.language_name.multilingual": ("about 100 languages", "yaklaşık 100 dil"),
    "shell.loading": ("Loading {model} …", "{model} yükleniyor …"),
    "shell.running": ("Running the model …", "Model çalışıyor …"),
    "shell.example": ("Examples", "Örnekler"),
    "shell.example_placeholder": ("Pick an example …", "Bir örnek seçin …"),
    "shell.text": ("Sentence", "Cümle"),
    "shell.text_help": ("Press Ctrl+Enter, or click elsewhere, when you are done.", "Bitince Ctrl+Enter'a basın."),
    "shell.pair": ("Second sentence (optional)", "İkinci cümle (isteğe bağlı)"),
    "shell.lesson": ("What am I looking at? What should I try?", "Neye bakıyorum? Ne denemeliyim?"),
    "shell.look": ("What am I looking at?", "Neye bakıyorum?"),
    "shell.try": ("What should I try?", "Ne denemeliyim?"),
    "shell.export": ("Save", "Kaydet"),
    "shell.export_png": ("Picture (PNG)", "Resim (PNG)"),
    "shell.export_svg": ("Drawing (SVG)", "Çizim (SVG)"),
    "shell.export_csv": ("Numbers (CSV)", "Sayılar (CSV)"),
    "shell.export_html": ("Page that works offline (HTML)", "Ağsız açılan sayfa (HTML)"),
    "shell.ran": (
        "{model} on {device} · {tokens} tokens · forward pass {milliseconds} ms",
        "{model}, {device} üzerinde · {tokens} belirteç · ileri geçiş (forward pass) {milliseconds} ms",
    ),
    "shell.ran_predict": (
        "{model} on {device} · {tokens} tokens · {passes} × forward pass and word head: {milliseconds} ms",
        "{model}, {device} üzerinde · {tokens} belirteç · {passes} × ileri geçiş (forward pass) ve kelime "
        "başlığı: {milliseconds} ms",
    ),
    "shell.ran_tokenizer": (
        "Tokenizer of {model}: {tokens} tokens in {milliseconds} ms; no forward pass was needed",
        "{model} belirteçleyicisi: {milliseconds} ms içinde {tokens} belirteç; ileri geçiş gerekmedi",
    ),
    "shell.address_too_long": (
        "The text is too long to fit in the address: this page cannot be shared as a link.",
        "Metin adrese sığmayacak kadar uzun: bu sayfa bağlantı olarak paylaşılamaz.",
    ),
    "shell.pieces_title": ("{n}/{all}", "{n}/{all}"),
}
