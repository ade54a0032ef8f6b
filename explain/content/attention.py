"""The Attention page."""

TEXT: dict[str, tuple[str, str]] = {
    "attention.title": ("Attention", "Dikkat"),
    "attention.lead": (
        "How much of each token every token takes in, head by head.",
        "Her belirteç (token) ötekilerden ne kadar alıyor? Başlık başlık dikkat (attention).",
    ),
    "attention.look": (
        "In each **head**, a token (the *query*, a row) spreads a weight of 1 over all tokens (the *keys*, the columns): "
        "the darker a cell, the more the row's token takes from the column's. The small maps are all heads of all layers; "
        "the large one is the head you chose. Attention shows where information may flow. It is not, by itself, the "
        "reason for an answer.",
        "Her **başlıkta** (head) bir belirteç, yani *sorgu* (query, satır), toplamı 1 olan bir ağırlığı bütün "
        "belirteçlere, yani *anahtarlara* (key, sütun) dağıtır. Hücre ne kadar belirginse satırdaki belirteç sütundakinden "
        "o kadar çok alır. Küçük haritalar bütün katmanların bütün başlıklarıdır; büyük harita seçtiğiniz başlıktır. "
        "Dikkat, bilginin nereden akabileceğini gösterir; tek başına bir cevabın nedeni değildir.",
    ),
    "attention.try": (
        "- Click a small map with a clear diagonal: does that head look at the word before, or after?\n"
        "- *The man who ate the pepper sneezed*: which head joins *sneezed* to *man*?\n"
        "- Hide the special tokens. Many heads rest on [SEP] when they have nothing to do.",
        "- Belirgin köşegeni olan küçük bir haritaya tıklayın: o başlık önceki kelimeye mi bakıyor, sonrakine mi?\n"
        "- *The man who ate the pepper sneezed*: hangi başlık *sneezed* ile *man* arasında bağ kuruyor?\n"
        "- Özel belirteçleri gizleyin. Yapacak işi olmayan pek çok başlık [SEP]'te dinlenir.",
    ),
    "attention.overview": ("All heads", "Bütün başlıklar"),
    "attention.overview_label": (
        "Layers from top to bottom, heads from left to right. Click one.",
        "Katmanlar yukarıdan aşağıya, başlıklar soldan sağa. Birine tıklayın.",
    ),
    "attention.overview_coarse": (
        "With {n} rows, each dot of a small map is the highest weight of its block.",
        "{n} satır olduğundan, küçük haritalardaki her nokta kendi bloğunun en yüksek ağırlığıdır.",
    ),
    "attention.overview_alt": (
        "Small attention maps of {layers} layers with {heads} heads each.",
        "{layers} katmanın {heads}'er başlığının küçük dikkat haritaları.",
    ),
    "attention.map_name": ("layer {layer}, head {head}", "{layer}. katman, {head}. başlık"),
    "attention.layer": ("Layer", "Katman"),
    "attention.head": ("Head", "Başlık"),
    "attention.by_word": ("Merge sub-words to words", "Alt kelimeleri kelimede birleştir"),
    "attention.by_word_help": (
        "Weights to the pieces of a word are summed; weights from them are averaged. Rows still sum to 1.",
        "Bir kelimenin parçalarına giden ağırlıklar toplanır, parçalarından çıkanların ortalaması alınır. Satır toplamı "
        "yine 1'dir.",
    ),
    "attention.hide_special": ("Hide special tokens", "Özel belirteçleri gizle"),
    "attention.hidden_note": (
        "Special tokens are hidden and each row is divided by what is left. On average {share}% of the attention of the "
        "rows shown was on them.",
        "Özel belirteçler gizlendi, her satır kalan toplamına bölündü. Görünen satırlarda dikkatin ortalama %{share} kadarı onlardaydı.",
    ),
    "attention.average": ("Average of several heads", "Birkaç başlığın ortalaması"),
    "attention.average_help": (
        "Layer.head, such as 3.5. Leave empty to see the one head chosen above.",
        "Katman.başlık biçiminde, örneğin 3.5. Yukarıda seçilen tek başlık için boş bırakın.",
    ),
    "attention.average_placeholder": ("one head is shown", "tek başlık gösteriliyor"),
    "attention.average_layer": ("All heads of this layer", "Bu katmanın bütün başlıkları"),
    "attention.one_title": ("Layer {layer}, head {head}", "{layer}. katman, {head}. başlık"),
    "attention.mean_title": ("Mean of {count} heads", "{count} başlığın ortalaması"),
    "attention.map_alt": (
        "{title}: attention of {n} tokens to {n}. The highest weight is {most}, from “{query}” to “{key}”.",
        "{title}: {n} belirtecin {n} belirtece dikkati. En yüksek ağırlık {most}, “{query}” belirtecinden “{key}” "
        "belirtecine.",
    ),
    "attention.axis_key": ("key: is looked at", "anahtar (key): bakılan"),
    "attention.axis_query": ("query: looks", "sorgu (query): bakan"),
    "attention.weight": ("weight", "ağırlık"),
    "attention.token": ("Token to follow", "İzlenecek belirteç"),
    "attention.outgoing": ("What “{token}” looks at", "“{token}” nereye bakıyor"),
    "attention.incoming": ("What looks at “{token}”", "“{token}” belirtecine kim bakıyor"),
    "attention.flow_alt": (
        "Weights of the rows and columns of “{token}”: it looks most at “{out}” ({out_weight}) and is looked at most by "
        "“{into}” ({into_weight}).",
        "“{token}” satırının ve sütununun ağırlıkları: en çok “{out}” belirtecine bakıyor ({out_weight}), ona en çok bakan "
        "“{into}” ({into_weight}).",
    ),
    "attention.flow_note": (
        "The {shown} largest of {n} are drawn. Outgoing weights sum to 1; incoming ones need not.",
        "{n} ağırlığın en büyük {shown} tanesi çizildi. Çıkan ağırlıkların toplamı 1'dir; gelenlerinki olmayabilir.",
    ),
    "attention.flow_note_all": (
        "Outgoing weights sum to 1; incoming ones need not.",
        "Çıkan ağırlıkların toplamı 1'dir; gelenlerinki olmayabilir.",
    ),
    "attention.summary": ("What each head does on this text", "Her başlık bu metinde ne yapıyor?"),
    "attention.summary_note": (
        "Means over all rows shown. Click a column to sort. Entropy: 0 bits looks at one token, {most} bits at all {n} alike.",
        "Görünen bütün satırların ortalaması. Sıralamak için bir sütuna tıklayın. Entropi: 0 bit tek belirtece bakar, {most} "
        "bit {n} belirtecin hepsine eşit bakar.",
    ),
    "attention.column_layer": ("Layer", "Katman"),
    "attention.column_head": ("Head", "Başlık"),
    "attention.column_entropy": ("Entropy (bits)", "Entropi (bit)"),
    "attention.column_distance": ("Distance", "Uzaklık"),
    "attention.column_special": ("On special tokens", "Özel belirteçlere"),
    "attention.column_previous": ("On the previous", "Öncekine"),
    "attention.column_following": ("On the next", "Sonrakine"),
    "attention.column_out": ("outgoing", "çıkan"),
    "attention.column_in": ("incoming", "gelen"),
    "attention.column_itself": ("On itself", "Kendine"),
}
