#!/usr/bin/env python3
"""Draws marks.csv and truths.csv: two made-up detectors on 150 made-up scans, places in millimetres.

Truth: 90 scans have one to four lesions, 60 have none. A lesion is found with probability 0.90 by
`network` and 0.75 by `baseline`, its mark is off by a normal error of 1.2 mm a direction, and its
score is expit of a normal number with mean 1.5 (network) or 1.0 (baseline) and deviation 1. A scan
has a Poisson number of marks elsewhere, 2 (network) or 4 (baseline) on average, whose mean is -1.
One mark in ten that finds a lesion is followed by a second one beside it with a lower score.
"""
import csv
import math
import random

draw = random.Random(7)


def expit(value):
    return 1 / (1 + math.exp(-value))


def poisson(rate):
    count, product = 0, draw.random()
    while product > math.exp(-rate):
        count, product = count + 1, product * draw.random()
    return count


def place():
    return [draw.uniform(0, 300), draw.uniform(0, 300), draw.uniform(0, 400)]


def row(scan, reader, where, logit):
    return [scan, reader, *(f"{value:.1f}" for value in where), f"{expit(logit):.4f}"]


readers = {"network": (0.90, 1.5, 2), "baseline": (0.75, 1.0, 4)}
marks, truths = [], []
for number in range(150):
    scan = f"S{number:03}"
    lesions = [place() for _ in range(draw.randint(1, 4) if number % 5 < 3 else 0)]
    if not lesions:
        truths.append([scan, "", "", "", ""])
    for lesion in lesions:
        truths.append([scan, *(f"{value:.1f}" for value in lesion), f"{draw.uniform(3, 8):.1f}"])
    for reader, (found, mean, elsewhere) in readers.items():
        for lesion in lesions:
            if draw.random() > found:
                continue
            logit = draw.gauss(mean, 1)
            near = [value + draw.gauss(0, 1.2) for value in lesion]
            marks.append(row(scan, reader, near, logit))
            if draw.random() < 0.1:
                beside = [value + draw.gauss(0, 1.2) for value in lesion]
                marks.append(row(scan, reader, beside, logit - 1))
        for _ in range(poisson(elsewhere)):
            marks.append(row(scan, reader, place(), draw.gauss(-1, 1)))

for name, header, rows in [
    ("marks.csv", ["case", "reader", "x", "y", "z", "score"], marks),
    ("truths.csv", ["case", "x", "y", "z", "radius"], truths),
]:
    with open(name, "w", newline="") as file:
        sheet = csv.writer(file, lineterminator="\n")
        sheet.writerow(header)
        sheet.writerows(rows)
