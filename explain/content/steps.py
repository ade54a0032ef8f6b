"""The Attention studio: step by step, and on paper."""

TEXT: dict[str, tuple[str, str]] = {
    "studio.view.steps": ("Step by step", "Adım adım"),
    "studio.view.paper": ("On paper", "Kâğıt üstünde"),
    "studio.query_token": ("Token that looks (query)", "Bakan belirteç (sorgu)"),
    "studio.key_token": ("Token that is looked at (key)", "Bakılan belirteç (anahtar)"),
    "studio.steps_note": (
        "Every number below is computed here from the weights of {model}, in double precision, and compared with what the "
        "model itself had at that place. The green mark is the largest difference.",
        "Aşağıdaki her sayı {model} modelinin ağırlıklarından burada çift duyarlıkla hesaplanır ve modelin o noktadaki kendi "
        "sayısıyla karşılaştırılır. Yeşil işaret en büyük farkı gösterir.",
    ),
    "studio.badge": ("difference to the model: {difference}", "modelle fark: {difference}"),
    "studio.badge_off": ("differs from the model by {difference}", "modelden {difference} kadar farklı"),
    "studio.vector": ("vector", "vektör"),
    "studio.value": ("value", "değer"),
    "studio.dimension": ("dimension of the model", "modelin boyutu"),
    "studio.dimension_head": ("dimension of the head", "başlığın boyutu"),
    "studio.vectors_alt": (
        "{title}: vectors of {columns} numbers as rows of colours: {rows}.",
        "{title}: {columns} sayılık vektörler renkli satırlar olarak: {rows}.",
    ),
    "studio.step.entrance": ("1 · Embedding + position", "1 · Gömme + konum"),
    "studio.about.entrance": (
        "What enters the first layer for “{token}”: rows of the model's tables added up, then normed where the model does so.",
        "“{token}” için ilk katmana giren: modelin tablolarından alınan satırlar toplanır, modelde varsa normlanır.",
    ),
    "studio.figure.entrance": ("The parts and their sum", "Parçalar ve toplamları"),
    "studio.figure.projections": ("The vectors of this pair", "Bu ikilinin vektörleri"),
    "studio.figure.values": ("Weight × value", "Ağırlık × değer"),
    "studio.figure.feed": ("Before and after", "Öncesi ve sonrası"),
    "studio.part.word": ("word", "kelime"),
    "studio.part.position": ("position", "konum"),
    "studio.part.segment": ("segment", "cümle (segment)"),
    "studio.part.total": ("sum", "toplam"),
    "studio.step.projections": ("2 · Query, key, value", "2 · Sorgu, anahtar, değer"),
    "studio.about.projections": (
        "The hidden states of all tokens, X, are multiplied by three matrices. Each token gets a *query* (what it looks for), a "
        "*key* (what it is found by) and a *value* (what it gives).",
        "Bütün belirteçlerin gizli durumları (hidden state), X, üç matrisle çarpılır. Her belirtecin bir *sorgusu* (query: ne "
        "arıyor), bir *anahtarı* (key: neyle bulunuyor) ve bir *değeri* (value: ne veriyor) olur.",
    ),
    "studio.about.prenorm": (
        "In this model the layer norm comes first: X are the normed hidden states of all tokens. They are multiplied by three "
        "matrices. Each token gets a *query* (what it looks for), a *key* (what it is found by) and a *value* (what it gives).",
        "Bu modelde katman normu (layer norm) önce gelir: X, bütün belirteçlerin normlanmış gizli durumlarıdır (hidden state). "
        "Bunlar üç matrisle çarpılır. Her belirtecin bir *sorgusu* (query: ne arıyor), bir *anahtarı* (key: neyle bulunuyor) ve "
        "bir *değeri* (value: ne veriyor) olur.",
    ),
    "studio.about.turned": (
        "Rotary positions: query and key are turned by angles that grow with the place; the value is not.",
        "Döner konumlar (RoPE): sorgu ve anahtar, yerle büyüyen açılarla döndürülür; değer döndürülmez.",
    ),
    "studio.part.query": ("query of {token}", "{token}: sorgu"),
    "studio.part.turned_query": ("query of {token}, turned", "{token}: dönmüş sorgu"),
    "studio.part.key": ("key of {token}", "{token}: anahtar"),
    "studio.part.turned_key": ("key of {token}, turned", "{token}: dönmüş anahtar"),
    "studio.part.value": ("value of {token}", "{token}: değer"),
    "studio.step.scores": ("3 · Scores, ÷ √d, softmax", "3 · Puanlar, ÷ √d, softmax"),
    "studio.about.scores": (
        "How well does the query of “{token}” fit the key of “{other}”? The dot product of the two vectors, here with its "
        "first terms:",
        "“{token}” sorgusu “{other}” anahtarına ne kadar uyuyor? İki vektörün iç çarpımı; ilk terimleri:",
    ),
    "studio.about.softmax": (
        "{highest} is the highest score of the row; it is subtracted everywhere so that no power of e grows too large, which "
        "changes no share. {total} is the sum of all these powers.",
        "{highest} satırın en yüksek puanıdır; e'nin kuvvetleri çok büyümesin diye her yerden çıkarılır ve hiçbir payı "
        "değiştirmez. {total} bu kuvvetlerin toplamıdır.",
    ),
    "studio.about.masked": (
        "“{token}” may not look at “{other}”: in this layer of this model it is out of reach. The score becomes −∞ and the weight 0.",
        "“{token}”, “{other}” belirtecine bakamaz: modelin bu katmanında erişemediği yerdedir. Puan −∞, ağırlık 0 olur.",
    ),
    "studio.column.key": ("Key", "Anahtar"),
    "studio.column.scaled": ("÷ √d", "÷ √d (ölçekli)"),
    "studio.column.weight": ("Softmax: weight", "Softmax: ağırlık"),
    "studio.step.values": ("4 · Weighted values", "4 · Ağırlıklı değerler"),
    "studio.about.values": (
        "Each value is multiplied by its weight; their sum is what this head has to say about the token.",
        "Her değer kendi ağırlığıyla çarpılır; toplamları, bu başlığın (head) o belirteç için söyleyeceği şeydir.",
    ),
    "studio.part.rest": ("{count} others together", "öteki {count} tanesi birlikte"),
    "studio.part.sum": ("sum", "toplam"),
    "studio.step.output": (
        "5 · All heads, output matrix, residual",
        "5 · Bütün başlıklar, çıkış matrisi, artık bağlantı",
    ),
    "studio.about.output": (
        "The {heads} heads of the layer are set side by side, {width} numbers each, and the output matrix mixes them. The "
        "result is *added* to what came in (residual connection).",
        "Katmanın {heads} başlığı (head), her biri {width} sayıyla yan yana konur; çıkış matrisi (output matrix) bunları "
        "karıştırır. Sonuç, girene *eklenir* (artık bağlantı, residual connection).",
    ),
    "studio.part.head": ("head {head}", "{head}. başlık"),
    "studio.part.joined": ("All heads side by side", "Bütün başlıklar yan yana"),
    "studio.step.residual": ("Added to what came in", "Girene eklenen"),
    "studio.part.entering": ("came in", "giren"),
    "studio.part.mixed": ("from the heads", "başlıklardan gelen"),
    "studio.part.summed": ("sum", "toplam"),
    "studio.part.middle": ("after layer norm", "katman normundan sonra"),
    "studio.part.fed": ("layer norm of the sum", "toplamın katman normu"),
    "studio.about.norm_after": (
        "Layer norm: mean 0 and variance 1 over the dimensions, then times a learned weight plus a learned bias.",
        "Katman normu (layer norm): boyutlar üzerinde ortalama 0, varyans 1; sonra öğrenilmiş bir ağırlıkla çarpılır, öğrenilmiş "
        "bir sabit eklenir.",
    ),
    "studio.about.norm_before": (
        "In this model the layer norm stands before the feed-forward part; the sum itself goes on unnormed.",
        "Bu modelde katman normu (layer norm) ileri beslemeli bölümün önündedir; toplamın kendisi normlanmadan devam eder.",
    ),
    "studio.step.feed": ("6 · Feed-forward", "6 · İleri besleme"),
    "studio.about.feed": (
        "Each token for itself: one matrix up to {units} units, the function {name}, one matrix down again, and added once "
        "more. {strong} units are above 0.1 in size here.",
        "Her belirteç kendi başına: bir matrisle {units} birime çıkılır, {name} işlevi uygulanır, bir matrisle geri inilir ve bir "
        "kez daha eklenir. Burada {strong} birimin büyüklüğü 0,1'den fazla.",
    ),
    "studio.about.gated": (
        "Each token for itself: one matrix up to two times {units} units; {name} of the first half opens or closes the second "
        "(a gate); one matrix down again, and added once more. {strong} units are above 0.1 in size here.",
        "Her belirteç kendi başına: bir matrisle iki kez {units} birime çıkılır; ilk yarının {name} değeri ikinciyi açar ya da "
        "kapatır (geçit, gate); bir matrisle geri inilir ve bir kez daha eklenir. Burada {strong} birimin büyüklüğü 0,1'den fazla.",
    ),
    "studio.part.down": ("from feed-forward", "ileri beslemeden gelen"),
    "studio.part.left": ("after layer norm: leaves the layer", "katman normundan sonra: katmandan çıkan"),
    "studio.all_stages": ("All stages with their shapes", "Bütün aşamalar ve biçimleri"),
    "studio.column.stage": ("Stage", "Aşama"),
    "studio.column.shape": ("Shape", "Biçim"),
    "studio.column.norm": ("Length (norm)", "Uzunluk (norm)"),
    "studio.column.difference": ("Difference", "Fark"),
    "studio.stage.entering": ("hidden states that enter", "giren gizli durumlar"),
    "studio.stage.read": ("after the layer norm", "katman normundan sonra"),
    "studio.stage.query": ("query", "sorgu (query)"),
    "studio.stage.keys": ("keys", "anahtarlar (key)"),
    "studio.stage.values": ("values", "değerler (value)"),
    "studio.stage.turned_query": ("query, turned", "dönmüş sorgu"),
    "studio.stage.turned_keys": ("keys, turned", "dönmüş anahtarlar"),
    "studio.stage.products": ("q · k", "q · k (iç çarpım)"),
    "studio.stage.scores": ("scores", "puanlar"),
    "studio.stage.weights": ("attention weights", "dikkat ağırlıkları"),
    "studio.stage.head": ("output of the head", "başlığın çıktısı"),
    "studio.stage.joined": ("all heads side by side", "bütün başlıklar yan yana"),
    "studio.stage.mixed": ("times the output matrix", "çıkış matrisiyle çarpım"),
    "studio.stage.summed": ("plus what came in", "girenle toplam"),
    "studio.stage.middle": ("layer norm", "katman normu"),
    "studio.stage.fed": ("layer norm before feed-forward", "ileri beslemeden önceki norm"),
    "studio.stage.up": ("feed-forward, up", "ileri besleme, yukarı"),
    "studio.stage.active": ("feed-forward, after the function", "ileri besleme, işlevden sonra"),
    "studio.stage.down": ("feed-forward, down", "ileri besleme, aşağı"),
    "studio.stage.total": ("plus what went in", "girenle toplam (ileri besleme)"),
    "studio.stage.left": ("leaves the layer", "katmandan çıkan"),
    # On paper
    "studio.toy_note": (
        "{words} words of width {width} and one head, small enough for pen and paper: √4 = 2. The numbers are made up, not the "
        "model's. Change any of them: a row per line, spaces between numbers.",
        "{width} genişliğinde {words} kelime ve tek başlık (head); kalem kâğıtla yapılacak kadar küçük: √4 = 2. Sayılar "
        "uydurmadır, modelin değildir. İstediğinizi değiştirin: her satır bir dizi, sayılar arasında boşluk.",
    ),
    "studio.toy_words": ("{name}: the words, {rows} × {columns}", "{name}: kelimeler, {rows} × {columns}"),
    "studio.toy_matrix": ("{name}, {rows} × {columns}", "{name} matrisi, {rows} × {columns}"),
    "studio.toy_causal": (
        "A word sees only itself and what stands before it",
        "Kelime yalnız kendini ve öncekileri görsün",
    ),
    "studio.toy_causal_help": (
        "The causal mask of models that read from left to right, such as GPT-2.",
        "GPT-2 gibi soldan sağa okuyan modellerin nedensel maskesi (causal mask).",
    ),
    "studio.toy_rows": ("Rows of X from top to bottom: {words}.", "X'in satırları yukarıdan aşağıya: {words}."),
    "studio.toy_word": ("word {n}", "{n}. kelime"),
    "studio.toy_scores": (
        "Every query with every key, then divided by √4 = 2:",
        "Her sorgu her anahtarla, sonra √4 = 2'ye bölünür:",
    ),
    "studio.toy_softmax": (
        "Softmax of each row, then times the values:",
        "Her satırın softmax'ı, sonra değerlerle çarpım:",
    ),
    "studio.toy_masked": (
        "Softmax of each row; e^(−∞) = 0, so nobody sees what comes later. Then times the values:",
        "Her satırın softmax'ı; e^(−∞) = 0 olduğundan kimse sonrakileri görmez. Sonra değerlerle çarpım:",
    ),
    "studio.toy_row": (
        "The first weight of the last row (“{word}”), with all powers written out:",
        "Son satırın (“{word}”) ilk ağırlığı, bütün kuvvetler yazılmış olarak:",
    ),
    "studio.toy_ran": (
        "No model computed this view; {model} is at work in the others ({tokens} tokens).",
        "Bu görünümü model hesaplamadı; öteki görünümlerde {model} çalışıyor ({tokens} belirteç).",
    ),
}
