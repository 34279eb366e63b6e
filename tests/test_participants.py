"""Who did it and to whom: participants that stand elsewhere than beside the act's own word."""

from __future__ import annotations

import pytest

from dateline.pipeline import Tools
from tests.factories import read_text


def told(text: str, trigger: str, tools: Tools) -> tuple[list[str], list[str]]:
    """Words of the actors and of the recipients of the event with the trigger."""
    reading = read_text(text, tools)
    words = reading.article.text
    event = next(e for e in reading.events if words[slice(*e.trigger)] == trigger)
    return [p.span.words(words) for p in event.actor], [p.span.words(words) for p in event.recipient]


@pytest.mark.parametrize(
    ("text", "trigger", "actors"),
    [
        # what the noun only says how: its doer is the subject of the verb over it
        ("The army battled the rebels, who hit back with rocket attacks on the port.", "attacks", ["the rebels"]),
        ("The ministry is struggling with attacks on its convoys.", "attacks", []),
        ("Hackers have defaced 3,000 web sites in the biggest cyber attack in years.", "attack", ["Hackers"]),
        ("Youths threw stones during demonstrations against the Israeli military.", "demonstrations", ["Youths"]),
        ("Police fired tear gas during demonstrations against the Israeli military.", "demonstrations", []),
        ("Lira Varen praised the vote during a visit to Scotland on Friday.", "visit", ["Lira Varen"]),
        ("Troops came under attack during a raid against suspected militants.", "raid", ["Troops"]),
        # engaged, locked, at war: who is in it takes part
        ("Libyan security forces were engaged in heavy clashes with members of an armed group.", "clashes",
         ["Libyan security forces", "members of an armed group"]),
        ('"Yes, we are at war with those people," the general said.', "war", ["we", "those people"]),
        # of whom a relative clause is said
        ("Orlin is a serial liar and birther who has repeatedly pledged to ban all Muslims from entering the country.",
         "pledged", ["Orlin"]),
        ("Mali pointed to a UN resolution calling for a ceasefire in Syria.", "calling", ["UN"]),
        # harm in, or since, an attack whose doer is told
        ("At least 195 people were killed since Israel launched its assault on the enclave.", "killed", ["Israel"]),
        ("The war started with a Hamas attack on Israel, where 1,400 civilians were killed.", "killed", ["Hamas"]),
        ("Ten people were killed when the army shelled the town of Olm.", "killed", ["the army"]),
        ("Arania shelled the port of Olm on Monday. At least nine people were killed.", "killed", ["Arania"]),
        ("Arania shelled the port of Olm on Monday. Nine people were killed in Paris on Tuesday.", "killed", []),
        # names
        ("Mr Varen and Mr Toldo suggested they would support the treaty.", "support", ["Mr Varen", "Mr Toldo"]),
        ("Troops burned tents in retaliation for U.S. military strikes in Syria.", "strikes", ["U.S. military"]),
        ("The Boreal Economic Cooperation (BEC) forum has condemned the coup.", "condemned",
         ["The Boreal Economic Cooperation (BEC) forum"]),
        ("In the main square, where 10,000 gathered for an anti-government demonstration, riot police fired tear gas.",
         "demonstration", ["10,000"]),
        ("About 40 teachers have said that they plan to participate in the protest of the mayor's cuts.", "protest",
         ["they"]),
        ("The shooting unleashed a wave of unrest by thousands of students and anarchists.", "unrest",
         ["thousands of students and anarchists"]),
        ("The fire was caused by tear gas fired by the police.", "fired", ["the police"]),
        ("She was arrested after handcuffing herself to a chair in protest.", "protest", ["She"]),
        ("Lira Khan said Mr. Orlo was ignorant of the law and criticized him for it.", "criticized", ["Lira Khan"]),
        ("A further 20,000 people joined the city's demonstrations.", "demonstrations", ["A further 20,000 people"]),
        ("The Border Patrol, in a joint operation with the Mexican authorities, discovered a tunnel.", "operation",
         ["The Border Patrol", "the Mexican authorities"]),
        ("Many officials believe debt relief is possible only in bankruptcy and have been calling on Congress to act.",
         "calling", ["Many officials"]),
        ("She criticised the police shootings of teenagers and the social unrest that followed.", "unrest", []),
        # credits of pictures that ran into the text
        ("GETTY Maria Holm meets President Carlo Mendes.", "meets", ["Maria Holm", "President Carlo Mendes"]),
        ("Sky News 18 Carlo Mendes met Maria Holm on Tuesday.", "met", ["Carlo Mendes", "Maria Holm"]),
        ("Ana Delgado/AFP/Getty Images Carlo Mendes condemned the protest on Monday.", "condemned", ["Carlo Mendes"]),
        ("The video has become a focal point for demonstrators here, who have taken to the streets.", "taken",
         ["demonstrators here"]),
        # drawn, announced, made to a place
        ("The reform drew angry protests from farmers and teachers.", "protests", ["farmers", "teachers"]),
        ("Lira Varen's announcement of a new inquiry into the mayor angered the council.", "inquiry", ["Lira Varen"]),
        ("Little came of the first visit to Peru of the new Norwegian envoy.", "visit", ["the new Norwegian envoy"]),
        ("Carlo Mendes was encouraged following a meeting with Maria Holm.", "meeting", ["Carlo Mendes", "Maria Holm"]),
        ("Many charities, both local and national, have condemned the ban.", "condemned", ["Many charities"]),
        ("Carlo Mendes met Felt in 1970 and struck up a conversation with Ann Orlo.", "conversation",
         ["Carlo Mendes", "Ann Orlo"]),
    ],
)  # fmt: skip
def test_who_did_it(text: str, trigger: str, actors: list[str], tools: Tools) -> None:
    assert told(text, trigger, tools)[0] == actors


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("Pfizer's deal with Allergan sparked criticism from Democrats.", "criticism", ["Pfizer"]),
        ("Dozens of arrests have been made across the continent.", "made", []),
        ("The camp's 15-year-old was killed by soldiers.", "killed", ["15-year-old"]),
        ("Costa Rica has agreed to host up to 200 people from El Salvador, Guatemala and Honduras.", "agreed",
         ["up to 200 people from El Salvador"]),
        ("The government outlawed the largest extremist organization in Northern Ireland.", "outlawed",
         ["the largest extremist organization in Northern Ireland"]),
        ("Army bulldozers demolished Palestinian homes in southern Gaza on Sunday.", "demolished",
         ["Palestinian homes in southern Gaza"]),
        ("Police in Jericho confiscated weapons from armed groups.", "confiscated", ["armed groups"]),
        ("Turkish police prevented the demonstration staged by students in Ankara.", "prevented",
         ["students in Ankara"]),
        ("The main rebel group insisted on its demands that Burundi's government grant the majority more rights.",
         "insisted", ["Burundi's government"]),
        ("Global leaders called for a truce. Israel has dismissed those calls.", "dismissed", ["Global leaders"]),
        ("Israel has dismissed those calls.", "dismissed", []),
        ("The governor threw his support behind Sen. Ted Varen for the GOP nomination.", "threw", ["Sen. Ted Varen"]),
        ("The march attempted to storm the Parliament but was pushed back by riot police.", "pushed", ["The march"]),
        ("Susan Brand, who lost her daughter during the mass shooting in Lima, wept.", "shooting", ["her daughter"]),
        ("Varen says she will vote for Orlo but has withheld her endorsement.", "withheld", []),
        ("At least 17 of the hijacked ships are still being held captive by the pirates.", "held",
         ["At least 17 of the hijacked ships"]),
        ("The ad mentions Percy Wall, an inmate whose sentence Kane commuted in 2004.", "commuted", ["an inmate"]),
        ("Two men are held: Ahmed Varen, who was charged with plotting attacks, and Sufi Orlo, a driver.", "charged",
         ["Ahmed Varen"]),
        ("She criticised the police shootings of teenagers and the social unrest that followed.", "criticised",
         ["police"]),
        ("Orlo supporters have launched petitions calling on superdelegates to back the voters.", "launched",
         ["superdelegates"]),
        ("The senator apologised for any tie to the fire.", "apologised", []),
        ("Norway let several aid trucks into Kenya on Monday.", "let", ["Kenya"]),
        ("The senator denied her request to open the port.", "denied", ["her"]),
        ("Donald Orlo met Paul Varen in Lima. Orlo called out Varen, slamming his proposed ban on Muslims.", "slamming",
         ["his"]),
    ],
)  # fmt: skip
def test_to_whom_it_was_done(text: str, trigger: str, recipients: list[str], tools: Tools) -> None:
    assert told(text, trigger, tools)[1] == recipients


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Donald Orlo met Paul Varen in Lima. Orlo called out Varen, slamming his ban on boats.", "his", "Paul Varen"),
        ("Donald Orlo met Paul Varen in Lima. Orlo attacked Varen, defending his ban on boats.", "his", "Donald Orlo"),
        ("Susan Brand plans to quit. Murray Clarke, a chairman who has met her, declined to speak.", "her",
         "Susan Brand"),
        ("Susan Brand says in Ohio that she is thrilled to run.", "she", "Susan Brand"),
        ("Paul Varen spoke. One of Donald Orlo's first speeches came when he was mayor.", "he", "Donald Orlo"),
        ("Paul Varen said that Donald Orlo's comments make him weep.", "him", "Paul Varen"),
    ],
)  # fmt: skip
def test_whom_a_pronoun_means(text: str, pronoun: str, name: str, tools: Tools) -> None:
    reading = read_text(text, tools)
    words = reading.article.text
    at = [a.name for a in reading.actors for m in a.mentions if m.span.words(words) == pronoun]
    assert at == [name]


def test_of_two_with_one_surname_each_keeps_his_own(tools: Tools) -> None:
    text = "Ghazala and Khizr Kanor met the mayor. Mr. Kanor accused the mayor. Ms. Kanor rebuked the mayor."
    reading = read_text(text, tools)
    ids = {p.id for e in reading.events if e.type == "ACCUSE" for p in e.actor}
    assert len(ids) == 2


def test_a_heading_that_ran_into_a_name_is_no_part_of_it(tools: Tools) -> None:
    text = "Endorses Varen. Varen praised the mayor in Lima. On Monday Varen criticised the governor of Lima."
    reading = read_text(text, tools)
    assert {a.name for a in reading.actors if a.kind == "person" and "Varen" in a.name} <= {"Varen"}
