"""The Attention page."""

TEXT: dict[str, tuple[str, str]] = {
    "attention.title": ("Attention", "Dikkat"),
    "attention.lead": (
        "How much each token takes from every token, head by head.",
        "Dikkat (attention): her belirteç (token) hangi belirteçten ne kadar alıyor? Her başlık (head) için ayrı ayrı.",
    ),
    "attention.look": (
        "Every layer has several **heads**, each with weights of its own. In a head, a token (the *query*, a row) spreads a "
        "weight of 1 over the tokens it may look at (the *keys*, the columns). The more a cell stands out from the "
        "background, the more the row's token takes from the column's. The small maps are all heads of all layers. The "
        "large one is the head you chose, or the average of several; its colours go up to its own highest weight. "
        "Attention shows where information may flow. It does not, by itself, explain an answer.",
        "Her katmanda (layer) birkaç **başlık** (head) vardır; her birinin ağırlıkları ayrıdır. Bir başlıkta bir belirteç "
        "(token), yani *sorgu* (query, satır), toplamı 1 olan ağırlıkları bakabildiği belirteçlere, yani *anahtarlara* "
        "(key, sütun) dağıtır. Bir hücre zeminden ne kadar belirgin ayrılıyorsa satırdaki belirteç sütundakinden o kadar "
        "çok alır. Küçük haritalar bütün katmanların bütün başlıklarıdır. Büyük harita seçtiğiniz başlık ya da birkaç "
        "başlığın ortalamasıdır; renkleri kendi en yüksek ağırlığına göre ayarlanır. Dikkat (attention), bilginin nereden "
        "akabileceğini gösterir. Bir cevabın nedenini tek başına açıklamaz.",
    ),
    "attention.try": (
        "- Click a small map with a clear diagonal: does that head look at the token before, at the one after, or at the "
        "token itself?\n"
        "- *The man who ate the pepper sneezed*: merge the sub-words. Which head joins *sneezed* to *man*?\n"
        "- Hide the special tokens and read how much attention was on them. Many heads put most of their weight on [SEP]; "
        "one explanation is that they then have nothing to look for.",
        "- Köşegeni belirgin bir küçük haritaya tıklayın: o başlık önceki belirtece mi, sonrakine mi, yoksa belirtecin "
        "kendisine mi bakıyor?\n"
        "- *The man who ate the pepper sneezed*: alt kelimeleri (sub-word) birleştirin. Hangi başlık *sneezed* ile *man* "
        "arasında bağ kuruyor?\n"
        "- Özel belirteçleri (special token) gizleyin ve dikkatin ne kadarının onlarda olduğunu okuyun. Pek çok başlık "
        "ağırlığının çoğunu [SEP]'e verir; bir açıklamaya göre bu başlıkların o metinde arayacağı bir şey yoktur.",
    ),
    "attention.overview": ("All heads", "Bütün başlıklar"),
    "attention.overview_label": (
        "Layers from top to bottom, heads from left to right. Click one.",
        "Katmanlar yukarıdan aşağıya, başlıklar soldan sağa. Seçmek için birine tıklayın.",
    ),
    "attention.overview_coarse": (
        "{n} rows are too many to draw one by one: each dot of a small map is the highest weight of a block of cells.",
        "{n} satır tek tek çizilemeyecek kadar çok: küçük haritalardaki her nokta, bir hücre bloğunun en yüksek "
        "ağırlığıdır.",
    ),
    "attention.overview_alt": (
        "Small attention maps of {layers} layers with {heads} heads each.",
        "Küçük dikkat haritaları: {layers} katman, her katmanda {heads} başlık.",
    ),
    "attention.map_name": ("layer {layer}, head {head}", "{layer}. katman, {head}. başlık"),
    "attention.layer": ("Layer", "Katman"),
    "attention.head": ("Head", "Başlık"),
    "attention.by_word": ("Merge sub-words into words", "Alt kelimeleri birleştir"),
    "attention.by_word_help": (
        "Weights to the pieces of a word are summed; weights from them are averaged. Rows still sum to 1.",
        "Bir kelimenin parçalarına verilen ağırlıklar toplanır, parçalarından çıkan ağırlıkların ortalaması alınır. Her "
        "satırın toplamı yine 1'dir.",
    ),
    "attention.hide_special": ("Hide special tokens", "Özel belirteçleri gizle"),
    "attention.hidden_note": (
        "Special tokens are hidden, and each row is divided by the sum of what is left. Averaged over all heads and the "
        "rows shown, {share} of the attention was on them.",
        "Özel belirteçler gizlendi; her satır, kalan ağırlıklarının toplamına bölündü. Bütün başlıkların ve görünen "
        "satırların ortalamasında, dikkatin {share} kadarı onlardaydı.",
    ),
    "attention.average": ("Average of several heads", "Birkaç başlığın ortalaması"),
    "attention.average_help": (
        "Layer.head, such as 3.5. Leave empty to see the one head chosen above.",
        "Katman.başlık biçiminde, örneğin 3.5. Yukarıda seçilen tek başlığı görmek için boş bırakın.",
    ),
    "attention.average_placeholder": ("one head is shown", "tek başlık gösteriliyor"),
    "attention.average_layer": ("All heads of this layer", "Bu katmanın bütün başlıkları"),
    "attention.one_title": ("Layer {layer}, head {head}", "{layer}. katman, {head}. başlık"),
    "attention.mean_title": ("Average of the chosen heads ({count})", "Seçilen başlıkların ortalaması ({count})"),
    "attention.map_alt": (
        "{title}: attention map with {n} rows and {n} columns. The highest weight is {most}, from “{query}” to “{key}”.",
        "{title}: {n} satırlı, {n} sütunlu dikkat haritası. En yüksek ağırlık {most}; bakan “{query}”, bakılan “{key}”.",
    ),
    "attention.axis_key": ("key: is looked at", "anahtar (key): bakılan"),
    "attention.axis_query": ("query: looks", "sorgu (query): bakan"),
    "attention.weight": ("weight", "ağırlık"),
    "attention.token": ("Token to follow", "İzlenecek belirteç"),
    "attention.outgoing": ("What “{token}” looks at", "“{token}”: baktıkları"),
    "attention.incoming": ("What looks at “{token}”", "“{token}”: ona bakanlar"),
    "attention.flow_alt": (
        "Weights of the row and the column of “{token}”: it looks most at “{out}” ({out_weight}) and is looked at most by "
        "“{into}” ({into_weight}).",
        "“{token}” satırının ve sütununun ağırlıkları: en çok baktığı “{out}” ({out_weight}), ona en çok bakan “{into}” "
        "({into_weight}).",
    ),
    "attention.flow_note": (
        "The {shown} largest of {n} weights are drawn in each direction. All outgoing weights together sum to 1; incoming ones "
        "need not. The two scales differ.",
        "Her iki yönde {n} ağırlığın en büyük {shown} tanesi çizildi. Çıkan ağırlıkların tümünün toplamı 1'dir; gelenlerin "
        "toplamı 1 olmayabilir. İki çizimin ölçekleri farklıdır.",
    ),
    "attention.flow_note_all": (
        "Outgoing weights sum to 1; incoming ones need not. The two scales differ.",
        "Çıkan ağırlıkların toplamı 1'dir; gelenlerin toplamı 1 olmayabilir. İki çizimin ölçekleri farklıdır.",
    ),
    "attention.summary": ("What each head does on this text", "Her başlık bu metinde ne yapıyor?"),
    "attention.summary_note": (
        "Averages over the rows shown; click a column to sort. Entropy tells how widely a head spreads its weight: at 0 bits "
        "all of it is on one token, at {most} bits all {n} get the same. Distance is how many places away the head looks. "
        "The other columns are shares between 0 and 1; a row without a previous or next one is left out there.",
        "Görünen satırların ortalamaları; sıralamak için bir sütuna tıklayın. Entropi, başlığın ağırlığını ne kadar "
        "yaydığını gösterir: 0 bitte ağırlığın hepsi tek belirteçtedir, {most} bitte {n} belirtecin hepsi eşit pay alır. "
        "Uzaklık, başlığın kaç yer öteye baktığıdır. Öteki sütunlar 0 ile 1 arasında paylardır; öncesi ya da "
        "sonrası olmayan satır orada sayılmaz.",
    ),
    "attention.column_layer": ("Layer", "Katman"),
    "attention.column_head": ("Head", "Başlık"),
    "attention.column_entropy": ("Entropy (bits)", "Entropi (bit)"),
    "attention.column_distance": ("Distance (places)", "Uzaklık (yer)"),
    "attention.column_special": ("On special tokens", "Özel belirteçlere"),
    "attention.column_previous": ("On the previous one", "Öncekine"),
    "attention.column_following": ("On the next one", "Sonrakine"),
    "attention.column_token": ("Token or word", "Belirteç ya da kelime"),
    "attention.column_out": ("outgoing", "çıkan"),
    "attention.column_in": ("incoming", "gelen"),
    "attention.column_itself": ("On itself", "Kendine"),
}
