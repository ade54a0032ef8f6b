"""The weights of all heads on their way to the browser; what draws them is another part."""

from explain.attention.packing import Parcel
from pages.shell.browser.component import component

__all__ = ["send"]

_TENSOR = component("tensor")


def send(key: str, parcel: Parcel) -> None:
    """Send the weights of a drawing with that key; they may travel before the rest of it is known."""
    _TENSOR(key=f"{key}_tensor", data=parcel.id.encode("ascii") + parcel.content)
