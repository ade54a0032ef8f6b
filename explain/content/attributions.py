"""The Attributions page."""

TEXT: dict[str, tuple[str, str]] = {
    "attributions.title": ("Attributions", "Katkılar"),
    "attributions.lead": (
        "Which words made the model say that? Eight methods answer, and each is put to the test.",
        "Modele bunu hangi kelimeler söyletti? Sekiz yöntem yanıtlıyor, her biri sınanıyor (katkı: attribution).",
    ),
    "attributions.look": (
        "First the **question**: why this word, or why this word *rather than* that one? Then every other word gets a number: "
        "**orange** words speak for the answer, **blue** ones against it. A word counts as *taken away* when a "
        "**baseline** takes its place; special tokens and the blank stay. No method is the truth. So each stands beside its "
        "own test: do its numbers add up, does the answer fall when its strongest words go, does it beat a random order, do "
        "other methods agree?",
        "Önce **soru**: neden bu kelime, ya da neden öteki *değil de* bu kelime? Sonra öteki her kelime bir sayı alır: "
        "**turuncu** kelimeler yanıtı destekler, **mavi** olanlar ona karşı çıkar. Yerine bir **referans** (baseline) konan "
        "kelime *çıkarılmış* sayılır; özel belirteçler (special token) ve boşluk yerinde kalır. Hiçbir yöntem gerçeğin "
        "kendisi değildir. Bu yüzden her birinin yanında kendi sınavı durur: sayılar toplamı tutuyor mu, en güçlü kelimeler "
        "gidince yanıt düşüyor mu, rastgele bir sırayı geçiyor mu, öteki yöntemlerle anlaşıyor mu?",
    ),
    "attributions.try": (
        "- *The keys to the cabinet [MASK] on the table.* Ask *why “were” rather than “was”?* Which word wants the plural, "
        "which one the singular?\n"
        "- *Several methods*: which of them do not find *keys*? How large is their gap?\n"
        "- Change the baseline: whose answer changes most?\n"
        "- *Layers and attention*: in which layer does the answer move from the word to the blank? Does attention look where "
        "the attribution is?",
        "- *The keys to the cabinet [MASK] on the table.* *Neden “was” değil de “were”?* diye sorun. Çoğulu hangi kelime "
        "istiyor, tekili hangisi?\n"
        "- *Birkaç yöntem*: hangileri *keys* kelimesini bulamıyor? Onların açığı ne kadar?\n"
        "- Referansı değiştirin: en çok hangi yöntemin yanıtı değişiyor?\n"
        "- *Katmanlar ve dikkat*: yanıt hangi katmanda (layer) kelimeden boşluğa geçiyor? Dikkat (attention), katkının olduğu "
        "yere mi bakıyor?",
    ),
    "attributions.view": ("View", "Görünüm"),
    "attributions.view.one": ("One method", "Tek yöntem"),
    "attributions.view.several": ("Several methods", "Birkaç yöntem"),
    "attributions.view.trust": ("Can I trust it?", "Güvenebilir miyim?"),
    "attributions.view.path": ("The path", "Yol"),
    "attributions.view.inside": ("Pairs, layers, attention", "Çiftler, katmanlar, dikkat"),
    # The question
    "attributions.question": ("The question", "Soru"),
    "attributions.ask.word": ("Why this word?", "Neden bu kelime?"),
    "attributions.ask.rather": ("Why this word rather than that one?", "Neden öteki değil de bu kelime?"),
    "attributions.ask.similar": ("Why are the two sentences alike?", "İki cümle neden benzer?"),
    "attributions.ask.label": ("Why this label?", "Neden bu etiket?"),
    "attributions.blank_strip": (
        "Click the word to ask for; it is hidden from the model",
        "Sorulacak kelimeye tıklayın; modelden gizlenir",
    ),
    "attributions.blank": ("Word to ask for", "Sorulacak kelime"),
    "attributions.target": ("Why …", "Neden …"),
    "attributions.against": ("… rather than", "… şu değil de:"),
    "attributions.entry_help": (
        "The list has the model's 30 best guesses. You may also type any word of its vocabulary.",
        "Listede modelin en iyi 30 tahmini var. Sözlüğündeki (vocabulary) başka bir kelimeyi de yazabilirsiniz.",
    ),
    "attributions.first": ("best guess: {word}", "en iyi tahmin: {word}"),
    "attributions.scale": ("Measured as", "Ölçü"),
    "attributions.scale.probability": ("probability", "olasılık"),
    "attributions.scale.logit": ("logit", "logit (ham puan)"),
    "attributions.scale_help": (
        "The logit is the score before the softmax: it tells how the word itself fares, whatever happens to its rivals. The "
        "probability also changes when rivals do.",
        "Logit, softmax'tan önceki ham puandır: rakiplerine ne olursa olsun kelimenin kendi durumunu söyler. Olasılık, "
        "rakipler değişince de değişir.",
    ),
    "attributions.name_probability": ("P({word})", "P({word}) olasılığı"),
    "attributions.name_logit": ("logit of {word}", "{word} logiti"),
    "attributions.name_rather": ("log-odds {word} : {other}", "log-odds ({word} : {other})"),
    "attributions.name_similar": ("cosine similarity", "kosinüs benzerliği"),
    "attributions.need_pair": (
        "This question needs a second sentence: type one into the box in the middle above.",
        "Bu soru için ikinci bir cümle gerekli: yukarıda ortadaki kutuya bir cümle yazın.",
    ),
    "attributions.label": ("Label", "Etiket"),
    "attributions.baseline": ("Words are replaced by", "Kelimelerin yerine konan"),
    "attributions.baseline.mask": ("[MASK]", "[MASK] belirteci"),
    "attributions.baseline.pad": ("[PAD]", "[PAD] belirteci"),
    "attributions.baseline.zero": ("zeros", "sıfır vektörü"),
    "attributions.baseline_help": (
        "The baseline: what “no word here” means. The model has seen [MASK] in training; [PAD] and a vector of zeros are "
        "strange to it.",
        "Referans (baseline): “burada kelime yok” demenin yolu. Model [MASK] belirtecini eğitimde görmüştür; [PAD] ve sıfır "
        "vektörü ona yabancıdır.",
    ),
    "attributions.effort": ("Steps and samples", "Adımlar ve örneklem"),
    "attributions.steps": ("Steps of Integrated Gradients, to begin with", "Tümlenmiş gradyanın ilk adım sayısı"),
    "attributions.doubling": ("Double the steps while the gap is too large", "Açık büyükse adımları ikiye katla"),
    "attributions.doubling_help": (
        "Up to a limit that depends on the length of the text. What happened is told below the figures.",
        "Metnin uzunluğuna bağlı bir sınıra kadar. Ne olduğu şekillerin altında yazar.",
    ),
    "attributions.permutations": ("Orders of the Shapley sampling", "Shapley örneklemesinin sıra sayısı"),
    "attributions.permutations_help": (
        "Each random order lets the words come in one by one. Orders come in pairs, each with its reverse.",
        "Her rastgele sırada kelimeler birer birer gelir. Sıralar, her biri tersiyle birlikte, çift çift çekilir.",
    ),
    "attributions.samples": ("Samples of Kernel SHAP and LIME", "Kernel SHAP ve LIME örneklem sayısı"),
    "attributions.samples_help": (
        "Random sets of words. At least two more than twice the number of words are taken, or the regression has no answer.",
        "Rastgele kelime kümeleri. Kelime sayısının iki katından en az iki fazlası alınır; yoksa regresyonun tek çözümü olmaz.",
    ),
    "attributions.draw": ("Seed of all draws", "Bütün çekilişlerin tohumu"),
    "attributions.draw_help": (
        "The same seed draws the same orders and sets again.",
        "Aynı tohum (seed) aynı sıraları ve kümeleri yeniden çeker.",
    ),
    "attributions.ran": (
        "{model} on {device} · {tokens} tokens · methods by Captum 0.9, gradients on the word embeddings alone",
        "{model}, {device} üzerinde · {tokens} belirteç (token) · yöntemler Captum 0.9, gradyan yalnızca kelime "
        "gömmelerinde (embedding)",
    ),
    # Long work
    "attributions.work.ig": ("Integrated Gradients", "Tümlenmiş gradyan"),
    "attributions.work.gradient_input": ("Gradient × Input", "Gradyan × girdi"),
    "attributions.work.saliency": ("Saliency", "Belirginlik"),
    "attributions.work.deeplift": ("DeepLift", "DeepLift yöntemi"),
    "attributions.work.occlusion": ("Occlusion", "Örtme"),
    "attributions.work.shapley": ("Shapley sampling", "Shapley örneklemesi"),
    "attributions.work.kernel": ("Kernel SHAP", "Kernel SHAP yöntemi"),
    "attributions.work.lime": ("LIME", "LIME yöntemi"),
    "attributions.work.curves": ("Deletion and insertion", "Çıkarma ve ekleme"),
    "attributions.work.orders": ("Random orders", "Rastgele sıralar"),
    "attributions.work.pairs": ("Pairs of words", "Kelime çiftleri"),
    "attributions.work.layers": ("Layers", "Katmanlar"),
    "attributions.progress": ("{what}: {done} of {all}", "{what}: {done} / {all}"),
    "attributions.stop": ("Stop", "Durdur"),
    "attributions.stopped": (
        "{what} was stopped. What was done by then is kept; it goes on from there.",
        "{what} durduruldu. O ana kadar yapılanlar saklandı; kaldığı yerden sürer.",
    ),
    "attributions.go_on": ("Go on", "Sürdür"),
    # Methods
    "attributions.method": ("Method", "Yöntem"),
    "attributions.method.ig": ("Integrated Gradients", "Tümlenmiş gradyan (Integrated Gradients)"),
    "attributions.method.gradient_input": ("Gradient × Input", "Gradyan × girdi (Gradient × Input)"),
    "attributions.method.saliency": ("Saliency", "Belirginlik (Saliency)"),
    "attributions.method.deeplift": ("DeepLift", "DeepLift (farkların geri taşınması)"),
    "attributions.method.occlusion": ("Occlusion", "Örtme (Occlusion)"),
    "attributions.method.shapley": ("Shapley value sampling", "Shapley değeri örneklemesi (Shapley sampling)"),
    "attributions.method.kernel": ("Kernel SHAP", "Kernel SHAP (çekirdekli SHAP)"),
    "attributions.method.lime": ("LIME", "LIME (yerel doğrusal vekil)"),
    "attributions.short.ig": ("Integr. gradients", "Tümlenmiş gradyan"),
    "attributions.short.gradient_input": ("Gradient × Input", "Gradyan × girdi"),
    "attributions.short.saliency": ("Saliency", "Belirginlik"),
    "attributions.short.deeplift": ("DeepLift", "Deep-Lift"),
    "attributions.short.occlusion": ("Occlusion", "Örtme"),
    "attributions.short.shapley": ("Shapley", "Shapley örn."),
    "attributions.short.kernel": ("Kernel SHAP", "Kernel-SHAP"),
    "attributions.short.lime": ("LIME", "LIME vekili"),
    "attributions.about.ig": (
        "Walks in a straight line from the baseline to the text and adds up the gradients it meets. Its numbers add up to the "
        "change; by how much they miss it is the gap. Sundararajan et al. 2017.",
        "Referanstan metne düz bir çizgide yürür ve yol boyunca karşılaştığı gradyanları toplar. Sayıları toplam değişimi "
        "vermelidir; ne kadar saptıkları açıktır (gap). Sundararajan vd. 2017.",
    ),
    "attributions.about.gradient_input": (
        "The slope at the text, times the embedding itself. One look in one place: quick, and blind to what happens on the "
        "way. It knows no baseline and promises no sum. Shrikumar et al. 2016.",
        "Metnin bulunduğu noktadaki eğim, gömmenin (embedding) kendisiyle çarpılır. Tek noktada tek bakış: hızlıdır, yolda "
        "olanı görmez. Referans kullanmaz, toplam için söz vermez. Shrikumar vd. 2016.",
    ),
    "attributions.about.saliency": (
        "The length of the gradient: how much a small push to the word could change the answer, up or down. It has no sign, "
        "so it cannot tell for from against. Simonyan et al. 2014; Li et al. 2016.",
        "Gradyanın uzunluğu: kelimeye küçük bir dokunuşun yanıtı, artı ya da eksi yönde, ne kadar değiştirebileceği. İşareti "
        "yoktur; desteği karşı çıkıştan ayıramaz. Simonyan vd. 2014; Li vd. 2016.",
    ),
    "attributions.about.deeplift": (
        "Carries differences from the baseline back through the model. Captum applies its rule to the activation functions "
        "alone; softmax, layer norms and the products of attention are passed by their plain gradient. So on a Transformer the "
        "promised sum can be missed badly: look at the gap. Shrikumar et al. 2017.",
        "Referansla aradaki farkları modelin içinden geriye taşır. Captum kuralını yalnızca etkinleştirme (activation) "
        "işlevlerine uygular; softmax, katman normları (layer norm) ve dikkatin çarpımları düz gradyanla geçilir. Bu yüzden "
        "Transformer'da söz verilen toplam çok şaşabilir: açığa bakın. Shrikumar vd. 2017.",
    ),
    "attributions.about.occlusion": (
        "Replaces one word at a time and sees how far the number falls. Plain and honest, but two words that can stand in for "
        "each other both look unimportant. Zeiler and Fergus 2014; Li et al. 2016.",
        "Her seferinde bir kelimenin yerine referansı koyar ve sayının ne kadar düştüğüne bakar. Yalın ve dürüsttür; ama "
        "birbirinin yerini tutabilen iki kelimenin ikisi de önemsiz görünür. Zeiler ve Fergus 2014; Li vd. 2016.",
    ),
    "attributions.about.shapley": (
        "Lets the words come in one by one, in random orders, and averages what each adds. The fairest share by four axioms, "
        "and the dearest. Its numbers add up exactly; with few orders they are still rough. Castro et al. 2009.",
        "Kelimeleri rastgele sıralarla birer birer getirir ve her birinin kattığının ortalamasını alır. Dört aksiyoma göre en "
        "adil, hesabı en pahalı paydır. Sayılarının toplamı tam tutar; az sırayla yine de kabadır. Castro vd. 2009.",
    ),
    "attributions.about.kernel": (
        "Estimates Shapley values by a weighted linear regression on random sets of words. Lundberg and Lee 2017.",
        "Shapley değerlerini, rastgele kelime kümeleri üzerinde ağırlıklı doğrusal regresyonla kestirir. Lundberg ve Lee 2017.",
    ),
    "attributions.about.lime": (
        "Fits a small linear model (ridge) to random sets of words, those closer to the text counting more, and shows its "
        "coefficients. They need not add up. Ribeiro et al. 2016.",
        "Rastgele kelime kümelerine, metne yakın olanlar daha ağır basacak biçimde küçük bir doğrusal model (ridge) uydurur ve "
        "katsayılarını gösterir. Toplamları tutmak zorunda değildir. Ribeiro vd. 2016.",
    ),
    "attributions.methods": ("Methods", "Yöntemler"),
    "attributions.methods_placeholder": ("Choose methods …", "Yöntem seçin …"),
    "attributions.no_methods": (
        "No method is chosen yet. Choose at least one from the list.",
        "Henüz yöntem seçilmedi. Listeden en az birini seçin.",
    ),
    # One method
    "attributions.headline.mask": (
        "{name}: **{whole}** with all words, **{empty}** when every word is replaced by [MASK]. The change to explain is "
        "**{change}**.",
        "{name}: bütün kelimelerle **{whole}**, her kelimenin yerine [MASK] konunca **{empty}**. Açıklanacak değişim "
        "**{change}**.",
    ),
    "attributions.headline.pad": (
        "{name}: **{whole}** with all words, **{empty}** when every word is replaced by [PAD]. The change to explain is "
        "**{change}**.",
        "{name}: bütün kelimelerle **{whole}**, her kelimenin yerine [PAD] konunca **{empty}**. Açıklanacak değişim "
        "**{change}**.",
    ),
    "attributions.headline.zero": (
        "{name}: **{whole}** with all words, **{empty}** when every word's vector is set to zero. The change to explain is "
        "**{change}**.",
        "{name}: bütün kelimelerle **{whole}**, her kelimenin vektörü sıfırlanınca **{empty}**. Açıklanacak değişim "
        "**{change}**.",
    ),
    "attributions.legend_for": ("speaks for it", "destekliyor"),
    "attributions.legend_against": ("speaks against it", "karşı çıkıyor"),
    "attributions.legend_kept": ("stays in place, not asked", "yerinde kalır, sorulmaz"),
    "attributions.legend_strength": ("stronger", "daha güçlü"),
    "attributions.shaded_label": (
        "The words, shaded by what they did for {name}",
        "{name} için yaptıklarına göre boyanmış kelimeler",
    ),
    "attributions.bars": ("{method}: {name}", "{method}, {name}"),
    "attributions.bars_alt": (
        "{title}. Highest: “{first}” with {most}. Lowest: “{last}” with {least}.",
        "{title}. En yüksek: “{first}”, {most}. En düşük: “{last}”, {least}.",
    ),
    "attributions.axis": ("contribution to {name}", "{name} üzerindeki katkı"),
    "attributions.axis_plain": ("contribution", "katkı"),
    "attributions.axis_strength": ("sensitivity of {name}", "{name} için duyarlılık"),
    "attributions.column_place": ("Place", "Yer"),
    "attributions.column_word": ("Word", "Kelime"),
    "attributions.one_try": ("{steps} steps: {share}", "{steps} adım: {share}"),
    "attributions.history.enough": (
        "Gap by steps: {tries}. At most {tolerance} of the change, so these are enough.",
        "Adımlara göre açık: {tries}. Değişimin en çok {tolerance} kadarı; bu kadar adım yeter.",
    ),
    "attributions.history.limit": (
        "Gap by steps: {tries}. The limit of {limit} steps for this length came before {tolerance}; the try with the "
        "smallest gap is shown.",
        "Adımlara göre açık: {tries}. Bu uzunluk için {limit} adım sınırına, açık {tolerance} olmadan gelindi; en küçük "
        "açıklı deneme gösteriliyor.",
    ),
    "attributions.history.fixed": (
        "Gap by steps: {tries}. That is above {tolerance}, and doubling is turned off (the limit here would be {limit}).",
        "Adımlara göre açık: {tries}. Bu {tolerance} üzerinde ve ikiye katlama kapalı (sınır burada {limit} olurdu).",
    ),
    "attributions.history.nothing": (
        "The number is the same with and without the words, so there is no change to take a share of ({tries}; aim "
        "{tolerance}, limit {limit}).",
        "Sayı, kelimeler varken de yokken de aynı; payı alınacak bir değişim yok ({tries}; hedef {tolerance}, sınır "
        "{limit}).",
    ),
    "attributions.history.grew": (
        "More steps did not always make the gap smaller: the number turns sharply somewhere on the path.",
        "Adım sayısı artınca açık her zaman küçülmedi: sayı, yolun bir yerinde keskin dönüyor.",
    ),
    "attributions.trust": ("Can I trust it?", "Güvenebilir miyim?"),
    "attributions.trust_help": (
        "Each number is a test of this method on this sentence, beside what random orders of the words get.",
        "Her sayı bu yöntemin bu cümledeki sınavıdır; yanında kelimelerin rastgele sıralarının aldığı sonuç durur.",
    ),
    "attributions.gap": ("Gap", "Açık"),
    "attributions.gap_help": (
        "Convergence delta: the sum of all numbers minus the change to explain, as a share of that change, without its sign. 0 "
        "is perfect.",
        "Yakınsama farkı (convergence delta): bütün sayıların toplamından açıklanacak değişim çıkarılır; işaretsiz olarak "
        "değişime oranlanır. 0 kusursuzdur.",
    ),
    "attributions.gap_promised": ("promises a sum; missed by {gap}", "toplam için söz verir; sapması {gap}"),
    "attributions.gap_free": ("promises no sum; off by {gap}", "toplam için söz vermez; farkı {gap}"),
    "attributions.measures_line": (
        "{method}, tested: gap {gap} · deletion area {deletion_area} (random {random_deletion_area}) · insertion area "
        "{insertion_area} (random {random_insertion_area}) · comprehensiveness {comprehensiveness} (random "
        "{random_comprehensiveness}) · sufficiency {sufficiency} (random {random_sufficiency}) · agreement of ranks {agreed}",
        "{method} sınavda: açık {gap} · çıkarma alanı {deletion_area} (rastgele {random_deletion_area}) · ekleme alanı "
        "{insertion_area} (rastgele {random_insertion_area}) · kapsayıcılık {comprehensiveness} (rastgele "
        "{random_comprehensiveness}) · yeterlilik {sufficiency} (rastgele {random_sufficiency}) · sıra uyumu {agreed}",
    ),
    "attributions.agreement": ("Agreement of ranks", "Sıra uyumu"),
    "attributions.agreement_help": (
        "Spearman's rank correlation of the strengths (signs left out) with the quick methods, averaged. 1: the same order of "
        "words; 0: unrelated.",
        "Güçlerin (işaretsiz değerlerin) hızlı yöntemlerle Spearman sıra ilgileşiminin (rank correlation) ortalaması. 1: "
        "kelimeler aynı sırada; 0: ilgisiz.",
    ),
    "attributions.deletion_area": ("Deletion area ↓", "Çıkarma alanı ↓"),
    "attributions.deletion_area_help": (
        "Take the words away, strongest first, and draw the number: the area under that curve. Lower is better. Petsiuk et "
        "al. 2018.",
        "Kelimeleri en güçlüden başlayarak çıkarın ve sayıyı çizin: o eğrinin altındaki alan. Düşük olması iyidir. Petsiuk "
        "vd. 2018.",
    ),
    "attributions.insertion_area": ("Insertion area ↑", "Ekleme alanı ↑"),
    "attributions.insertion_area_help": (
        "Start from the baseline and put the words back, strongest first: the area under that curve. Higher is better.",
        "Referanstan başlayıp kelimeleri en güçlüden başlayarak geri koyun: o eğrinin altındaki alan. Yüksek olması iyidir.",
    ),
    "attributions.comprehensiveness": ("Comprehensiveness ↑", "Kapsayıcılık ↑"),
    "attributions.comprehensiveness_help": (
        "Mean fall of the number when the strongest 1, 5, 10, 20 and 50% of the words (rounded up) are gone. Higher is "
        "better: what was left could not replace them. DeYoung et al. 2020 (comprehensiveness).",
        "Kelimelerin en güçlü %1, 5, 10, 20 ve 50'si (yukarı yuvarlanır) gidince sayının ortalama düşüşü. Yüksek olması iyidir: "
        "kalanlar onların yerini tutamadı. DeYoung vd. 2020 (comprehensiveness).",
    ),
    "attributions.sufficiency": ("Sufficiency ↓", "Yeterlilik ↓"),
    "attributions.sufficiency_help": (
        "Mean fall of the number when the strongest 1, 5, 10, 20 and 50% are all that is left. Lower is better: they are "
        "enough by themselves. DeYoung et al. 2020 (sufficiency).",
        "Yalnızca en güçlü %1, 5, 10, 20 ve 50 kalınca sayının ortalama düşüşü. Düşük olması iyidir: onlar tek başına "
        "yeter. DeYoung vd. 2020 (sufficiency).",
    ),
    "attributions.beside_random": (
        "random: {mean} ± {spread}; beats {beaten} of {orders}",
        "rastgele: {mean} ± {spread}; {orders} sıranın {beaten} tanesini geçiyor",
    ),
    # Several methods
    "attributions.several_note": (
        "Each line is shaded relative to its own strongest word, since methods do not share a unit. Saliency has no sign, so "
        "all its words are orange.",
        "Yöntemlerin birimi ortak olmadığı için her satır kendi en güçlü kelimesine göre boyanır. Belirginliğin (saliency) "
        "işareti yoktur; bu yüzden bütün kelimeleri turuncudur.",
    ),
    "attributions.words_table": ("The numbers as a table", "Sayılar tablo olarak"),
    "attributions.agreement_title": ("Do the methods agree?", "Yöntemler anlaşıyor mu?"),
    "attributions.agreement_alt": (
        "Rank correlation between methods, from {low} to {high}.",
        "Yöntemler arasındaki sıra ilgileşimi, {low} ile {high} arasında.",
    ),
    "attributions.agreement_note": (
        "Spearman's rank correlation of the strengths, signs left out: 1 where two methods put the words in the same order. "
        "Where methods disagree, they cannot all be telling the same story (Krishna et al. 2022, “The disagreement "
        "problem”): the tests of *Can I trust it?* help to choose.",
        "Güçlerin, işaretler dışında, Spearman sıra ilgileşimi: iki yöntem kelimeleri aynı sıraya koyuyorsa 1. Yöntemlerin "
        "anlaşmadığı yerde hepsi aynı şeyi anlatıyor olamaz (Krishna vd. 2022, “The disagreement problem”); seçmeye "
        "*Güvenebilir miyim?* görünümündeki sınavlar yardım eder.",
    ),
    "attributions.axis_method": ("method", "yöntem"),
    "attributions.axis_rank": ("rank correlation", "sıra ilgileşimi"),
    # Trust
    "attributions.trust_note": (
        "A test that needs no opinion: take away the words that a method calls strongest and watch the number. If it falls no "
        "faster than for a random order, the method has found nothing.",
        "Görüş gerektirmeyen bir sınav: bir yöntemin en güçlü dediği kelimeleri çıkarın ve sayıyı izleyin. Sayı rastgele bir "
        "sıradakinden hızlı düşmüyorsa yöntem bir şey bulamamış demektir.",
    ),
    "attributions.random": ("random order (mean of {orders})", "rastgele sıra ({orders} sıranın ortalaması)"),
    "attributions.random_mean": ("random", "rastgele"),
    "attributions.random_band": ("random ± 1 sd", "rastgele ± 1 ss"),
    "attributions.random_spread": ("random, standard deviation", "rastgele, standart sapma"),
    "attributions.deletion_title": ("Deletion: strongest words go first", "Çıkarma: önce en güçlü kelimeler gider"),
    "attributions.insertion_title": ("Insertion: strongest words come first", "Ekleme: önce en güçlü kelimeler gelir"),
    "attributions.axis_deletion": ("words gone (%)", "giden kelimeler (%)"),
    "attributions.axis_insertion": ("words put back (%)", "geri konan kelimeler (%)"),
    "attributions.curves_alt": (
        "{title}. Best area: {best} with {area}; random orders have {random} on average.",
        "{title}. En iyi alan: {best}, {area}; rastgele sıraların ortalaması {random}.",
    ),
    "attributions.measures_note": (
        "**↓** lower is better, **↑** higher is better. All four are in the unit of the asked number, and stand beside {orders} "
        "random orders. A word that goes is replaced by the baseline chosen above, as in the attributions; the original ERASER "
        "deletes it from the text.",
        "**↓** düşük olması, **↑** yüksek olması iyidir. Dördü de sorulan sayının birimindedir ve {orders} rastgele sırayla "
        "karşılaştırılır. Giden kelimenin yerine, katkılarda olduğu gibi, yukarıda seçilen referans konur; özgün ERASER onu "
        "metinden siler.",
    ),
    "attributions.column_method": ("Method", "Yöntem"),
    "attributions.column_gap": ("Gap, share of the change", "Açık, değişime oranı"),
    "attributions.column_deletion_area": ("Deletion area ↓", "Çıkarma alanı ↓"),
    "attributions.column_insertion_area": ("Insertion area ↑", "Ekleme alanı ↑"),
    "attributions.column_comprehensiveness": ("Comprehensiveness ↑", "Kapsayıcılık ↑"),
    "attributions.column_sufficiency": ("Sufficiency ↓", "Yeterlilik ↓"),
    "attributions.column_passes": ("Inputs run", "Çalıştırılan girdi"),
    "attributions.column_seconds": ("Seconds", "Saniye"),
    # The path
    "attributions.path_note.mask": (
        "Integrated Gradients walks from the baseline (every word [MASK], 0) to the text (1), all words at once. Left: the "
        "number on the way. Right: how the {drawn} strongest words gather their share; their place is in brackets.",
        "Tümlenmiş gradyan (Integrated Gradients), referanstan (her kelime [MASK], 0) metne (1) bütün kelimelerle birlikte "
        "yürür. Solda: yol boyunca sayı. Sağda: en güçlü {drawn} kelimenin payını toplaması; yerleri ayraç içindedir.",
    ),
    "attributions.path_note.pad": (
        "Integrated Gradients walks from the baseline (every word [PAD], 0) to the text (1), all words at once. Left: the "
        "number on the way. Right: how the {drawn} strongest words gather their share; their place is in brackets.",
        "Tümlenmiş gradyan (Integrated Gradients), referanstan (her kelime [PAD], 0) metne (1) bütün kelimelerle birlikte "
        "yürür. Solda: yol boyunca sayı. Sağda: en güçlü {drawn} kelimenin payını toplaması; yerleri ayraç içindedir.",
    ),
    "attributions.path_note.zero": (
        "Integrated Gradients walks from the baseline (every word's vector zero, 0) to the text (1), all words at once. Left: "
        "the number on the way. Right: how the {drawn} strongest words gather their share; their place is in brackets.",
        "Tümlenmiş gradyan (Integrated Gradients), referanstan (her kelimenin vektörü sıfır, 0) metne (1) bütün kelimelerle "
        "birlikte yürür. Solda: yol boyunca sayı. Sağda: en güçlü {drawn} kelimenin payını toplaması; yerleri ayraç içindedir.",
    ),
    "attributions.path_score": ("{name} on the way", "Yol boyunca {name}"),
    "attributions.path_alt": (
        "{title}: from {empty} at the baseline to {whole} at the text.",
        "{title}: referansta {empty}, metinde {whole}.",
    ),
    "attributions.path_gathered": ("Attribution gathered so far", "O ana kadar toplanan katkı"),
    "attributions.path_sum": ("all words", "bütün kelimeler"),
    "attributions.axis_alpha": ("α: 0 baseline, 1 text", "α: 0 referans, 1 metin"),
    "attributions.axis_reached": ("share of the path", "yolun geçilen payı"),
    "attributions.gathered_alt": (
        "The strongest word, “{word}”, gathers {most}; all words together {sum} of a change of {change}.",
        "En güçlü kelime “{word}” {most} topluyor; bütün kelimeler {change} değişimin {sum} kadarını.",
    ),
    "attributions.path_steepest": (
        "The way is steepest from α = {start} to α = {stop}. A gradient taken at the text alone, at α = 1, knows nothing of the "
        "slopes before it. The dots are the points of the Gauss-Legendre rule, which lie closest at both ends.",
        "Yol en çok α = {start} ile α = {stop} arasında dik. Yalnızca metnin durduğu α = 1 noktasındaki gradyan, ondan önceki "
        "eğimleri bilmez. Noktalar, iki uçta en sık duran Gauss-Legendre noktalarıdır.",
    ),
    "attributions.path_table": ("The path as a table", "Yol tablo olarak"),
    "attributions.column_grown": ("Change since the baseline", "Referanstan beri değişim"),
    # Pairs
    "attributions.pairs": ("Two words together", "İki kelime birlikte"),
    "attributions.pairs_few": (
        "There is only one word here, so there are no pairs.",
        "Burada tek kelime var; çift yok.",
    ),
    "attributions.pairs_title": (
        "How the strongest words act together on {name}",
        "En güçlü kelimelerin birlikte etkisi: {name}",
    ),
    "attributions.pairs_alt": (
        "Interactions of the strongest words; the two strongest, {first} and {second}, have {strength}.",
        "En güçlü kelimelerin etkileşimi; en güçlü iki kelime {first} ve {second} için {strength}.",
    ),
    "attributions.axis_word": ("word", "kelime"),
    "attributions.axis_interaction": ("interaction", "etkileşim"),
    "attributions.column_text": ("The text", "Metin"),
    "attributions.four.both": ("with {first} and {second}", "{first} ve {second} varken"),
    "attributions.four.without_first": ("without {first}", "{first} yokken"),
    "attributions.four.without_second": ("without {second}", "{second} yokken"),
    "attributions.four.neither": ("without {first} and {second}", "{first} ve {second} yokken"),
    "attributions.pairs_said.plus": (
        "**{first}** and **{second}**: without both, the number falls by {strength} less than the two falls add up to. With no "
        "other word around them their interaction is {bare}.",
        "**{first}** ile **{second}**: ikisi birden yokken sayı, tek tek düşüşlerin toplamından {strength} daha az düşüyor. "
        "Çevrelerinde başka kelime yokken etkileşimleri {bare}.",
    ),
    "attributions.pairs_said.minus": (
        "**{first}** and **{second}**: without both, the number falls by {strength} more than the two falls add up to. With no "
        "other word around them their interaction is {bare}.",
        "**{first}** ile **{second}**: ikisi birden yokken sayı, tek tek düşüşlerin toplamından {strength} daha çok düşüyor. "
        "Çevrelerinde başka kelime yokken etkileşimleri {bare}.",
    ),
    "attributions.pairs_note": (
        "Interaction of a and b = number with all words − without a − without b + without both. Near 0 they act on their own. "
        "Of two words that both speak for the answer: positive means that they need each other, negative that each can stand in "
        "for the other. After Grabisch and Roubens 1999.",
        "a ile b'nin etkileşimi = bütün kelimelerle sayı − a'sız − b'siz + ikisi olmadan. 0'a yakınsa ayrı ayrı etkiliyorlar. "
        "İkisi de yanıtı destekliyorsa: artı, birbirlerine muhtaç oldukları; eksi, birinin ötekinin yerini tutabildiği anlamına "
        "gelir. Grabisch ve Roubens 1999'a göre.",
    ),
    # Layers
    "attributions.layers": ("Layer by layer", "Katman katman"),
    "attributions.layer_words": ("embeddings", "gömmeler"),
    "attributions.layer": ("layer {n}", "{n}. katman"),
    "attributions.layers_title": ("Where the answer is, on its way up: {name}", "Yanıt yukarı çıkarken nerede: {name}"),
    "attributions.axis_token": ("place and token", "yer ve belirteç"),
    "attributions.axis_layer": ("layer", "katman"),
    "attributions.layers_alt": (
        "Attribution by layer: at the embeddings the strongest is {first}, after the layer before the last it is {last}.",
        "Katmanlara göre katkı: gömmelerde en güçlüsü {first}, sondan bir önceki katmandan sonra {last}.",
    ),
    "attributions.layers_note": (
        "Integrated Gradients on what leaves each layer (Captum's LayerIntegratedGradients). Every row adds up to the same "
        "change (largest gap {gap}), so a share that leaves a word has gone to another place. For a blank, the last row holds "
        "it all: only that place is read.",
        "Her katmandan çıkan üzerinde tümlenmiş gradyan (Captum'un LayerIntegratedGradients yöntemi). Her satırın toplamı aynı "
        "değişimdir (en büyük açık {gap}); bir kelimeden ayrılan pay başka bir yere gitmiştir. Boşluk sorulduğunda son satırda "
        "pay yalnızca boşluktadır: yalnızca orası okunur.",
    ),
    # Attention
    "attributions.attention": ("Attention is not an explanation by itself", "Dikkat tek başına açıklama değildir"),
    "attributions.attention_title": ("Attention and attribution, side by side", "Dikkat ve katkı yan yana"),
    "attributions.share_attribution": ("share of the attribution, signs left out", "katkıdaki pay, işaretsiz"),
    "attributions.share_attention": (
        "share of the attention, mean of all heads",
        "dikkatteki pay, bütün başlıkların ortalaması",
    ),
    "attributions.axis_share": ("share", "pay"),
    "attributions.attention_alt": (
        "Attention and attribution of each word; their rank correlation is {correlation}.",
        "Her kelimenin dikkati ve katkısı; sıra ilgileşimleri {correlation}.",
    ),
    "attributions.heads_title": (
        "Which head looks where the attribution is?",
        "Hangi başlık katkının olduğu yere bakıyor?",
    ),
    "attributions.axis_head": ("head", "başlık"),
    "attributions.heads_alt": (
        "Rank correlation of each head's attention with the attribution; highest in layer {layer}, head {head}: {most}.",
        "Her başlığın dikkatinin katkıyla sıra ilgileşimi; en yüksek {layer}. katman {head}. başlıkta: {most}.",
    ),
    "attributions.attention_said": (
        "Rank correlation of mean attention and attribution: **{correlation}**. {reached} of the attention goes to the words "
        "at all, the rest to special tokens and the blank. The head that comes closest is layer {layer}, head {head} ({most}); "
        "among so many heads one comes close by chance alone. Attention tells what was looked at, not what it was used for "
        "(Jain and Wallace 2019).",
        "Ortalama dikkat ile katkının sıra ilgileşimi: **{correlation}**. Dikkatin yalnızca {reached} kadarı kelimelere gidiyor, "
        "kalanı özel belirteçlere ve boşluğa. En çok yaklaşan {layer}. katmandaki {head}. başlık ({most}); bu kadar başlık "
        "arasında biri yalnızca şansla da yaklaşır. Dikkat neye bakıldığını söyler, onun ne işe yaradığını değil (Jain ve "
        "Wallace 2019).",
    ),
}
