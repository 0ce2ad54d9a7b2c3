#!/usr/bin/env python3
"""Draws predictions.csv: 900 made-up lesions of 600 patients, in three sets.

Truth: the risk of a lesion is expit(1.4 x + u), x and the patient's u standard normal (u times 0.5).
`network` is expit of 1.3 times the linear part in training and internal data, so its slope is
1/1.3 = 0.77 there; in external data it sees x with more noise. `reader` is a score from 1 to 5.
"""
import csv
import math
import random

draw = random.Random(7)


def expit(value):
    return 1 / (1 + math.exp(-value))


with open("predictions.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["patient", "set", "metastasis", "network", "reader"])
    for patient in range(600):
        part = "training" if patient < 300 else "internal" if patient < 450 else "external"
        own = 0.5 * draw.gauss(0, 1)
        for _ in range(draw.choice([1, 1, 2])):
            x = draw.gauss(-0.7, 1)
            truth = draw.random() < expit(1.4 * x + own)
            seen = x + draw.gauss(0, 0.9 if part == "external" else 0.3)
            reader = min(5, max(1, round(3 + 1.1 * (x + draw.gauss(0, 0.8)))))
            sheet.writerow([f"P{patient:03}", part, "yes" if truth else "no",
                            f"{expit(1.3 * 1.4 * seen):.4f}", reader])
