"""How strongly the word at one place acts on the state at another, and how that fades with the distance between them.

The influence of token i on token j is the Frobenius norm of the Jacobian of the last hidden state h_j with respect to
the word embedding e_i that goes in: how far h_j moves when e_i is moved a little, over all directions. It says what can
reach a place, not whether it is put to use (Pascanu et al. 2013, "On the difficulty of training recurrent neural
networks", section 2, has the same Jacobian for an RNN; Khandelwal et al. 2018 measure distance by other means).

Glossary: T tokens, J of them asked (targets), K probes, E width of an embedding, S width of a state.
"""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explain.engine.batches import batches, rows_at_once
from explain.engine.results import calculation, result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.order.gru import embedded_gru
from explain.text.tokens import Tokens

__all__ = ["PROBES", "Influence", "by_gap", "gru_influence", "jacobian_norms", "model_influence"]

PROBES = 4
_BUDGET = 512
"""Targets times tokens: what one question may cost. Of a long text only some targets are asked."""


@dataclass(frozen=True)
class Influence:
    """How every token acts on some of them.

    labels: (T,) readable tokens. special: (T,) which of them are no words of the text. targets: (J,) the j that were
        asked.
    norms: (J, T) estimated Frobenius norm of d h_j / d e_i, j a row, i a column. seconds: what it took.
    """

    labels: tuple[str, ...]
    special: NDArray[np.bool_]
    targets: NDArray[np.int64]
    norms: NDArray[np.float64]
    seconds: float


def jacobian_norms(
    states: torch.Tensor,
    embedded: torch.Tensor,
    targets: Sequence[int],
    *,
    probes: int = PROBES,
    seed: int = 0,
    lock: AbstractContextManager[object] | None = None,
) -> NDArray[np.float64]:
    """(J, T) Frobenius norms of d states[j] / d embedded[i], estimated.

    For a vector v of random signs, the mean of |v J|^2 is |J|^2 (Hutchinson 1990); `probes` such vectors are
    averaged, the same ones every time. With 4 of them one norm is off by about 7% on the embedded model; averages
    over many pairs by less.

    states: (T, S) computed from embedded: (T, E), a leaf that requires gradients.
    lock: held around every pass backwards; None where nobody else uses the model.
    """
    signs = torch.Generator().manual_seed(seed)
    drawn = torch.randint(0, 2, (len(targets), probes, states.shape[-1]), generator=signs).mul(2).sub(1)
    drawn = drawn.to(states.device, states.dtype).flatten(0, 1)
    asked = torch.tensor(targets, device=states.device).repeat_interleave(probes)
    squares = []
    for some in batches(len(asked), rows_at_once(states.device, len(states))):
        part, at = drawn[some], asked[some]
        outer = torch.zeros(len(at), *states.shape, device=states.device, dtype=states.dtype)
        outer[torch.arange(len(at)), at] = part
        with lock or nullcontext():
            (gradient,) = torch.autograd.grad(states, embedded, outer, retain_graph=True, is_grads_batched=True)
        squares.append(gradient.cpu().double().square().sum(-1))
    found: NDArray[np.float64] = torch.cat(squares).view(len(targets), probes, -1).mean(1).sqrt().numpy()
    return found


def _targets(special: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Ordinary tokens, evenly spread where there are too many to ask them all. Raises ExplainError("few_words")."""
    ordinary = np.flatnonzero(~special)
    if ordinary.size < 2:
        raise ExplainError("few_words")
    most = max(4, _BUDGET // len(special))
    if ordinary.size <= most:
        return ordinary.astype(np.int64)
    spread = np.linspace(0, ordinary.size - 1, most).round().astype(int)
    return np.asarray(ordinary[spread], dtype=np.int64)


@result
def model_influence(loaded: LoadedModel, tokens: Tokens) -> Influence:
    """Measure a Transformer: one pass, then backwards `PROBES` times for each target.

    Raises ExplainError("few_words").
    """
    targets = _targets(tokens.special)
    family, model = loaded.family, loaded.model
    ids = torch.from_numpy(tokens.ids)[None].to(loaded.device)
    inputs = {"attention_mask": torch.ones_like(ids), "position_ids": family.position_ids(model, ids)}
    if "segments" in loaded.abilities:
        inputs["token_type_ids"] = torch.from_numpy(tokens.segments)[None].to(loaded.device)
    start = time.perf_counter()
    with loaded.lock, torch.enable_grad():
        # The weights are frozen; gradients flow to this copy of the embeddings and nowhere else.
        embedded = family.embedding_layer(model).word(ids)[0].detach().clone().requires_grad_()
        states = family.body(model)(inputs_embeds=embedded[None], **inputs).last_hidden_state[0]
    norms = jacobian_norms(states, embedded, targets.tolist(), lock=loaded.lock)
    return Influence(tokens.labels, tokens.special, targets, norms, time.perf_counter() - start)


@calculation
def gru_influence(sentences: tuple[str, ...]) -> Influence:
    """Measure the embedded GRU on the same text, cut by its own tokenizer. Raises ExplainError("few_words")."""
    gru = embedded_gru()
    ids = np.array(gru.tokenizer(*sentences, verbose=False)["input_ids"], dtype=np.int64)
    special = np.isin(ids, [gru.tokenizer.cls_token_id, gru.tokenizer.sep_token_id, gru.tokenizer.mask_token_id])
    targets = _targets(special)
    start = time.perf_counter()
    with torch.enable_grad():
        embedded = gru.model.embedding(torch.from_numpy(gru.rows(ids))).detach().clone().requires_grad_()
        norms = jacobian_norms(gru.model.states(embedded[None])[0], embedded, targets.tolist())
    labels = tuple(piece.replace("##", "-") for piece in gru.tokenizer.convert_ids_to_tokens(ids.tolist()))
    return Influence(labels, special, targets, norms, time.perf_counter() - start)


def by_gap(measured: Influence, *, ahead: bool = False) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Mean influence (T,) by gap j - i = 0 .. T - 1, and of how many pairs (T,); nan where there is none.

    Special tokens are left out on both sides. ahead: of later tokens on earlier ones, i - j.
    """
    length = len(measured.labels)
    gaps = (measured.targets[:, None] - np.arange(length)) * (-1 if ahead else 1)
    counted = (gaps >= 0) & ~measured.special
    count = np.bincount(gaps[counted], minlength=length)
    total = np.bincount(gaps[counted], weights=measured.norms[counted], minlength=length)
    return np.divide(total, count, out=np.full(length, np.nan), where=count > 0), count.astype(np.int64)
