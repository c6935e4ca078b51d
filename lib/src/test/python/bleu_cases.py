#!/usr/bin/env python3
"""Writes ../resources/golden/bleu.json: what sacreBLEU says of sentences and corpora made by chance.

    python bleu_cases.py            (needs: pip install sacrebleu==2.6.0)

Sentences are of 0 to 8 words out of a few, so that repeated words, n-grams that match by halves, candidates with no
word in common, empty candidates and empty references all come often; one to three references, whose lengths tie
often. In the file a bar stands between references.
A sentence is judged with the effective order, under each smoothing; a corpus of one to four sentences without
smoothing.
"""
import json
import random
from pathlib import Path

import sacrebleu
from sacrebleu.metrics import BLEU

FILE = Path(__file__).resolve().parent.parent / "resources" / "golden" / "bleu.json"
SMOOTHING = {"NONE": {"smooth_method": "none"}, "ADD_ONE": {"smooth_method": "add-k", "smooth_value": 1},
             "EXPONENTIAL": {"smooth_method": "exp"}}


def sentence(words, longest=8):
    return [random.choice(words) for _ in range(random.randint(0, longest))]


def joined(references):
    return "|".join(" ".join(words) for words in references)


def score(bleu):
    return {"score": bleu.score / 100, "precisions": [p / 100 for p in bleu.precisions], "brevityPenalty": bleu.bp,
            "length": bleu.sys_len, "referenceLength": bleu.ref_len}


def pair():
    words = list("abcdef"[:random.randint(2, 6)])
    references = [sentence(words) for _ in range(random.randint(1, 3))]
    kind = random.random()
    if kind < 0.15:
        return sentence(list("uvw")), references                    # nothing in common
    if kind < 0.4:
        candidate = list(random.choice(references))                 # nearly right
        if candidate:
            candidate[random.randrange(len(candidate))] = random.choice(words)
        return candidate, references
    return sentence(words), references


def sentences(count):
    cases = [(["yes"], [["no"]]), ([], [["no"]]), (["yes"], [[]]), ([], [[]]), (["a", "b"], [["a", "b"]])]
    cases += [pair() for _ in range(count - len(cases))]
    for candidate, references in cases:
        of = {name: score(BLEU(tokenize="none", effective_order=True, **options).sentence_score(
            " ".join(candidate), [" ".join(r) for r in references])) for name, options in SMOOTHING.items()}
        yield {"candidate": " ".join(candidate), "references": joined(references), "bleu": of}


def corpora(count):
    for _ in range(count):
        pairs = [pair() for _ in range(random.randint(1, 4))]
        streams = [[" ".join(references[k]) if k < len(references) else None for _, references in pairs]
                   for k in range(3)]
        bleu = BLEU(tokenize="none", smooth_method="none").corpus_score([" ".join(c) for c, _ in pairs], streams)
        yield {"pairs": [{"candidate": " ".join(c), "references": joined(r)} for c, r in pairs], "bleu": score(bleu)}


def main():
    random.seed(4)
    golden = {"case": "bleu", "equations": f"sacreBLEU {sacrebleu.__version__}, scores divided by 100; "
              "made by src/test/python/bleu_cases.py", "sentences": list(sentences(300)), "corpora": list(corpora(150))}
    lines = [json.dumps(golden["case"]), json.dumps(golden["equations"])]
    lists = [",\n".join("    " + json.dumps(case) for case in golden[name]) for name in ("sentences", "corpora")]
    FILE.write_text(f'{{\n  "case": {lines[0]},\n  "equations": {lines[1]},\n  "sentences": [\n{lists[0]}\n  ],\n'
                    f'  "corpora": [\n{lists[1]}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
