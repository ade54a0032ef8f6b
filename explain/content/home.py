"""The first page."""

TEXT: dict[str, tuple[str, str]] = {
    "home.title": ("See through a Transformer", "Bir Transformer'ın içini görün"),
    "home.lead": (
        "Saydam is Turkish for *transparent*. Type a sentence and watch a real language model read it: how it cuts the "
        "text into pieces, what each piece looks at, which word it expects. Every number on these pages is the model's "
        "own; nothing is drawn by hand.",
        "Saydam, adı gibi içini gösterir. Bir cümle yazın ve gerçek bir dil modelinin onu nasıl okuduğunu izleyin: metni "
        "hangi parçalara böldüğünü, her parçanın nereye baktığını, hangi kelimeyi beklediğini. Bu sayfalardaki her sayı "
        "modelin kendisinindir; hiçbiri elle çizilmemiştir.",
    ),
    "home.tokens": (
        "How text becomes symbols. Why *yüz* can fall into three pieces, and what a vocabulary loses.",
        "Metin nasıl sembole dönüşür? *yüz* neden üç parçaya bölünebilir, sözlük neyi kaybeder?",
    ),
    "home.attention": (
        "Which word looks at which. All heads at a glance, one head in full.",
        "Hangi kelime hangisine bakıyor? Bütün başlıklar bir bakışta, bir başlık bütün ayrıntısıyla.",
    ),
    "home.masked": (
        "Hide a word and let the model guess: the game that BERT was trained on.",
        "Bir kelimeyi gizleyin, model tahmin etsin: BERT'in eğitildiği oyun.",
    ),
    "home.how_title": ("How to use it", "Nasıl kullanılır?"),
    "home.how": (
        "1. Open a page and pick an example, or type your own sentence.\n"
        "2. Click on words and heads; the figures follow.\n"
        "3. Copy the address to share exactly what you see.\n"
        "4. Change the model or the language at the side.",
        "1. Bir sayfa açın ve bir örnek seçin ya da kendi cümlenizi yazın.\n"
        "2. Kelimelere ve başlıklara tıklayın; şekiller size ayak uydurur.\n"
        "3. Gördüğünüzün aynısını paylaşmak için adresi kopyalayın.\n"
        "4. Modeli ya da dili yan taraftan değiştirin.",
    ),
    "home.model_title": ("The model that is always here", "Hep burada olan model"),
    "home.model": (
        "An English DistilBERT (6 layers, 12 heads, 66 million weights) ships with the app and needs no network. It is "
        "small and makes mistakes worth discussing. It reads English; give it Turkish and the *Tokens* page shows why "
        "that goes badly.",
        "Uygulamayla birlikte İngilizce bir DistilBERT gelir (6 katman, 12 başlık, 66 milyon ağırlık) ve ağ gerektirmez. "
        "Küçüktür, üzerine konuşmaya değer hatalar yapar. İngilizce okur; Türkçe verirseniz bunun neden kötü gittiğini "
        "*Belirteçler* sayfası gösterir.",
    ),
}
