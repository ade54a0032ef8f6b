"""The first page."""

TEXT: dict[str, tuple[str, str]] = {
    "home.title": ("Saydam", "Saydam"),
    "home.headline": ("See through a Transformer", "Bir Transformer'ın içini görün"),
    "home.lead": (
        "Saydam is Turkish for *transparent*. Type a sentence and watch a real language model read it: how it cuts the "
        "text into pieces, what each piece looks at, which word it expects. Every figure on these pages is computed from "
        "the model and your sentence; none is drawn by hand.",
        "Saydam, adı gibi içini gösterir. Bir cümle yazın ve gerçek bir dil modelinin onu nasıl okuduğunu izleyin: model "
        "metni hangi parçalara bölüyor, her parça nereye bakıyor, model hangi kelimeyi bekliyor? Bu sayfalardaki her şekil "
        "modelden ve sizin cümlenizden hesaplanır; hiçbiri elle çizilmemiştir.",
    ),
    "home.tokens": (
        "How text becomes symbols. Why *yüz* can fall into three pieces, and what can get lost on the way.",
        "Metin nasıl sembollere dönüşür? Neden *yüz* üç parçaya bölünebilir, yolda neler kaybolabilir?",
    ),
    "home.embeddings": (
        "How a symbol becomes a place in space. Neighbours, relations, maps, and one word with many meanings.",
        "Sembol nasıl uzayda bir yer olur? Komşular, ilişkiler, haritalar ve tek kelimenin çok anlamı.",
    ),
    "home.positions": (
        "How a model knows the order of words, and what it loses without it.",
        "Model kelimelerin sırasını nereden bilir, bilmeyince ne yitirir?",
    ),
    "home.studio": (
        "Lines between tokens, every step from q · k to the next layer, and what goes missing without a head.",
        "Belirteçler arasında çizgiler, q · k çarpımından sonraki katmana her adım ve bir başlık (head) çıkarılınca eksilen.",
    ),
    "home.attention": (
        "Which word looks at which. All heads at a glance, one head in full.",
        "Hangi kelime hangisine bakıyor? Bir bakışta bütün başlıklar (head), bütün ayrıntısıyla tek başlık.",
    ),
    "home.masked": (
        "Hide a word and let the model guess it: BERT was trained on this game.",
        "Bir kelimeyi gizleyin, model tahmin etsin: BERT bu oyunla eğitildi.",
    ),
    "home.attributions": (
        "Which words made the model say that? Eight methods, and whether to believe them.",
        "Modele bunu hangi kelimeler söyletti? Sekiz yöntem ve onlara ne kadar inanılacağı.",
    ),
    "home.bias": (
        "What the model inherited from its text: templates, pairs and association tests, with their uncertainty.",
        "Model okuduğu metinden neyi miras aldı? Şablonlar, çiftler ve ilişki testleri, belirsizlikleriyle.",
    ),
    "home.how_title": ("How to use it", "Nasıl kullanılır?"),
    "home.how": (
        "1. Open a page and pick an example, or type your own sentence.\n"
        "2. Click on words and heads; the figures follow.\n"
        "3. Copy the address of the page to share what you see.\n"
        "4. Change the model or the language at the side.",
        "1. Bir sayfa açın ve bir örnek seçin ya da kendi cümlenizi yazın.\n"
        "2. Kelimelere ve başlıklara tıklayın; şekiller seçiminize göre değişir.\n"
        "3. Gördüğünüzü paylaşmak için sayfanın adresini kopyalayın.\n"
        "4. Modeli ya da dili yan taraftan değiştirin.",
    ),
    "home.model_title": ("The model that is always here", "Her zaman hazır olan model"),
    "home.model": (
        "An English DistilBERT (6 layers with 12 heads each, 66 million parameters) comes with the app and needs no "
        "internet. It is small and makes mistakes worth discussing. It was trained on English; give it Turkish and the "
        "*Tokens* page shows why that goes badly.",
        "Uygulamayla birlikte İngilizce bir DistilBERT gelir (6 katman, her katmanda 12 başlık, 66 milyon parametre) ve "
        "internet gerektirmez. Küçük bir modeldir; hataları üzerinde konuşmaya değer. İngilizce ile eğitilmiştir. Türkçe "
        "yazarsanız bunun neden kötü gittiğini *Belirteçler* sayfasında görürsünüz.",
    ),
}
