"""The Bias lab beside the plain pipeline: `python -m tests.bench.bias`.

60 occupations x 8 templates with the embedded model, each with its prior: this app's `jobs`, and the same 960 blanks one
by one through Hugging Face's `fill-mask` pipeline, in turns within one run, with equal probabilities.
"""

import time

import numpy as np
from transformers import pipeline

from explain.bias.jobs import jobs, published_shares
from explain.bias.templates import fill_job, group_of, split_templates
from explain.content.examples.probes import JOB_SETS
from explain.models import EMBEDDED_ID, LoadedModel, Settings, load
from explain.text.tokens import tokenize

ROUNDS = 3


def _texts(loaded: LoadedModel, templates: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    """What the pipeline is given: each sentence, and each with the pieces of the occupation written as [MASK]."""
    plain, hidden = [], []
    for template in templates:
        for job in names:
            filled = fill_job(template, job)
            tokens = tokenize(loaded, filled.text)
            word = next(at for at, one in enumerate(tokens.words) if one.start == filled.span[0])
            masks = " ".join(["[MASK]"] * len(tokens.pieces_of(word)))
            plain.append(filled.text)
            hidden.append(filled.text[: filled.span[0]] + masks + filled.text[filled.span[1] :])
    return plain + hidden


def main() -> None:
    loaded = load(EMBEDDED_ID, Settings(device="cpu"))
    templates, names = split_templates(JOB_SETS["en"].templates), tuple(published_shares())
    groups = group_of(loaded, "he"), group_of(loaded, "she")
    targets = [loaded.vocabulary.pieces[one] for group in groups for one in group.ids]
    texts = _texts(loaded, templates, names)
    plain = pipeline("fill-mask", model=loaded.model, tokenizer=loaded.tokenizer, device=-1)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = jobs(loaded, templates, names, groups)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        answers = [plain(text, targets=targets, top_k=len(targets)) for text in texts]
        theirs.append(time.perf_counter() - start)
    both = np.exp(np.concatenate([found.log_p.reshape(-1, 2), found.prior.reshape(-1, 2)]))
    largest = 0.0
    for row, text, answer in zip(both, texts, answers, strict=True):
        blanks = answer if isinstance(answer[0], list) else [answer]
        # With several blanks the pipeline answers each; the asked one is where the template had it.
        at = 0
        if len(blanks) > 1:
            template = templates[texts.index(text) % (len(templates) * len(names)) // len(names)]
            at = 0 if template.index("[MASK]") < template.index("{job}") else len(blanks) - 1
        p = {one["token_str"]: one["score"] for one in blanks[at]}
        pairs = (("he", "He"), ("she", "She"))
        largest = max(largest, *(abs(row[side] - sum(p[form] for form in forms)) for side, forms in enumerate(pairs)))
    print(f"{len(texts)} blanks; seconds, least (all) of {ROUNDS} rounds in turns; {loaded.device_name}")
    for name, taken in (("this app", ours), ("fill-mask pipeline", theirs)):
        print(f"{name}: {min(taken):.1f} ({', '.join(f'{one:.1f}' for one in taken)})")
    print(f"{min(theirs) / min(ours):.1f} times as fast; largest difference of a probability {largest:.1e}")


if __name__ == "__main__":
    main()
