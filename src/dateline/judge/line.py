"""The line that parts a few examples of a type from all else: logistic regression, small enough to be solved whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import ndarray

# Chosen on three types that no figure is told of: goods recalled, people evicted, dams that burst.
STIFFNESS = 0.1  # of the ridge
MASSES = (1.5, 0.3, 3.0)  # of the examples of the type, of those that are none, of ordinary acts
# How far the line is then moved back towards ordinary acts: of sentences of other subjects about one in two hundred is
# coded wrongly, and of sentences of the type three quarters are found.
LEAN = 0.6
STEPS = 60
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    weights: ndarray[Any, Any]
    bias: float

    def scores(self, rows: ndarray[Any, Any]) -> ndarray[Any, Any]:
        """Above 0: of the type. The logistic function makes a probability of it."""
        found: ndarray[Any, Any] = rows @ self.weights + self.bias
        return found


def fit_line(yes: ndarray[Any, Any], no: ndarray[Any, Any], ordinary: ndarray[Any, Any]) -> Line:
    """Newton's method on as many unknowns as there are rows (they are fewer than a row has numbers).

    Each group weighs the same however many rows it has, so that a dozen examples stand against many ordinary acts.
    """
    import numpy as np

    groups = (yes, no, ordinary)
    rows = np.vstack(groups)
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    answers = np.r_[np.ones(len(yes)), np.zeros(len(no) + len(ordinary))]
    examples = len(yes) + len(no)
    weight = np.concatenate(
        [np.full(len(g), m * examples / max(1, len(g))) for g, m in zip(groups, MASSES, strict=True)]
    )
    alike = rows @ rows.T
    shares = np.zeros(len(rows))
    for _ in range(STEPS):
        score = alike @ shares
        likely = 1 / (1 + np.exp(-score))
        curve = weight * likely * (1 - likely) + 1e-9
        aim = score + weight * (answers - likely) / curve
        after = np.linalg.solve(alike + STIFFNESS * np.diag(1 / curve), aim)
        moved = np.abs(after - shares).max()
        shares = after
        if moved < CLOSE:
            break
    solved = rows.T @ shares
    return Line(solved[:-1], float(solved[-1]) + LEAN)


def sure_of(score: float) -> float:
    """The probability that a score stands for."""
    import math

    return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))
