"""The Attention studio: what heads do, what reaches through all layers, what is missing without a head, near and far."""

TEXT: dict[str, tuple[str, str]] = {
    # What heads do
    "studio.view.roles": ("What heads do", "Başlıklar ne yapar?"),
    "studio.more": ("More sentences, one per line", "Başka cümleler, her satıra bir cümle"),
    "studio.more_help": (
        "Averaged together with the sentence above; at most {most}. May be empty.",
        "Yukarıdaki cümleyle birlikte ortalaması alınır; en çok {most} cümle. Boş olabilir.",
    ),
    "studio.link_from": ("Link: from the word", "Bağ: bakan kelime"),
    "studio.link_to": ("to the word", "bakılan kelime"),
    "studio.leave_special": ("Leave special tokens aside", "Özel belirteçleri dışarıda bırak"),
    "studio.leave_special_help": (
        "Each row is divided by what it gives to ordinary tokens: what does a head do when it does something?",
        "Her satır, olağan belirteçlere verdiğine bölünür: başlık (head) bir iş yaparken ne yapar?",
    ),
    "studio.nothing.aside": (
        "Special tokens are left aside. Switch that off to rank heads by them.",
        "Özel belirteçler dışarıda. Başlıkları (head) onlara göre sıralamak için bunu kapatın.",
    ),
    "studio.class_share": ("Share needed for a class", "Sınıf için gereken pay"),
    "studio.rule": (
        "**The rule.** The largest of the six shares names a head if it is at least {share} of the attention. If none is, a "
        "head is *broad* when its entropy is at least {broad} of the highest possible, and *mixed* otherwise. Averages over "
        "{queries} ordinary tokens; what special tokens look at is not counted.",
        "**Kural.** Altı paydan en büyüğü, dikkatin en az {share} kadarıysa başlığa (head) adını verir. Hiçbiri o kadar "
        "değilse, entropisi olabilecek en yükseğin en az {broad} kadarı olan başlık *yaygın*, öteki *karışık* sayılır. "
        "{queries} olağan belirtecin (token) ortalaması; özel belirteçlerin baktıkları sayılmaz.",
    ),
    "studio.link_note": (
        "Link: attention from “{looks}” to “{looked}”, averaged over {pairs} sentences that have both.",
        "Bağ: “{looks}” kelimesinden “{looked}” kelimesine dikkat; ikisinin de geçtiği {pairs} cümlenin ortalaması.",
    ),
    "studio.link_none": (
        "Link: no sentence has both “{looks}” and “{looked}”, so no head can be named after it.",
        "Bağ: “{looks}” ve “{looked}” kelimelerinin ikisi birden hiçbir cümlede yok; bu yüzden bu adı alan başlık olamaz.",
    ),
    "studio.kind.previous": ("previous token", "önceki belirteç"),
    "studio.kind.following": ("next token", "sonraki belirteç"),
    "studio.kind.itself": ("itself", "kendisi"),
    "studio.kind.separator": ("separators", "ayraçlar (özel)"),
    "studio.kind.same": ("same word", "aynı kelime"),
    "studio.kind.link": ("chosen link", "seçilen bağ"),
    "studio.kind.broad": ("broad", "yaygın"),
    "studio.kind.mixed": ("mixed", "karışık"),
    "studio.evenness": ("Evenness (0–1)", "Yaygınlık (0–1)"),
    "studio.share": ("share of attention", "dikkatteki pay"),
    "studio.column.class": ("Class", "Sınıf"),
    "studio.column.head": ("Head (layer.head)", "Başlık (katman.başlık)"),
    "studio.classes": ("What each head does", "Her başlığın işi"),
    "studio.classes_alt": (
        "Map of all heads, a colour for each class. Heads in each class: {counts}.",
        "Bütün başlıkların haritası, her sınıfa bir renk. Sınıflardaki başlık sayıları: {counts}.",
    ),
    "studio.rank_by": ("Rank heads by", "Başlıkları sırala"),
    "studio.ranking": ("Heads by share: {kind}", "Paya göre başlıklar: {kind}"),
    "studio.ranking_alt": (
        "{title}. The first is head {head} with {share}.",
        "{title}. Birincisi {share} ile {head} başlığı.",
    ),
    "studio.nothing.same": (
        "No word stands twice in any of these sentences. Add one where a word does.",
        "Bu cümlelerin hiçbirinde bir kelime iki kez geçmiyor. Geçen bir cümle ekleyin.",
    ),
    "studio.nothing.link": (
        "No sentence has both words of the link. Change the words or add a sentence.",
        "Hiçbir cümlede bağın iki kelimesi birden yok. Kelimeleri değiştirin ya da bir cümle ekleyin.",
    ),
    "studio.nothing.previous": ("There is no token before another one.", "Başka bir belirtecin önünde belirteç yok."),
    "studio.nothing.following": ("There is no token after another one.", "Başka bir belirtecin ardında belirteç yok."),
    "studio.nothing.itself": ("There is nothing to measure.", "Ölçülecek bir şey yok."),
    "studio.nothing.separator": ("There are no special tokens.", "Özel belirteç yok."),
    "studio.ran_lines": (
        "{model} on {device} · {sentences} sentences · {tokens} ordinary tokens",
        "{model}, {device} üzerinde · {sentences} cümle · {tokens} olağan belirteç (token)",
    ),
    # Across layers
    "studio.view.across": ("Across layers", "Katmanlar boyunca"),
    "studio.across_note": (
        "Attention of one layer mixes what the layers below have mixed already. Two ways to follow words through all of them, "
        "and, below, a reminder that a weight is only half of the story.",
        "Bir katmanın (layer) dikkati, alttaki katmanların zaten karıştırdığını karıştırır. Kelimeleri hepsinden geçerek izlemenin "
        "iki yolu; altta da ağırlığın hikâyenin yalnızca yarısı olduğunu hatırlatan bir karşılaştırma.",
    ),
    "studio.depth_to": ("Up to layer", "Şu katmana kadar"),
    "studio.mean_last": (
        "attention of layer {layer}, mean of heads",
        "{layer}. katmanın dikkati, başlıkların ortalaması",
    ),
    "studio.rollout": ("rollout", "yayılım (rollout)"),
    "studio.flow": ("flow (made to sum to 1)", "akış (flow; toplamı 1'e getirildi)"),
    "studio.reached": ("What reaches “{token}” by layer {layer}", "{layer}. katmana kadar “{token}” yerine ulaşan"),
    "studio.reached_alt": (
        "{title}: bars per token. Highest by attention alone: {raw}; by rollout: {rolled}.",
        "{title}: belirteç başına çubuklar. Yalnız dikkatte en yüksek: {raw}; yayılımda: {rolled}.",
    ),
    "studio.flow_note": (
        "Rollout multiplies the layers; flow asks how much each input could send up if every edge were a pipe of that width. Both "
        "take the mean of the heads and give half to the token itself, for the residual connection (Abnar and Zuidema 2020). They "
        "are models of the model, not the model: value vectors and feed-forward parts are left out.",
        "Yayılım (rollout) katmanları çarpar; akış (flow), her kenar o genişlikte bir boru olsaydı her girdi yukarı ne kadar "
        "gönderebilirdi, onu sorar. İkisi de başlıkların ortalamasını alır ve artık bağlantı (residual connection) için yarısını "
        "belirtecin kendisine verir (Abnar ve Zuidema 2020). Bunlar modelin kendisi değil, modelidir: değer vektörleri ve ileri "
        "besleme dışarıda kalır.",
    ),
    "studio.rollout_title": ("Rollout up to layer {layer}", "{layer}. katmana kadar yayılım"),
    "studio.input": ("input token", "girdi belirteci"),
    "studio.after": ("token after the layers", "katmanlardan sonraki belirteç"),
    "studio.map_alt": (
        "{title}: map of {tokens} tokens. The highest value is {most}.",
        "{title}: {tokens} belirteçlik harita. En yüksek değer {most}.",
    ),
    "studio.norms": ("The weight, and what it carries", "Ağırlık ve taşıdığı"),
    "studio.norms_about": (
        "A head adds up *weight × value*, and the value goes through the output matrix. A large weight on a short vector moves "
        "nothing. On the left the weights, on the right the length (norm) of what is really added (Kobayashi et al. 2020).",
        "Bir başlık (head) *ağırlık × değer* çarpımlarını toplar; değer de çıkış matrisinden geçer. Kısa bir vektöre verilen büyük "
        "ağırlık hiçbir şeyi oynatmaz. Solda ağırlıklar, sağda gerçekten eklenenin uzunluğu, yani normu (Kobayashi vd. 2020).",
    ),
    "studio.norm": ("norm of weight × value", "ağırlık × değer normu"),
    "studio.norm_top": (
        "Colours stop at {top}; the largest norm is {most}. Hover for the numbers.",
        "Renkler {top} değerinde durur; en büyük norm {most}. Sayılar için üzerine gelin.",
    ),
    "studio.special_title": ("Share of the special tokens, by layer", "Özel belirteçlerin payı, katman katman"),
    "studio.special_alt": (
        "By layer, the share of special tokens: {raw} of the weights and {norm} of the norms on average.",
        "Katman katman özel belirteçlerin payı: ortalama olarak ağırlıkların {raw} kadarı, normların {norm} kadarı.",
    ),
    "studio.special_note": (
        "Averaged over all layers, special tokens get {raw} of the weight but make up {norm} of what is added.",
        "Bütün katmanların ortalamasında özel belirteçler ağırlığın {raw} kadarını alır; eklenenin {norm} kadarını oluşturur.",
    ),
    # Take a head away
    "studio.view.removal": ("Take a head away", "Başlığı çıkar"),
    "studio.removal_about": (
        "A head is taken away by putting zeros where its output would go into the output matrix. Everything else stays, and every "
        "later layer is computed anew.",
        "Bir başlık (head), çıktısının çıkış matrisine girdiği yere sıfırlar konarak çıkarılır. Geri kalan her şey durur; sonraki "
        "bütün katmanlar yeniden hesaplanır.",
    ),
    "studio.asked": ("Ask the model for", "Modele sorulan"),
    "studio.asked_masked": (
        "This token is hidden behind [MASK], and the model is asked for it.",
        "Bu belirteç [MASK] ile gizlenir ve modele sorulur.",
    ),
    "studio.asked_causal": (
        "The model reads what stands before this token and is asked what comes next.",
        "Model bu belirtecin öncesini okur; sonra ne geleceği sorulur.",
    ),
    # Long, or Plotly would find room for it between two numbers of the axis.
    "studio.heads_axis": ("heads of each layer, from 1", "her katmanın başlıkları, 1'den"),
    "studio.removal_progress": ("Layer {done} of {all} …", "Katman {done} / {all} …"),
    "studio.removal_title": (
        "Change of log P(“{word}”) without each head",
        "Her başlık olmadan log P(“{word}”) değişimi",
    ),
    "studio.removal_whole": (
        "With all heads the probability of “{word}” is {probability} and the first guess “{guess}”. Taking away head {head} of "
        "layer {layer} changes log P the most: by {moved}.",
        "Bütün başlıklarla “{word}” olasılığı {probability}, ilk tahmin “{guess}”. log P değerini en çok {layer}. katmanın "
        "{head}. başlığını çıkarmak değiştirir: {moved}.",
    ),
    "studio.removal_alt": (
        "{title}. The largest change is {moved}, without layer {layer}, head {head}.",
        "{title}. En büyük değişim {moved}; çıkarılan: {layer}. katman, {head}. başlık.",
    ),
    "studio.removal_note": (
        "Blue: without this head the word becomes less likely, so the head spoke for it. Orange: it becomes more likely. "
        "Natural logarithms; −0.69 halves the probability. Heads stand in for each other, so small numbers do not prove that a head is idle.",
        "Mavi: bu başlık olmadan kelimenin olasılığı azalır, demek ki başlık ondan yanaydı. Turuncu: artar. Doğal logaritma; −0,69 "
        "olasılığı yarıya indirir. Başlıklar birbirinin yerini tutabilir; küçük sayılar başlığın boşta olduğunu kanıtlamaz.",
    ),
    "studio.column.moved": ("change of log P", "log P değişimi"),
    "studio.column.probability": ("Probability without it", "Onsuz olasılık"),
    "studio.column.divergence": ("Divergence (nats)", "Sapma (nat)"),
    "studio.column.guess": ("First guess", "İlk tahmin"),
    "studio.ran_removal": (
        "{model} on {device} · {tokens} tokens · {heads} heads taken away one by one in {milliseconds} ms",
        "{model}, {device} üzerinde · {tokens} belirteç (token) · {heads} başlık tek tek {milliseconds} ms içinde çıkarıldı",
    ),
    "studio.several": ("Several heads together", "Birkaç başlık birlikte"),
    "studio.off": ("Heads that are off", "Kapalı başlıklar"),
    "studio.off_all": ("All heads", "Bütün başlıklar"),
    "studio.off_none": ("Choose at least one head to switch off.", "Kapatmak için en az bir başlık (head) seçin."),
    "studio.with_all": ("With all heads", "Bütün başlıklarla"),
    "studio.with_some": ("Without the chosen heads", "Seçilen başlıklar olmadan"),
    "studio.column.with_all": ("P, all heads", "P, bütün başlıklar"),
    "studio.column.with_some": ("P, without", "P, onlarsız"),
    "studio.moved_hidden": ("How far the hidden states move", "Gizli durumlar ne kadar oynuyor?"),
    "studio.moved_attention": ("How far the attention moves", "Dikkat ne kadar oynuyor?"),
    "studio.relative": ("distance ÷ length", "uzaklık ÷ uzunluk"),
    "studio.moved_share": ("share of weight moved", "yer değiştiren ağırlık payı"),
    "studio.moved_note": (
        "Left: distance between the hidden state with and without, over its length. Right: for each head, the share of its weight "
        "that went to other keys, averaged over the tokens. Up to the layer of the first head that is off, nothing can move.",
        "Solda: gizli durumun (hidden state) iki hâli arasındaki uzaklık, kendi uzunluğuna bölünmüş. Sağda: her başlıkta ağırlığın "
        "başka anahtarlara giden payı, belirteçlerin ortalaması. Kapalı ilk başlığın katmanına kadar hiçbir şey oynayamaz.",
    ),
    # Near and far
    "studio.view.near": ("Near and far", "Yakın ve uzak"),
    "studio.near_about": (
        "A verb has to find its subject, past another noun that stands nearer. Which heads look from the verb to the subject? Does "
        "the model expect the right verb, and for how long when more words come in between?",
        "Fiil, daha yakında duran başka bir adı aşıp öznesini bulmalı. Hangi başlıklar (head) fiilden özneye bakıyor? Model doğru "
        "fiili bekliyor mu; araya daha çok kelime girince buna ne kadar dayanıyor?",
    ),
    "studio.case": ("Cases", "Örnek durumlar"),
    "studio.verb": ("Verb", "Fiil"),
    "studio.subject": ("Subject", "Özne"),
    "studio.distractor": ("Noun that distracts", "Çeldirici ad"),
    "studio.right": ("Right verb", "Doğru fiil"),
    "studio.wrong": ("Wrong verb", "Yanlış fiil"),
    "studio.between": ("Put between, phrase by phrase", "Araya girecekler, öbek öbek"),
    "studio.between_help": (
        "Phrases with commas between them, at most {most}; each one more is put before the verb.",
        "Virgülle ayrılmış öbekler, en çok {most}; her adımda bir öbek daha fiilin önüne girer.",
    ),
    "studio.to": ("to “{word}”", "“{word}” kelimesine"),
    "studio.near_title": ("From “{verb}”: subject against distractor", "“{verb}” fiilinden: özneye karşı çeldirici"),
    "studio.near_alt": (
        "{title}. First is head {head}: {subject} on the subject, {distractor} on the distractor.",
        "{title}. Birinci {head} başlığı: özneye {subject}, çeldiriciye {distractor}.",
    ),
    "studio.near_effect": (
        "The margin with all heads is {margin}. It falls most without head {head} of layer {layer}: by {moved}. Over all heads, "
        "looking at the subject rather than the distractor and moving the margin have a correlation of {correlation}: attention "
        "is not yet a cause.",
        "Bütün başlıklarla fark (margin) {margin}. En çok {layer}. katmanın {head}. başlığı olmadan düşer: {moved}. Bütün "
        "başlıklarda, çeldirici yerine özneye bakmak ile farkı oynatmak arasındaki korelasyon {correlation}: dikkat henüz neden "
        "demek değildir.",
    ),
    "studio.column.lead": ("Subject − distractor", "Özne − çeldirici"),
    "studio.column.margin_moved": ("Change of the margin without it", "Onsuz fark değişimi"),
    "studio.margin_title": (
        "log P({right}) − log P({wrong}) at the verb",
        "Fiilin yerinde log P({right}) − log P({wrong})",
    ),
    "studio.margin_whole": ("all heads", "bütün başlıklar"),
    "studio.margin_without": ("without head {layer}.{head}", "{layer}.{head} başlığı olmadan"),
    "studio.margin_alt": (
        "{title}: {first} for the sentence as it is, {last} with {words} words between subject and verb.",
        "{title}: cümlenin kendisinde {first}, özne ile fiil arasında {words} kelime varken {last}.",
    ),
    "studio.margin_note": (
        "Above 0 the right verb is likelier. The second line is without the head that looks most from the verb to the subject.",
        "0'ın üstünde doğru fiil daha olasıdır. İkinci çizgi, fiilden özneye en çok bakan başlık çıkarılmış hâlidir.",
    ),
    "studio.margin_table": ("The sentences and their numbers", "Cümleler ve sayıları"),
    "studio.column.between": ("words between", "aradaki kelime sayısı"),
    "studio.column.right": ("P(right)", "P(doğru)"),
    "studio.column.wrong": ("P(wrong)", "P(yanlış)"),
    "studio.column.margin": ("margin", "fark"),
    "studio.column.sentence": ("Sentence", "Cümle"),
}
