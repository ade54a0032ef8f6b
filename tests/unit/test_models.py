"""Cards, loading, and everything that can be wrong with a model."""

import json
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from explain.errors import ExplainError
from explain.models import (
    EMBEDDED_ID,
    FAMILIES,
    LoadedModel,
    Settings,
    catalogue,
    choose_device,
    find_card,
    load,
    loading,
)
from explain.models.int8 import dequantise, load_int8, quantise, save_int8


def _code(model_id: str, settings: Settings | None = None) -> str:
    with pytest.raises(ExplainError) as caught:
        load(model_id, settings)
    return caught.value.code


def test_catalogue_lists_what_the_lecture_needs() -> None:
    ids = [card.id for card in catalogue()]
    assert ids[0] == EMBEDDED_ID
    assert {"bert-base-uncased", "dbmdz/bert-base-turkish-cased", "answerdotai/ModernBERT-base", "gpt2"} <= set(ids)
    assert all(card.family in FAMILIES and card.licence and card.parameters for card in catalogue())
    assert find_card("gpt2").abilities == FAMILIES["gpt2"].abilities


def test_embedded_model(embedded: LoadedModel) -> None:
    assert embedded.abilities >= {"masked", "positions:learned"}
    assert embedded.limit == 512
    counted = sum(parameter.numel() for parameter in embedded.model.parameters())
    assert embedded.card.parameters == pytest.approx(counted / 1e6, abs=0.1)
    body = embedded.model.distilbert
    assert embedded.model.vocab_projector.weight is body.embeddings.word_embeddings.weight


def test_abilities_come_from_the_weights(tiny: LoadedModel) -> None:
    assert tiny.abilities == tiny.family.abilities_of(tiny.model.config) <= tiny.family.abilities
    assert tiny.limit == 96
    assert (tiny.layers, tiny.heads, tiny.width) == (3, 4, 32)


def test_unknown_ids_need_the_owners_leave(tiny_folders: dict[str, Path]) -> None:
    folder = str(tiny_folders["bert"])
    assert _code("somebody/anything") == "unknown_model"
    assert _code(folder) == "unknown_model"
    assert _code("../../etc") == "unknown_model"
    assert load(folder, Settings(any_model=True)).card.source == "folder"
    assert find_card("somebody/anything", Settings(any_model=True)).source == "hub"


def test_what_is_meant_as_a_path_is_not_looked_for_on_the_hub(tmp_path: Path) -> None:
    for path in (str(tmp_path / "absent"), "/nowhere", "./nowhere", "../nowhere", "~/nowhere", "~nobody-here/x"):
        assert find_card(path, Settings(any_model=True)).source == "folder", path
        assert _code(path, Settings(any_model=True)) == "no_folder", path
    assert find_card("x" * 5_000, Settings(any_model=True)).source == "hub"
    assert _code("/" + "x" * 5_000, Settings(any_model=True)) == "broken_model"


def test_unreachable_hub_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_hub_reachable", lambda: False)
    assert _code("bert-base-cased") == "hub_unreachable"


def test_reachability_is_asked_of_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        assert loading._hub_reachable()
    assert not loading._hub_reachable()


def test_a_cached_hub_model_loads_without_a_network(
    tiny_folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hub's cache, laid out as its client does it: models--name/snapshots/<commit>/ and refs/main."""
    from huggingface_hub import constants

    commit = "0" * 40
    home = tmp_path / "models--bert-base-cased"
    shutil.copytree(tiny_folders["bert"], home / "snapshots" / commit)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text(commit)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    loaded = load("bert-base-cased")
    assert loaded.card.source == "hub"
    assert loaded.family.name == "bert"


def _copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


def _edit_config(folder: Path, **changes: object) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_unknown_family_is_one_clear_error(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    folder = _copy(tiny_folders["bert"], tmp_path / "bloom")
    _edit_config(folder, model_type="bloom", architectures=["BloomForCausalLM"])
    assert _code(str(folder), Settings(folders=(folder,))) == "unknown_family"


def test_remote_code_is_not_run(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    folder = _copy(tiny_folders["bert"], tmp_path / "remote")
    _edit_config(folder, model_type="evil", auto_map={"AutoConfig": "evil.Evil", "AutoModelForMaskedLM": "evil.Evil"})
    tokenizer = json.loads((folder / "tokenizer_config.json").read_text())
    (folder / "tokenizer_config.json").write_text(
        json.dumps(tokenizer | {"auto_map": {"AutoTokenizer": ["evil.Evil"] * 2}})
    )
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    assert _code(str(folder), Settings(folders=(folder,))) == "unknown_family"
    _edit_config(folder, model_type="bert")
    assert load(str(folder), Settings(folders=(folder,))).family.name == "bert"
    assert not (tmp_path / "ran").exists()


def test_a_body_without_a_head_predicts_nothing(tiny_folders: dict[str, Path], tmp_path: Path) -> None:
    folder = _copy(tiny_folders["bert"], tmp_path / "body")
    state = {k: v for k, v in load_file(folder / "model.safetensors").items() if not k.startswith("cls.")}
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    loaded = load(str(folder), Settings(folders=(folder,)))
    assert "masked" not in loaded.abilities
    assert "segments" in loaded.abilities


def test_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose_device("cpu").type == "cpu"
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert choose_device().type == "cpu"
    for wanted in ("nonsense", "cuda:99"):
        with pytest.raises(ExplainError) as caught:
            choose_device(wanted)
        assert caught.value.code == "unknown_device"


def test_settings_from_the_environment(tmp_path: Path) -> None:
    read = Settings.from_environment(
        {"SAYDAM_DEVICE": "cpu", "SAYDAM_MODEL_FOLDERS": f"{tmp_path}:/b", "SAYDAM_ANY_MODEL": "1"}
    )
    assert read == Settings("cpu", (tmp_path, Path("/b")), any_model=True)
    assert Settings.from_environment({}) == Settings()


def test_int8_round_trip(tmp_path: Path) -> None:
    generator = torch.Generator().manual_seed(1)
    matrix = torch.randn(20, 30, generator=generator) * torch.logspace(-3, 2, 20)[:, None]
    matrix[4] = 0
    quantised, scale = quantise(matrix)
    assert quantised.dtype == torch.int8
    assert ((dequantise(quantised, scale) - matrix).abs() <= scale[:, None] / 2 + 1e-7).all()
    bias = torch.randn(5, generator=generator)
    save_int8({"w": matrix, "b": bias}, tmp_path / "x.safetensors")
    back = load_int8(tmp_path / "x.safetensors")
    assert set(back) == {"w", "b"}
    assert torch.equal(back["b"], bias)
    assert torch.equal(back["w"], dequantise(quantised, scale))
    with pytest.raises(ValueError, match="matrices"):
        quantise(bias)


def test_shipped_weights_are_small_and_int8() -> None:
    path = loading.WEIGHTS / "model.int8.safetensors"
    assert path.stat().st_size <= 75 * 10**6
    stored = load_file(path)
    for name, tensor in stored.items():
        assert np.isfinite(tensor.float().numpy()).all()
        assert tensor.dtype == (torch.int8 if tensor.ndim == 2 else torch.float32), name
