"""The three views of the Masked words page."""

from pages.predict.views.blanks import blanks
from pages.predict.views.every import every_position
from pages.predict.views.training import training

__all__ = ["blanks", "every_position", "training"]
