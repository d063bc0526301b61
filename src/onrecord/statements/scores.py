"""From what the model says of an attribution to the probability that the attribution is right."""

from __future__ import annotations

import math

from onrecord.statements.attributions import Attribution
from onrecord.statements.roles import Floats


def score(attribution: Attribution, calibration: Floats) -> float:
    """The calibrated probability, to 3 digits; a logistic regression over the features (Platt 1999)."""
    weights = calibration.tolist()
    total = sum(w * f for w, f in zip(weights, attribution.features, strict=False)) + weights[-1]
    return round(1 / (1 + math.exp(-total)), 3)
