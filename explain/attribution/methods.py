"""All methods by name, with what they need: the one place that a page asks."""

from dataclasses import dataclass

from explain.attribution.game import Game, game_of
from explain.attribution.gradients import deeplift, gradient_input, integrated_gradients, saliency
from explain.attribution.perturbation import kernel_shap, lime, occlusion, shapley
from explain.attribution.results import Attribution
from explain.engine.results import ask, result
from explain.models.loading import LoadedModel
from explain.prediction.questions import Question

__all__ = ["METHODS", "QUICK", "Effort", "attribute", "attribution", "quick_methods"]

METHODS = ("ig", "gradient_input", "saliency", "deeplift", "occlusion", "shapley", "kernel", "lime")
QUICK = ("ig", "gradient_input", "saliency", "occlusion")
"""Those that are quick enough to be compared with on every view."""
_QUICK_TOKENS = 6_000


@dataclass(frozen=True)
class Effort:
    """How much work a method may take.

    steps: of an integral, to begin with. doubling: whether the steps are doubled while the gap is too large.
    orders: random orders of Shapley values where there are too many words for all. samples: sets of Kernel SHAP and LIME.
    seed: of all draws.
    """

    steps: int = 16
    doubling: bool = True
    orders: int = 32
    samples: int = 256
    seed: int = 0

    def only(self, method: str) -> "Effort":
        """What of this matters to a method, the rest as it is at first: attributions that differ in nothing else agree."""
        matters = {
            "ig": ("steps", "doubling"),
            "shapley": ("orders", "seed"),
            "kernel": ("samples", "seed"),
            "lime": ("samples", "seed"),
        }
        return Effort(**{name: getattr(self, name) for name in matters.get(method, ())})


def quick_methods(question: Question) -> tuple[str, ...]:
    """`QUICK`, without occlusion where the text is so long that it would not be."""
    cheap = len(question.players) * len(question) <= _QUICK_TOKENS
    return QUICK if cheap else QUICK[:-1]


def attribute(game: Game, method: str, effort: Effort) -> Attribution:
    """Run one method on a game. Raises ExplainError: no_deeplift, too_long."""
    if method == "ig":
        return integrated_gradients(game, steps=effort.steps, doubling=effort.doubling)
    if method == "shapley":
        return shapley(game, samples=effort.orders, seed=effort.seed)
    if method in ("kernel", "lime"):
        run = kernel_shap if method == "kernel" else lime
        return run(game, samples=effort.samples, seed=effort.seed)
    return {
        "gradient_input": gradient_input,
        "saliency": saliency,
        "deeplift": deeplift,
        "occlusion": occlusion,
    }[method](game)


@result
def attribution(loaded: LoadedModel, question: Question, baseline: str, method: str, effort: Effort) -> Attribution:
    """How much each word did for the asked number, by one of `METHODS`, words being replaced by one of `BASELINES`.

    Raises ExplainError: no_baseline, no_deeplift, too_long.
    """
    needed = effort.only(method)
    if needed != effort:
        return ask(attribution, loaded, question, baseline, method, needed)
    return attribute(game_of(loaded, question, baseline), method, effort)
