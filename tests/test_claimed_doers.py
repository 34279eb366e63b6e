"""A doer told by another's word than the outlet's is claimed, never affirmed; a relative pronoun is not a name."""

from __future__ import annotations

from dateline.pipeline import Tools
from dateline.records import Reading
from tests.factories import read_text


def doers(text: str, tools: Tools) -> dict[str, tuple[str, list[str]]]:
    """Words of each actor of the first ASSAULT -> its polarity and whose word that is."""
    reading: Reading = read_text(text, tools)
    event = next(e for e in reading.events if e.type == "ASSAULT")
    at = reading.article.text
    return {p.span.words(at): (p.polarity, [s.span.words(at) for s in p.said_by]) for p in event.actor}


def test_a_doer_that_another_outlet_names_is_claimed_by_it(tools: Tools) -> None:
    text = "The raid in Pemba, which Reuters wrote was carried out by the Coastal Front, has emptied the market."
    assert doers(text, tools)["the Coastal Front"] == ("claimed", ["Reuters"])


def test_which_claimed_responsibility_names_the_group_before_it(tools: Tools) -> None:
    text = (
        "Nine people were killed in an attack in Pemba on Monday. "
        "It was the work of the Coastal Front, which claimed responsibility for the attack."
    )
    found = doers(text, tools)
    assert "which" not in found
    assert any("Coastal Front" in words and polarity == "claimed" for words, (polarity, _) in found.items()), found


def test_a_doer_in_the_outlets_own_words_is_affirmed(tools: Tools) -> None:
    text = "The Coastal Front attacked the port of Pemba on Monday, killing nine people."
    assert doers(text, tools)["The Coastal Front"] == ("affirmed", [])


def test_no_town_did_what_the_attack_there_did(tools: Tools) -> None:
    claimed = (
        "The Ruvuma Brigade claimed responsibility for the attack on a market in Macomia, which killed 14 people.",
        "claimed",
    )
    denied = (
        "The Ruvuma Brigade denied that it had carried out the attack on a market in Macomia, which killed 12 people.",
        "denied",
    )
    for text, polarity in (claimed, denied):
        assert doers(text, tools) == {"The Ruvuma Brigade": (polarity, ["The Ruvuma Brigade"])}


def test_a_group_named_after_a_place_still_did_what_its_clause_says(tools: Tools) -> None:
    found = doers("Rebels of the Coastal Front, which killed 12 people in Pemba in March, fled.", tools)
    assert found == {"the Coastal Front": ("affirmed", [])}
