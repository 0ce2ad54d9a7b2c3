#!/usr/bin/env python3
"""Draws data.csv: 240 made-up patients of 24 hospitals, to make a model from that overfits.

Truth: log odds of death = -1.6 + 0.05 (age - 65) + 0.9 marker + 0.7 (stage III) + u, the hospital's u normal
with SD 0.4. `site` and noise1 to noise5 have nothing to do with it. What is printed is the area of the true risk
without u on 200,000 fresh patients of fresh hospitals, which no model of these predictors can beat but by
chance, and with numpy installed what the model of all 240 patients is worth on them.

With numpy installed, refits.csv is written too: what a program of one's own would hand over to
`evaluate --bootstrap`, here 100 logistic regressions on samples of the patients; predictions.csv holds the
model on all patients.
"""
import csv
import math
import random

draw = random.Random(21)
names = ["patient", "hospital", "died", "age", "stage", "marker", "site",
         "noise1", "noise2", "noise3", "noise4", "noise5"]


def patient(own):
    age = round(draw.gauss(65, 9))
    marker = draw.gauss(0, 1)
    stage = draw.choice(["I", "II", "III"])
    risk = -1.6 + 0.05 * (age - 65) + 0.9 * marker + (0.7 if stage == "III" else 0)
    died = draw.random() < 1 / (1 + math.exp(-risk - own))
    further = [draw.choice(["left", "right"])] + [f"{draw.gauss(0, 1):.3f}" for _ in range(5)]
    return risk, died, [age, stage, f"{marker:.3f}"] + further


rows = []
for number in range(240):
    if number % 10 == 0:
        hospital = 0.4 * draw.gauss(0, 1)
    risk, died, values = patient(hospital)
    rows.append([f"P{number:03}", f"H{number // 10:02}", "yes" if died else "no"] + values)
with open("data.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerows([names] + rows)


def area(risks):
    """Share of pairs in the right order, ties of no matter for risks that are drawn."""
    ranks = {place: rank for rank, (_, place) in enumerate(
        sorted((risk, place) for place, (risk, _) in enumerate(risks)), 1)}
    events = [place for place, (_, died) in enumerate(risks) if died]
    others = len(risks) - len(events)
    return (sum(ranks[place] for place in events) - len(events) * (len(events) + 1) / 2) / (
        len(events) * others)


fresh = [patient(0.4 * draw.gauss(0, 1)) for _ in range(200_000)]
print(f"area of the true risk: {area([one[:2] for one in fresh]):.3f}")

try:
    import numpy
except ImportError:
    raise SystemExit("numpy is not installed: refits.csv and predictions.csv are left as they are")


def design_of(rows):
    """The intercept, numbers less 0 or 65, words as indicators of each value but the first."""
    columns = [[1.0] * len(rows)]
    for place, name in enumerate(names[3:]):
        values = [row[place] for row in rows]
        if name in ("stage", "site"):
            columns += [[float(value == level) for value in values]
                        for level in sorted(set(values))[1:]]
        else:
            columns.append([float(value) - (65 if name == "age" else 0) for value in values])
    return numpy.array(columns).T


design = design_of([row[3:] for row in rows])
outcome = numpy.array([row[2] == "yes" for row in rows], float)


def fitted(design, outcome, weights):
    """Newton's method for a logistic regression of cases that count so many times."""
    found = numpy.zeros(design.shape[1])
    for _ in range(30):
        risk = 1 / (1 + numpy.exp(-design @ found))
        information = (design.T * (weights * risk * (1 - risk))) @ design
        found += numpy.linalg.solve(information, design.T @ (weights * (outcome - risk)))
    return found


def scores(times, rows=design):
    return 1 / (1 + numpy.exp(-rows @ fitted(design, outcome, numpy.array(times, float))))


told = scores([1] * len(rows), design_of([one[2] for one in fresh]))
happened = numpy.array([one[1] for one in fresh], float)
line = numpy.array([numpy.ones(len(fresh)), numpy.log(told / (1 - told))]).T
print(f"the model on fresh patients: area {area(list(zip(told, happened))):.3f}, "
      f"Brier score {numpy.mean((told - happened) ** 2):.4f}, "
      f"slope {fitted(line, happened, numpy.ones(len(fresh)))[1]:.2f}")

with open("predictions.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["patient", "died", "model"])
    for row, score in zip(rows, scores([1] * len(rows))):
        sheet.writerow([row[0], row[2], f"{score:.5f}"])
with open("refits.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["resample", "case", "times", "score"])
    for sample in range(100):
        drawn = [draw.randrange(len(rows)) for _ in rows]
        times = [drawn.count(place) for place in range(len(rows))]
        for row, count, score in zip(rows, times, scores(times)):
            sheet.writerow([sample + 1, row[0], count, f"{score:.5f}"])
