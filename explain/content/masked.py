"""The Masked words page."""

TEXT: dict[str, tuple[str, str]] = {
    "masked.title": ("Masked words", "Maskeli kelimeler"),
    "masked.lead": (
        "Hide words and let the model guess them from both sides: masked language modelling.",
        "Kelimeleri gizleyin, model iki yanlarına bakıp tahmin etsin: maskeli dil modelleme (masked language modelling).",
    ),
    "masked.look": (
        "A hidden word is replaced by **[MASK]**, one for each of its sub-words. For each blank the model gives every entry "
        "of its vocabulary a **probability**; the bars are the highest. The *rank* is the place of the word that stood there "
        "among all entries; 1 is best.",
        "Gizlenen kelimenin yerine, her alt kelimesi (sub-word) için bir **[MASK]** konur. Model her boşluk için sözlüğündeki her parçaya bir "
        "**olasılık** verir; çubuklar en yüksekleridir. *Sıra* (rank), orada duran kelimenin bütün sözlük içinde kaçıncı "
        "olduğunu söyler.",
    ),
    "masked.try": (
        "- Click a word to hide it, click again to show it. Hide two: do the guesses fit each other?\n"
        "- *The capital of France is [MASK].* What does the model know, and what does it only find common?\n"
        "- Change one word far from the blank and watch the bars move.",
        "- Gizlemek için bir kelimeye tıklayın, göstermek için yeniden tıklayın. İkisini birden gizleyin: tahminler "
        "birbirine uyuyor mu?\n"
        "- *The capital of France is [MASK].* Model neyi biliyor, neyi yalnızca sık gördüğü için söylüyor?\n"
        "- Boşluktan uzaktaki bir kelimeyi değiştirin ve çubukların oynayışına bakın.",
    ),
    "masked.view": ("View", "Görünüm"),
    "masked.view.blanks": ("Blanks I choose", "Seçtiğim boşluklar"),
    "masked.view.every": ("Every position", "Her yer"),
    "masked.view.training": ("As in training", "Eğitimdeki gibi"),
    "masked.strip_label": ("Click the words to hide", "Gizlenecek kelimelere tıklayın"),
    "masked.words": ("Hidden words", "Gizlenen kelimeler"),
    "masked.words_placeholder": ("Choose words to hide …", "Gizlenecek kelimeleri seçin …"),
    "masked.count": ("How many guesses", "Kaç tahmin"),
    "masked.whole": ("Whole words only", "Yalnızca bütün kelimeler"),
    "masked.whole_help": (
        "Leaves out word pieces, digits and punctuation. It only filters: probabilities still refer to the whole "
        "vocabulary.",
        "Kelime parçalarını, rakamları ve noktalamayı dışarıda bırakır. Yalnızca süzer: olasılıklar yine bütün sözlüğe "
        "göredir.",
    ),
    "masked.blank": ("Blank {n}: “{word}”", "{n}. boşluk: “{word}”"),
    "masked.blank_typed": ("Blank {n}", "{n}. boşluk"),
    "masked.original": (
        "“{word}” stood here: rank {rank}, probability {probability}%, log-probability {log}",
        "Burada “{word}” vardı: sıra {rank}, olasılık %{probability}, log-olasılık {log}",
    ),
    "masked.original_none": (
        "[MASK] was typed here, so there is no original word to compare with.",
        "Buraya [MASK] yazıldı; karşılaştırılacak özgün kelime yok.",
    ),
    "masked.axis_probability": ("probability", "olasılık"),
    "masked.hover_log": ("log-probability", "log-olasılık"),
    "masked.hover_rank": ("rank", "sıra"),
    "masked.bar_alt": (
        "Guesses for blank {n}: “{first}” with {probability}%, then {others}.",
        "{n}. boşluk için tahminler: %{probability} ile “{first}”, sonra {others}.",
    ),
    "masked.guesses_table": ("The guesses as a table", "Tahminler tablo olarak"),
    "masked.column_blank": ("Blank", "Boşluk"),
    "masked.column_place": ("Place", "Yer"),
    "masked.column_guess": ("Guess", "Tahmin"),
    "masked.column_original": ("Original", "Özgün"),
    "masked.column_probability": ("Probability", "Olasılık"),
    "masked.column_log": ("Log-probability", "Log-olasılık"),
    "masked.column_rank": ("Rank of the original", "Özgünün sırası"),
    "masked.column_original_probability": ("P(original)", "P(özgün)"),
    "masked.column_guesses": ("What the model would put here", "Model buraya ne koyardı"),
    "masked.column_action": ("What was done", "Ne yapıldı"),
    "masked.column_read": ("The model read", "Modelin okuduğu"),
    "masked.column_loss": ("Loss (nats)", "Kayıp (nat)"),
    "masked.every_note": (
        "Each token is hidden in turn, with the rest in view: {count} passes. A tall bar means that the text gave the token "
        "away.",
        "Her belirteç (token) sırayla gizlenir, gerisi görünür kalır: {count} geçiş. Çubuk uzunsa metin o belirteci ele veriyor "
        "demektir.",
    ),
    "masked.every_part": ("Which tokens", "Hangi belirteçler"),
    "masked.every_progress": ("{done} of {all} positions", "{all} yerin {done} tanesi bitti"),
    "masked.every_score": (
        "First guess right at {right} of {all} positions. Pseudo-perplexity {perplexity}: about as unsure as choosing "
        "between that many words each time.",
        "{all} yerin {right} tanesinde ilk tahmin doğru. Sözde şaşkınlık (pseudo-perplexity) {perplexity}: her seferinde o "
        "kadar kelime arasında kalmış gibi.",
    ),
    "masked.every_figure": ("Probability of the token that stands there", "Orada duran belirtecin olasılığı"),
    "masked.every_alt": (
        "Probability of the original token at {count} positions; the first guess is right at {right}.",
        "{count} yerde özgün belirtecin olasılığı; {right} yerde ilk tahmin doğru.",
    ),
    "masked.legend_right": ("first guess", "ilk tahmin"),
    "masked.legend_near": ("among the first five", "ilk beş içinde"),
    "masked.legend_far": ("lower", "daha aşağıda"),
    "masked.rate": ("Share of tokens chosen (%)", "Seçilen belirteçlerin payı (%)"),
    "masked.seed": ("Seed", "Tohum (seed)"),
    "masked.training_note": (
        "BERT's training chooses 15% of the tokens. Of these 80% become [MASK], 10% a random token, 10% stay as they are; "
        "the model must recover them all.",
        "BERT eğitiminde belirteçlerin %15'i seçilir. Bunların %80'i [MASK] olur, %10'u rastgele bir belirteçle değişir, "
        "%10'u olduğu gibi kalır; model hepsini geri bulmak zorundadır.",
    ),
    "masked.training_strip": ("What the model reads", "Modelin okuduğu"),
    "masked.training_loss": ("Loss (mean cross-entropy, nats)", "Kayıp (ortalama çapraz entropi, nat)"),
    "masked.training_chosen": ("Chosen tokens", "Seçilen belirteçler"),
    "masked.training_right": ("Recovered", "Geri bulunan"),
    "masked.training_none": (
        "This draw chose no token, so there is no loss. Raise the share or change the seed.",
        "Bu çekilişte hiç belirteç seçilmedi, kayıp hesaplanamaz. Payı yükseltin ya da tohumu değiştirin.",
    ),
    "masked.action.0": ("not chosen", "seçilmedi"),
    "masked.action.1": ("became [MASK]", "[MASK] oldu"),
    "masked.action.2": ("random token", "rastgele belirteç"),
    "masked.action.3": ("chosen, left as it was", "seçildi, olduğu gibi kaldı"),
    "masked.loss_figure": ("Loss by token", "Belirtece göre kayıp"),
    "masked.loss_alt": (
        "Loss of {count} chosen tokens, mean {loss} nats.",
        "Seçilen {count} belirtecin kaybı, ortalama {loss} nat.",
    ),
    "masked.axis_loss": ("loss (nats)", "kayıp (nat)"),
    "masked.mean": ("mean", "ortalama"),
}
