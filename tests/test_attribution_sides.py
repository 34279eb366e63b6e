"""Where a speaker's words end, and who "he" is beside a quotation: each case with its counter-case."""

from __future__ import annotations

import pytest

from dateline.pipeline import Tools
from tests.factories import read_text


def tellers(text: str, trigger: str, tools: Tools) -> list[str]:
    """The words of those on whose word the event of a trigger is told, outermost first."""
    reading = read_text(text, tools)
    event = next(e for e in reading.events if e.trigger.words(text) == trigger)
    by_id = {a.id: a.name for a in reading.actors}
    pronouns = ("he", "she", "He", "She")
    words = [(a.span.words(text), by_id.get(a.id or "")) for a in event.said_by]
    return [name if name and said in pronouns else said for said, name in words]


CASES = [
    # When it was said is told; what it was said of is said.
    (
        'On the same day that footage emerged of a guard beating a protester, Mr. Varga said, "I don\'t like it."',
        "beating",
        [],
    ),
    ("On Monday guards beat a protester, Mr. Varga said.", "beat", ["Mr. Varga"]),
    ('Mr. Varga said he was "very content" following a meeting with Queen Oda.', "meeting", []),
    ("Mr. Varga said he left following a raid in which guards killed a cook.", "killed", ["Mr. Varga"]),
    # A second predicate with "he" behind a comma is told beside the first, when it is a cue itself.
    ("Varga said the real danger is drought, and he railed against the council for wasting water.", "railed", []),
    ("Varga said the harvest had failed and that rebels had looted the barns.", "looted", ["Varga"]),
    # Who is alerted says nothing; who warns does.
    ("The man was arrested on Monday after the cook he robbed, Oda Hall, alerted the police.", "arrested", []),
    ("The army had arrested nine fishermen, warned Oda Hall, the mayor.", "arrested", ["Oda Hall,"]),
    # Rules that some call unfair but that others defend: side by side.
    (
        "The council issued two rules that farmers say harm the valley but that officials defended on Monday.",
        "defended",
        [],
    ),
    # What is talked about nobody has said; what "is reported" somebody has.
    ("A plan that has been talked about, getting rebels to bomb the port, is dead.", "bomb", []),
    ("Rebels are reported to have bombed the port of Pemba.", "bombed", ["reported"]),
    # A man shows what he is willing to do without saying so; a report that shows it says it.
    ("By opening the gates he showed that he had pardoned the rebels.", "pardoned", []),
    ("The report shows that the mayor had pardoned the rebels.", "pardoned", ["The report"]),
    # What a told thing is set against, and what it is the latest of, the outlet adds.
    ("The ministry said nine in ten had voted in the election, despite boycotts by two parties.", "boycotts", []),
    (
        "The navy said it arrested nine pirates near Aden, the latest in a series of clashes with smugglers.",
        "clashes",
        [],
    ),
    ("The navy said it arrested nine pirates after clashes with smugglers.", "clashes", ["The navy"]),
    # Which boy it was the outlet tells; what became of him the report.
    ("A report found a boy whose death set off riots was killed by a stray shot.", "riots", []),
    ("A report found a boy whose death set off riots was killed by a stray shot.", "killed", ["A report"]),
    # Who accepts a request has not made it.
    ("In May Exton accepted the bishop's request to cooperate with the council.", "cooperate", []),
    # A message put out is a link of the chain.
    (
        "The ministry said the tanker put out a message that pirates had attacked a village.",
        "attacked",
        ["The ministry", "the tanker"],
    ),
    # A verb that the parser takes for the noun of a name.
    ("Varga charges that countries that gain from the deal bombed the port.", "bombed", ["Varga"]),
    # Another's cue behind "while", and a source named behind all of it.
    (
        'The mayor said he would "wait and see," while two clerks suggested rebels had bombed the port.',
        "bombed",
        ["two clerks"],
    ),
    (
        "Nine farmers have said that rebels bombed the port, according to a clerk.",
        "bombed",
        ["a clerk", "Nine farmers"],
    ),
    # What is known when he speaks, what nobody was named to ask, and what is not said.
    ("The mayor said that, given his arrest of the rebels, he would not come.", "arrest", []),
    ("The farmers have been angry with the mayor over his silence when asked to arrest the rebels.", "arrest", []),
    # What a planned thing does already is so; what it would do is planned.
    ("The union is planning to reprint a letter that accused the mayor of bribery.", "accused", []),
    # A verb with its own object tells nothing of what stands before a dash.
    ("The farmers did not attack the rebels — in fact, many prefer the rebels to the army.", "attack", []),
    # What one responds to one does not tell.
    (
        "On Monday, farmers responded to some arguments — from cracking down on smugglers to opening the port.",
        "cracking",
        [],
    ),
    # A colon after two cues belongs to the one that tells.
    (
        "As reporter Ann Moreau wrote after the army appeared to have left the valley:\n"
        '"The rebels bombed the port of Pemba on Monday and nobody was there to see it."',
        "bombed",
        ["reporter Ann Moreau"],
    ),
    # What one wants another to say nobody has said; nor is what went before a wish wished.
    ("Hall wants farmers to recall that rebels bombed the port.", "bombed", []),
    ("Hall said farmers recall that rebels bombed the port.", "bombed", ["Hall", "farmers"]),
    ("Hall wants to calm the farmers after arresting the rebels.", "arresting", []),
    ("Hall wants to arrest the rebels.", "arrest", ["Hall"]),
    # "While" behind a dash, however deep.
    (
        "Hall has said that the army is unfairly maligning her record, pointing to her letters "
        "— while her friends have condemned the rebels.",
        "condemned",
        [],
    ),
    # A mark that is never closed ends at its cue.
    (
        '"By widening the road the rebels have attacked us all, the two mayors said in a statement.\n'
        '"They have bombed the port of Pemba and they will pay for it."',
        "bombed",
        ["the two mayors"],
    ),
    # "He also said" goes on with the last speaker.
    (
        'James Moreau said the judge was content. "He is a hater," Moreau said, adding that he believed '
        "the judge, Anton Curran, was biased.\nHe also said rebels had bombed the port of Pemba.",
        "bombed",
        ["James Moreau"],
    ),
    # A dateline speaks for nobody, a noun that is a verb after all for its subject.
    (
        "EXTON, July 19 (AP) — Mayor Ann Moreau told reporters that rebels had bombed the port.",
        "bombed",
        ["Mayor Ann Moreau"],
    ),
    ("The army says it is at war with the rebels.", "war", ["The army"]),
    # A point that is clear is nobody's; a mayor who is clear speaks.
    ("The point is clear: that rebels have bombed the port.", "bombed", []),
    ("The mayor is adamant that rebels have bombed the port.", "bombed", ["The mayor"]),
    # Whose calls they are, not what renewed them.
    ("The report has renewed Exonian calls for the minister to resign.", "resign", ["Exonian"]),
    # What is rejected or questioned another has said.
    ("The mayor rejected criticism from the bishop on Monday.", "criticism", []),
    ("The mayor was shouted down after questioning Israel's withdrawal from the valley.", "withdrawal", []),
    # The writer's own "I know" is the outlet's word.
    # A cue of another's form goes on with the first speaker, told by the outlet.
    ("Many clerks believe peace is near and have been calling on the council to condemn the rebels.", "calling", []),
    # Reports that she claimed it: a link of the chain.
    ("The letter says that she claimed that rebels had bombed the port.", "bombed", ["The letter", "she"]),
    # "Who" is the analyst, not his firm.
    (
        "But it is not over, said Howard Moreau, an analyst at Microsoft, who notes that rebels have bombed the port.",
        "bombed",
        ["Howard Moreau"],
    ),
    # A source inside the sentence has said the clause before it.
    (
        "Senators denounced the deal, which would cut its tax rate, according to clerks, compared with a third today.",
        "denounced",
        [],
    ),
    ("Senators denounced the deal on Monday, according to two clerks.", "denounced", ["two clerks"]),
    # A speaker whom the parser hangs from the clause before him.
    (
        "Although there is no such overlap with Hall's team, a White House official who spoke anonymously to discuss "
        'strategy said Wednesday, "Certainly rebels have bombed the port."',
        "bombed",
        ["a White House official who spoke anonymously to discuss strategy"],
    ),
    # "He" is nobody whom only the quotation names.
    (
        'Angela Moreau was there. "There was a woman lying on the ground," recalled Moreau.\n'
        "She said rebels bombed the port of Pemba.",
        "bombed",
        ["Angela Moreau"],
    ),
    (
        'Mark Coffey spoke in Exton. "I am sad when Bo Varga fails to honor those who fell," Coffey said. '
        '"The rebels bombed the port of Pemba," he said.',
        "bombed",
        ["Mark Coffey"],
    ),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), CASES, ids=[f"{c[1]}: {c[0][:40]}" for c in CASES])
def test_an_event_is_told_on_the_word_of(text: str, trigger: str, expected: list[str], tools: Tools) -> None:
    assert tellers(text, trigger, tools) == expected
