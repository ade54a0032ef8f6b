"""How strongly the word at one place acts on the state at another, and how that fades with the distance between them.

The influence of token i on token j is the Frobenius norm of the Jacobian of the last hidden state h_j with respect to
the word embedding e_i that goes in: how far h_j moves when e_i is moved a little, over all directions. It says what can
reach a place, not whether it is put to use (Pascanu et al. 2013, "On the difficulty of training recurrent neural
networks", section 2, has the same Jacobian for an RNN; Khandelwal et al. 2018 measure distance by other means).

Of a Transformer the norm is estimated, with its standard error: its whole Jacobian would take S passes for each token.
Of the GRU it is exact: there it is a product of small matrices.

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
from explain.engine.progress import report
from explain.engine.results import calculation, result
from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.order.gru import GruModel, embedded_gru
from explain.text.tokens import Tokens

__all__ = [
    "PROBES",
    "SEED",
    "ByGap",
    "Influence",
    "by_gap",
    "gru_influence",
    "gru_jacobian_norms",
    "model_influence",
    "probed_squares",
]

PROBES = 4
SEED = 0
_BUDGET = 512
"""Targets times tokens: what one question may cost. Of a long text only some targets are asked."""


@dataclass(frozen=True)
class Influence:
    """How every token acts on some of them.

    labels: (T,) readable tokens. special: (T,) which of them are no words of the text. targets: (J,) the j that were
        asked.
    squares: (J, K, T) the squared norm of d h_j / d e_i as each of K probes estimates it, j a row, i a column; K = 1
        where it is exact. seconds: what it took.
    """

    labels: tuple[str, ...]
    special: NDArray[np.bool_]
    targets: NDArray[np.int64]
    squares: NDArray[np.float64]
    seconds: float

    @property
    def exact(self) -> bool:
        """Whether nothing is estimated."""
        return len(self.squares[0]) == 1

    @property
    def norms(self) -> NDArray[np.float64]:
        """(J, T) Frobenius norm of d h_j / d e_i."""
        return np.asarray(np.sqrt(self.squares.mean(axis=1)))

    @property
    def errors(self) -> NDArray[np.float64]:
        """(J, T) standard error of each norm, from how far the probes differ (delta method); 0 where it is exact."""
        return np.sqrt(_variances(_steps(self)))


@dataclass(frozen=True)
class ByGap:
    """Influence averaged over all pairs that are a gap apart; every array is (T,), nan where there is no pair.

    mean: of the norms. relative: the same over its value at gap 0. error, relative_error: standard errors of both that
    come from the probes alone, 0 where the norms are exact. pairs: how many pairs were averaged.
    """

    mean: NDArray[np.float64]
    error: NDArray[np.float64]
    relative: NDArray[np.float64]
    relative_error: NDArray[np.float64]
    pairs: NDArray[np.int64]


def _steps(measured: Influence) -> NDArray[np.float64]:
    """(J, K, T) how far one probe alone would move a norm, to first order: (square - mean square) / (2 norm)."""
    apart = measured.squares - measured.squares.mean(axis=1, keepdims=True)
    twice = 2 * measured.norms[:, None]
    return np.asarray(np.divide(apart, twice, out=np.zeros_like(apart), where=twice > 0))


def _variances(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Variance (J, …) of a mean over K probes whose deviations are `steps` (J, K, …); 0 for one probe, which is exact."""
    probes = steps.shape[1]
    return np.asarray((steps**2).sum(axis=1) / (probes * max(probes - 1, 1)))


def probed_squares(
    states: torch.Tensor,
    embedded: torch.Tensor,
    targets: Sequence[int],
    *,
    probes: int = PROBES,
    seed: int = SEED,
    lock: AbstractContextManager[object] | None = None,
) -> NDArray[np.float64]:
    """(J, K, T) squared Frobenius norms of d states[j] / d embedded[i], each estimated by K probes.

    For a vector v of random signs, the mean of |v J|^2 is |J|^2 (Hutchinson 1990). Each target has `probes` such vectors
    of its own, the same ones every time. How far they differ tells how far their mean may be off: `Influence.errors`.

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
    found: NDArray[np.float64] = torch.cat(squares).view(len(targets), probes, -1).numpy()
    return found


def gru_jacobian_norms(model: GruModel, embedded: torch.Tensor, targets: Sequence[int]) -> NDArray[np.float64]:
    """(J, T) Frobenius norms of d h_j / d e_i of a GRU that reads embedded (T, E), exact and in double precision.

    By the chain rule d h_j / d e_i = (d h_j / d h_(j-1)) … (d h_(i+1) / d h_i) (d h_i / d e_i). With the gates r, z and
    the candidate n of Cho et al. 2014 as torch.nn.GRU has them, h' = (1 - z) n + z h, and for x either e or h:
    d h' / d x = diag(z) [x = h] + diag((h - n) z (1 - z)) W_z + diag((1 - z)(1 - n²)) (W_n, by r where x = h,
    + diag((W_hn h + b_hn) r (1 - r)) W_r).
    """
    into, back, into_bias, back_bias = (
        model.recurrent.get_parameter(name).double()
        for name in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    )
    read = embedded.detach().double() @ into.T + into_bias
    width = back.shape[1]
    state, gates = torch.zeros(width, dtype=torch.float64), []
    for one in read:
        reset_in, update_in, new_in = one.chunk(3)
        reset_back, update_back, new_back = (back @ state + back_bias).chunk(3)
        reset, update = torch.sigmoid(reset_in + reset_back), torch.sigmoid(update_in + update_back)
        new = torch.tanh(new_in + reset * new_back)
        through_new = (1 - update) * (1 - new**2)
        # What stands before W_r, W_z and W_n in both derivatives.
        before = (through_new * new_back * reset * (1 - reset), (state - new) * update * (1 - update), through_new)
        gates.append((before, reset, update))
        state = (1 - update) * new + update * state
    (into_reset, into_update, into_new), (back_reset, back_update, back_new) = into.chunk(3), back.chunk(3)
    asked = torch.tensor(targets)
    norms = torch.zeros(len(asked), len(read), dtype=torch.float64)
    chain = torch.eye(width, dtype=torch.float64).repeat(len(asked), 1, 1)
    for at in reversed(range(len(read))):
        report(len(read) - at, len(read))
        (for_reset, for_update, for_new), reset, update = gates[at]
        reached = asked >= at
        by_word = for_reset[:, None] * into_reset + for_update[:, None] * into_update + for_new[:, None] * into_new
        norms[reached, at] = (chain[reached] @ by_word).square().sum((1, 2)).sqrt()
        by_state = for_reset[:, None] * back_reset + for_update[:, None] * back_update
        by_state += (for_new * reset)[:, None] * back_new + torch.diag(update)
        chain[reached] = chain[reached] @ by_state
    found: NDArray[np.float64] = norms.numpy()
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
    squares = probed_squares(states, embedded, targets.tolist(), lock=loaded.lock)
    return Influence(tokens.labels, tokens.special, targets, squares, time.perf_counter() - start)


@calculation
def gru_influence(sentences: tuple[str, ...]) -> Influence:
    """The embedded GRU on the same text, cut by its own tokenizer: exact. Raises ExplainError("few_words")."""
    gru = embedded_gru()
    ids = np.array(gru.tokenizer(*sentences, verbose=False)["input_ids"], dtype=np.int64)
    special = np.isin(ids, [gru.tokenizer.cls_token_id, gru.tokenizer.sep_token_id, gru.tokenizer.mask_token_id])
    targets = _targets(special)
    start = time.perf_counter()
    with torch.inference_mode():
        embedded = gru.model.embedding(torch.from_numpy(gru.rows(ids)))
        norms = gru_jacobian_norms(gru.model, embedded, targets.tolist())
    labels = tuple(piece.replace("##", "-") for piece in gru.tokenizer.convert_ids_to_tokens(ids.tolist()))
    return Influence(labels, special, targets, norms[:, None] ** 2, time.perf_counter() - start)


def by_gap(measured: Influence, *, ahead: bool = False) -> ByGap:
    """Average the influence of earlier tokens on later ones by gap j - i = 0 .. T - 1.

    Special tokens are left out on both sides. ahead: of later tokens on earlier ones, i - j.
    """
    length = len(measured.labels)
    gaps = (measured.targets[:, None] - np.arange(length)) * (-1 if ahead else 1)
    counted = (gaps >= 0) & ~measured.special
    pairs = np.bincount(gaps[counted], minlength=length)

    def averaged(values: NDArray[np.float64]) -> NDArray[np.float64]:
        """(T,) by gap, of values (J, T)."""
        total = np.bincount(gaps[counted], weights=values[counted], minlength=length)
        return np.asarray(np.divide(total, pairs, out=np.full(length, np.nan), where=pairs > 0))

    mean = averaged(measured.norms)
    relative = mean / mean[0]
    # At one gap each target has one pair, so a probe of a target moves a mean by its step over the number of pairs. It
    # moves the mean at gap 0 as well, which the relative value is divided by.
    steps = _steps(measured)
    moved = np.zeros((length, *steps.shape[:2]))
    rows, columns = np.nonzero(counted)
    moved[gaps[rows, columns], rows] = steps[rows, :, columns] / pairs[gaps[rows, columns], None]
    error = np.sqrt(_variances(moved.transpose(1, 2, 0)).sum(axis=0))
    against = (moved - relative[:, None, None] * moved[0]) / mean[0]
    relative_error = np.sqrt(_variances(against.transpose(1, 2, 0)).sum(axis=0))
    error[pairs == 0] = np.nan
    return ByGap(mean, error, relative, relative_error, pairs.astype(np.int64))
