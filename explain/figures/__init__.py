"""Results with labels become plotly figures. Nothing here knows torch, Streamlit or how a number came about."""

from explain.figures.attention import attention_map, flow_bars
from explain.figures.attributions import contribution_bars, order_curves, paired_bars
from explain.figures.bias import job_dots, null_histogram, pair_words, signed_bars
from explain.figures.biasmaps import share_map, vocabulary_map
from explain.figures.embeddings import pair_map, rows_map, score_bars
from explain.figures.masked import guess_bars, loss_bars, position_bars
from explain.figures.positions import curves, place_map, turning
from explain.figures.report import Section, report_html
from explain.figures.space import depth_lines, kind_bars, offset_plane, point_map
from explain.figures.studio import class_map, grouped_bars, ranked_bars
from explain.figures.style import Style, standalone_html
from explain.figures.tokens import word_pieces

__all__ = [
    "Section",
    "Style",
    "attention_map",
    "class_map",
    "contribution_bars",
    "curves",
    "depth_lines",
    "flow_bars",
    "grouped_bars",
    "guess_bars",
    "job_dots",
    "kind_bars",
    "loss_bars",
    "null_histogram",
    "offset_plane",
    "order_curves",
    "pair_map",
    "pair_words",
    "paired_bars",
    "place_map",
    "point_map",
    "position_bars",
    "ranked_bars",
    "report_html",
    "rows_map",
    "score_bars",
    "share_map",
    "signed_bars",
    "standalone_html",
    "turning",
    "vocabulary_map",
    "word_pieces",
]
