"""Results with labels become plotly figures. Nothing here knows torch, Streamlit or how a number came about."""

from explain.figures.attention import attention_map, flow_bars
from explain.figures.masked import guess_bars, loss_bars, position_bars
from explain.figures.positions import curves, place_map, turning
from explain.figures.style import Style, standalone_html
from explain.figures.tokens import word_pieces

__all__ = [
    "Style",
    "attention_map",
    "curves",
    "flow_bars",
    "guess_bars",
    "loss_bars",
    "place_map",
    "position_bars",
    "standalone_html",
    "turning",
    "word_pieces",
]
