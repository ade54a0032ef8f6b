"""The Attention studio."""

TEXT: dict[str, tuple[str, str]] = {
    "studio.title": ("Attention studio", "Dikkat stüdyosu"),
    "studio.lead": (
        "From q · k to a verdict on a head: lines between tokens, every step of the computation, and what is missing when "
        "a head is missing.",
        "q · k çarpımından bir başlık (head) hakkında hükme: belirteçler (token) arasında çizgiler, hesabın her adımı ve "
        "bir başlık çıkarılınca nelerin eksildiği.",
    ),
    "studio.look": (
        "On the left stand the tokens that look (the *queries*), on the right the tokens that are looked at (the *keys*). "
        "A line is one weight of one head: the colour tells the head, the thickness and strength of the line tell the weight. All layers "
        "and heads are in your browser already, so switching is instant. The other views open the computation up: the "
        "model's own numbers from the hidden state to softmax and on, the same on paper with three words, what each head "
        "does, and what the model says without it.",
        "Solda bakan belirteçler (*sorgu*, query), sağda bakılan belirteçler (*anahtar*, key) durur. Bir çizgi, bir başlığın "
        "(head) bir ağırlığıdır: rengi başlığı, kalınlığı ve koyuluğu ağırlığı gösterir. Bütün katmanlar ve başlıklar zaten "
        "tarayıcınızda; bu yüzden geçişler anında olur. Öteki görünümler hesabın içini açar: gizli durumdan (hidden state) "
        "softmax'a ve ötesine modelin kendi sayıları, aynı hesap kâğıt üstünde üç kelimeyle, her başlığın ne yaptığı ve o "
        "başlık olmadan modelin ne dediği.",
    ),
    "studio.try": (
        "- *Lines*: move the pointer over *sneezed*. Click it to pin it, then go through the layers. Which head reaches *man*?\n"
        "- *All heads*: sort by the share on the previous token and open the first head.\n"
        "- *Step by step*: follow one weight from the two vectors to softmax; check the division by √d with a calculator.\n"
        "- *Take a head away*: which single head does the guess depend on most?",
        "- *Çizgiler*: imleci *sneezed* üzerine getirin. Sabitlemek için tıklayın, sonra katmanları (layer) gezin. *man* "
        "kelimesine hangi başlık ulaşıyor?\n"
        "- *Bütün başlıklar*: önceki belirtece düşen paya göre sıralayın ve ilk başlığı açın.\n"
        "- *Adım adım*: bir ağırlığı iki vektörden softmax'a kadar izleyin; √d ile bölmeyi hesap makinesiyle denetleyin.\n"
        "- *Başlığı çıkar*: tahmin en çok hangi tek başlığa bağlı?",
    ),
    "studio.view": ("View", "Görünüm"),
    "studio.view.lines": ("Lines", "Çizgiler"),
    "studio.parcel": (
        "{heads} attention maps of {tokens} tokens came to your browser once, in {size} kB (as 32-bit numbers they would be "
        "{raw} kB). Exact numbers are on the Attention page.",
        "{tokens} belirteçlik {heads} dikkat haritası tarayıcınıza bir kez, {size} kB olarak geldi (32 bitlik sayılarla "
        "{raw} kB olurdu). Tam değerler Dikkat sayfasındadır.",
    ),
    "studio.keys": (
        "By keyboard: Tab to the drawing, arrow keys from token to token, Enter pins, Page Up and Page Down change the layer, "
        "Escape lets everything go.",
        "Klavyeyle: Tab ile çizime gelin, ok tuşlarıyla belirteçten belirtece geçin; Enter sabitler, Page Up ve Page Down "
        "katmanı (layer) değiştirir, Escape her şeyi bırakır.",
    ),
    # In the drawing
    "studio.word.tab": ("Show", "Göster"),
    "studio.word.tab_lines": ("One layer", "Tek katman"),
    "studio.word.tab_model": ("All heads", "Bütün başlıklar"),
    "studio.word.layer": ("Layer", "Katman"),
    "studio.word.head": ("Heads", "Başlıklar"),
    "studio.word.by": ("By", "Birim"),
    "studio.word.by_tokens": ("sub-words", "alt kelime"),
    "studio.word.by_words": ("words", "kelime"),
    "studio.word.lay": ("Text runs", "Metin yönü"),
    "studio.word.lay_down": ("down", "aşağı"),
    "studio.word.lay_across": ("across", "yana"),
    "studio.word.thumb": ("Drawn as", "Çizim"),
    "studio.word.thumb_lines": ("lines", "çizgi"),
    "studio.word.thumb_maps": ("maps", "harita"),
    "studio.word.nosep": ("Hide special tokens", "Özel belirteçleri gizle"),
    "studio.word.pairs": ("Sentences", "Cümleler"),
    "studio.word.pairs_all": ("all", "hepsi"),
    "studio.word.cut": ("Only weights from", "En az ağırlık"),
    "studio.word.sort": ("Order", "Sıra"),
    "studio.word.all": ("all", "hepsi"),
    "studio.word.next": ("next head", "sonraki başlık"),
    "studio.word.unpin": ("unpin", "sabitlenenleri bırak"),
    "studio.word.solo": ("double click: this head alone", "çift tık: yalnız bu başlık"),
    "studio.word.svg": ("Drawing (SVG)", "Çizim (SVG)"),
    "studio.word.png": ("Picture (PNG)", "Resim (PNG)"),
    "studio.word.hint": (
        "Move over a token to see its weights; click to pin it. Several pinned tokens are summed.",
        "Ağırlıklarını görmek için bir belirtecin üzerine gelin; sabitlemek için tıklayın. Sabitlenen belirteçler toplanır.",
    ),
    "studio.word.model_hint": (
        "Every small drawing is one head: queries on the left, keys on the right. Click one to open it.",
        "Her küçük çizim bir başlıktır (head): solda sorgular, sağda anahtarlar. Açmak için birine tıklayın.",
    ),
    "studio.word.model_alt": (
        "All heads of all layers as small drawings. Arrow keys go from head to head and read out what it does; Enter opens it.",
        "Bütün katmanların bütün başlıkları küçük çizimler olarak. Ok tuşları başlıktan başlığa geçer ve ne yaptığını okur; "
        "Enter açar.",
    ),
    "studio.word.no_heads": ("No head is switched on.", "Açık başlık (head) yok."),
    "studio.word.looks": ("{token} looks at:", "{token} şunlara bakıyor:"),
    "studio.word.looked": ("{token} is looked at by:", "{token} belirtecine bakanlar:"),
    "studio.word.mean": ("Mean of {heads} heads.", "{heads} başlığın ortalaması."),
    "studio.word.sum": ("Sum over {tokens} tokens.", "{tokens} belirtecin toplamı."),
    "studio.word.lines": ("{all} lines.", "{all} çizgi."),
    "studio.word.most": (
        "The {drawn} strongest of {all} lines are drawn.",
        "{all} çizginin en güçlü {drawn} tanesi çizildi.",
    ),
    "studio.word.cut_note": ("Weights below {cut} are left out.", "{cut} altındaki ağırlıklar çizilmedi."),
    "studio.word.precision": (
        "Each weight w was sent as one byte and may be off by √w/255, at most 0.004; ± tells by how much.",
        "Her w ağırlığı tek baytla gönderildi; √w/255 kadar, en çok 0,004 sapabilir; ± bunu söyler.",
    ),
    "studio.word.alt": (
        "Attention as lines between tokens, layer {layer}, heads {heads}. Tokens: {tokens}. Arrow keys go from token to "
        "token and read out the weights.",
        "Belirteçler arasında çizgilerle dikkat: {layer}. katman, başlıklar {heads}. Belirteçler: {tokens}. Ok tuşları "
        "belirteçten belirtece geçer ve ağırlıkları okur.",
    ),
    "studio.word.head_name": ("Layer {layer}, head {head}", "{layer}. katman, {head}. başlık"),
    "studio.word.head_switch": ("head {head}", "{head}. başlık"),
    "studio.sort.place": ("as in the model", "modeldeki sıra"),
    "studio.sort.entropy": ("entropy (bits)", "entropi (bit)"),
    "studio.sort.distance": ("distance (places)", "uzaklık (yer)"),
    "studio.sort.special": ("on special tokens", "özel belirteçlere"),
    "studio.sort.previous": ("on the previous one", "öncekine"),
    "studio.sort.following": ("on the next one", "sonrakine"),
    "studio.sort.itself": ("on itself", "kendine"),
}
