"""Quotation marks: what stands between them, whatever their shape, and where a stray one ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.speech.marks import Marked, find_marked
from tests.factories import article_of


def marked(text: str) -> tuple[Marked, ...]:
    return find_marked(text, article_of(text).blocks)


def words(text: str, *, depth: int = 0) -> list[str]:
    return [m.span.words(text) for m in marked(text) if m.depth == depth]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“So be it,” she said.", ["So be it,"]),
        ('"So be it," she said.', ["So be it,"]),
        ("„So be it“, she said.", ["So be it"]),
        ("«So be it», she said.", ["So be it"]),
        ("« So be it », she said.", ["So be it"]),
        ("»So be it«, she said.", ["So be it"]),
        ("‘So be it,’ she said.", ["So be it,"]),
        ("'So be it,' she said.", ["So be it,"]),
        ("``So be it,'' she said.", ["So be it,"]),
        ("''So be it,'' she said.", ["So be it,"]),
        ("「So be it」 she said.", ["So be it"]),
        ("＂So be it＂ she said.", ["So be it"]),
        ("”So be it,” she said.", ["So be it,"]),
        ('She said "so" and "be it".', ["so", "be it"]),
        ("Sentence one. “Two. Three? Four!” Five.", ["Two. Three? Four!"]),
    ],
)
def test_marks_of_all_traditions_are_paired(text: str, inside: list[str]) -> None:
    assert words(text) == inside


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers’ boots and the officers’ horses.",
        "It’s the ’90s, rock ’n’ roll, and they didn't care.",
        "The Joneses' house, James's car.",
        'A 12" pipe.',
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert words(text) == []


def test_marks_inside_marks_are_one_deeper() -> None:
    text = "“They asked, ‘How much?’ and left,” he said."
    assert words(text) == ["They asked, ‘How much?’ and left,"]
    assert words(text, depth=1) == ["How much?"]


def test_an_apostrophe_does_not_close_single_marks() -> None:
    assert words("‘We don’t know the troops’ plan,’ she said.")[0].startswith("We don’t know the troops’ plan")


def test_an_unclosed_mark_ends_at_its_paragraph() -> None:
    text = "“So be it, he said.\nThe next “day” was calm."
    first, second = marked(text)
    assert (first.span.words(text), first.closed) == ("So be it, he said.", False)
    assert (second.span.words(text), second.closed) == ("day", True)


def test_an_opening_mark_at_each_paragraph_goes_on_with_the_speech() -> None:
    text = "“One.\n“Two.\n“Three.”"
    one, two, three = marked(text)
    assert (one.runs_on, two.goes_on, two.runs_on, three.goes_on) == (True, True, True, True)
    assert one.closed
    assert two.closed


def test_a_closing_mark_two_paragraphs_on_closes_what_ran_on() -> None:
    text = '"One.\nTwo," he said.'
    assert words(text) == ["One.", "Two,"]


def test_a_stray_mark_spoils_no_other_paragraph() -> None:
    text = 'A "stray mark here.\nShe said "yes" twice.'
    assert words(text)[1:] == ["yes"]


def test_a_mark_opened_twice_ends_where_it_opens_again() -> None:
    text = "“One “two” three."
    assert words(text) == ["One", "two"]


@given(st.text(alphabet="ab .,\n'\"“”‘’«»„`-—:?!", max_size=120))
def test_any_text_gives_spans_that_fit(text: str) -> None:
    for m in marked(text):
        assert 0 <= m.outer.start <= m.span.start < m.span.end <= m.outer.end <= len(text)
        assert "\n" not in m.span.words(text)


@pytest.mark.parametrize("piece", ['"a" ', "“", "“a ", "'a' ", "“‘a’” ", "“a b\n", "”"])
def test_twenty_thousand_marks_are_read_in_a_second_or_two(piece: str) -> None:
    text = piece * 20_000
    blocks = article_of(text).blocks
    before = time.process_time()
    find_marked(text, blocks)
    assert time.process_time() - before < 5
