"""An event is the outlet's where the outlet tells it; to refer back to it is not to tell it."""

from __future__ import annotations

import pytest

from dateline.pipeline import Tools
from tests.factories import read_text

TOLD = "Gunmen killed four dock workers in Pemba on Tuesday, the provincial police said."


def tellers(text: str, tools: Tools) -> list[str]:
    reading = read_text(text, tools)
    event = next(e for e in reading.events if e.type == "ASSAULT")
    return [s.span.words(reading.article.text) for s in event.said_by]


@pytest.mark.parametrize("after", ["", " The attack shocked the town.", " Nobody has explained the killing."])
def test_what_the_police_tell_stays_theirs_when_the_outlet_refers_back(after: str, tools: Tools) -> None:
    assert tellers(TOLD + after, tools) == ["the provincial police"]


def test_what_the_outlet_tells_too_is_the_outlets(tools: Tools) -> None:
    assert tellers(TOLD + " The gunmen killed the four dock workers at the gate.", tools) == []
