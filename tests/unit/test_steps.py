"""Every stage of a layer, rebuilt from the weights, for every family."""

import numpy as np
import pytest
import torch

from explain.attention.by_hand import ACTIVATIONS, norm, softmax
from explain.attention.steps import entrance, step_by_step
from explain.engine.trace import run
from explain.models import LoadedModel
from explain.models.families import Norm, affine
from explain.text.tokens import tokenize
from tests.tiny import TEXT

TEXTS = [(TEXT[0],), (TEXT[1], TEXT[2])]
AFTER = {"query", "keys", "values", "weights", "joined", "head", "mixed", "up", "active", "down"}


@pytest.mark.parametrize("text", TEXTS)
def test_every_stage_is_the_models_own(tiny: LoadedModel, text: tuple[str, ...]) -> None:
    trace = run(tiny, tokenize(tiny, *text))
    for layer, head, token in ((0, 0, 0), (1, 3, 4), (2, 1, len(trace.tokens) - 1)):
        steps = step_by_step(tiny, trace.tokens, layer, head, token)
        assert steps.worst < 1e-5, steps.differences
        assert set(steps.differences) >= AFTER
        own = {"total", "fed"} if steps.pre_norm else {"left", "middle"}
        assert set(steps.differences) >= own
        np.testing.assert_allclose(steps.stages["entering"], trace.hidden[layer], atol=1e-6)
        last = steps.stages["total" if steps.pre_norm else "left"]
        if layer < 2 or not steps.pre_norm:
            np.testing.assert_allclose(last, trace.hidden[layer + 1, token], atol=1e-5)
        np.testing.assert_allclose(steps.stages["weights"], trace.attention[layer, head, token], atol=1e-6)


def test_the_embedded_model_too(embedded: LoadedModel) -> None:
    tokens = tokenize(embedded, "The man who ate the pepper sneezed.")
    for layer in range(6):
        assert step_by_step(embedded, tokens, layer, 5, 7).worst < 1e-5
    assert entrance(embedded, tokens, 3).difference < 1e-5


def test_shapes_and_sums(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0])
    length = len(tokens)
    steps = step_by_step(tiny, tokens, 1, 2, 3)
    shapes = {name: array.shape for name, array in steps.stages.items()}
    assert shapes["entering"] == (length, 32)
    assert shapes["query"] == shapes["head"] == (8,)
    assert shapes["keys"] == shapes["values"] == (length, 8)
    assert shapes["products"] == shapes["scores"] == shapes["weights"] == (length,)
    assert shapes["joined"] == shapes["mixed"] == shapes["total"] == shapes["down"] == (32,)
    assert ("turned_query" in shapes) == ("positions:rotary" in tiny.abilities)
    block = tiny.family.block(tiny.model, 1)
    assert steps.scaling == block.scaling
    # Disentangled attention adds up three products.
    assert steps.scaling == pytest.approx(1 / np.sqrt(8 * (1 + sum("content" in name for name in steps.terms))))
    assert ("positions:relative" in tiny.abilities) == bool(steps.terms)
    added = steps.stages["products"] * steps.scaling + sum(steps.stages[name] for name in steps.terms)
    seen = np.isfinite(steps.stages["scores"])
    np.testing.assert_allclose(steps.stages["scores"][seen], added[seen], atol=1e-12)
    np.testing.assert_allclose(steps.stages["joined"][16:24], steps.stages["head"], atol=1e-12)
    summed = steps.stages["entering"][3] + steps.stages["mixed"]
    if steps.parallel:
        assert "summed" not in steps.stages
        np.testing.assert_allclose(steps.stages["total"], summed + steps.stages["down"], atol=1e-12)
    else:
        np.testing.assert_allclose(steps.stages["summed"], summed, atol=1e-12)


def test_a_decoder_sees_nothing_after_the_token(tiny_models: dict[str, LoadedModel]) -> None:
    loaded = tiny_models["gpt2"]
    steps = step_by_step(loaded, tokenize(loaded, TEXT[0]), 1, 0, 3)
    assert np.isneginf(steps.stages["scores"][4:]).all()
    assert (steps.stages["weights"][4:] == 0).all()
    assert np.isfinite(steps.stages["products"]).all()


def test_a_wrong_weight_is_seen(tiny_models: dict[str, LoadedModel]) -> None:
    """The badge can show a difference: one weight changed between the two computations is enough."""
    loaded = tiny_models["bert"]
    tokens = tokenize(loaded, TEXT[0])
    block = loaded.family.block(loaded.model, 0)
    module = block.down
    hook = module.register_forward_hook(lambda module, args, output: output + 0.001)
    try:
        assert step_by_step(loaded, tokens, 0, 0, 2).differences["down"] > 5e-4
    finally:
        hook.remove()


def test_no_hook_is_left_behind(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[0])
    # The library has hooks of its own there.
    before = [(len(module._forward_hooks), len(module._forward_pre_hooks)) for module in tiny.model.modules()]
    step_by_step(tiny, tokens, 0, 0, 0)
    assert [(len(module._forward_hooks), len(module._forward_pre_hooks)) for module in tiny.model.modules()] == before


def test_what_enters_the_first_layer(tiny: LoadedModel) -> None:
    tokens = tokenize(tiny, TEXT[1], TEXT[0])
    for token in (0, 5, len(tokens) - 1):
        found = entrance(tiny, tokens, token)
        assert found.difference < 1e-5
        assert ("position" in found.stages) == ("positions:learned" in tiny.abilities)
        layer = tiny.family.embedding_layer(tiny.model)
        assert ("widened" in found.stages) == (layer.word.weight.shape[1] < tiny.width)


def test_block_is_a_layer_of_its_own(tiny: LoadedModel) -> None:
    blocks = [tiny.family.block(tiny.model, layer) for layer in range(3)]
    alone = len({id(block.whole) for block in blocks})
    assert [block.shared for block in blocks] == ([0, 1, 2] if alone == 1 else [0, 0, 0])
    assert (tiny.family.leaving(tiny.model) is None) == (alone == 1)
    for block in blocks:
        matrix, bias = affine(block.output)
        assert matrix.shape == (32, 32)
        state = torch.linspace(-1, 1, 32, device=tiny.device)
        with torch.no_grad():
            expected = block.output(state[None])[0]
        np.testing.assert_allclose((state @ matrix + (0 if bias is None else bias)).cpu(), expected.cpu(), atol=1e-5)


def test_what_leaves_a_layer(tiny: LoadedModel) -> None:
    modules = tiny.family.leaving(tiny.model)
    if modules is None:
        return
    tokens = tokenize(tiny, TEXT[0])
    seen: list[torch.Tensor] = []
    hooks = [module.register_forward_hook(lambda _, __, output: seen.append(output)) for module in modules]
    trace = run(tiny, tokens)
    for hook in hooks:
        hook.remove()
    assert len(seen) == tiny.layers == 3
    closing = tiny.family.closing_norm(tiny.model)
    for layer, states in enumerate(seen, start=1):
        with torch.no_grad():
            own = closing(states) if closing and layer == 3 else states
        np.testing.assert_allclose(trace.hidden[layer], own[0].cpu(), atol=1e-5)


def test_activations_are_the_librarys() -> None:
    from transformers.activations import ACT2FN

    x = np.linspace(-4, 4, 201)
    for name, mine in ACTIVATIONS.items():
        np.testing.assert_allclose(mine(x), ACT2FN[name](torch.from_numpy(x)).numpy(), atol=1e-6)


def test_softmax_and_norm_by_hand() -> None:
    np.testing.assert_allclose(softmax(np.array([np.log(1), np.log(3), -np.inf])), [0.25, 0.75, 0])
    part = Norm(torch.nn.LayerNorm(2), 0.0)
    np.testing.assert_allclose(norm(np.array([1.0, 3.0]), part), [-1, 1])
    # The root of the mean of 9 and 16 is √12.5.
    part = Norm(torch.nn.RMSNorm(2), 0.0, "rms")
    np.testing.assert_allclose(norm(np.array([3.0, 4.0]), part), [3 / 12.5**0.5, 4 / 12.5**0.5])
