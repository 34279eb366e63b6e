"""What a person sees: no accusation without its accuser, plain text in a pipe, days as people write them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from dateline.export.readable import print_reading
from dateline.export.wording import days
from dateline.pipeline import Tools
from tests.factories import read_text

DAY = date(2024, 1, 10)


def shown(text: str, tools: Tools, *, colour: bool = False) -> str:
    out = io.StringIO()
    print_reading(read_text(text, tools, published=DAY), Console(file=out, force_terminal=colour, width=300))
    return out.getvalue()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 1, 4), date(2024, 1, 4), "4 Jan 2024"),
        (date(2024, 1, 1), date(2024, 1, 7), "1–7 Jan 2024"),
        (date(2023, 12, 1), date(2023, 12, 31), "Dec 2023"),
        (date(2017, 1, 1), date(2017, 12, 31), "2017"),
        (date(1990, 1, 1), date(1999, 12, 31), "1990–1999"),
        (date(2023, 12, 28), date(2024, 1, 3), "28 Dec 2023 – 3 Jan 2024"),
        (date(9999, 12, 1), date(9999, 12, 31), "Dec 9999"),
    ],
)
def test_intervals_are_written_as_people_write_them(first: date, last: date, words: str) -> None:
    assert days(first, last) == words


def test_a_claimed_doer_is_shown_with_the_claimant(tools: Tools) -> None:
    text = "A bomb killed nine people in Kerman on Monday. The Coastal Front claimed responsibility for the attack."
    assert "Coastal Front (claimed by The Coastal Front)" in shown(text, tools)


def test_a_denied_doer_is_shown_with_the_denial(tools: Tools) -> None:
    text = "A bomb killed nine people in Kerman on Monday. The Coastal Front denied involvement in the attack."
    assert "Coastal Front (denied by The Coastal Front)" in shown(text, tools)


def test_an_event_shows_its_words_and_whose_word_it_is(tools: Tools) -> None:
    text = "Rebels killed 12 soldiers in Kirkuk on Monday, police said."
    lines = shown(text, tools)
    assert "ASSAULT" in lines
    assert "killed 12" in lines
    assert "according to police" in lines
    assert f"“{text}”" in lines


def test_what_did_not_happen_says_so(tools: Tools) -> None:
    assert "(did not happen)" in shown("The army did not attack the village of Kirkuk.", tools)


def test_colour_is_for_terminals_only(tools: Tools) -> None:
    text = "Rebels killed 12 soldiers in Kirkuk on Monday."
    assert "\x1b[" in shown(text, tools, colour=True)
    assert "\x1b[" not in shown(text, tools)
