"""What the owner of the app decides, from the environment of the server. Visitors cannot change any of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Settings"]


@dataclass(frozen=True)
class Settings:
    """device: a torch device that overrides the choice of one (SAYDAM_DEVICE).
    folders: model folders on disk that the picker offers (SAYDAM_MODEL_FOLDERS, separated as in PATH).
    any_model: whether visitors may type any hub id or server folder (SAYDAM_ANY_MODEL=1); off, only listed models load.
    """

    device: str | None = None
    folders: tuple[Path, ...] = ()
    any_model: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings; unset ones keep their defaults."""
        listed = environment.get("SAYDAM_MODEL_FOLDERS", "")
        return cls(
            device=environment.get("SAYDAM_DEVICE") or None,
            folders=tuple(Path(part).expanduser() for part in listed.split(os.pathsep) if part),
            any_model=environment.get("SAYDAM_ANY_MODEL", "") == "1",
        )
