"""The figures of the model card: `python -m explain.recipe.report`.

From a clone alone it measures the shipped weights and the same architecture with random weights. With `--corpus` it
adds unigram frequency and the start before training, with `--work` the float32 weights of a run, with `--before` an
earlier int8 file. `--card` writes the result into a model card, between its two marks.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import DistilBertForMaskedLM, PreTrainedTokenizerFast

from explain.models import EMBEDDED_ID, Settings, load
from explain.models.int8 import load_int8
from explain.recipe.cloze import cloze_table, read_items, score_items
from explain.recipe.config import RecipeConfig
from explain.recipe.evaluate import Score, by_frequency, by_model, evaluate, read_sentences, summary_table
from explain.recipe.heads import collapsed, heads_table, how_broad, what_changed
from explain.recipe.start import start_model
from explain.recipe.text import read_lines, token_counts, training_chunks

__all__ = ["MARKS", "blanks_table", "insert"]

MARKS = ("<!-- figures: python -m explain.recipe.report -->", "<!-- end of figures -->")
_BLANKS = (
    "The capital of France is [MASK].",
    "The cat sat on the [MASK].",
    "The keys to the cabinet [MASK] on the table.",
    "The key to the cabinets [MASK] on the table.",
    "She opened the [MASK] and went inside.",
    "The president of the United [MASK] spoke to Congress.",
    "The doctor told the nurse that [MASK] was late.",
    "Paris is the capital of [MASK].",
    "Berlin is the capital of [MASK].",
    "A robin is a kind of [MASK].",
    "A robin is not a [MASK].",
    "The opposite of hot is [MASK].",
    "Water freezes at zero [MASK] Celsius.",
    "One plus one is [MASK].",
    "The sun rises in the [MASK].",
)


def blanks_table(model: DistilBertForMaskedLM, tokenizer: PreTrainedTokenizerFast, texts: tuple[str, ...]) -> str:
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


def insert(card: str, figures: str) -> str:
    """The card with everything between its marks replaced. Raises ValueError where the marks are missing."""
    start, end = card.index(MARKS[0]) + len(MARKS[0]), card.index(MARKS[1])
    return f"{card[:start]}\n\n{figures}\n\n{card[end:]}"


def _others(
    arguments: argparse.Namespace, config: RecipeConfig, tokenizer: PreTrainedTokenizerFast, like: DistilBertForMaskedLM
) -> tuple[dict[str, DistilBertForMaskedLM], NDArray[np.int64] | None]:
    """The models to compare with, in the order of the columns, and how often each token occurs in the text."""
    torch.manual_seed(config.seed)
    models = {"random weights": DistilBertForMaskedLM(like.config)}
    counts = None
    if arguments.corpus:
        counts = token_counts(training_chunks(read_lines(arguments.corpus), tokenizer, config), tokenizer)
        models["start"] = start_model(counts)
    if arguments.before:
        state = load_int8(arguments.before)
        state["vocab_projector.weight"] = state["distilbert.embeddings.word_embeddings.weight"]
        models["previous, int8"] = DistilBertForMaskedLM(like.config)
        models["previous, int8"].load_state_dict(state)
    if arguments.work:
        models["trained, fp32"] = DistilBertForMaskedLM(like.config)
        models["trained, fp32"].load_state_dict(
            torch.load(arguments.work / "checkpoint.pt", map_location="cpu", weights_only=True)["model"]
        )
    return models, counts


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m explain.recipe.report", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="the folder that the recipe was given")
    parser.add_argument("--work", type=Path, help="the folder that the recipe kept its checkpoint in")
    parser.add_argument("--before", type=Path, help="an earlier model.int8.safetensors")
    parser.add_argument("--card", type=Path, help="the model card to write the figures into")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write into the card if asked."""
    arguments = _arguments()
    config = RecipeConfig()
    shipped = load(EMBEDDED_ID, Settings(device="cpu"))
    tokenizer, sentences, items = shipped.tokenizer, read_sentences(), read_items()
    models, counts = _others(arguments, config, tokenizer, shipped.model)
    models["shipped, int8"] = shipped.model
    options = {"device": arguments.device}
    held: dict[str, list[Score]] = {}
    if counts is not None:
        guess = by_frequency(counts)
        held["unigram frequency"] = evaluate(guess, tokenizer, sentences, config, label="frequency", **options)
    cloze = {}
    for name, model in models.items():
        model.to(arguments.device)
        held[name] = evaluate(by_model(model), tokenizer, sentences, config, label=name, **options)
        cloze[name] = score_items(model, tokenizer, items, **options)
        model.to("cpu")
    parts = [
        f"### Held-out text\n\n{len(sentences):,} sentences. Each cell: top-1 / top-5 / perplexity of masked tokens.",
        summary_table(held),
        f"### Blanks by kind\n\n{len(items)} sentences written by hand. Each cell: the first guess is right / one "
        "of the first five is right; in how many pairs the right word is more probable than the wrong one.",
        cloze_table(cloze),
    ]
    if "start" in models:
        texts = [text for _, text in sentences[::20]]
        stuck = ", ".join(
            f"{layer + 1}.{head + 1}" for layer, head in collapsed(how_broad(shipped.model, tokenizer, texts))
        )
        change = what_changed(models["start"], shipped.model, tokenizer, texts)
        parts += [
            f"### Attention\n\nMeans over {len(texts)} of the held-out sentences. Breadth is the entropy of a row over "
            "log2 of its length (0: one token, 1: all alike); divergence is Jensen-Shannon, between the start and now. "
            f"Heads at 0 or at 1 in every sentence: {stuck or 'none'}.",
            heads_table(change),
        ]
    parts += ["### A few blanks, as the shipped model fills them", blanks_table(shipped.model, tokenizer, _BLANKS)]
    figures = "\n\n".join(parts)
    print(figures)
    if arguments.card:
        arguments.card.write_text(insert(arguments.card.read_text(encoding="utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main()
