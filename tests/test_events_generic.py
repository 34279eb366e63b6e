"""What is told and is no act, attacks in words, and doers and sufferers told in odd places."""

import pytest

from dateline.extract.events import find_tellings
from dateline.language import load_parser
from dateline.lexicon.events import EventRules, load_events
from dateline.lexicon.status import StatusWords, load_status
from dateline.records import Analysis, Article, Block, Span
from dateline.syntax import noun_phrase

PARSER = load_parser()
RULES: EventRules = load_events()
STATUS: StatusWords = load_status()


def parsed(text: str) -> Analysis:
    return PARSER.analyse(Article(text=text, blocks=(Block("paragraph", Span(0, len(text))),), language="en"))


def types_of(text: str) -> list[str]:
    return [t.type for t in find_tellings(parsed(text), rules=RULES, status=STATUS)]


def sides(text: str, kind: str) -> tuple[list[str], list[str]]:
    analysis = parsed(text)
    t = next(t for t in find_tellings(analysis, rules=RULES, status=STATUS) if t.type == kind)
    s = analysis.sentences[t.sentence]
    words = [[noun_phrase(s, h).words(text) for h in side] for side in (t.actor, t.recipient)]
    return words[0], words[1]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Lira Moss attacked Senator Varn during the debate.", ["ACCUSE"]),
        ("The party's super PAC spent two million dollars attacking Senator Varn.", ["ACCUSE"]),
        ("Orlo Varn has been targeting the judge since the debate.", ["ACCUSE"]),
        ("Clinton and her campaign hit Trump hard at the convention.", ["ACCUSE"]),
        ("Gunmen attacked Senator Varn during the debate.", ["ASSAULT"]),
        ("Soldiers attacked the candidate with rifles.", ["ASSAULT"]),
        ("The police investigated the alleged assault of a reporter by Orlo Varn.", ["ACCUSE", "ASSAULT"]),
        ("Arania attacked Bethia.", ["ASSAULT"]),
    ],
)
def test_politicians_attack_each_other_in_words(text: str, kinds: list[str]) -> None:
    assert types_of(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "No contracting state shall expel a refugee.",
        "We lock up a higher percentage of our people than any country.",
        "She works for a network funded by the Russian government.",
        "The ministry waits for the next attack.",
        "The video accuses Varn of being welcoming to refugees.",
        "The minister hurt the party's standing with workers.",
        "He is the only candidate self-funding his campaign.",
        "The law established a process for admitting and resettling refugees.",
        "Lira Moss found Orlo Varn too rude to support.",
        "The bill would prohibit the president from waiving any sanctions.",
        "Moss did not unveil plans to help the region.",
        "The committee blasted out letters to donors.",
        "Ministers usually call on experts to explain the budget.",
        "Lira Moss asked the crowd to welcome the governor.",
        "The rising violence at Varn's rallies is the focus of a new film.",
        "The lawyer defended people accused of murder.",
        "The attorney general isn't saying if the charity violated any laws.",
        "No contracting state shall expel or return a refugee.",
    ],
)
def test_what_lays_down_or_describes_is_no_act(text: str) -> None:
    assert set(types_of(text)) <= {"ACCUSE"} if "accuses" in text else types_of(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We shall expel the envoys.", "THREATEN"),
        ("The minister agreed to talks following the attack on the embassy.", "ASSAULT"),
        ("Ministers called on Arania to explain the raid.", "REQUEST"),
        ("Lira Moss joined Arania in condemning the raid.", "ACCUSE"),
        ("Violence against the Rohingya by the army continued.", "ASSAULT"),
        ("The lawyer defended the minister in parliament.", "SUPPORT"),
        ("The Russian government funded the network last year.", "AID"),
        ("The rebels waited for the next attack by the army.", "ASSAULT"),
        ("Germany resettled 400 refugees in May.", "AID"),
        ("The senator refused to support the president.", "REJECT"),
        ("The president waived the sanctions against Iran.", "CONCEDE"),
        ("The committee blasted the governor.", "ACCUSE"),
        ("Police arrest the protesters", "COERCE"),
    ],
)
def test_acts_beside_them_are_kept(text: str, kind: str) -> None:
    assert kind in types_of(text)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        (
            "Emerging from a meeting with President Varn, Lira Moss said it went well.",
            "CONSULT",
            ["Lira Moss", "President Varn"],
            [],
        ),
        ("Egypt brokered the withdrawal of the rebels from Olm.", "RETREAT", ["the rebels"], None),
        ("Egypt mediated the ceasefire between Israel and Hamas.", "RETREAT", ["Israel", "Hamas"], None),
        ("The teacher's daughter complained that Lira Moss had ignored her.", "ACCUSE", None, ["Lira Moss"]),
        ("Senator Moss voted against President Varn's bill.", "REJECT", ["Senator Moss"], ["President Varn"]),
        ("Arania balked at Bethia's colonization of the sea.", "REJECT", ["Arania"], ["Bethia"]),
        ("Lira Moss gained acclaim prosecuting drug traffickers along the border.", "ACCUSE", ["Lira Moss"], None),
        (
            "John Moss, a baker from Boston, Massachusetts, who criticized the governor, sat down.",
            "ACCUSE",
            ["John Moss"],
            ["the governor"],
        ),
    ],
)
def test_sides_told_in_odd_places(text: str, kind: str, actors: list[str] | None, recipients: list[str] | None) -> None:
    did, bore = sides(text, kind)
    if actors is not None:
        assert sorted(a.split(",")[0] for a in did) == sorted(actors)
    if recipients is not None:
        assert bore == recipients


def test_a_dateline_behind_a_title_is_no_part_of_the_sentence() -> None:
    from dateline.article.pieces import Piece, split_dateline
    from dateline.lexicon.furniture import load_furniture

    pieces = (
        Piece("Leaders weigh plans for the army.", "paragraph", Span(0, 33)),
        Piece("BRUSSELS - European leaders met on Friday.", "paragraph", Span(35, 77)),
    )
    found, cut = split_dateline(pieces, words=load_furniture())
    assert cut
    assert [(p.kind, p.text) for p in found[1:]] == [
        ("dateline", "BRUSSELS -"),
        ("paragraph", "European leaders met on Friday."),
    ]
    kept = (Piece("CO2 -free cars and COVID-19 - all in one.", "paragraph", Span(0, 41)),)
    assert split_dateline(kept, words=load_furniture()) == (kept, False)
