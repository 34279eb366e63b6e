"""Accuracy never falls below benchmarks/floors.json, which only goes up.

Needs the gold data, which are not part of this repository: skipped without them, but never where CI is set.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

from scorers import SCORERS, SCORES, run  # noqa: E402

FLOORS: dict[str, dict[str, float]] = json.loads((BENCHMARKS / "floors.json").read_text())


@pytest.mark.parametrize("scorer", [s for s in SCORES if s.name in FLOORS], ids=lambda s: s.name)
def test_accuracy_stays_above_its_floor(scorer) -> None:  # type: ignore[no-untyped-def]
    if not SCORERS.is_dir():
        if os.environ.get("CI"):
            pytest.fail("the scorers are not here: expected the folder shared/score beside the checkout")
        pytest.skip("the scorers are not here")
    result = run(scorer, quick=True)
    low = {
        k: (result.figures.get(k), floor)
        for k, floor in FLOORS[scorer.name].items()
        if not result.figures.get(k, -1) >= floor
    }
    assert not low, f"below the floor (found, floor): {low}\n{result.output[-800:]}"
