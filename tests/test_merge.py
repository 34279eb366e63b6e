"""Which events of different pages are one happening."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UsageError
from dateline.lexicon.happenings import load_commonness, load_happenings, plural, verb_forms
from dateline.merge.cluster import cluster, pair
from dateline.merge.facts import Facts, PageFacts, Party, Spot, facts_of, keywords
from dateline.merge.facts_text import from_text, to_text
from dateline.merge.likeness import NAMES, likeness, measured, ruled_out
from dateline.merge.pile import merge_pile
from dateline.merge.weigh import load_weights, weigh
from dateline.merging import decide, merge_store
from dateline.pipeline import Tools
from dateline.records import EventTime, Span
from dateline.store.doctor import rescue
from dateline.store.forget import forget_pages
from dateline.store.open import Store, open_store
from tests.factories import read_text
from tests.keeping import add, new_store, pages_of

# ---------------------------------------------------------------- a pair


def on(first: str, last: str | None = None, basis: str = "words") -> EventTime:
    return EventTime(None, None, date.fromisoformat(first), date.fromisoformat(last or first), basis)


PEMBA, MAPUTO, PORT = (
    Spot("Pemba", "MOZ", -12.97, 40.52),
    Spot("Maputo", "MOZ", -25.97, 32.58),
    Spot("Pemba harbour", "MOZ", -12.96, 40.48),
)
MOZAMBIQUE, KENYA = Spot("Mozambique", "MOZ"), Spot("Kenya", "KEN")
REBELS = Party(frozenset({"coastal", "front"}), "MOZ", True, True)
ARMY = Party(frozenset({"army", "tanzania"}), "TZA", True, True)


def report(**told: Any) -> Facts:
    """An attack of nobody, nowhere and at no time; what is told is put in."""
    kinds, trigger, sentence = frozenset({"attack"}), Span(0, 6), Span(0, 40)
    plain = Facts("r", "one", "e1", "ASSAULT", kinds, "attack", "actual", trigger, sentence, (trigger,), None)
    return replace(plain, **told)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"time": on("2024-03-05")}, {"time": on("2024-03-09")}, "different days"),
        ({"time": on("2024-03-05")}, {"time": on("2024-03-06")}, None),  # of midnight and time zones
        ({"time": on("2024-03-05")}, {"time": on("2024-03-08", basis="tense")}, None),  # a tense tells days loosely
        ({"time": on("2024-03-01", "2024-03-31")}, {"time": on("2024-03-09")}, None),  # an interval that holds the day
        ({"time": on("2024-03-05")}, {}, None),
        ({"spots": (PEMBA,)}, {"spots": (MAPUTO,)}, "different places"),
        ({"spots": (PEMBA,)}, {"spots": (PORT,)}, None),
        ({"spots": (PEMBA,)}, {"spots": (MOZAMBIQUE,)}, None),  # a country holds its towns
        ({"spots": (PEMBA,)}, {"spots": (KENYA,)}, "different places"),
        ({"type": "ASSAULT"}, {"type": "PROTEST"}, "different types"),
        ({"type": None}, {"type": None, "kinds": frozenset({"flood"})}, "different kinds"),
        ({"status": "negated"}, {}, "did not happen"),
        ({"several": True}, {}, "several together"),  # "hundreds of attacks" is not one of them
        ({"page": "two"}, {}, "one page"),
    ],
)
def test_a_clear_difference_rules_a_pair_out(one: dict[str, Any], other: dict[str, Any], why: str | None) -> None:
    found = ruled_out(report(**one), report(**{"page": "two", **other}))
    assert found is None if why is None else found is not None and why in found


def score(one: dict[str, Any], other: dict[str, Any], page: float = 0.8) -> float:
    alike = likeness(report(**one), report(**{"page": "two", **other}), page, apart=0.0, weight=load_weight())
    return weigh(alike, load_weights()).probability


class Evenly(dict[str, float]):
    def __missing__(self, word: str) -> float:
        return 5.0


def load_weight() -> Evenly:
    return Evenly()


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (({"time": on("2024-03-05")}, {"time": on("2024-03-05")}), ({"time": on("2024-03-05")}, {})),
        (({"spots": (PEMBA,)}, {"spots": (PORT,)}), ({"spots": (PEMBA,)}, {"spots": (MOZAMBIQUE,)})),
        (({"actors": (REBELS,)}, {"actors": (REBELS,)}), ({"actors": (REBELS,)}, {})),
        (({"actors": (REBELS,)}, {}), ({"actors": (REBELS,)}, {"actors": (ARMY,)})),
        # Conflicting claims of who did it do not tell two attacks apart.
        (
            ({"actors": (REBELS,)}, {"actors": (replace(ARMY, affirmed=False),)}),
            ({"actors": (REBELS,)}, {"actors": (ARMY,)}),
        ),
        (({"counts": (("killed", 4, 4),)}, {"counts": (("killed", 4, 4),)}), ({}, {})),
        (({}, {}), ({"counts": (("killed", 4, 4),)}, {"counts": (("killed", 40, 40),)})),
        (({}, {}), ({"other": True}, {})),  # "another attack", "a similar attack"
        (({}, {}), ({"status": "future"}, {})),
        # Two who condemn one attack condemn it each for himself.
        (
            ({"type": "ACCUSE", "actors": (REBELS,)}, {"type": "ACCUSE"}),
            ({"type": "ACCUSE", "actors": (REBELS,)}, {"type": "ACCUSE", "actors": (replace(ARMY, country=None),)}),
        ),
        (({"words": frozenset({"dock"})}, {"words": frozenset({"dock"})}), ({}, {})),
        (({}, {}), ({"people": frozenset({"lira"})}, {"people": frozenset({"borg"})})),
    ],
)
def test_what_speaks_for_and_against_one_happening(more: tuple[Any, Any], less: tuple[Any, Any]) -> None:
    assert score(*more) > score(*less)
    assert score(*reversed(more)) == pytest.approx(score(*more))


def test_every_reason_has_its_weight_and_its_sign() -> None:
    weights = load_weights()
    assert set(NAMES) == set(weights.each)
    assert all((value < 0) == name.startswith("un") for name, value in weights.each.items())


def test_a_page_is_measured_by_those_about_the_same() -> None:
    assert measured(0.2, 0.4, 0.5) < measured(0.2, 0.25, 0.25) <= measured(0.9, 0.3, 0.3)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("gun down", {"gun down", "guns down", "gunned down", "gunning down"}),
        ("raze", {"raze", "razes", "razed", "razing"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
    ],
)
def test_verbs_are_known_in_all_their_forms(verb: str, forms: set[str]) -> None:
    assert forms <= set(verb_forms(verb, {}))


@pytest.mark.parametrize(("noun", "many"), [("crash", "crashes"), ("robbery", "robberies"), ("quake", "quakes")])
def test_nouns_are_known_in_the_plural(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_words_for_one_kind_share_it_and_words_for_two_do_not() -> None:
    words = load_happenings()
    assert words.nouns["quake"] == words.nouns["tremors"]
    assert words.verbs["shot"] & words.nouns["shooting"]
    assert not words.nouns["quake"] & words.nouns["aftershock"]
    assert words.nouns["strike"] >= {"walk-out", "strike"}


def test_rare_words_tell_what_a_page_is_about() -> None:
    commonness = load_commonness()
    assert keywords({"month": 3, "mocuba": 2, "police": 3}, commonness, most=1) == ("mocuba",)
    assert commonness.weight("pemba", pages=50, among=60) < commonness.weight("pemba")


@pytest.mark.parametrize(
    ("text", "several", "other"),
    [
        ("Hundreds of attacks by the Coastal Front have been reported since October, the army said.", True, False),
        ("The army carried out 12 strikes on Olm last week.", True, False),
        ("Rebels of the Coastal Front attacked the village of Olm on Tuesday.", False, False),
        ("Rebels killed two soldiers in Olm in Tuesday's attack.", False, False),
        ("Another attack by the Coastal Front killed two soldiers in Olm on Friday.", False, True),
    ],
)
def test_several_at_once_and_another_than_the_one_told_of(text: str, several: bool, other: bool, tools: Tools) -> None:
    reading = read_text(text, tools, published=date(2024, 3, 8))
    facts = facts_of(reading, page="p", words=load_happenings(), commonness=load_commonness())
    told = [r for r in facts.reports if r.type == "ASSAULT"]
    assert told
    assert {(r.several, r.other) for r in told} == {(several, other)}


# ---------------------------------------------------------------- groups


def grouped(probabilities: dict[tuple[int, int], float], **more: Any) -> list[list[int]]:
    return cluster(range(5), probabilities, enough=0.6, together=0.4, **more)


def test_a_chain_of_likely_pairs_is_no_group_where_its_ends_are_unlike() -> None:
    assert grouped({(0, 1): 0.9, (1, 2): 0.7}) == [[0, 1], [2], [3], [4]]
    assert grouped({(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.3}) == [[0, 1, 2], [3], [4]]


def test_two_of_one_page_are_not_held_against_each_other() -> None:
    assert grouped({(0, 1): 0.9, (1, 2): 0.9}, pages={0: 7, 2: 7}) == [[0, 1, 2], [3], [4]]


def test_a_persons_word_outranks_the_score() -> None:
    assert grouped({(0, 1): 0.99}, apart=[(0, 1)]) == [[0], [1], [2], [3], [4]]
    assert grouped({(0, 1): 0.99}, same=[(3, 4)]) == [[0, 1], [2], [3, 4]]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1]).map(lambda p: pair(*p)),
    st.floats(0, 1),
)


@given(PAIRS, PAIRS, PAIRS)
def test_everybody_is_in_one_group_and_every_verdict_holds(
    probabilities: dict[tuple[int, int], float], same: Any, apart: Any
) -> None:
    apart = {p: 1 for p in apart if p not in same}
    groups = cluster(range(8), probabilities, enough=0.6, together=0.4, same=same, apart=apart)
    assert sorted(m for group in groups for m in group) == list(range(8))
    together = {p for group in groups for p in combinations(group, 2)}
    assert set(same) <= together
    joined = {p for group in cluster(range(8), {}, enough=1, together=1, same=same) for p in combinations(group, 2)}
    assert not set(apart) & together - joined


# ---------------------------------------------------------------- a pile and a store


def test_facts_come_back_from_their_line(tools: Tools) -> None:
    reading = read_text(SECOND, tools, published=date(2024, 3, 6))
    facts = facts_of(reading, page="p", words=load_happenings(), commonness=load_commonness())
    assert from_text(to_text(facts)) == _without_ids(facts)
    assert from_text(to_text(facts).replace("[1,", "[0,", 1)) is None  # of another form: made anew


def _without_ids(facts: PageFacts) -> PageFacts:
    """A time's id and span in its record are not kept."""
    return replace(
        facts, reports=tuple(replace(r, time=r.time and replace(r.time, id=None, span=None)) for r in facts.reports)
    )


FIRST = (
    "PEMBA, Mozambique - Gunmen of the Coastal Liberation Front killed four dock workers in the harbour of Pemba on "
    "Tuesday, police said. The dock workers were unloading the Maria Dolores, a freighter, when the gunmen opened fire."
)
SECOND = (
    "PEMBA, Mozambique - Six dock workers were killed in the harbour of Pemba on Tuesday when gunmen attacked the "
    "freighter Maria Dolores, a doctor at the hospital of Pemba said. Police blamed the Coastal Liberation Front."
)
ELSEWHERE = (
    "MAPUTO, Mozambique - Police arrested Jonas Borg, a former minister, in Maputo on Friday. Prosecutors charged Borg "
    "with taking bribes from a builder of roads. Borg denied the charges in court on Saturday."
)
BESIDES = (
    "PALMA, Mozambique - A fire destroyed the fish market of Palma on Monday night. The blaze began in a store of "
    "nets, the fire chief said, and burned until Tuesday. Nobody was hurt in the fire, but forty stalls burned down."
)
AGAIN = (
    "PALMA, Mozambique - The fish market of Palma burned down on Monday, and forty stalls were lost, traders said. The "
    "fire began in a store of nets, according to the fire chief."
)


def article(name: str, text: str, day: str) -> dict[str, str]:
    return {"id": name, "url": f"https://{name}.example/", "text": text, "published": day, "outlet": name}


ARTICLES = (
    article("wire", FIRST, "2024-03-05"),
    article("herald", SECOND, "2024-03-06"),
    article("post", ELSEWHERE, "2024-03-09"),
)


def told_together(store: Store) -> list[tuple[str, ...]]:
    """The outlets of every happening that has several reports."""
    rows = store.db.execute(
        "SELECT group_concat(outlet, ' ') FROM (SELECT r.happening, a.outlet FROM report AS r "
        "JOIN article AS a ON a.page = r.page ORDER BY r.happening, a.outlet) GROUP BY happening HAVING count(*) > 1"
    )
    return sorted(tuple(outlets.split()) for (outlets,) in rows)


HELD = "SELECT r.id, h.id FROM report AS r JOIN happening AS h ON h.key = r.happening"


@pytest.fixture
def store(tmp_path: Path, tools: Tools) -> Iterator[Store]:
    with new_store(tmp_path) as made:
        add(made, tools, pages_of(*ARTICLES))
        yield made


def test_two_reports_of_one_attack_are_one_happening(store: Store) -> None:
    done = merge_store(store)
    assert done.pages == 3
    assert ("herald", "wire") in told_together(store)
    assert not any("post" in outlets for outlets in told_together(store))


def test_only_what_is_new_is_done_again(store: Store, tools: Tools) -> None:
    merge_store(store)
    before = store.db.execute(
        "SELECT r.id, h.id FROM report AS r JOIN happening AS h ON h.key = r.happening"
    ).fetchall()
    assert merge_store(store).pages == 0
    add(store, tools, pages_of(article("gazette", SECOND.replace("Six", "Seven"), "2024-03-07")))
    assert merge_store(store).pages == 1
    after = dict(store.db.execute(HELD))
    assert {report: after[report] for report, _ in before} == dict(before)  # happenings keep their ids
    assert any(set(outlets) >= {"gazette", "wire"} for outlets in told_together(store))


def test_one_by_one_or_all_at_once_the_same_are_together(tmp_path: Path, store: Store, tools: Tools) -> None:
    merge_store(store)
    (tmp_path / "other").mkdir()
    with new_store(tmp_path / "other") as other:
        for row in ARTICLES:
            add(other, tools, pages_of(row))
            merge_store(other)
        assert told_together(other) == told_together(store)


def test_a_page_that_is_forgotten_leaves_its_happening(store: Store) -> None:
    merge_store(store)
    (key,) = store.db.execute("SELECT page FROM article WHERE outlet = 'herald'").fetchone()
    forget_pages(store, [key])
    merge_store(store)
    assert not any("herald" in outlets for outlets in told_together(store))
    assert store.db.execute("SELECT count(*) FROM pairing WHERE one NOT IN (SELECT key FROM report)").fetchone() == (0,)


def test_an_edited_page_is_merged_by_its_newest_version(store: Store, tools: Tools) -> None:
    merge_store(store)
    edited = ARTICLES[1] | {"text": SECOND.replace("Six", "Eight")}
    add(store, tools, pages_of(edited))
    assert merge_store(store).pages == 1
    pages = store.db.execute(
        "SELECT DISTINCT r.page FROM report AS r JOIN page AS p ON p.key = r.page WHERE p.replaced_by"
    )
    assert pages.fetchall() == []
    assert ("herald", "wire") in told_together(store)


def test_what_a_person_says_outranks_the_score_and_stays(store: Store, tmp_path: Path) -> None:
    merge_store(store)
    one, other = (
        store.db.execute(
            "SELECT r.id FROM report AS r JOIN article AS a ON a.page = r.page JOIN event AS e ON e.page = r.page "
            "AND e.id = r.event WHERE a.outlet = ? AND e.type = 'ASSAULT' ORDER BY r.key",
            (outlet,),
        ).fetchone()[0]
        for outlet in ("wire", "herald")
    )
    decide(store, one, other, same=False, note="two ships")
    assert ("herald", "wire") not in told_together(store)
    merge_store(store, again=True)
    assert ("herald", "wire") not in told_together(store)
    rescue(store.path, str(tmp_path / "saved.db"))
    with open_store(tmp_path / "saved.db", write=True) as saved:
        merge_store(saved)
        assert ("herald", "wire") not in told_together(saved)
    decide(store, other, one, same=True)  # a later word takes the place of the earlier
    assert ("herald", "wire") in told_together(store)


def test_a_report_that_is_not_there_is_named(store: Store) -> None:
    merge_store(store)
    with pytest.raises(UsageError, match="no report 'abc'"):
        decide(store, "abc", "def", same=True)


def test_a_pile_holds_fires_together_too_that_no_type_is_for(tools: Tools) -> None:
    readings = [read_text(text, tools, occurrences=True) for text in (BESIDES, AGAIN, ELSEWHERE)]
    found = merge_pile(readings, words=load_happenings())
    fires = [h for h in found if any("fire" in r.kinds for r in h.reports)]
    assert any(len(h.reports) > 1 and all(r.type is None for r in h.reports) for h in fires)
    spans = [(r.article, r.trigger, r.kinds) for h in found for r in h.reports]
    assert len(spans) == len(set(spans))  # every report is in one happening, and once
    coded = merge_pile([read_text(text, tools) for text in (BESIDES, AGAIN, ELSEWHERE)], words=load_happenings())
    assert all(r.type for h in coded for r in h.reports)


def test_nothing_to_merge_is_no_happening() -> None:
    assert merge_pile([], words=load_happenings()) == []


def test_the_command_prints_one_happening_a_line(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from dateline.cli import app

    (tmp_path / "pile.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ARTICLES))
    answer = CliRunner().invoke(app, ["merge", "--json", "--from", "jsonl", str(tmp_path / "pile.jsonl")])
    assert answer.exit_code == 0, answer.output
    lines = [json.loads(line) for line in answer.stdout.splitlines()]
    together = [h for h in lines if {r["article"] for r in h["reports"]} == {"wire", "herald"}]
    assert any({r["type"] for r in h["reports"]} == {"ASSAULT"} for h in together)
    texts = {row["id"]: row["text"] for row in ARTICLES}
    for told in (r for h in lines for r in h["reports"]):
        words = texts[told["article"]][slice(*told["trigger"])]
        assert words == words.strip() != ""
        assert words in told["sentence"]
