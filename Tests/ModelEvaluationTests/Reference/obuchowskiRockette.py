#!/usr/bin/env python3
"""Writes obuchowskiRockette.json: reader studies analysed by brute force with numpy and scipy.

Areas come from all pairs of cases, jackknife areas from deleting each case (or cluster) and counting
again, DeLong's covariances from the matrix of pairs, those of clusters from Obuchowski's sums (1997).
Nothing is shared with the Swift code but the formulas of the papers.

vanDyke1993.csv: ratings of Van Dyke and others, Cine MRI in the diagnosis of thoracic aortic dissection,
79th RSNA Meetings, Chicago 1993, as distributed with OR-DBM MRMC and RJafroc: 114 cases, 5 readers,
2 modalities. The other study is drawn here from a seed.
"""
import csv
import json

import numpy as np
from scipy import stats


def pairs(scores, events):
    difference = scores[events][:, None] - scores[~events][None, :]
    return (difference > 0) + 0.5 * (difference == 0)


def covariance_delong(curves, events, clusters):
    kernels = [pairs(curve, events) for curve in curves]
    areas = [kernel.mean() for kernel in kernels]
    m, n = events.sum(), (~events).sum()
    names = sorted(set(clusters))
    mine = lambda c, wanted: np.array([cl == c for cl in clusters])[wanted]
    positive = np.array(
        [[(k.mean(1) - a)[mine(c, events)].sum() for c in names] for k, a in zip(kernels, areas)]
    )
    negative = np.array(
        [[(k.mean(0) - a)[mine(c, ~events)].sum() for c in names] for k, a in zip(kernels, areas)]
    )
    i10 = sum(mine(c, events).any() for c in names)
    i01 = sum(mine(c, ~events).any() for c in names)
    i = len(names)
    s10 = i10 / ((i10 - 1) * m) * positive @ positive.T
    s01 = i01 / ((i01 - 1) * n) * negative @ negative.T
    s11 = i / (i - 1) * positive @ negative.T
    return s10 / m + s01 / n + (s11 + s11.T) / (m * n)


def covariance_jackknife(curves, events, clusters):
    names = sorted(set(clusters))
    left = []
    for c in names:
        keep = np.array([cl != c for cl in clusters])
        left.append([pairs(curve[keep], events[keep]).mean() for curve in curves])
    left = np.array(left)
    size = len(names)
    return (size - 1) / size * (left - left.mean(0)).T @ (left - left.mean(0))


def described(estimate, variance, df, tested):
    error = np.sqrt(variance)
    t = stats.t(df) if np.isfinite(df) else stats.norm()
    half = t.ppf(0.975) * error
    bound = -1 if tested else 0
    found = {
        "estimate": estimate,
        "standardError": error,
        "interval": [max(bound, estimate - half), min(1, estimate + half)],
    }
    if np.isfinite(df):
        found["degreesOfFreedom"] = df
    if tested:
        found["statistic"] = estimate / error
        found["pValue"] = 2 * t.sf(abs(estimate / error))
    return found


def single(values, covariance, inference):
    """Error variance and degrees of freedom of a mean over readers under one modality."""
    r = len(values)
    ms = np.var(values, ddof=1)
    var = np.trace(covariance) / r
    cov2 = max((covariance.sum() - np.trace(covariance)) / (r * (r - 1)), 0)
    if inference == "fixed-readers-random-cases":
        return (var + (r - 1) * cov2) / r, np.inf
    error = ms if inference == "random-readers-fixed-cases" else ms + r * cov2
    return error / r, (r - 1) * (error / ms) ** 2


def analysed(ratings, events, clusters, system, method):
    t, r, _ = ratings.shape
    curves = list(ratings.reshape(t * r, -1)) + ([] if system is None else [system])
    covariance = method(curves, events, clusters)
    areas = np.array([pairs(c, events).mean() for c in curves])
    theta = areas[: t * r].reshape(t, r)
    c = covariance[: t * r, : t * r].reshape(t, r, t, r)
    index = [(i, j) for i in range(t) for j in range(r)]
    mean = lambda same_i, same_j: float(
        np.mean(
            [
                c[i, j, k, l]
                for i, j in index
                for k, l in index
                if (i == k) == same_i and (j == l) == same_j
            ]
        )
    )
    var, cov1, cov2, cov3 = mean(1, 1), mean(0, 1), mean(1, 0), mean(0, 0)
    rows, columns, whole = theta.mean(1), theta.mean(0), theta.mean()
    ms_t = r * ((rows - whole) ** 2).sum() / (t - 1)
    ms_r = t * ((columns - whole) ** 2).sum() / (r - 1)
    rest = theta - rows[:, None] - columns[None, :] + whole
    ms_tr = (rest**2).sum() / ((t - 1) * (r - 1))
    floored = max(cov2 - cov3, 0)
    analyses = []
    for inference in [
        "random-readers-random-cases",
        "fixed-readers-random-cases",
        "random-readers-fixed-cases",
    ]:
        degrees = (t - 1) * (r - 1)
        if inference == "fixed-readers-random-cases":
            error, df = var - cov1 + (r - 1) * floored, np.inf
            value = (t - 1) * ms_t / error
            test = [value, t - 1, stats.chi2(t - 1).sf(value)]
        else:
            error = ms_tr + (r * floored if inference.endswith("random-cases") else 0)
            df = degrees * (error / ms_tr) ** 2
            test = [ms_t / error, df, stats.f(t - 1, df).sf(ms_t / error)]
        analyses.append(
            {
                "inference": inference,
                "test": test,
                "differences": [
                    described(rows[i] - rows[k], 2 * error / r, df, True)
                    for i in range(t)
                    for k in range(i + 1, t)
                ],
                "means": [
                    described(rows[i], *single(theta[i], c[i, :, i, :], inference), False)
                    for i in range(t)
                ],
            }
        )
    pair_variance = lambda a, b: covariance[a, a] + covariance[b, b] - 2 * covariance[a, b]
    result = {
        "areas": areas.tolist(),
        "components": {
            "meanSquareModality": ms_t,
            "meanSquareReader": ms_r,
            "meanSquareInteraction": ms_tr,
            "error": var,
            "cov1": cov1,
            "cov2": cov2,
            "cov3": cov3,
        },
        "analyses": analyses,
        "readerDifferences": [
            described(
                theta[i, j] - theta[k, j], pair_variance(i * r + j, k * r + j), np.inf, True
            )
            for j in range(r)
            for i in range(t)
            for k in range(i + 1, t)
        ],
        "standalone": [],
    }
    if system is None:
        return result
    last = t * r
    for i in range(t):
        mine = range(i * r, i * r + r)
        psi = np.array(
            [
                [
                    covariance[a, b] - covariance[a, last] - covariance[last, b]
                    + covariance[last, last]
                    for b in mine
                ]
                for a in mine
            ]
        )
        values = theta[i] - areas[last]
        result["standalone"].append(
            {
                "analyses": [
                    described(values.mean(), *single(values, psi, one["inference"]), True)
                    for one in analyses
                ],
                "readers": [
                    described(values[j], psi[j, j], np.inf, True) for j in range(r)
                ],
            }
        )
    return result


def van_dyke():
    with open("vanDyke1993.csv") as file:
        table = np.array([[float(x) for x in row] for row in list(csv.reader(file))[1:]])
    ratings = table[:, 2:].T.reshape(5, 2, -1).transpose(1, 0, 2)
    return ratings, table[:, 1] == 1


def drawn():
    """60 lesions of 36 patients, 4 readers, 3 modalities, ratings in steps of a half, and a system."""
    draw = np.random.default_rng(11)
    patients = [f"p{number}" for number in np.r_[np.arange(36), draw.integers(0, 36, 24)]]
    patient = dict.fromkeys(patients)
    for name in patient:
        patient[name] = draw.normal()
    events = draw.random(60) < 0.45
    case = np.array([0.5 * patient[p] for p in patients]) + draw.normal(size=60)
    ratings = np.zeros((3, 4, 60))
    for i in range(3):
        for j in range(4):
            signal = (0.9 + 0.3 * i + 0.15 * j) * events
            ratings[i, j] = np.round(2 * (signal + case + 0.8 * draw.normal(size=60))) / 2
    system = np.round(4 * (1.1 * events + 0.6 * case + draw.normal(size=60))) / 4
    return ratings, events, patients, system


def main():
    ratings, events = van_dyke()
    alone = [str(number) for number in range(len(events))]
    studies = {
        "van Dyke, delong": analysed(ratings, events, alone, None, covariance_delong),
        "van Dyke, jackknife": analysed(ratings, events, alone, None, covariance_jackknife),
    }
    ratings, events, patients, system = drawn()
    alone = [str(number) for number in range(len(events))]
    for name, clusters in [("cases", alone), ("clusters", patients)]:
        for method in [covariance_delong, covariance_jackknife]:
            key = f"drawn, {name}, {method.__name__.split('_')[1]}"
            studies[key] = analysed(ratings, events, clusters, system, method)
    written = {
        "madeWith": f"numpy {np.__version__}, scipy {__import__('scipy').__version__}",
        "drawn": {
            "ratings": ratings.tolist(),
            "events": events.tolist(),
            "clusters": patients,
            "standalone": system.tolist(),
        },
        "studies": studies,
    }
    with open("obuchowskiRockette.json", "w") as file:
        json.dump(written, file, indent=1, sort_keys=True, default=float)
        file.write("\n")


main()
