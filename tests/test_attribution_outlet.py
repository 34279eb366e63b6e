"""What the outlet tells beside a speech is its own, and a speaker is a noun: each case with its counter-case."""

from __future__ import annotations

import pytest

from dateline.pipeline import Tools
from tests.factories import read_text


def tellers(text: str, trigger: str, tools: Tools) -> list[str]:
    """The words of those on whose word the event of a trigger is told, outermost first."""
    reading = read_text(text, tools)
    event = next(e for e in reading.events if e.trigger.words(text) == trigger)
    return [a.span.words(text) for a in event.said_by]


CASES = [
    # What one responds by doing is an act, what one responds is speech.
    ("Riot police in the square responded by firing tear gas at the protesters.", "firing", []),
    ("The mayor responded that police had fired tear gas at the protesters.", "fired", ["The mayor"]),
    # Reluctance is told, a plan is the planner's.
    ("Most navies have been reluctant to detain the pirates.", "detain", []),
    ("The navy is determined to detain the pirates.", "detain", ["The navy"]),
    # The participle behind a promise is told, unless it goes on with the speech.
    ("The premier has pledged to restore order, rebuffing calls for early elections.", "rebuffing", []),
    ("The ministry vowed to hit back, saying rebels had bombed the port.", "bombed", ["The ministry"]),
    # Another's contradiction is no part of what was said; what the speaker himself concedes is.
    (
        "The navy said it had sunk the ship, though a watchdog later said the ship was being hijacked at the time.",
        "hijacked",
        ["a watchdog"],
    ),
    ("The navy said it sank the ship, though pirates had hijacked it at the time.", "hijacked", ["The navy"]),
    # Which ships are meant the outlet tells; what is said to have happened to them it does not.
    ("Both ships that were attacked by the pirates are said to be Ethiopian.", "attacked", []),
    ("The pirates are said to have attacked both ships.", "attacked", ["said"]),
    # What leads up to a quotation is told; what a cue between commas breaks is said.
    (
        'By way of declining to meet the rebels, spokesman Karl Sorum said, "We have other plans this week."',
        "declining",
        [],
    ),
    ("Rebels, residents say, attacked the port of Pemba.", "attacked", ["residents"]),
    # A relative pronoun speaks for its noun.
    (
        "Villagers were angry about a report which said the army had bombed the port of Pemba.",
        "bombed",
        ["a report"],
    ),
    ("The captain, who said he had arrested nine pirates, left Aden on Monday.", "arrested", ["The captain"]),
    # What prompts calls does not call; who makes a call does.
    ("Unrest has spread, prompting calls for the government to resign.", "resign", []),
    ("The opposition has increased calls for the premier to quit.", "quit", ["The opposition"]),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[c[0][:50] for c in CASES])
def test_an_event_is_told_on_the_word_of(text: str, trigger: str, expected: list[str], tools: Tools) -> None:
    assert tellers(text, trigger, tools) == expected


SPOKEN = 'sent a boat to the dhow. "The search led to the discovery of rifles," he said.'
BEINGS = [("The frigate Tabar", False), ("The old captain", True)]


@pytest.mark.parametrize(("subject", "speaks"), BEINGS, ids=[b[0] for b in BEINGS])
def test_he_is_a_person_before_and_never_a_ship(subject: str, speaks: bool, tools: Tools) -> None:
    text = f"{subject} {SPOKEN}"
    reading = read_text(text, tools)
    speaker = next(q.speaker for q in reading.quotes if q.span.words(text).startswith("The search"))
    assert speaker is not None
    names = {m.span.words(text) for a in reading.actors if a.id == speaker.id for m in a.mentions}
    if speaker.named is not None:
        names.add(speaker.named.words(text))
    assert (subject in names) is speaks, names
