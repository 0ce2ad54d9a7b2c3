#!/usr/bin/env python3
"""Draws predictions.csv: 480 made-up lesions of three kinds and a network's probabilities of each.

Truth: half of the lesions are lytic, 3 in 10 blastic, 2 in 10 mixed. The network sees a lesion as three
numbers, one a kind, each standard normal; that of the true kind lies higher, by 2 for lytic, 2 for
blastic and 0.8 for mixed. A lesion of mixed kind shows some of both others: each lies 0.4 higher.
Its probabilities are the softmax of these numbers, so they add up to 1, but for rounding.

`--truth` draws a million lesions instead and prints the areas and the shares called rightly, to the third
decimal: what the evaluation of the table is to find.
"""
import csv
import math
import random
import sys

KINDS = ["lytic", "blastic", "mixed"]
LIFT = {"lytic": [2, 0, 0], "blastic": [0, 2, 0], "mixed": [0.4, 0.4, 0.8]}


def lesion(draw):
    """The kind of a lesion and its probabilities."""
    kind = draw.choices(KINDS, [0.5, 0.3, 0.2])[0]
    weights = [math.exp(draw.gauss(lift, 1)) for lift in LIFT[kind]]
    return kind, [weight / sum(weights) for weight in weights]


def area(scores, truths):
    """Share of pairs ordered rightly, by ranks; the scores have no ties."""
    ranks = sum(rank for rank, (_, truth) in enumerate(sorted(zip(scores, truths)), 1) if truth)
    events = sum(truths)
    return (ranks - events * (events + 1) / 2) / (events * (len(truths) - events))


def main():
    """Writes the table, or prints the truth."""
    draw = random.Random(11)
    if "--truth" in sys.argv:
        lesions = [lesion(draw) for _ in range(1_000_000)]
        for place, kind in enumerate(KINDS):
            truths = [found == kind for found, _ in lesions]
            value = area([shares[place] for _, shares in lesions], truths)
            hits = sum(truth and max(shares) == shares[place]
                       for truth, (_, shares) in zip(truths, lesions))
            print(f"{kind}: area {value:.3f}, called rightly {hits / sum(truths):.3f}")
        right = sum(max(shares) == shares[KINDS.index(kind)] for kind, shares in lesions)
        print(f"accuracy {right / len(lesions):.3f}")
        return
    with open("predictions.csv", "w", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(["lesion", "kind"] + KINDS)
        for number in range(480):
            kind, shares = lesion(draw)
            sheet.writerow([f"L{number:03}", kind] + [f"{share:.4f}" for share in shares])


main()
