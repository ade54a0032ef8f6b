"""Make the Turkish and English model: `python -m explain.recipe.turkish --corpus FOLDER --work FOLDER`.

Trains (or goes on) in the work folder until `--seconds` are used up; with `--decay-steps N` the rates fall to zero over
N further steps from the last open checkpoint. Shipping is a step of its own, see `ship.py`.
"""

import argparse
import dataclasses
import json
from pathlib import Path

import numpy as np
import torch

from explain.recipe.turkish.config import TurkishConfig
from explain.recipe.turkish.english import as_piece, english_shape, english_start, english_words
from explain.recipe.turkish.evaluate import Score, by_model, evaluate, read_sentences
from explain.recipe.turkish.prepare import Prepared, prepare
from explain.recipe.turkish.start import SPECIAL, read_source, sentence_encoder, start_model, whole_tokenizer
from explain.recipe.turkish.text import Stream
from explain.recipe.turkish.train import Masked, train
from explain.recipe.turkish.vocabulary import meanings, old_pieces, plain_form, static_embeddings

__all__ = ["begin", "figures"]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m explain.recipe.turkish", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder with tr/*.txt.xz and en/*.txt.xz")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints; give it again to go on")
    parser.add_argument("--prepared", type=Path, help="folder for the cut text and tokenizer (default: --work)")
    parser.add_argument("--more-corpus", type=Path, help="a second folder like --corpus")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    settings = parser.add_argument_group("settings of the run (see config.py)")
    for name, value in dataclasses.asdict(TurkishConfig()).items():
        if name != "shares":
            choices = {"body": ("e5", "english"), "pieces": ("fresh", "cut")}.get(name)
            settings.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value, choices=choices)
    return parser.parse_args()


def _english(prepared: Prepared, folder: Path) -> Masked:
    """The English model with the prepared vocabulary; what the pieces mean is kept in the folder."""
    source = read_source()
    whole = whole_tokenizer(source)
    stored = folder / "meanings.npz"
    if not stored.exists():
        encoder = sentence_encoder(source)
        words = [word.removeprefix("##") for word in english_words()]
        mine = [plain_form(piece) for piece in prepared.pieces]
        np.savez(stored, pieces=meanings(mine, encoder, whole), words=meanings(words, encoder, whole))
    with np.load(stored) as file:
        mine_mean, theirs_mean = file["pieces"], file["words"]
    # The ids of the whole tokenizer: <mask>, id 4, has no embedding of its own, and the others follow one later.
    table = np.insert(source.tensors["emb.word"], len(SPECIAL) - 1, 0, axis=0)
    static = static_embeddings(prepared.pieces, whole, table)
    word_static = static_embeddings([as_piece(word) or "<unk>" for word in english_words()], whole, table)
    return english_start(prepared.pieces, mine_mean, theirs_mean, static, word_static, prepared.counts)


def begin(prepared: Prepared, config: TurkishConfig, folder: Path) -> Masked:
    """The model before training. folder: where the start from the English model is kept, for it takes minutes to make."""
    if config.body == "english":
        kept = folder / "english_start.pt"
        if not kept.exists():
            torch.save(_english(prepared, folder).state_dict(), kept)
        model = english_shape(len(prepared.pieces))
        model.load_state_dict(torch.load(kept, weights_only=True))
        return model
    source = read_source()
    whole = whole_tokenizer(source)
    layers = [int(layer) for layer in config.layers.split(",")]
    spelled = [[0], [1], [2], [3], [], *old_pieces(prepared.pieces[len(SPECIAL) :], whole)]
    # Beyond <mask> the ids of the whole tokenizer are one more than the source's.
    spelled = spelled[: len(SPECIAL)] + [[at - 1 if at > 4 else at for at in ids] for ids in spelled[len(SPECIAL) :]]
    model = start_model(source, spelled, prepared.counts, layers)
    torch.manual_seed(config.seed)
    for layer in list(model.bert.encoder.layer)[len(layers) - config.fresh_layers :]:
        layer.apply(model._init_weights)
    return model


def figures(scores: list[Score], language: str) -> dict[str, float]:
    """Top-1 and top-5 in percent and the loss in nats over all sources of a language."""
    mine = [score for score in scores if score.source.startswith(language)]
    blanks = sum(score.blanks for score in mine)
    return {
        f"{language}_top1": round(100 * sum(score.top1 for score in mine) / blanks, 2),
        f"{language}_top5": round(100 * sum(score.top5 for score in mine) / blanks, 2),
        f"{language}_loss": round(sum(score.loss for score in mine) / sum(score.tokens for score in mine), 4),
    }


def main() -> None:
    """Prepare, train, measure."""
    arguments = _arguments()
    names = [f.name for f in dataclasses.fields(TurkishConfig) if f.name != "shares"]
    config = TurkishConfig(**{name: getattr(arguments, name) for name in names})
    arguments.work.mkdir(parents=True, exist_ok=True)
    corpora = [folder for folder in (arguments.corpus, arguments.more_corpus) if folder]
    prepared = prepare(corpora, arguments.prepared or arguments.work, config)
    checkpoint = arguments.work / "checkpoint.pt"
    model = begin(prepared, config, arguments.prepared or arguments.work)
    sentences = read_sentences()
    few = [pair for at, pair in enumerate(sentences) if at % 4 == 0]

    def measure(model: Masked) -> dict[str, float]:
        scores = evaluate(by_model(model), prepared.tokenizer, few, config, device=arguments.device)
        return figures(scores, "tr") | figures(scores, "en")

    stream = Stream(prepared.chunks, config.shares | prepared.unnamed(config), config, prepared.tokenizer.pad_token_id)
    history = train(model, stream, config, device=arguments.device, checkpoint=checkpoint, measure=measure)
    (arguments.work / "history.json").write_text(json.dumps(history, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
