"""Small random models of every family, built from their configs and saved to disk as the hub would have them."""

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AlbertConfig,
    AlbertForMaskedLM,
    BertConfig,
    BertForMaskedLM,
    DistilBertConfig,
    DistilBertForMaskedLM,
    ElectraConfig,
    ElectraForMaskedLM,
    GPT2Config,
    GPT2LMHeadModel,
    ModernBertConfig,
    ModernBertForMaskedLM,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaForMaskedLM,
    XLMRobertaConfig,
    XLMRobertaForMaskedLM,
)

TEXT = [
    "The man who ate the pepper sneezed.",
    "The cat who bit the dog barked at the bank by the river.",
    "Yüz kişi yüz maskesi ile denizdeki adama yüz diye bağırdı.",
    "İstanbul IŞIK Iğdır ve şöyle böyle.",
    "The capital of France is Paris, and I am a robot.",
]
FAMILY_NAMES = ("bert", "distilbert", "roberta", "xlm-roberta", "albert", "electra", "modernbert", "gpt2")
MASKED_NAMES = tuple(name for name in FAMILY_NAMES if name != "gpt2")


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


def _byte_level(*, causal: bool = False) -> PreTrainedTokenizerFast:
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


def save_tiny(family: str, folder: Path, *, uncased: bool = False) -> Path:
    """Build a random model of a family with its tokenizer and save both to `folder`."""
    torch.manual_seed(7)
    if family in ("bert", "distilbert", "albert", "electra"):
        tokenizer = _wordpiece(lowercase=uncased)
    elif family == "xlm-roberta":
        tokenizer = _sentencepiece()
    else:
        tokenizer = _byte_level(causal=family == "gpt2")
    size = len(tokenizer)
    common = {
        "vocab_size": size,
        "hidden_size": 32,
        "num_hidden_layers": 3,
        "num_attention_heads": 4,
        "intermediate_size": 48,
        # The usual 0.02 leaves attention almost flat, which would hide a wrong query or key.
        "initializer_range": 0.3,
    }
    if family == "bert":
        model = BertForMaskedLM(BertConfig(**common, max_position_embeddings=96, pad_token_id=0))
    elif family == "distilbert":
        model = DistilBertForMaskedLM(
            DistilBertConfig(
                vocab_size=size,
                dim=32,
                n_layers=3,
                n_heads=4,
                hidden_dim=48,
                max_position_embeddings=96,
                initializer_range=0.3,
            )
        )
    elif family in ("roberta", "xlm-roberta"):
        config = RobertaConfig if family == "roberta" else XLMRobertaConfig
        kind = RobertaForMaskedLM if family == "roberta" else XLMRobertaForMaskedLM
        model = kind(
            config(
                **common, max_position_embeddings=98, pad_token_id=1, bos_token_id=0, eos_token_id=2, type_vocab_size=1
            )
        )
    elif family == "albert":
        model = AlbertForMaskedLM(
            AlbertConfig(**common, embedding_size=16, max_position_embeddings=96, num_hidden_groups=1, pad_token_id=0)
        )
    elif family == "electra":
        model = ElectraForMaskedLM(
            ElectraConfig(**common, embedding_size=16, max_position_embeddings=96, pad_token_id=0)
        )
    elif family == "modernbert":
        model = ModernBertForMaskedLM(
            ModernBertConfig(
                **common,
                max_position_embeddings=96,
                pad_token_id=1,
                bos_token_id=0,
                eos_token_id=2,
                cls_token_id=0,
                sep_token_id=2,
                global_attn_every_n_layers=2,
                local_attention=8,
            )
        )
    else:
        model = GPT2LMHeadModel(
            GPT2Config(
                vocab_size=size,
                n_positions=96,
                n_embd=32,
                n_layer=3,
                n_head=4,
                initializer_range=0.3,
                bos_token_id=0,
                eos_token_id=0,
            )
        )
    # Biases start at zero; real ones are not, and a head that forgot its bias must not pass.
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("bias"):
                parameter.normal_(std=0.2)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
