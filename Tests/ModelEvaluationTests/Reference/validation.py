#!/usr/bin/env python3
"""Writes validation.json: optimism-corrected figures of a logistic regression, worked out by others.

statsmodels fits the models and the calibration lines, scikit-learn works out areas and Brier scores;
the rest is a sum or two of numpy. Samples are drawn here and handed over as counts.

    pip install numpy statsmodels scikit-learn && python3 validation.py > validation.json
"""
import json

import numpy
import sklearn
import statsmodels
import statsmodels.api as models
from sklearn.metrics import brier_score_loss, roc_auc_score

draw = numpy.random.default_rng(8)
cases, samples = 90, 30
x = draw.normal(size=(cases, 3)) * [1, 2, 0.5] + [0, 10, 0]
y = (draw.random(cases) < 1 / (1 + numpy.exp(-(x[:, 0] + 0.3 * (x[:, 1] - 10) - 0.5)))).astype(int)
design = models.add_constant(x)


def fitted(times):
    model = models.GLM(y, design, family=models.families.Binomial(), freq_weights=times)
    return model.fit(tol=1e-14, maxiter=100)


def figures(scores, times):
    keep = times > 0
    logits = numpy.log(scores / (1 - scores))
    weights = times[keep]

    def line(columns, offset=None):
        model = models.GLM(y[keep], columns, family=models.families.Binomial(),
                           freq_weights=weights, offset=offset)
        return model.fit(tol=1e-14, maxiter=100).params

    intercept, slope = line(models.add_constant(logits[keep]))
    brier = brier_score_loss(y[keep], scores[keep], sample_weight=weights)
    prevalence = numpy.average(y[keep], weights=weights)
    return {
        "auc": roc_auc_score(y[keep], scores[keep], sample_weight=weights),
        "brier": brier,
        "scaledBrier": 1 - brier / (prevalence * (1 - prevalence)),
        "observedExpected": (weights * y[keep]).sum() / (weights * scores[keep]).sum(),
        "inTheLarge": line(numpy.ones((keep.sum(), 1)), logits[keep])[0],
        "intercept": intercept,
        "slope": slope,
    }


once = numpy.ones(cases)
whole = fitted(once)
apparent = whole.predict(design)
drawn = [numpy.bincount(draw.integers(0, cases, cases), minlength=cases) for _ in range(samples)]
scores = [fitted(times).predict(design) for times in drawn]
differences = []
outside = []
errors = [[] for _ in range(cases)]
for times, score in zip(drawn, scores):
    inside, everywhere = figures(score, times), figures(score, once)
    differences.append({name: inside[name] - everywhere[name] for name in inside})
    left = times == 0
    outside.append(roc_auc_score(y[left], score[left]))
    for case in numpy.flatnonzero(left):
        errors[case].append((score[case] - y[case]) ** 2)

found = figures(apparent, once)
optimism = {name: float(numpy.mean([one[name] for one in differences])) for name in found}
area_out, area_in = float(numpy.mean(outside)), found["auc"]
brier_out = float(numpy.mean([numpy.mean(one) for one in errors if one]))
brier_in = found["brier"]
none = float(numpy.mean((apparent[:, None] - y[None, :]) ** 2))


def plus(inside, outside, none):
    share = min(1, max(0, (outside - inside) / (none - inside)))
    weight = 0.632 / (1 - 0.368 * share)
    return (1 - weight) * inside + weight * outside


print(json.dumps({
    "versions": f"numpy {numpy.__version__}, statsmodels {statsmodels.__version__}, "
                f"scikit-learn {sklearn.__version__}",
    "predictors": x.T.tolist(), "events": y.tolist(),
    "coefficients": whole.params.tolist(), "standardErrors": whole.bse.tolist(),
    "times": [one.tolist() for one in drawn], "scores": [one.tolist() for one in scores],
    "apparent": {name: float(value) for name, value in found.items()}, "optimism": optimism,
    "outOfSample": {"auc": area_out, "brier": brier_out},
    "estimate632": {"auc": 0.368 * area_in + 0.632 * area_out,
                    "brier": 0.368 * brier_in + 0.632 * brier_out},
    "estimate632Plus": {"auc": plus(area_in, area_out, 0.5),
                        "brier": plus(brier_in, brier_out, none)},
}))
