"""The asked number as a differentiable function of the word embeddings, and as a game that words play.

Only embeddings get gradients: the weights are frozen. Only the asked position goes through the vocabulary head.

Glossary: B inputs at once, S readings (two for a similarity, else one), T tokens of all readings, E width of an
embedding, n players, V vocabulary.
"""

import threading
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.batches import batches, rows_at_once
from explain.engine.progress import reporting
from explain.engine.results import ask, result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.prediction.questions import Question, label_probability

__all__ = ["BASELINES", "Game", "Memo", "Scorer", "baselines_of", "game_of", "memo_of", "starts_at_zero"]

BASELINES = ("mask", "pad", "zero")


def baselines_of(loaded: LoadedModel) -> tuple[str, ...]:
    """What words may be replaced with; a tokenizer need not have [MASK] or [PAD]."""
    has = {"mask": loaded.tokenizer.mask_token_id, "pad": loaded.tokenizer.pad_token_id, "zero": 0}
    return tuple(name for name in BASELINES if has[name] is not None)


def _replacement(loaded: LoadedModel, baseline: str) -> torch.Tensor:
    """(E,) the embedding that stands where a word is taken away. Raises ExplainError("no_baseline")."""
    if baseline not in baselines_of(loaded):
        raise ExplainError("no_baseline", model=loaded.card.name)
    word = loaded.family.embedding_layer(loaded.model).word
    tokenizer = loaded.tokenizer
    row = {"mask": tokenizer.mask_token_id, "pad": tokenizer.pad_token_id, "zero": 0}[baseline]
    with loaded.lock, torch.inference_mode():
        vector = word(torch.tensor([int(row)], device=loaded.device))[0]
        taken = torch.zeros_like(vector) if baseline == "zero" else vector
    return taken.clone()


def starts_at_zero(loaded: LoadedModel, baseline: str) -> bool:
    """Whether the first norm is given zeros for a word that is taken away. Raises ExplainError("no_baseline").

    So it is where the baseline is zeros ([PAD] often has a row of zeros, too) and no row for the place or the segment
    is added. A norm divides by the root of (variance + ε): zeros are stretched by 1 / √ε, but a little further on, where
    the variance is more than ε, length makes no difference any more. So along a straight path from such a baseline the
    asked number leaps in the first hundredths and hardly moves on all the rest.
    """
    layer = loaded.family.embedding_layer(loaded.model)
    zeros = not bool(_replacement(loaded, baseline).any())
    return zeros and layer.position is None and layer.segment is None


class Scorer:
    """The asked number for embeddings (B, T, E): what Captum calls the forward function.

    It neither takes the lock nor sets the grad mode: whoever calls it does.
    """

    def __init__(self, loaded: LoadedModel, question: Question) -> None:
        self.loaded, self.question = loaded, question
        family, model, device = loaded.family, loaded.model, loaded.device
        lengths = [len(reading) for reading in question.readings]
        longest = max(lengths)
        pad = loaded.tokenizer.pad_token_id or 0
        ids = torch.full((len(lengths), longest), int(pad))
        segments = torch.zeros_like(ids)
        real = torch.zeros_like(ids)
        for row, reading in enumerate(question.readings):
            ids[row, : lengths[row]] = torch.from_numpy(reading.ids)
            segments[row, : lengths[row]] = torch.from_numpy(reading.segments)
            real[row, : lengths[row]] = 1
        self._real = real.to(device)
        self._places = family.position_ids(model, ids.to(device))
        self._segments = segments.to(device) if "segments" in loaded.abilities else None
        # Where each cell of the padded readings comes from among the T tokens; padding takes the first.
        self._source = torch.zeros_like(ids)
        self._source[real.bool()] = torch.arange(sum(lengths))
        self._source = self._source.to(device)
        content = torch.zeros(real.shape)
        for row, reading in enumerate(question.readings):
            kept = ~reading.special if (~reading.special).any() else np.ones(len(reading), dtype=bool)
            content[row, : lengths[row]] = torch.from_numpy(kept.astype(np.float32))
        self._content = content.to(device)
        with loaded.lock, torch.inference_mode():
            every = torch.from_numpy(np.concatenate([reading.ids for reading in question.readings])).to(device)
            embedded = family.embedding_layer(model).word(every).clone()
        self.embedded: torch.Tensor = embedded.clone()
        """(T, E) the word embeddings of what is read."""

    @property
    def rows(self) -> int:
        """How many inputs go through the model together."""
        return rows_at_once(self.loaded.device, self._source.numel())

    def baseline(self, name: str) -> torch.Tensor:
        """(T, E) the embeddings with every player replaced by [MASK], by [PAD] or by zeros; all else stays.

        Raises ExplainError("no_baseline").
        """
        taken = [token for unit in self.question.players for token in self.question.groups[unit]]
        replaced = self.embedded.clone()
        replaced[taken] = _replacement(self.loaded, name)
        return replaced

    def unpadded(self, cells: NDArray[np.floating]) -> NDArray[np.floating]:
        """(T,) what stands at the tokens, of an array (S, longest) over the cells of the padded readings."""
        real: NDArray[np.bool_] = self._real.bool().cpu().numpy()
        return np.asarray(cells[real])

    def inputs(self, embedded: torch.Tensor) -> dict[str, Any]:
        """Keyword arguments of the body for embeddings (B, T, E): readings as rows, B times S of them."""
        batch = len(embedded)

        def repeated(rows: torch.Tensor) -> torch.Tensor:
            return rows.expand(batch, *rows.shape).flatten(0, 1)

        inputs = {
            "inputs_embeds": embedded if len(self._source) == 1 else embedded[:, self._source].flatten(0, 1),
            "attention_mask": repeated(self._real),
            "position_ids": repeated(self._places),
        }
        if self._segments is not None:
            inputs["token_type_ids"] = repeated(self._segments)
        return inputs

    def __call__(self, embedded: torch.Tensor) -> torch.Tensor:
        """(B,) the asked number for embeddings (B, T, E)."""
        output, loaded = self.question.output, self.loaded
        inputs = self.inputs(embedded)
        if output.kind == "label":
            scores = loaded.family.classify(loaded.model, inputs)
            if output.scale == "probability" and label_probability(loaded) == "sigmoid":
                return scores.sigmoid()[:, output.target]
            return _read_off(scores, output.scale, output.target)
        states = loaded.family.body(loaded.model)(**inputs).last_hidden_state
        if output.kind == "similar":
            states = states.view(len(embedded), *self._source.shape, -1)
            weights = self._content[None, :, :, None]
            means = (states * weights).sum(2) / weights.sum(2)
            cosine: torch.Tensor = torch.nn.functional.cosine_similarity(means[:, 0], means[:, 1], dim=-1)
            return cosine
        scores = loaded.family.head(loaded.model, states[:, output.at])
        if output.kind == "rather":
            return scores[:, output.target] - scores[:, output.against]
        return _read_off(scores, output.scale, output.target)


def _read_off(scores: torch.Tensor, scale: str, target: int) -> torch.Tensor:
    return scores.softmax(-1)[:, target] if scale == "probability" else scores[:, target]


class Memo:
    """What a game has been asked already: shared by methods and visitors, since all ask about the same sets.

    It grows, so it counts from the start as what it may grow to: more sets than one method may ask for. Safe for many
    threads. In another process it goes on by itself.
    """

    _MOST = 30_000
    nbytes = 150 * _MOST

    def __init__(self) -> None:
        self._known: dict[bytes, float] = {}
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[bytes, float]:
        with self._lock:
            return dict(self._known)

    def __setstate__(self, known: dict[bytes, float]) -> None:
        self._known = known
        self._lock = threading.Lock()

    def find(self, keys: list[bytes]) -> list[float | None]:
        """What is known of each key."""
        with self._lock:
            return [self._known.get(key) for key in keys]

    def keep(self, found: dict[bytes, float]) -> None:
        """Remember values; when there are too many, forget the oldest."""
        with self._lock:
            self._known |= found
            while len(self._known) > self._MOST:
                self._known.pop(next(iter(self._known)))


@result
def memo_of(loaded: LoadedModel, question: Question, baseline: str) -> Memo:
    """What has been found out about one question, to begin with nothing. An engine gives everybody the same one."""
    return Memo()


class Game:
    """v(S): the asked number when the words in S stand and all other players are replaced by a baseline.

    A set is a row of n booleans. What was asked before is remembered. It holds the model, so it is made where it is
    needed, and never kept.
    """

    def __init__(self, scorer: Scorer, baseline: str, memo: Memo | None = None) -> None:
        self.scorer, self.baseline = scorer, baseline
        self.empty_embedded = scorer.baseline(baseline)
        question = scorer.question
        self.players = len(question.players)
        self._memo = memo or Memo()
        member = np.zeros((self.players, len(question)), dtype=bool)
        for player, unit in enumerate(question.players):
            member[player, list(question.groups[unit])] = True
        self._member = member

    def values(self, sets: NDArray[np.bool_]) -> NDArray[np.float64]:
        """v of each row of sets (R, n), in batches; sets that are asked twice are run once."""
        packed = np.packbits(sets.astype(bool), axis=1)
        keys = [row.tobytes() for row in packed]
        known = dict(zip(keys, self._memo.find(keys), strict=True))
        missing = [at for key, at in {key: at for at, key in enumerate(keys)}.items() if known[key] is None]
        for part in batches(len(missing), self.scorer.rows):
            values = self._run(sets[missing[part]])
            found = {keys[at]: float(value) for at, value in zip(missing[part], values, strict=True)}
            known |= found
            self._memo.keep(found)
        return np.array([known[key] for key in keys], dtype=np.float64)

    def _run(self, sets: NDArray[np.bool_]) -> NDArray[np.float64]:
        kept = ~(~sets.astype(bool)).astype(np.int64).dot(self._member.astype(np.int64)).astype(bool)
        scorer = self.scorer
        with scorer.loaded.lock, torch.inference_mode():
            choice = torch.from_numpy(kept).to(scorer.loaded.device)[..., None]
            values: NDArray[np.float64] = (
                scorer(torch.where(choice, scorer.embedded, self.empty_embedded)).to("cpu", torch.float64).numpy()
            )
        return values

    def forward(self, sets: torch.Tensor) -> torch.Tensor:
        """The same for Captum: (R, n) numbers, 1 for a word that stands; (R,) values."""
        return torch.from_numpy(self.values(sets.detach().cpu().numpy() > 0.5).astype(np.float32))

    @property
    def ends(self) -> tuple[float, float]:
        """v of all words and v of none."""
        # Two inputs before the work that is counted.
        with reporting(None):
            both = self.values(np.stack([np.ones(self.players, bool), np.zeros(self.players, bool)]))
        return float(both[0]), float(both[1])


def game_of(loaded: LoadedModel, question: Question, baseline: str) -> Game:
    """The game of a question, with what the engine at work remembers of it. Raises ExplainError("no_baseline")."""
    return Game(Scorer(loaded, question), baseline, ask(memo_of, loaded, question, baseline))
