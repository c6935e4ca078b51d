#!/usr/bin/env python3
"""Prints the BLEU values that BleuTest holds as constants, from sacreBLEU and, where it has the same, NLTK.

    python bleu_values.py            (needs: pip install sacrebleu nltk)
"""
from nltk.translate.bleu_score import SmoothingFunction, corpus_bleu, sentence_bleu
from sacrebleu.metrics import BLEU

CANDIDATES = ["the cat sat on the mat today", "there is a cat on the mat", "it is raining cats and dogs outside"]
REFERENCES = [["the cat is on the mat today", "a cat sat on the mat"],
              ["there is a cat on the mat", "a cat is on the mat"],
              ["outside it is raining cats and dogs again", "it rains cats and dogs out there"]]
SHORT = "the dog", ["the cat sat", "dog"]
WEAK = "the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]
FAR = "a cat sat there quietly on mats", ["the cat sat on the mat", "there is a cat on the mat"]


def sacre(candidate, references, **options):
    return BLEU(tokenize="none", **options).sentence_score(candidate, references)


def main():
    transposed = [[references[k] for references in REFERENCES] for k in range(2)]
    corpus = BLEU(tokenize="none", smooth_method="none").corpus_score(CANDIDATES, transposed)
    print("corpus, sacrebleu:", corpus.score / 100, [p / 100 for p in corpus.precisions], corpus.bp, corpus.sys_len,
          corpus.ref_len)
    print("corpus, nltk:", corpus_bleu([[r.split() for r in references] for references in REFERENCES],
                                       [c.split() for c in CANDIDATES]))
    cut = [candidate.rsplit(" ", 2)[0] for candidate in CANDIDATES]
    brief = BLEU(tokenize="none", smooth_method="none").corpus_score(cut, transposed)
    print("corpus, two words cut from each:", brief.score / 100, brief.bp, brief.sys_len, brief.ref_len)
    for name, (candidate, references) in {"short": SHORT, "weak": WEAK, "far": FAR}.items():
        for smoothing, options in {"NONE": {"smooth_method": "none"}, "EXPONENTIAL": {"smooth_method": "exp"},
                                   "ADD_ONE": {"smooth_method": "add-k", "smooth_value": 1}}.items():
            score = sacre(candidate, references, effective_order=True, **options)
            print(name, smoothing, "sacrebleu:", score.score / 100, score.bp, score.sys_len, score.ref_len)
    for candidate, references in (WEAK, FAR):
        split = [r.split() for r in references]
        print("ADD_ONE, nltk:", sentence_bleu(split, candidate.split(), smoothing_function=SmoothingFunction().method2))


if __name__ == "__main__":
    main()
