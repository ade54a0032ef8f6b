"""The embedding table: one row for each vocabulary entry.

Glossary: V rows of the table, E their width. E is the model's width D in most families; ALBERT and ELECTRA keep a
narrower table and widen its rows by one more matrix (Lan et al. 2020, "ALBERT", section 3.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.errors import ExplainError
from explain.models.loading import LoadedModel
from explain.models.per_model import per_model

__all__ = ["EmbeddingTable", "WordVector", "one_hot_product", "table_of", "word_vector"]


@dataclass(frozen=True)
class EmbeddingTable:
    """The input embeddings of a model, read-only; on a CPU they are the model's own memory, not a copy.

    rows: (V, E) float32. lengths: (V,) Euclidean length of each row. width: D, what the layers work with.
    parameters: of the whole model, a matrix that is used twice counted once.
    tied: whether the vocabulary head reads the very same matrix.
    usable: (V',) ids of rows that have a vocabulary entry which is not a special token.
    """

    rows: NDArray[np.float32]
    lengths: NDArray[np.float32]
    width: int
    parameters: int
    tied: bool
    usable: NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        """Memory taken besides the model's own."""
        own = 0 if self.rows.base is not None else self.rows.nbytes
        return own + self.lengths.nbytes + self.usable.nbytes


@dataclass(frozen=True)
class WordVector:
    """What stands for a typed word in the embedding table.

    typed: as typed. ids, pieces: the vocabulary entries it was cut into. vector: (E,) float64, the mean of their rows.
    unknown: whether a part of it is not in the vocabulary at all ([UNK]).
    """

    typed: str
    ids: tuple[int, ...]
    pieces: tuple[str, ...]
    vector: NDArray[np.float64]
    unknown: bool


@per_model
def table_of(loaded: LoadedModel) -> EmbeddingTable:
    """The input embeddings of a model, with the length of every row."""
    weight = loaded.family.embedding_layer(loaded.model).word.weight
    rows: NDArray[np.float32] = weight.detach().to("cpu").float().numpy()
    rows.flags.writeable = False
    lengths = np.sqrt(np.einsum("ve,ve->v", rows, rows))
    output = loaded.family.output_table(loaded.model)
    tied = output is not None and output.data_ptr() == weight.data_ptr()
    ordinary = loaded.vocabulary.ordinary_ids
    return EmbeddingTable(
        rows=rows,
        lengths=lengths,
        width=loaded.width,
        parameters=sum(parameter.numel() for parameter in loaded.model.parameters()),
        tied=tied,
        usable=ordinary[ordinary < len(rows)],
    )


def _ids_of(loaded: LoadedModel, typed: str, rows: int) -> tuple[int, ...]:
    """The entries that stand for what was typed.

    "#17" is row 17. An entry written with the vocabulary's own marks ("##ing", "Ġthe", "▁the", "the</w>", "[MASK]") is that
    entry.
    Anything else is cut as the tokenizer cuts it in running text, where a byte-level vocabulary sees a space before it.
    """
    vocabulary = loaded.vocabulary
    if typed.startswith("#") and typed[1:].isascii() and typed[1:].isdigit():
        if not int(typed[1:]) < min(rows, len(vocabulary.pieces)):
            raise ExplainError("unknown_row", row=typed, last=min(rows, len(vocabulary.pieces)) - 1)
        return (int(typed[1:]),)
    sound = typed.encode("utf-8", "replace").decode("utf-8")
    # Not through `get_vocab`, which makes a new dictionary of all entries each time.
    exact = loaded.tokenizer.convert_tokens_to_ids(sound)
    if exact is not None and vocabulary.pieces[exact] == sound and vocabulary.is_marked(exact):
        return (int(exact),)
    before = " " if vocabulary.style == "bytes" else ""
    found = loaded.tokenizer(before + sound, add_special_tokens=False, verbose=False)["input_ids"]
    return tuple(int(one) for one in found)


def word_vector(loaded: LoadedModel, table: EmbeddingTable, typed: str) -> WordVector:
    """The vector of a typed word: its row, or the mean of the rows of its pieces.

    Raises ExplainError: unknown_row ("#" and a number outside of the table), unreadable_word (no piece at all, as for a
    lone control character).
    """
    ids = _ids_of(loaded, typed, len(table.rows))
    if not ids:
        raise ExplainError("unreadable_word", word=typed)
    vector = table.rows[list(ids)].astype(np.float64).mean(axis=0)
    unknown = loaded.tokenizer.unk_token_id
    # A byte-level vocabulary knows everything; its "unknown" is only the end-of-text token, which may be asked for.
    missing = loaded.vocabulary.style != "bytes" and unknown in ids and typed != loaded.tokenizer.unk_token
    return WordVector(typed, ids, tuple(loaded.vocabulary.pieces[one] for one in ids), vector, missing)


def one_hot_product(table: EmbeddingTable, token_ids: Sequence[int]) -> NDArray[np.float32]:
    """(n, E) one-hot vectors (n, V) of token ids times the table (V, E), multiplied out in full."""
    hot = np.zeros((len(token_ids), len(table.rows)), dtype=np.float32)
    hot[np.arange(len(token_ids)), list(token_ids)] = 1
    product: NDArray[np.float32] = hot @ table.rows
    return product
