"""All methods by name, with what they need: the one place that a page asks."""

from dataclasses import dataclass

from explain.attribution.gradients import deeplift, gradient_input, integrated_gradients, saliency
from explain.attribution.perturbation import kernel_shap, lime, occlusion, shapley
from explain.attribution.results import Attribution
from explain.attribution.scoring import Game, Progress

__all__ = ["METHODS", "QUICK", "Effort", "attribute", "quick_methods"]

METHODS = ("ig", "gradient_input", "saliency", "deeplift", "occlusion", "shapley", "kernel", "lime")
QUICK = ("ig", "gradient_input", "saliency", "occlusion")
"""Those that are quick enough to be compared with on every view."""
_QUICK_TOKENS = 6_000


@dataclass(frozen=True)
class Effort:
    """How much work a method may take.

    steps: of an integral, to begin with. doubling: whether the steps are doubled while the gap is too large.
    orders: random orders of the Shapley sampling. samples: random sets of Kernel SHAP and LIME. seed: of all draws.
    """

    steps: int = 16
    doubling: bool = True
    orders: int = 32
    samples: int = 256
    seed: int = 0

    def of(self, method: str) -> tuple[int, ...]:
        """What of this matters to a method: results that differ in nothing else are the same."""
        if method == "ig":
            return (self.steps, int(self.doubling))
        if method == "shapley":
            return (self.orders, self.seed)
        return (self.samples, self.seed) if method in ("kernel", "lime") else ()


def quick_methods(game: Game) -> tuple[str, ...]:
    """`QUICK`, without occlusion where the text is so long that it would not be."""
    cheap = game.players * len(game.scorer.asked) <= _QUICK_TOKENS
    return QUICK if cheap else QUICK[:-1]


def attribute(game: Game, method: str, effort: Effort, progress: Progress | None = None) -> Attribution:
    """Run one method. Raises ExplainError: no_deeplift, too_long."""
    if method == "ig":
        return integrated_gradients(game, steps=effort.steps, doubling=effort.doubling, progress=progress)
    if method == "shapley":
        return shapley(game, samples=effort.orders, seed=effort.seed, progress=progress)
    if method == "occlusion":
        return occlusion(game, progress)
    if method in ("kernel", "lime"):
        run = kernel_shap if method == "kernel" else lime
        return run(game, samples=effort.samples, seed=effort.seed, progress=progress)
    return {"gradient_input": gradient_input, "saliency": saliency, "deeplift": deeplift}[method](game)
