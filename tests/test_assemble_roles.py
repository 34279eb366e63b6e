"""Events of tellings made by hand: who can take part, whom a noun's attack hit, which tellings are of one act."""

from __future__ import annotations

import pytest

from dateline.language import Parser
from tests.test_assemble import ACTORS, CITIES, MONDAY, Told, events_of

# ---------------------------------------------------------------- who can take part

PEOPLE = {"Ilya Varn": "person", "Arania": "country"}
WHO = [
    ("Yesterday 's attack killed three soldiers .", Told("killed", actor=("Yesterday",), recipient=("soldiers",)),
     [], ["three soldiers"]),
    ("Israeli airstrikes struck the camp on Monday .",
     Told("struck", actor=("airstrikes",), recipient=("camp",)), ["Israeli"], ["the camp"]),
    ("A house was hit by a rocket .", Told("hit", actor=("rocket",), recipient=("house",)), [], ["A house"]),
    ("The U.S. military strike killed a commander .",
     Told("killed", actor=("strike",), recipient=("commander",)), ["U.S."], ["a commander"]),
    ("Varn's second letter accused the army .",
     Told("accused", "ACCUSE", actor=("letter",), recipient=("army",)), ["Varn"], ["the army"]),
    ("A report accused the army .", Told("accused", "ACCUSE", actor=("report",), recipient=("army",)),
     [], ["the army"]),
    ("The government's decision angered the rebels .",
     Told("angered", "COERCE", actor=("decision",), recipient=("rebels",)), ["The government"], ["the rebels"]),
    ("A suicide bomber killed a judge .", Told("killed", actor=("bomber",), recipient=("judge",)),
     ["A suicide bomber"], ["a judge"]),
    ("The administration arrested a judge .",
     Told("arrested", "COERCE", actor=("administration",), recipient=("judge",)), ["The administration"], ["a judge"]),
    ("Army helicopters shelled the town .", Told("shelled", actor=("helicopters",), recipient=("town",)),
     ["Army helicopters"], ["the town"]),
    ("Soldiers repelled attacks from tunnels .", Told("attacks", actor=("tunnels",)), [], []),
    ("The letter called for the evacuation of hospitals .",
     Told("evacuation", "RETREAT", actor=("hospitals",)), [], []),
    ("Ilya Varn's assassination shook the town .", Told("assassination", actor=("Varn",)), [], ["Ilya Varn"]),
    ("The minister's arrest angered the rebels .",
     Told("arrest", "COERCE", actor=("minister",)), [], ["The minister"]),
    ("Arania's massacre shook the town .", Told("massacre", actor=("Arania",)), ["Arania"], []),
    ("Ilya Varn's murder of a guard shook the town .",
     Told("murder", actor=("Varn",), recipient=("guard",)), ["Ilya Varn"], ["a guard"]),
    ("Anti-Varn protests continued .", Told("protests", "PROTEST", actor=("Anti",)), [], []),
    ("The senator praised Mr. Varn's big ideas .",
     Told("praised", "SUPPORT", actor=("senator",), recipient=("ideas",)), ["The senator"], ["Mr. Varn"]),
    ("The senator praised the president's cousin .",
     Told("praised", "SUPPORT", actor=("senator",), recipient=("cousin",)),
     ["The senator"], ["the president's cousin"]),
    ("The judge defended the right of the protester .",
     Told("defended", "SUPPORT", actor=("judge",), recipient=("right",)), ["The judge"], ["the protester"]),
    ("The judge defended his decision .",
     Told("defended", "SUPPORT", actor=("judge",), recipient=("decision",)), ["The judge"], ["his"]),
    ("The ministry condemned the attack .",
     Told("condemned", "ACCUSE", actor=("ministry",), recipient=("attack",)), ["The ministry"], ["the attack"]),
    ("The ministry condemned the bombing of the town .",
     Told("condemned", "ACCUSE", actor=("ministry",), recipient=("bombing",)),
     ["The ministry"], ["the bombing of the town"]),
    ("Mediators called for talks .", Told("called", "REQUEST", actor=("Mediators",), recipient=("talks",)),
     ["Mediators"], []),
    ("Both sides agreed to a ceasefire .", Told("agreed", "AGREE", actor=("sides",), recipient=("ceasefire",)),
     ["Both sides"], []),
    ("Arania threatened to break relations with Iran .",
     Told("threatened", "THREATEN", actor=("Arania",), recipient=("relations",)), ["Arania"], ["Iran"]),
    ("Residents marched to demand better protection of the port .",
     Told("marched", "PROTEST", actor=("Residents",), recipient=("protection",)), ["Residents"], []),
    ("Residents protested against the new law .",
     Told("protested", "PROTEST", actor=("Residents",), recipient=("law",)), ["Residents"], ["the new law"]),
    ("Police searched the laptop of Ilya Varn .",
     Told("searched", "COERCE", actor=("Police",), recipient=("laptop",)), ["Police"], ["Ilya Varn"]),
    ("Rebels attacked the president's convoy .", Told("attacked", actor=("Rebels",), recipient=("convoy",)),
     ["Rebels"], ["the president's convoy"]),
    ("Rebels made raids in support of the troops .",
     Told("raids", actor=("Rebels",), recipient=("support",)), ["Rebels"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told", "actors", "recipients"), WHO, ids=[row[0] for row in WHO])
def test_who_can_take_part(parser: Parser, text: str, told: Told, actors: list[str], recipients: list[str]) -> None:
    text = text.replace(" .", ".").replace(" 's", "'s")
    (event,) = events_of(parser, text, [told], actors=PEOPLE)
    assert [p.span.words(text) for p in event.actor] == actors
    assert [p.span.words(text) for p in event.recipient] == recipients


def test_a_weapon_told_as_the_doer_is_the_instrument(parser: Parser) -> None:
    text = "A house was hit by a rocket."
    (event,) = events_of(parser, text, [Told("hit", actor=("rocket",), recipient=("house",))])
    assert event.instrument is not None
    assert event.instrument.text == "rocket"


def test_a_town_before_an_act_says_where_it_was(parser: Parser) -> None:
    text = "Organisers of the Tarsk protest wrote a letter."
    (event,) = events_of(parser, text, [Told("protest", "PROTEST", actor=("Tarsk",))], places=CITIES)
    assert event.actor == ()
    assert [p.span.words(text) for p in event.place] == ["Tarsk"]


VICTIMS = [
    ("The mill has been damaged by airstrikes.", "airstrikes", ["The mill"]),
    ("Thirty of its barns have been hit with airstrikes.", "airstrikes", ["Thirty of its barns"]),
    ("A dozen of the drovers suffered wounds as a result of the shelling.", "shelling", ["A dozen of the drovers"]),
    ("After a week of raids, the market is damaged.", "raids", ["the market"]),
    ("Villages were flattened by shelling.", "shelling", ["Villages"]),
    ("The raids left nine shepherds dead.", "raids", ["nine shepherds"]),
    ("Officials spoke of strikes that destroyed a school.", "strikes", ["a school"]),
    ("About 60 drivers died during the raid.", "raid", ["About 60 drivers"]),
    ("The attack left many questions.", "attack", []),
    ("The attack left no doubt about the plan.", "attack", []),
]


@pytest.mark.parametrize(("text", "noun", "victims"), VICTIMS)
def test_whom_an_attack_told_by_a_noun_hit(parser: Parser, text: str, noun: str, victims: list[str]) -> None:
    (event,) = events_of(parser, text, [Told(noun)])
    assert [p.span.words(text) for p in event.recipient] == victims


TARGETS = [
    ("Bombing raids intensified throughout Tarsk.", "raids", "ASSAULT", ["Tarsk"]),
    ("Shelling in Tarsk continued on Monday.", "Shelling", "ASSAULT", ["Tarsk"]),
    ("The blockade of Arania continued.", "blockade", "COERCE", ["Arania"]),
    ("He spoke of Tarsk, where the army imposed a siege.", "imposed", "COERCE", ["Tarsk"]),
    ("The explosion in Tarsk woke the town.", "explosion", "ASSAULT", []),
]


@pytest.mark.parametrize(("text", "noun", "kind", "hit"), TARGETS)
def test_a_place_bombed_or_besieged_is_the_recipient(
    parser: Parser, text: str, noun: str, kind: str, hit: list[str]
) -> None:
    (event,) = events_of(parser, text, [Told(noun, kind)], places=CITIES)
    assert [p.span.words(text) for p in event.recipient] == hit


def test_those_counted_in_a_protest_are_its_actors(parser: Parser) -> None:
    text = "Thousands of residents marched in protest at the verdict."
    (event,) = events_of(parser, text, [Told("protest", "PROTEST")])
    assert [p.span.words(text) for p in event.actor] == ["Thousands of residents"]


def test_what_answers_an_act_keeps_out_of_it(parser: Parser) -> None:
    text = 'The blaze was a "reprisal attack" for Chadian air strikes in Olm that left nine shepherds dead.'
    told = [Told("attack", recipient=("Olm",)), Told("strikes", actor=("Chadian",), mode=("aerial",))]
    attack, strikes = events_of(parser, text, told, places=CITIES)
    assert attack.recipient == attack.counts == attack.place == ()
    assert [p.span.words(text) for p in strikes.recipient] == ["nine shepherds"]


def test_an_act_keeps_the_victims_of_all_its_verbs_and_the_gravest_names_it(parser: Parser) -> None:
    text = "Gunmen killed at least four dock workers and wounded dozens on Monday when they opened fire on the port."
    told = [
        Told("killed", actor=("Gunmen",), recipient=("workers",)),
        Told("wounded", actor=("Gunmen",), recipient=("dozens",)),
        Told("opened", actor=("they",), recipient=("port",)),
    ]
    (event,) = events_of(parser, text, told, times={"Monday": MONDAY})
    assert event.trigger.words(text) == "killed"
    assert [p.span.words(text) for p in event.recipient] == ["at least four dock workers", "dozens", "the port"]
    assert {(c.what, c.low) for c in event.counts} == {("killed", 4), ("injured", 24)}


def test_a_toll_told_twice_is_counted_once(parser: Parser) -> None:
    text = "Gunmen killed at least four workers on Monday. The attack on Monday killed four workers."
    told = [Told("killed", recipient=("workers",)), Told("attack"), Told("killed#2", recipient=("workers#2",))]
    (event,) = events_of(parser, text, told, times={"Monday": MONDAY})
    assert len(event.counts) == 1


MORE_TWO = [
    ("Arania carried out strikes on a camp on Monday. Strikes on hospitals go on.",
     [Told("strikes", actor=("Arania",), recipient=("camp",)),
      Told("Strikes", actor=("Arania",), recipient=("hospitals",))]),
    ("A camp was hit on Monday. People died in the initial attack by Red Dawn.",
     [Told("hit", recipient=("camp",)), Told("attack", actor=("Dawn",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MORE_TWO, ids=[text for text, _ in MORE_TWO])
def test_other_victims_or_an_initial_attack_tell_another_act(parser: Parser, text: str, told: list[Told]) -> None:
    assert len(events_of(parser, text, told, times={"Monday": MONDAY}, actors=ACTORS)) == 2


def test_one_more_victim_of_the_attack_is_told_of_it(parser: Parser) -> None:
    text = "Gunmen killed four dock workers. The ministry condemned the attack. His brother was killed in the attack."
    told = [Told("killed", recipient=("workers",)), Told("attack"), Told("killed#2", recipient=("brother",))]
    (event,) = events_of(parser, text, told)
    assert len(event.mentions) == 3
