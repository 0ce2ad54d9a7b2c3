#!/usr/bin/env python3
"""Draws ratings.csv: six made-up readers rate 120 made-up cases without and with a model's help.

Truth: 50 cases have the event. A rating is 1 to 5, cut from a normal number at -0.4, 0.4, 1.0 and 1.7:
what the case shows to everybody (deviation 0.7), what this reading makes of it (deviation 0.7) and,
for cases with the event, the reader's skill. Skills have the mean 1.10 unaided and 1.60 aided, to which
come a deviation of 0.15 from reader to reader and of 0.10 from reader and modality. That is a mean area
of 0.77 and 0.86. The model alone has the signal 1.75 and sees the same cases, so that its area is 0.89; its
score is the expit of its number less 1.
"""
import csv
import math
import random

draw = random.Random(5)
cuts = [-0.4, 0.4, 1.0, 1.7]
cases = [
    (f"C{number:03}", draw.random(), 0.7 * draw.gauss(0, 1)) for number in range(120)
]
events = {name for name, _, _ in sorted(cases, key=lambda case: case[1])[:50]}
readers = [(f"reader {number}", 0.15 * draw.gauss(0, 1)) for number in range(1, 7)]

rows = []
for modality, mean in [("unaided", 1.10), ("aided", 1.60)]:
    for reader, skill in readers:
        signal = mean + skill + 0.10 * draw.gauss(0, 1)
        for name, _, seen in cases:
            value = seen + 0.7 * draw.gauss(0, 1) + (signal if name in events else 0)
            rating = 1 + sum(value >= cut for cut in cuts)
            rows.append([name, reader, modality, int(name in events), rating])
for name, _, seen in cases:
    value = seen + 0.7 * draw.gauss(0, 1) + (1.75 if name in events else 0)
    score = 1 / (1 + math.exp(1 - value))
    rows.append([name, "model", "", int(name in events), f"{score:.4f}"])

with open("ratings.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["case", "reader", "modality", "label", "score"])
    sheet.writerows(rows)
