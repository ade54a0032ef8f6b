"""Small random models of every family, built from their configs and saved to disk as the hub would have them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoModelForMaskedLM,
    AutoModelForSequenceClassification,
    PreTrainedConfig,
    PreTrainedTokenizerFast,
)

from explain.models import FAMILIES

TEXT = [
    "The man who ate the pepper sneezed.",
    "The cat who bit the dog barked at the bank by the river.",
    "Yüz kişi yüz maskesi ile denizdeki adama yüz diye bağırdı.",
    "İstanbul IŞIK Iğdır ve şöyle böyle.",
    "The capital of France is Paris, and I am a robot.",
]


def _wordpiece(*, lowercase: bool = False) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(
        TEXT * 5, trainers.WordPieceTrainer(vocab_size=150, special_tokens=special, show_progress=False)
    )
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.decoder = decoders.WordPiece()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=96,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


def _wordpiece_of_mpnet() -> PreTrainedTokenizerFast:
    """BERT's pieces between RoBERTa's marks."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["<s>", "<pad>", "</s>", "[UNK]", "<mask>"]
    tokenizer.train_from_iterator(
        TEXT * 5, trainers.WordPieceTrainer(vocab_size=150, special_tokens=special, show_progress=False)
    )
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), trim_offsets=False, add_prefix_space=False
    )
    tokenizer.decoder = decoders.WordPiece()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        unk_token="[UNK]",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=96,
    )


def _byte_level(*, causal: bool = False, start: bool = False) -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    special = ["<|endoftext|>"] if causal else ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(
        TEXT * 5,
        trainers.BpeTrainer(
            vocab_size=360,
            special_tokens=special,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    tokenizer.decoder = decoders.ByteLevel()
    if causal:
        tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
        if start:
            begin = processors.TemplateProcessing(
                single="<|endoftext|> $A", pair="<|endoftext|> $A $B", special_tokens=[("<|endoftext|>", 0)]
            )
            tokenizer.post_processor = processors.Sequence([tokenizer.post_processor, begin])
        return PreTrainedTokenizerFast(
            tokenizer_object=tokenizer,
            unk_token="<|endoftext|>",
            bos_token="<|endoftext|>",
            eos_token="<|endoftext|>",
            model_max_length=96,
        )
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=True)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=96,
    )


def _sentencepiece() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(
        TEXT * 5,
        trainers.UnigramTrainer(vocab_size=150, special_tokens=special, unk_token="<unk>", show_progress=False),
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.decoder = decoders.Metaspace()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        mask_token="<mask>",
        model_max_length=96,
    )


def _unigram_of_deberta() -> PreTrainedTokenizerFast:
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"]
    tokenizer.train_from_iterator(
        TEXT * 5,
        trainers.UnigramTrainer(vocab_size=150, special_tokens=special, unk_token="[UNK]", show_progress=False),
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 1), ("[SEP]", 2)],
    )
    tokenizer.decoder = decoders.Metaspace()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=96,
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


TOKENIZERS: dict[str, Callable[[], PreTrainedTokenizerFast]] = {
    "albert": _wordpiece,
    "bert": _wordpiece,
    "deberta-v2": _unigram_of_deberta,
    "distilbert": _wordpiece,
    "electra": _wordpiece,
    "gpt2": lambda: _byte_level(causal=True),
    "gpt_neox": lambda: _byte_level(causal=True),
    "llama": lambda: _byte_level(causal=True, start=True),
    "modernbert": _byte_level,
    "mpnet": _wordpiece_of_mpnet,
    "roberta": _byte_level,
    "xlm-roberta": _sentencepiece,
}
"""A small tokenizer of the kind that a family usually has."""

_COMMON: dict[str, Any] = {
    "hidden_size": 32,
    "num_hidden_layers": 3,
    "num_attention_heads": 4,
    "intermediate_size": 48,
    "max_position_embeddings": 96,
    # The usual 0.02 leaves attention almost flat, which would hide a wrong query or key.
    "initializer_range": 0.3,
}
_FAIRSEQ: dict[str, Any] = {"max_position_embeddings": 98, "pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2}

CONFIGS: dict[str, dict[str, Any]] = {
    "albert": {"embedding_size": 16, "num_hidden_groups": 1, "pad_token_id": 0},
    "bert": {"pad_token_id": 0},
    # As in v3: no table of places, no segments, far distances share a row.
    "deberta-v2": {
        "relative_attention": True,
        "position_buckets": 8,
        "norm_rel_ebd": "layer_norm",
        "share_att_key": True,
        "pos_att_type": "p2c|c2p",
        "position_biased_input": False,
        "pad_token_id": 0,
    },
    "distilbert": {"pad_token_id": 0},
    "electra": {"embedding_size": 16, "pad_token_id": 0},
    "gpt2": {"bos_token_id": 0, "eos_token_id": 0},
    "gpt_neox": {"rotary_pct": 0.5, "bos_token_id": 0, "eos_token_id": 0},
    # The usual epsilon is too small to be missed if somebody forgets it.
    "llama": {"num_key_value_heads": 2, "rms_norm_eps": 1e-3, "bos_token_id": 0, "eos_token_id": 0},
    "modernbert": {
        "pad_token_id": 1,
        "bos_token_id": 0,
        "eos_token_id": 2,
        "cls_token_id": 0,
        "sep_token_id": 2,
        "global_attn_every_n_layers": 2,
        "local_attention": 8,
    },
    "mpnet": _FAIRSEQ,
    "roberta": _FAIRSEQ | {"type_vocab_size": 1},
    "xlm-roberta": _FAIRSEQ | {"type_vocab_size": 1},
}
"""What a family's small model has beside or instead of `_COMMON`."""

FAMILY_NAMES = tuple(name for name in FAMILIES if name in CONFIGS and name in TOKENIZERS)
"""Every family with a small model; one without fails by its name in test_families.py."""
MASKED_NAMES = tuple(name for name in FAMILY_NAMES if "masked" in FAMILIES[name].abilities)

# Real tables often have a few rows more than the tokenizer has entries.
_SPARE = {"gpt_neox": 5, "deberta-v2": 4}
_OWN_NAMES = {
    "distilbert": {
        "hidden_size": "dim",
        "num_hidden_layers": "n_layers",
        "num_attention_heads": "n_heads",
        "intermediate_size": "hidden_dim",
    },
    "gpt2": {
        "hidden_size": "n_embd",
        "num_hidden_layers": "n_layer",
        "num_attention_heads": "n_head",
        "intermediate_size": "n_inner",
        "max_position_embeddings": "n_positions",
    },
}


def tiny_config(family: str, entries: int, **changes: Any) -> PreTrainedConfig:
    """The config of a family's small model, for a tokenizer with so many entries."""
    settings = _COMMON | CONFIGS[family] | {"vocab_size": entries + _SPARE.get(family, 0)} | changes
    names = _OWN_NAMES.get(family, {})
    return AutoConfig.for_model(family, **{names.get(name, name): value for name, value in settings.items()})


def save_tiny(family: str, folder: Path, *, uncased: bool = False, **changes: Any) -> Path:
    """Build a random model of a family with its tokenizer and save both to `folder`; changes are to its config."""
    torch.manual_seed(7)
    tokenizer = _wordpiece(lowercase=True) if uncased else TOKENIZERS[family]()
    auto = AutoModelForCausalLM if "causal" in FAMILIES[family].abilities else AutoModelForMaskedLM
    _save(auto.from_config(tiny_config(family, len(tokenizer), **changes)), folder)
    tokenizer.save_pretrained(folder)
    return folder


def save_classifier(family: str, folder: Path, **changes: Any) -> Path:
    """The same with a head for labels: `num_labels` or `id2label` of them, and `problem_type`, among the changes."""
    torch.manual_seed(7)
    tokenizer = TOKENIZERS[family]()
    _save(AutoModelForSequenceClassification.from_config(tiny_config(family, len(tokenizer), **changes)), folder)
    tokenizer.save_pretrained(folder)
    return folder


def _save(model: Any, folder: Path) -> None:
    # Biases start at zero and norms at one; real ones do not, and who forgets one must not pass.
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias"):
                parameter.normal_(std=0.2)
            elif "norm" in name.lower() or name.split(".")[-2].startswith("ln_"):
                parameter.normal_(mean=1, std=0.2)
    model.save_pretrained(folder)
