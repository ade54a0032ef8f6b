"""Methods that follow gradients, all of Captum, on the word embeddings.

Integrated Gradients: Sundararajan et al. 2017, "Axiomatic attribution for deep networks". Gradient x Input: Shrikumar
et al. 2016, "Not just a black box". Saliency: Simonyan et al. 2014, for text Li, Chen, Hovy and Jurafsky 2016,
"Visualizing and understanding neural models in NLP". DeepLift: Shrikumar et al. 2017, "Learning important features
through propagating activation differences".

Glossary: T tokens, E width of an embedding, n players, m steps.
"""

import time
import warnings
from typing import Any

import numpy as np
import torch
from captum.attr import DeepLift, InputXGradient, IntegratedGradients, Saliency
from captum.attr._core.deep_lift import SUPPORTED_NON_LINEAR, nonlinear
from captum.attr._utils.approximation_methods import approximation_parameters
from numpy.typing import NDArray

from explain.attribution.game import Game, Scorer, starts_at_zero
from explain.attribution.results import Attribution, Path, frozen
from explain.engine.progress import report
from explain.errors import ExplainError

__all__ = ["TOLERANCE", "deeplift", "gradient_input", "integrated_gradients", "saliency", "steps_limit"]

# DeepLift says so at every call; here it is wanted, and the lock keeps others away while it is so.
warnings.filterwarnings("ignore", message="Setting forward, backward hooks", category=UserWarning)

TOLERANCE = 0.02
"""Gap, as a share of the change, at which the steps of an integral are enough."""
_MOST_STEPS = 256
_CROWDING = 4
"""From a baseline of zeros, points of an integral are put at u to this power, u being those of the even rule: so half of
them lie in the first sixteenth of the path, where nearly all happens."""
_TOKENS_OF_STEPS = 12_000


def steps_limit(tokens: int) -> int:
    """The most steps that doubling may reach for a text of so many tokens."""
    return int(np.clip(2 ** int(np.log2(_TOKENS_OF_STEPS / tokens)), 16, _MOST_STEPS))


def _gradients(scorer: Scorer, forward: Any, inputs: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, torch.Tensor]:
    """Scores (B,) and their gradients (B, T, E), under the model's lock and with gradients on for this thread alone."""
    with scorer.loaded.lock, torch.enable_grad():
        scores = forward(*inputs)
        (gradient,) = torch.autograd.grad(scores.sum(), inputs)
    return scores.detach(), gradient


def _one_integral(game: Game, steps: int) -> tuple[NDArray[np.float64], Path]:
    """Captum's integral, with the points of the path put closer together where it begins at zeros.

    With α = uᵖ the integral of g(α) over α is that of g(uᵖ) p uᵖ⁻¹ over u, both from 0 to 1: the path and its integral
    stay the same, only the points at which it is looked at are others. Captum goes through u.
    """
    scorer = game.scorer
    text, baseline = scorer.embedded, game.empty_embedded
    power = _CROWDING if starts_at_zero(scorer.loaded, game.baseline) else 1
    sizes, even = (np.array(part(steps)) for part in approximation_parameters("gausslegendre"))
    alphas, stretch = even**power, power * even ** (power - 1)
    scores: list[NDArray[np.float64]] = []
    slopes: list[NDArray[np.float64]] = []

    def record(forward_fn: Any, inputs: tuple[torch.Tensor, ...], **_: object) -> tuple[torch.Tensor]:
        done = sum(map(len, scores))
        here = slice(done, done + len(inputs[0]))
        if power > 1:
            share = torch.from_numpy(alphas[here]).to(text)[:, None, None]
            inputs = (torch.lerp(baseline, text, share).requires_grad_(),)
        found, gradient = _gradients(scorer, forward_fn, inputs)
        gradient = gradient * torch.from_numpy(stretch[here]).to(text)[:, None, None]
        scores.append(found.to("cpu", torch.float64).numpy())
        slopes.append(
            scorer.question.by_player((gradient * (text - baseline)).sum(-1).to("cpu", torch.float64).numpy())
        )
        # A moment for whoever waits for the lock: it would not be given up otherwise.
        time.sleep(0)
        report(done + len(found), steps)
        return (gradient,)

    method = IntegratedGradients(scorer)
    # Captum's own function gives gradients alone; this one also keeps what is met on the path, and takes the lock.
    method.gradient_func = record
    batches = -(-steps // scorer.rows)
    found = method.attribute(
        text[None], baselines=baseline[None], n_steps=steps, internal_batch_size=-(-steps // batches)
    )
    values = scorer.question.by_player(found[0].detach().sum(-1).to("cpu", torch.float64).numpy())
    gathered = np.cumsum(np.concatenate(slopes) * sizes[:, None], axis=0)
    reached = np.cumsum(sizes * stretch)
    return values, Path(frozen(alphas), frozen(reached), frozen(np.concatenate(scores)), frozen(gathered))


def integrated_gradients(game: Game, *, steps: int = 16, doubling: bool = True) -> Attribution:
    """Gradients averaged on the straight way from the baseline to the text, times the way (Gauss-Legendre points).

    doubling: the steps are doubled until the gap is at most `TOLERANCE` of the change, or until `steps_limit`. More
    steps need not make the gap smaller; of all tries the one with the smallest gap is kept. A small gap is about the sum
    alone: errors of single words can cancel in it.
    """
    start = time.perf_counter()
    whole, empty = game.ends
    change = abs(whole - empty)
    tries: list[tuple[float, int, NDArray[np.float64], Path]] = []
    while True:
        values, path = _one_integral(game, steps)
        gap = abs(float(values.sum()) - (whole - empty))
        tries.append((gap / change if change > 1e-9 else float("nan"), steps, values, path))
        if not doubling or not tries[-1][0] > TOLERANCE or 2 * steps > steps_limit(len(game.scorer.question)):
            break
        steps *= 2
    _, _, values, path = min(tries, key=lambda one: one[0])
    moved = float(np.abs(tries[-1][2] - tries[-2][2]).max()) if len(tries) > 1 else float("nan")
    return Attribution(
        "ig",
        frozen(values),
        True,
        True,
        whole,
        empty,
        history=tuple((taken, share) for share, taken, _, _ in tries),
        path=path,
        passes=sum(taken for _, taken, _, _ in tries),
        seconds=time.perf_counter() - start,
        moved=moved,
    )


def _from_gradient(game: Game, method: Any, name: str, *, signed: bool, norm: bool) -> Attribution:
    start = time.perf_counter()
    whole, empty = game.ends
    scorer = game.scorer
    method.gradient_func = lambda forward_fn, inputs, *_, **__: (_gradients(scorer, forward_fn, inputs)[1],)
    options = {"abs": False} if norm else {}
    found = method.attribute(scorer.embedded[None].clone().requires_grad_(), **options)[0].detach()
    by_token = found.norm(dim=-1) if norm else found.sum(-1)
    values = scorer.question.by_player(by_token.to("cpu", torch.float64).numpy())
    return Attribution(name, frozen(values), signed, False, whole, empty, (), None, 1, time.perf_counter() - start)


def gradient_input(game: Game) -> Attribution:
    """The gradient at the text times the embedding itself, summed over its dimensions."""
    return _from_gradient(game, InputXGradient(game.scorer), "gradient_input", signed=True, norm=False)


def saliency(game: Game) -> Attribution:
    """The length of the gradient at the text: how sensitive the number is to each word, for better or worse.

    A word of several pieces has the sum of their lengths, and so the more the more pieces it has.
    """
    return _from_gradient(game, Saliency(game.scorer), "saliency", signed=False, norm=True)


class _Whole(torch.nn.Module):
    """The scorer as a module: Captum's DeepLift puts its hooks on what it finds inside."""

    def __init__(self, scorer: Scorer) -> None:
        super().__init__()
        self.model = scorer.loaded.model
        self.score = scorer

    def forward(self, embedded: torch.Tensor) -> torch.Tensor:
        return self.score(embedded)


def _activations(model: Any) -> list[torch.nn.Module]:
    kinds = ("transformers.activations", "torch.nn.modules.activation")
    return [part for part in model.modules() if type(part).__module__ in kinds and not list(part.children())]


def _check_activations(scorer: Scorer) -> None:
    """Raises ExplainError("no_deeplift") unless each activation function is a module that runs once in a pass."""
    runs: dict[int, int] = {}

    def count(part: torch.nn.Module, *_: object) -> None:
        runs[id(part)] = runs.get(id(part), 0) + 1

    hooks = [part.register_forward_hook(count) for part in _activations(scorer.loaded.model)]
    try:
        with torch.inference_mode():
            scorer(scorer.embedded[None])
    finally:
        for hook in hooks:
            hook.remove()
    if not runs or max(runs.values()) > 1:
        raise ExplainError("no_deeplift", model=scorer.loaded.card.name)


def deeplift(game: Game) -> Attribution:
    """Differences from the baseline carried back through the model by the rescale rule, in one pass.

    Captum applies the rule where an activation function is a module that is on its list. The list has ReLU and Tanh, but
    neither GELU nor SiLU: the model's own are added to it here, so that Captum as it comes gives other numbers (for GELU,
    the plain gradient times the difference). Softmax, layer norms and the products of attention are passed by their
    ordinary gradient, so that the values need not add up: look at the gap.

    Raises ExplainError("no_deeplift") for a model that runs the same activation module several times in one pass.
    """
    start = time.perf_counter()
    whole, empty = game.ends
    scorer = game.scorer
    # Hooks stay on the shared modules until it is done, so the lock is held all the while.
    with scorer.loaded.lock, torch.enable_grad():
        _check_activations(scorer)
        for part in _activations(scorer.loaded.model):
            SUPPORTED_NON_LINEAR.setdefault(type(part), nonlinear)
        whole_model = _Whole(scorer).eval()
        found = DeepLift(whole_model).attribute(
            scorer.embedded[None].clone().requires_grad_(), baselines=game.empty_embedded[None].clone()
        )
    values = scorer.question.by_player(found[0].detach().sum(-1).to("cpu", torch.float64).numpy())
    return Attribution("deeplift", frozen(values), True, True, whole, empty, (), None, 2, time.perf_counter() - start)
