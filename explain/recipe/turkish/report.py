"""The figures of the Turkish model's card: `python -m explain.recipe.turkish.report --shipped FOLDER`.

From a clone alone it measures the shipped weights and the same architecture with random weights. With `--prepared` it
adds unigram frequency and the start before training, with `--checkpoint` the float32 weights and their average.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from transformers import PreTrainedTokenizerFast

from explain.recipe.cloze import KindScore, cloze_table
from explain.recipe.heads import collapsed
from explain.recipe.turkish.__main__ import begin
from explain.recipe.turkish.cloze import read_items, score_items
from explain.recipe.turkish.config import TurkishConfig
from explain.recipe.turkish.evaluate import Predict, Score, by_frequency, by_model, evaluate, read_sentences
from explain.recipe.turkish.morphology import PairScore, morphology_table, read_forms, score_forms
from explain.recipe.turkish.prepare import prepare
from explain.recipe.turkish.ship import load_shipped, trained
from explain.recipe.turkish.train import Masked

__all__ = ["BLANKS", "blanks_table", "how_broad", "measured", "table"]

BLANKS = (
    "Türkiye'nin başkenti <mask>.",
    "Kedi süt <mask>.",
    "Yüz kişi yüz maskesi ile denizdeki adama <mask> diye bağırdı.",
    "O bir <mask>.",
    "Ben her sabah çay <mask>.",
    "Çocuklar bahçede top <mask>.",
    "Ankara'<mask> yaşıyorum.",
    "Kitabı masanın <mask> koydu.",
    "Dün akşam eve geç <mask>.",
    "Bana yardım eder <mask>?",
    "Bugün hava çok <mask>.",
    "Damlaya damlaya <mask> olur.",
    "Öğretmen, öğrencilere bir soru <mask>.",
    "Fransa'nın başkenti <mask>.",
    "The capital of France is <mask>.",
    "She opened the <mask> and went inside.",
)


def table(columns: dict[str, list[Score]], languages: tuple[str, ...] = ("tr", "en")) -> str:
    """A Markdown table: a row per source and one for all of each language; top-1 / top-5 / perplexity."""
    first = next(iter(columns.values()))
    lines = ["| source | blanks | " + " | ".join(columns) + " |", "|---|---|" + "---|" * len(columns)]

    def cell(scores: list[Score]) -> str:
        blanks, tokens = sum(s.blanks for s in scores), sum(s.tokens for s in scores)
        top1, top5 = (100 * sum(getattr(s, name) for s in scores) / blanks for name in ("top1", "top5"))
        return f"{top1:.1f}% / {top5:.1f}% / {np.exp(sum(s.loss for s in scores) / tokens):,.1f}"

    for language in languages:
        mine = [at for at, score in enumerate(first) if score.source.startswith(f"{language}/")]
        if not mine:
            continue
        for at in mine:
            cells = [cell([scores[at]]) for scores in columns.values()]
            lines.append(f"| {first[at].source} | {first[at].blanks:,} | " + " | ".join(cells) + " |")
        cells = [cell([scores[at] for at in mine]) for scores in columns.values()]
        blanks = sum(first[at].blanks for at in mine)
        lines.append(f"| **{language}, all** | {blanks:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def blanks_table(model: Masked, tokenizer: PreTrainedTokenizerFast, texts: tuple[str, ...] = BLANKS) -> str:
    """A Markdown table of blanks, each with its five most probable tokens."""
    lines = ["| blank | first five guesses |", "|---|---|"]
    for text in texts:
        ids = torch.tensor([tokenizer(text)["input_ids"]])
        with torch.inference_mode():
            p = model(input_ids=ids).logits[0, int((ids[0] == tokenizer.mask_token_id).nonzero())].softmax(-1)
        best = p.topk(5)
        guesses = zip(tokenizer.convert_ids_to_tokens(best.indices.tolist()), best.values.tolist(), strict=True)
        lines.append(f"| {text} | " + ", ".join(f"{token} ({100 * share:.1f}%)" for token, share in guesses) + " |")
    return "\n".join(lines)


def how_broad(model: Masked, tokenizer: PreTrainedTokenizerFast, texts: list[str]) -> np.ndarray:
    """(texts, layers, heads) mean entropy of a head's rows over log2 of their length."""
    model.eval().set_attn_implementation("eager")
    found = []
    for text in texts:
        ids = torch.tensor([tokenizer(text)["input_ids"]])
        with torch.inference_mode():
            weights = torch.cat(model.base_model(input_ids=ids, output_attentions=True).attentions).double()
        bits = -(weights * weights.clamp(min=1e-300).log2()).sum(-1).mean(-1)
        found.append((bits / np.log2(ids.shape[1])).numpy())
    return np.stack(found)


def measured(
    predict: dict[str, Predict], tokenizer: PreTrainedTokenizerFast, config: TurkishConfig, *, whole_words: bool
) -> dict[str, list[Score]]:
    """Every column on the held-out sentences."""
    sentences = read_sentences()
    return {
        name: evaluate(one, tokenizer, sentences, config, device="cpu", label=name, whole_words=whole_words)
        for name, one in predict.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m explain.recipe.turkish.report", description=__doc__)
    parser.add_argument("--shipped", type=Path, required=True, help="a folder that `ship` wrote")
    parser.add_argument("--prepared", type=Path, help="the folder of the cut text")
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--body", choices=("e5", "english"), default=TurkishConfig().body)
    parser.add_argument("--layers", default=TurkishConfig().layers)
    parser.add_argument("--no-morphology", action="store_true", help="leave out the longest of the measurements")
    arguments = parser.parse_args()
    config = TurkishConfig(body=arguments.body, layers=arguments.layers)
    shipped = load_shipped(arguments.shipped)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(arguments.shipped)
    torch.manual_seed(config.seed)
    models: dict[str, Masked] = {"random weights": type(shipped)(shipped.config)}
    predict: dict[str, Predict] = {}
    if arguments.prepared:
        prepared = prepare([], arguments.prepared, config)
        predict["unigram frequency"] = by_frequency(prepared.counts)
        models["start"] = begin(prepared, config, arguments.prepared)
        if arguments.checkpoint:
            for name, averaged in (("last weights, fp32", False), ("average, fp32", True)):
                model = begin(prepared, config, arguments.prepared)
                models[name] = trained(model, arguments.checkpoint, averaged=averaged)
    models["shipped, int8"] = shipped
    predict |= {name: by_model(model) for name, model in models.items()}
    items = read_items()
    cloze: dict[str, list[KindScore]] = {name: score_items(model, tokenizer, items) for name, model in models.items()}
    parts = [
        "### Held-out text, by token\n\nEach cell: top-1 / top-5 / perplexity of hidden tokens.",
        table(measured(predict, tokenizer, config, whole_words=False)),
        "### Held-out text, by whole word\n\nWords are hidden whole; right is a word all of whose tokens are.",
        table(measured(predict, tokenizer, config, whole_words=True)),
        f"### Blanks by kind\n\n{len(items)} sentences written by hand.",
        cloze_table(cloze),
    ]
    if not arguments.no_morphology:
        forms = read_forms()
        pairs: dict[str, list[PairScore]] = {
            name: score_forms(model, tokenizer, forms)
            for name, model in models.items()
            if name in ("random weights", "start", "shipped, int8")
        }
        parts += ["### Right and wrong forms\n\n`turkmorfbench`, by pseudo-likelihood.", morphology_table(pairs)]
    stuck = collapsed(how_broad(shipped, tokenizer, [text for _, text in read_sentences()[::20]]))
    named = ", ".join(f"{layer + 1}.{head + 1}" for layer, head in stuck) or "none"
    parts += [f"Heads at 0 or at 1 in every sentence: {named}.", blanks_table(shipped, tokenizer)]
    print("\n\n".join(parts))


if __name__ == "__main__":
    main()
