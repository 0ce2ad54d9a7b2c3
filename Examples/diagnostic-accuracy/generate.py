#!/usr/bin/env python3
"""Writes the review in this folder around the 18 made-up studies of studies.csv.

Nothing here is real. What is drawn is drawn from one seed, so that a second run writes the same files:
two exports with duplicates, votes of two blinded reviewers with conflicts, studies, estimates in
internal and external validation, QUADAS-2 appraisals of two assessors with a consensus.
"""
import csv
import random

draw = random.Random(20)
with open("studies.csv", newline="") as file:
    studies = list(csv.DictReader(file))

surnames = ["Adler", "Brandt", "Conti", "Dahl", "Ekman", "Farkas", "Gallo", "Haas", "Ivanov", "Jansen",
            "Keller", "Lind", "Moreau", "Novak", "Olsen", "Petit", "Quist", "Rossi", "Sand", "Toth"]
sites = ["spine", "pelvis", "long bones", "ribs"]
tasks = ["finding", "counting", "outlining", "grading"]


def title(kind, number):
    """A title that names no real article."""
    return (f"{kind} {tasks[number % 4]} of made-up lesions of the {sites[number // 4 % 4]}: "
            f"invented cohort {number + 1}")


works = []
for number, study in enumerate(studies):
    works.append({"study": study, "title": title(f"Deep learning on {study['modality']} for", number),
                  "year": study["year"], "author": surnames[number], "abstract":
                  f"A neural network read {study['modality']} images of invented patients. "
                  "Sensitivity and specificity against a reference standard are given."})
for number in range(30):
    works.append({"study": None, "title": title("A narrative review on", number) if number % 3 == 0
                  else title("Radiologists alone in", number), "year": str(2012 + number % 12),
                  "author": surnames[number % 20], "abstract": "No computed method was studied."})
draw.shuffle(works)


def ris(record, number):
    return "\n".join([
        "TY  - JOUR", f"AU  - {record['author']}, A.", f"TI  - {record['title']}",
        f"PY  - {record['year']}", "JO  - Journal of Invented Imaging", f"AB  - {record['abstract']}",
        f"DO  - 10.99999/invented.{number}", "ER  - ", ""])


first, second = [], []
for number, work in enumerate(works):
    where = draw.choice(["both", "both", "first", "second"])
    if where != "second":
        first.append(number)
    if where != "first":
        second.append(number)
names = {}
for name, members in (("medline.ris", first), ("embase.ris", second)):
    with open(f"exports/{name}", "w") as file:
        for position, number in enumerate(members, 1):
            file.write(ris(works[number], number))
            names.setdefault(number, f"{name}:{position}")

with open("decisions.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["record", "stage", "reviewer", "decision", "reason", "role", "note"])

    def vote(number, stage, who, verdict, reason="", role="vote"):
        sheet.writerow([names[number], stage, who, verdict, reason if verdict == "exclude" else "",
                        role, ""])

    for number, work in enumerate(works):
        reason = "review" if work["title"].startswith("A narrative") else "no computed method"
        truth = "include" if work["study"] else "exclude"
        other = draw.random() < 0.08
        vote(number, "title-abstract", "Reviewer A", truth, reason)
        vote(number, "title-abstract", "Reviewer B",
             ("exclude" if truth == "include" else "include") if other else truth, reason)
        if other:
            vote(number, "title-abstract", "Arbiter C", "include", "", "consensus")
        if work["study"]:
            for who in ("Reviewer A", "Reviewer B"):
                vote(number, "full-text", who, "include")
        elif other:
            for who in ("Reviewer A", "Reviewer B"):
                vote(number, "full-text", who, "exclude", reason)

by_study = {work["study"]["study"]: number for number, work in enumerate(works) if work["study"]}
with open("included.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["study", "reports", "first_author", "year", "modality", "task", "model_family",
                    "patients", "note"])
    for study in studies:
        number = by_study[study["study"]]
        patients = sum(int(study[cell]) for cell in ("tp", "fp", "fn", "tn"))
        sheet.writerow([study["study"], names[number], works[number]["author"], study["year"],
                        study["modality"], "detection", "deep_learning", patients, "made up"])

with open("estimates.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["study", "model", "stage", "unit", "n", "events", "auc", "auc_lower", "auc_upper",
                    "tp", "fp", "fn", "tn", "note"])
    for place, study in enumerate(studies):
        tp, fp, fn, tn = (int(study[cell]) for cell in ("tp", "fp", "fn", "tn"))
        stage = "external" if place % 2 else "internal"
        area = (tp / (tp + fn) + tn / (fp + tn)) / 2
        half = 0.55 / (tp + fn + fp + tn) ** 0.5
        sheet.writerow([study["study"], "network", stage, "patient", tp + fp + fn + tn, tp + fn,
                        f"{area:.3f}", f"{area - half:.3f}", f"{min(0.999, area + half * 0.8):.3f}",
                        tp, fp, fn, tn, ""])

items = ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "4.3", "4.4"]
with open("appraisals.csv", "w", newline="") as file:
    sheet = csv.writer(file, lineterminator="\n")
    sheet.writerow(["study", "estimate", "assessor", "part", "item", "answer", "rationale"])
    for study in studies:
        doubtful = set()
        for item in items:
            answer = draw.choices(["Y", "N", "Unclear"], [0.8, 0.1, 0.1])[0]
            other = answer if draw.random() < 0.9 else draw.choice(["Y", "N", "Unclear"])
            sheet.writerow([study["study"], "", "Reviewer A", "", item, answer, ""])
            sheet.writerow([study["study"], "", "Reviewer B", "", item, other, ""])
            if other != answer:
                sheet.writerow([study["study"], "", "consensus", "", item, answer, ""])
            if answer != "Y":
                doubtful.add(item[0])
        for domain in sorted(doubtful):
            level = draw.choice(["high", "high", "unclear"])
            for who in ("Reviewer A", "Reviewer B"):
                sheet.writerow([study["study"], "", who, "", f"D{domain}", level,
                                "an invented shortcoming of the domain"])
        for concern in ("A1", "A2", "A3"):
            level = draw.choices(["low", "high", "unclear"], [0.8, 0.1, 0.1])[0]
            for who in ("Reviewer A", "Reviewer B"):
                sheet.writerow([study["study"], "", who, "", concern, level,
                                "as the invented protocol has it"])
