"""The Masked words page."""

TEXT: dict[str, tuple[str, str]] = {
    "masked.title": ("Masked words", "Maskeli kelimeler"),
    "masked.lead": (
        "Hide words and let the model guess them from both sides: masked language modelling.",
        "Kelimeleri gizleyin, model iki yandaki kelimelere bakarak tahmin etsin: maskeli dil modelleme (masked language "
        "modelling).",
    ),
    "masked.look": (
        "A hidden word is replaced by **[MASK]**, one for each of its sub-words. For each blank the model gives every entry "
        "of its vocabulary a **probability**; the bars are the highest. The *rank* is the place, among all entries, of the "
        "sub-word that stood there; 1 is best.",
        "Gizlenen kelimenin her alt kelimesinin (sub-word) yerine bir **[MASK]** konur. Model her boşluk için sözlüğündeki "
        "(vocabulary) her parçaya bir **olasılık** verir; çubuklar en yüksek olanlardır. *Sıra* (rank), orada duran alt "
        "kelimenin bütün sözlük içinde kaçıncı olduğunu söyler; 1 en iyisidir.",
    ),
    "masked.try": (
        "- *Blanks I choose*: click a word to hide it, click again to show it. Hide two: do the guesses fit each other?\n"
        "- *The capital of France is [MASK].* Does the model know the fact, or does it name a word that is near or "
        "frequent?\n"
        "- Change one word far from the blank: do the bars move?\n"
        "- *Every position* and *As in training* hide words by themselves: which are easy to guess?",
        "- *Seçtiğim boşluklar*: gizlemek için bir kelimeye tıklayın, göstermek için yeniden tıklayın. İki kelimeyi birden gizleyin: tahminler "
        "birbirine uyuyor mu?\n"
        "- *The capital of France is [MASK].* Model bunu biliyor mu, yoksa yakındaki ya da sık geçen bir kelimeyi mi "
        "söylüyor?\n"
        "- Boşluktan uzaktaki bir kelimeyi değiştirin: çubuklar değişiyor mu?\n"
        "- *Her konum* ve *Eğitimdeki gibi* kelimeleri kendiliğinden gizler: hangileri kolay tahmin ediliyor?",
    ),
    "masked.view": ("View", "Görünüm"),
    "masked.view.blanks": ("Blanks I choose", "Seçtiğim boşluklar"),
    "masked.view.every": ("Every position", "Her konum"),
    "masked.view.training": ("As in training", "Eğitimdeki gibi"),
    "masked.strip_label": ("Click the words to hide", "Gizlenecek kelimelere tıklayın"),
    "masked.words": ("Hidden words", "Gizlenen kelimeler"),
    "masked.words_placeholder": ("Choose words to hide …", "Gizlenecek kelimeleri seçin …"),
    "masked.count": ("Number of guesses", "Tahmin sayısı"),
    "masked.whole": ("Whole words only", "Yalnızca bütün kelimeler"),
    "masked.whole_help": (
        "Shows only entries that start a word and are made of letters alone. It only filters: probabilities and ranks still "
        "refer to the whole vocabulary.",
        "Yalnızca bir kelimeyi başlatan ve harflerden oluşan parçaları gösterir. Bu yalnızca bir süzgeçtir: olasılıklar ve "
        "sıralar yine bütün sözlüğe göredir.",
    ),
    "masked.blank": ("Blank {n}: “{word}”", "{n}. boşluk: “{word}”"),
    "masked.blank_typed": ("Blank {n}", "{n}. boşluk"),
    "masked.original": (
        "“{word}” stood here: rank {rank}, probability {probability}, log-probability (base e) {log}",
        "Burada “{word}” vardı: sıra {rank}, olasılık {probability}, log-olasılık (e tabanında) {log}",
    ),
    "masked.original_bar": (
        "The orange bar is the one that stood there.",
        "Turuncu çubuk, orada duran parçadır.",
    ),
    "masked.original_none": (
        "The sentence was written with a blank here, so there is no original word to compare with.",
        "Cümle burada boşlukla yazıldı; karşılaştırılacak özgün kelime yok.",
    ),
    "masked.axis_probability": ("probability", "olasılık"),
    "masked.hover_log": ("log-probability", "log-olasılık"),
    "masked.hover_rank": ("rank", "sıra"),
    "masked.bar_alt": (
        "Guesses for blank {n}: “{first}” with {probability}, then {others}.",
        "{n}. boşluk için tahminler: {probability} ile “{first}”, sonra {others}.",
    ),
    "masked.guesses_table": ("The guesses as a table", "Tahminler tablo olarak"),
    "masked.column_blank": ("Blank", "Boşluk"),
    "masked.column_place": ("Place", "Sıra no"),
    "masked.column_guess": ("Guess", "Tahmin"),
    "masked.column_original": ("Original", "Özgün belirteç"),
    "masked.column_probability": ("Probability", "Olasılık"),
    "masked.column_log": ("Log-probability (base e)", "Log-olasılık (e tabanında)"),
    "masked.column_rank": ("Rank of the original", "Özgün belirtecin sırası"),
    "masked.column_original_probability": ("Probability of the original", "Özgün belirtecin olasılığı"),
    "masked.column_guesses": ("The model's first five guesses", "Modelin ilk beş tahmini"),
    "masked.column_action": ("What was done", "Ne yapıldı"),
    "masked.column_read": ("What the model read", "Modelin okuduğu"),
    "masked.column_loss": ("Loss (nats)", "Kayıp (nat)"),
    "masked.every_note": (
        "Each token is hidden in turn while all others stay in view, even the other pieces of its word: {count} passes. A "
        "tall bar means that the model could tell the token from the rest of the text.",
        "Belirteçler (token) sırayla gizlenir; ötekilerin hepsi, aynı kelimenin öteki parçaları bile, görünür kalır: "
        "{count} ileri geçiş (forward pass). Uzun çubuk, modelin o belirteci metnin kalanından çıkarabildiğini gösterir.",
    ),
    "masked.every_part": ("Which tokens", "Hangi belirteçler"),
    "masked.every_work": ("Every position", "Her konum"),
    "masked.every_score": (
        "First guess right at {right} of {all} positions. Pseudo-perplexity {perplexity}: on average about as unsure as when "
        "choosing among that many equally likely tokens. Lower is better.",
        "İlk tahmin, {all} konumun {right} tanesinde doğru. Sözde şaşkınlık (pseudo-perplexity) {perplexity}: model ortalama "
        "olarak, eşit olasılıklı bu kadar belirteç arasında seçim yapıyormuş kadar kararsız. Ne kadar küçükse o kadar iyi.",
    ),
    "masked.every_figure": ("Probability of the token that stands there", "Orada duran belirtecin olasılığı"),
    "masked.every_alt": (
        "Probability of the original token at {count} positions; the first guess is right at {right}.",
        "{count} konumda özgün belirtecin olasılığı; ilk tahminin doğru olduğu konum sayısı {right}.",
    ),
    "masked.legend_right": ("first guess", "ilk tahmin"),
    "masked.legend_near": ("guesses 2 to 5", "2.–5. tahmin"),
    "masked.legend_far": ("lower", "daha geride"),
    "masked.rate": ("Chance of each token to be chosen (%)", "Her belirtecin seçilme olasılığı (%)"),
    "masked.seed": ("Seed of the draw", "Çekilişin tohumu (seed)"),
    "masked.training_note": (
        "BERT's training chooses 15% of the tokens. Of these 80% become [MASK], 10% a random token, 10% stay as they are; "
        "the model must recover them all. Here chance decides token by token, so a short text may get other shares. The "
        "loss of a token is minus the natural logarithm (in nats) of the probability that the model gave it; 0 is perfect.",
        "BERT eğitiminde belirteçlerin (token) %15'i seçilir. Bunların %80'i [MASK] olur, %10'u rastgele bir belirteçle "
        "değişir, %10'u olduğu gibi kalır; model hepsini geri bulmak zorundadır. Burada her belirteç için ayrı çekiliş "
        "yapılır, bu yüzden kısa bir metinde oranlar farklı çıkabilir. Bir belirtecin kaybı (loss), modelin ona verdiği "
        "olasılığın doğal logaritmasının eksi işaretlisidir (birimi nat); 0 kusursuzdur.",
    ),
    "masked.training_strip": (
        "What the model reads (small: the token that stood there)",
        "Modelin okuduğu (küçük yazı: orada duran belirteç)",
    ),
    "masked.training_loss": ("Loss (mean cross-entropy, nats)", "Kayıp (ortalama çapraz entropi, nat)"),
    "masked.training_chosen": ("Chosen tokens", "Seçilen belirteçler"),
    "masked.training_right": ("First guess right", "İlk tahmini doğru olan"),
    "masked.training_none": (
        "This draw chose no token, so there is no loss. Raise the chance or change the seed.",
        "Bu çekilişte hiç belirteç seçilmedi, bu yüzden kayıp yok. Olasılığı yükseltin ya da tohumu değiştirin.",
    ),
    "masked.action.0": ("not chosen", "seçilmedi"),
    "masked.action.1": ("became [MASK]", "[MASK] oldu"),
    "masked.action.2": ("became a random token", "rastgele belirteç oldu"),
    "masked.action.3": ("chosen, left as it was", "seçildi, olduğu gibi kaldı"),
    "masked.loss_figure": ("Loss of each chosen token", "Seçilen her belirtecin kaybı"),
    "masked.loss_alt": (
        "Loss of {count} chosen tokens, mean {loss} nats.",
        "Seçilen {count} belirtecin kaybı, ortalama {loss} nat.",
    ),
    "masked.axis_loss": ("loss (nats)", "kayıp (nat)"),
    "masked.mean": ("mean", "ortalama"),
}
