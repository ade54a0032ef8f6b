"""Attention of all heads in one small parcel for the browser.

A weight w travels as the byte q = round(255 · √w), so that weak weights keep more of their digits than strong ones.
Read back as (q / 255)², a weight is off by at most √w / 255 + 1 / 260100, that is 0.004 near 1 and 0.0004 near 0.01.

Glossary: L layers, H heads, T tokens.
"""

import hashlib
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explain.engine.results import ask, result
from explain.engine.trace import Trace, run
from explain.models.loading import LoadedModel
from explain.text.tokens import Tokens

__all__ = ["Parcel", "pack", "parcel", "quantise", "restore", "unpack"]


@dataclass(frozen=True)
class Parcel:
    """Attention (L, H, T, T) as bytes. content: deflated without a header, in the order layer, head, query, key.

    id: tells two parcels apart. shape: (L, H, T).
    """

    id: str
    shape: tuple[int, int, int]
    content: bytes


def quantise(weights: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Weights between 0 and 1, of any shape, as bytes."""
    roots = np.sqrt(np.clip(weights, 0, 1))
    roots *= 255
    found: NDArray[np.uint8] = np.rint(roots, out=roots).astype(np.uint8)
    return found


def restore(packed: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Bytes as weights again; see the error in the text of the module."""
    found: NDArray[np.float32] = np.square(packed.astype(np.float32) / np.float32(255))
    return found


def _deflated(layer: NDArray[np.float32]) -> bytes:
    """One layer. Runs alone are looked for, since most bytes are noise between runs of nothing: on texts of 512 tokens
    that is smaller and faster than the search for repeated strings.
    """
    deflate = zlib.compressobj(level=1, wbits=-zlib.MAX_WBITS, strategy=zlib.Z_RLE)
    return deflate.compress(quantise(layer).tobytes()) + deflate.flush(zlib.Z_FULL_FLUSH)


def pack(trace: Trace) -> Parcel:
    """All attention of one text, deflated fast: a better packer takes longer than sending the difference."""
    layers, heads, length, _ = trace.attention.shape
    # zlib lets other threads run, and parts that end with a full flush may stand one after the other (RFC 1951).
    with ThreadPoolExecutor(max_workers=min(layers, 4)) as workers:
        parts = list(workers.map(_deflated, trace.attention))
    end = zlib.compressobj(wbits=-zlib.MAX_WBITS).flush()
    content = b"".join([*parts, end])
    return Parcel(hashlib.blake2b(content, digest_size=8).hexdigest(), (layers, heads, length), content)


@result
def parcel(loaded: LoadedModel, tokens: Tokens) -> Parcel:
    """The attention of a text as it travels; see `pack`."""
    return pack(ask(run, loaded, tokens))


def unpack(packed: Parcel) -> NDArray[np.uint8]:
    """The bytes (L, H, T, T) of a parcel, as the browser finds them."""
    layers, heads, length = packed.shape
    content = zlib.decompress(packed.content, wbits=-zlib.MAX_WBITS)
    return np.frombuffer(content, dtype=np.uint8).reshape(layers, heads, length, length)
