"""What all tests share: small models of every family, made once."""

import os
from pathlib import Path

# No test may wait for a hub; the code that reaches for one is tested on its own.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
# Several tests run at once; torch on all cores in each of them, and in their servers, would be slower for all.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest

from explain.models import LoadedModel, Settings, load
from tests.tiny import FAMILY_NAMES, MASKED_NAMES, save_classifier, save_tiny


@pytest.fixture(scope="session")
def tiny_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("models")
    folders = {name: save_tiny(name, root / name) for name in FAMILY_NAMES}
    folders["uncased"] = save_tiny("bert", root / "uncased", uncased=True)
    folders["classifier"] = save_classifier("bert", root / "classifier", num_labels=3)
    return folders


@pytest.fixture(scope="session")
def device() -> str:
    """Set SAYDAM_DEVICE=cuda to prove the same on a GPU."""
    return os.environ.get("SAYDAM_DEVICE", "cpu")


@pytest.fixture(scope="session")
def tiny_models(tiny_folders: dict[str, Path], device: str) -> dict[str, LoadedModel]:
    settings = Settings(device=device, folders=tuple(tiny_folders.values()))
    return {name: load(str(folder), settings) for name, folder in tiny_folders.items()}


@pytest.fixture(params=FAMILY_NAMES)
def tiny(request: pytest.FixtureRequest, tiny_models: dict[str, LoadedModel]) -> LoadedModel:
    """A model of each family in turn."""
    return tiny_models[request.param]


@pytest.fixture(params=MASKED_NAMES)
def tiny_masked(request: pytest.FixtureRequest, tiny_models: dict[str, LoadedModel]) -> LoadedModel:
    """A model of each family that fills in blanks, in turn."""
    return tiny_models[request.param]


@pytest.fixture(scope="session")
def embedded(device: str) -> LoadedModel:
    from explain.models import EMBEDDED_ID

    return load(EMBEDDED_ID, Settings(device=device))
