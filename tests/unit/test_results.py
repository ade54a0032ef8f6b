"""Results: keys that say all, one computation for all who ask, and calls that another process could answer."""

import dataclasses
import pickle
import pkgutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import explain
from explain.engine.local import Local, Models
from explain.engine.progress import report, reporting
from explain.engine.results import RESULTS, Call, ask, calculation, result
from explain.engine.trace import run
from explain.models import LoadedModel, Settings
from explain.prediction.masked_words import predict
from explain.text.blanks import hide
from explain.text.tokens import tokenize
from tests.result_examples import calculations, examples, model_for

TEXT = "The cat sat on the mat."
ROOT = Path(__file__).parents[2]


def _all_results() -> dict[str, Any]:
    for module in pkgutil.walk_packages(explain.__path__, "explain."):
        if not module.name.startswith("explain.recipe"):
            import_module(module.name)
    return {name: function for name, function in RESULTS.items() if name.startswith("explain.")}


def _same(one: Any, other: Any) -> bool:
    """Whether two results hold the same, but for how long they took."""
    if isinstance(one, np.ndarray):
        return bool(one.shape == other.shape and np.array_equal(one, other, equal_nan=one.dtype.kind == "f"))
    if dataclasses.is_dataclass(one):
        names = [field.name for field in dataclasses.fields(one) if field.name != "seconds"]
        return all(_same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, float):
        return one == other or (one != one and other != other)
    if "__eq__" not in type(one).__dict__ and type(one).__module__.startswith("explain."):
        return _same(one.__getstate__(), other.__getstate__())
    return bool(one == other)


def _writable(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return bool(value.flags.writeable)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return any(_writable(getattr(value, field.name)) for field in dataclasses.fields(value))
    return isinstance(value, (list, tuple)) and any(map(_writable, value))


def _engine(loaded: LoadedModel, folder: Path) -> Local:
    return Local(Settings(device=str(loaded.device), folders=(folder,)))


def test_every_result_function_has_an_example() -> None:
    known = examples().keys() | calculations().keys()
    missing, surplus = _all_results().keys() - known, known - _all_results().keys()
    assert not missing, f"tests/result_examples has no arguments for {sorted(missing)}"
    assert not surplus, f"tests/result_examples names what is no result: {sorted(surplus)}"


def test_every_result_goes_to_another_process_and_back(
    tiny_models: dict[str, LoadedModel], tiny_folders: dict[str, Path]
) -> None:
    engine = Local(Settings(device=str(tiny_models["bert"].device), folders=tuple(tiny_folders.values())))
    wrong, functions, asked = [], _all_results(), []
    for name, make in examples().items():
        loaded = tiny_models[model_for(name)]
        given, named = make(loaded)
        asked.append(Call.of(functions[name], loaded.card.id, *given, **named))
    asked += [Call.plain(functions[name], *given, **named) for name, (given, named) in calculations().items()]
    for call in asked:
        arrived = pickle.loads(pickle.dumps(call))
        found = engine.answer(arrived)
        back = pickle.loads(pickle.dumps(found))
        if arrived != call or hash(arrived) != hash(call):
            wrong.append(f"{call.function}: the call is another one after its way")
        if not _same(found, back):
            wrong.append(f"{call.function}: the result is another one after its way")
        if _writable(found):
            wrong.append(f"{call.function}: what is shared can be written to")
    assert not wrong


def test_a_process_of_its_own_gives_the_same(embedded: LoadedModel, tmp_path: Path) -> None:
    call = Call.of(predict, embedded.card.id, tokenize(embedded, TEXT), (2,))
    (tmp_path / "call").write_bytes(pickle.dumps(call))
    code = (
        "import pickle, sys, pathlib; from explain.engine.local import Local; import explain.prediction.masked_words;"
        "folder = pathlib.Path(sys.argv[1]); found = Local().answer(pickle.loads((folder / 'call').read_bytes()));"
        "(folder / 'result').write_bytes(pickle.dumps(found))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)
    there, here = pickle.loads((tmp_path / "result").read_bytes()), call.compute(embedded)
    np.testing.assert_allclose(there.log_probabilities, here.log_probabilities, atol=1e-5)


def test_a_hidden_word_is_another_text(tiny_models: dict[str, LoadedModel], tiny_folders: dict[str, Path]) -> None:
    """The sentences are the same, what the model reads is not."""
    loaded = tiny_models["bert"]
    engine = _engine(loaded, tiny_folders["bert"])
    plain = tokenize(loaded, TEXT)
    hidden = hide(loaded, plain, [2])
    assert plain.sentences == hidden.sentences
    whole, without = engine.ask(run, loaded.card.id, plain), engine.ask(run, loaded.card.id, hidden)
    assert whole.tokens == plain
    assert without.tokens == hidden
    assert np.abs(whole.hidden - without.hidden).max() > 1e-3
    np.testing.assert_array_equal(without.hidden, run(engine.model(loaded.card.id), hidden).hidden)


def test_however_it_is_asked_it_is_one_result(embedded: LoadedModel) -> None:
    tokens = tokenize(embedded, TEXT)
    name = embedded.card.id
    assert Call.of(predict, name, tokens, (2,)) == Call.of(
        predict, name, tokens=tokenize(embedded, TEXT), positions=(2,)
    )
    assert Call.of(predict, name, tokens, (2,)) != Call.of(predict, name, tokens, (3,))
    assert Call.of(predict, name, tokens, (2,)) != Call.of(predict, "another model", tokens, (2,))


def test_only_marked_functions_and_frozen_arguments(embedded: LoadedModel) -> None:
    def unmarked(loaded: LoadedModel) -> int:
        return 1

    with pytest.raises(TypeError, match="not marked"):
        Call.of(unmarked, embedded.card.id)
    with pytest.raises(TypeError, match="not a function of a module"):
        result(unmarked)
    with pytest.raises(TypeError, match="unhashable"):
        Call.of(predict, embedded.card.id, tokenize(embedded, TEXT), [1])  # type: ignore[arg-type]


_made: list[str] = []


@calculation
def shout(word: str) -> str:
    """A calculation for these tests."""
    _made.append(word)
    report(1, 2)
    report(2, 2)
    return word.upper()


@result
def twice(loaded: LoadedModel, word: str) -> str:
    """A result that needs another one."""
    return ask(measured, loaded, word) * 2


@result
def measured(loaded: LoadedModel, word: str) -> str:
    """The one that it needs."""
    _made.append(f"measured {word}")
    return f"{word}{len(loaded.vocabulary.pieces)}"


def test_many_visitors_one_computation() -> None:
    _made.clear()
    engine, gate = Local(), threading.Barrier(8)

    def visit(_: int) -> str:
        gate.wait()
        return engine.compute(shout, "one")

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(visit, range(8))) == {"ONE"}
    assert _made == ["one"]


def test_what_a_result_needs_is_shared_too(tiny_models: dict[str, LoadedModel], tiny_folders: dict[str, Path]) -> None:
    _made.clear()
    loaded = tiny_models["bert"]
    engine = _engine(loaded, tiny_folders["bert"])
    assert engine.ask(twice, loaded.card.id, "a") == engine.ask(measured, loaded.card.id, "a") * 2
    assert _made == ["measured a"]
    # Without an engine it is a function like any other.
    assert twice(loaded, "a") == engine.ask(twice, loaded.card.id, "a")


def test_stopping_keeps_nothing_and_comes_out() -> None:
    _made.clear()

    class StoppedError(Exception):
        pass

    def stop(done: int, everything: int, /) -> None:
        assert everything == 2
        if done == 1:
            raise StoppedError

    engine = Local()
    with reporting(stop), pytest.raises(StoppedError):
        engine.compute(shout, "on")
    assert engine.compute(shout, "on") == "ON"
    assert _made == ["on", "on"]


def test_a_model_is_loaded_once_and_the_least_used_goes(tiny_folders: dict[str, Path]) -> None:
    settings = Settings(device="cpu", folders=tuple(tiny_folders.values()))
    models = Models(most=2)
    names = [str(folder) for folder in list(tiny_folders.values())[:3]]
    with ThreadPoolExecutor(4) as pool:
        assert len({id(one) for one in pool.map(lambda _: models.get(names[0], settings), range(4))}) == 1
    first = models.get(names[0], settings)
    models.get(names[1], settings)
    assert models.get(names[0], settings) is first
    models.get(names[2], settings)
    assert models.get(names[0], settings) is first
