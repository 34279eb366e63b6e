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
    ("Guards at the mine responded by firing rubber bullets at the crowd.", "firing", []),
    ("The mayor responded that police had fired tear gas at the protesters.", "fired", ["The mayor"]),
    # Reluctance is told, a plan is the planner's.
    ("Many mayors have been reluctant to jail the squatters.", "jail", []),
    ("The navy is determined to detain the pirates.", "detain", ["The navy"]),
    # The participle behind a promise is told, unless it goes on with the speech.
    ("The bishop has pledged to rebuild trust, rejecting demands for an outside inquiry.", "rejecting", []),
    ("The ministry vowed to hit back, saying rebels had bombed the port.", "bombed", ["The ministry"]),
    # Another's contradiction is no part of what was said; what the speaker himself concedes is.
    (
        "The army said it had bombed the bus, though a charity later said the bus was being hijacked that night.",
        "hijacked",
        ["a charity"],
    ),
    ("The army said it bombed the bus, though bandits had hijacked it that night.", "hijacked", ["The army"]),
    # Which ships are meant the outlet tells; what is said to have happened to them it does not.
    ("Three villages that were attacked by the rebels are said to be empty.", "attacked", []),
    ("The rebels are said to have attacked three villages.", "attacked", ["said"]),
    # What leads up to a quotation is told; what a cue between commas breaks is said.
    (
        'After arresting two rebels, police chief Karl Sorum said, "We have other plans this week."',
        "arresting",
        [],
    ),
    ("Rebels, residents say, attacked the port of Pemba.", "attacked", ["residents"]),
    # Who charges somebody takes the act that it is about for known; the act that he charges him with he alleges.
    ("Residents have accused Mayor Varn of hiding facts surrounding the murder of a clerk.", "murder", []),
    ("Senator Moss complained that linking him to the massacre in Exton was unfair.", "massacre", []),
    ("Residents have accused the army of bombing the port.", "bombing", ["Residents"]),
    ("Officials said rebels had attacked the port.", "attacked", ["Officials"]),
    # What is judged is known; a support that one announces is one's own act.
    ("Polls show that ministers mishandled the riots in Exton.", "riots", []),
    ("Polls show that rebels attacked the port.", "attacked", ["Polls"]),
    ("The mayor announced his support for the bill.", "support", []),
    # When it was said is no part of what was said.
    (
        'On the same day that footage emerged of a clerk punching a protester, Mr. Hall said of it, "I hate it."',
        "punching",
        [],
    ),
    # Of two clauses with a source each the second source covers its own.
    (
        "Roger Hall also met with Mr. Orrin that day, as The Exton Times reported on Tuesday, and he will be part of "
        "the talks, according to three clerks briefed on them.",
        "met",
        ["The Exton Times"],
    ),
    # Officers charged over it are no accusers.
    (
        "The news came as two police officers charged over the shooting prepared to go before a judge and riot police "
        "fired teargas at thousands of demonstrators.",
        "fired",
        [],
    ),
    # A relative pronoun speaks for its noun.
    (
        "Villagers were angry about a report which said the army had bombed the port of Pemba.",
        "bombed",
        ["a report"],
    ),
    ("The captain, who said he had arrested nine pirates, left Aden on Monday.", "arrested", ["The captain"]),
    # What prompts calls does not call; who makes a call does.
    ("The leak has grown, prompting calls for the minister to resign.", "resign", []),
    ("The union has increased calls for the minister to quit.", "quit", ["The union"]),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[c[0][:50] for c in CASES])
def test_an_event_is_told_on_the_word_of(text: str, trigger: str, expected: list[str], tools: Tools) -> None:
    assert tellers(text, trigger, tools) == expected


SPOKEN = 'sent a raft to the wreck. "The dive brought up nine crates of guns," he said.'
BEINGS = [("The frigate Tabar", False), ("The old captain", True)]


@pytest.mark.parametrize(("subject", "speaks"), BEINGS, ids=[b[0] for b in BEINGS])
def test_he_is_a_person_before_and_never_a_ship(subject: str, speaks: bool, tools: Tools) -> None:
    text = f"{subject} {SPOKEN}"
    reading = read_text(text, tools)
    speaker = next(q.speaker for q in reading.quotes if q.span.words(text).startswith("The dive"))
    assert speaker is not None
    names = {m.span.words(text) for a in reading.actors if a.id == speaker.id for m in a.mentions}
    if speaker.named is not None:
        names.add(speaker.named.words(text))
    assert (subject in names) is speaks, names
