"""What the reports of one happening tell side by side, and in what they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.answers import Charge, EventRow, PageRef, Party, Tally, Teller, When, Where
from dateline.differ import happening_of, in_order
from dateline.export.wording import told_party
from dateline.happening import HappeningRow, ReportRow
from dateline.records import Interval

DAY = date(2024, 3, 5)
POLICE, FRONT, ARMY = (
    (Teller("police", "police", "says"),),
    (Teller("Coastal Front", "the Front", "denies"),),
    (Teller("army", "the army", "claims"),),
)
PEMBA = Where("Pemba", "city", "MOZ", "Cabo Delgado", -12.97, 40.52, 1028918, "exact", "Pemba")
DELGADO = Where("Cabo Delgado", "region", "MOZ", "Cabo Delgado", -12.5, 39.5, 1051823, "admin1", "the province")


def row(outlet: str | None, day: int, **told: Any) -> EventRow:
    """An attack that an outlet's page of a day of March told of."""
    published = Interval(date(2024, 3, day), date(2024, 3, day))
    page = PageRef(f"{outlet}-{day}", f"{outlet}.txt", outlet, None, None, published)
    empty: tuple[()] = ()
    plain = EventRow(
        "e1", "ASSAULT", "actual", page, None, empty, empty, empty, empty, empty, empty, empty, empty, 4, -10.0, None,
        False, None, "attack", f"{outlet} tells of an attack.", 1, None, None,
    )  # fmt: skip
    return replace(plain, **told)


def happened(*rows: EventRow, rule: str = "ucdp") -> HappeningRow:
    return happening_of("h", [ReportRow(f"r{i}", told) for i, told in enumerate(rows, 1)], rule=rule)


def on(earliest: date, latest: date | None = None, basis: str = "words") -> When:
    return When(earliest, latest or earliest, basis, "then")


def killed(low: int | None, high: int | None, words: str, said_by: tuple[Teller, ...] = ()) -> Tally:
    return Tally("killed", low, high, words, None, said_by)


def copy_of(original: EventRow, outlet: str, day: int) -> EventRow:
    return replace(original, page=replace(row(outlet, day).page, copy_of=original.page.id))


def test_one_report_differs_in_nothing() -> None:
    found = happened(row("Wire", 6, counts=(killed(4, 4, "four"),), time=on(DAY), place=(PEMBA,)))
    assert found.differs == ()
    assert (found.count, found.outlets, found.copies) == (1, 1, 0)


def test_who_is_silent_does_not_differ() -> None:
    told = row("Wire", 6, counts=(killed(4, 4, "four"),), time=on(DAY), place=(PEMBA,), actor=(Party("rebels"),))
    assert happened(told, row("Post", 7)).differs == ()


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ({"counts": (killed(4, 4, "four"),)}, {"counts": (killed(6, None, "at least six"),)}, ("killed",)),
        ({"time": on(DAY)}, {"time": on(date(2024, 3, 4))}, ("day",)),
        ({"time": on(DAY)}, {"time": on(date(2024, 3, 1), DAY, "tense")}, ()),  # a tense tells no day
        ({"place": (PEMBA,)}, {"place": (DELGADO,)}, ("place",)),
        ({"place": (PEMBA, DELGADO)}, {"place": (PEMBA,)}, ()),  # the town lies in the province
        ({"actor": (Party("the rebels"),)}, {"actor": (Party("rebels"),)}, ()),
        ({"actor": (Party("rebels"),)}, {"actor": (Party("bandits"),)}, ("actor",)),
        ({"actor": (Party("rebels"),)}, {"actor": (Party("rebels", polarity="denied", said_by=FRONT),)}, ("actor",)),
        ({"recipient": (Party("a convoy"),)}, {"recipient": (Party("a mosque"),)}, ("recipient",)),
        ({"status": "actual"}, {"status": "hypothetical"}, ("status",)),
        ({"type": "ASSAULT"}, {"type": "PROTEST"}, ("type",)),
    ],
)
def test_what_is_told_otherwise_is_a_difference(
    one: dict[str, Any], other: dict[str, Any], differs: tuple[str, ...]
) -> None:
    assert happened(row("Wire", 6, **one), row("Post", 7, **other)).differs == differs


def test_people_are_people_whatever_their_number() -> None:
    one = row("Wire", 6, counts=(killed(9, None, "At least nine"),), recipient=(Party("At least nine people"),))
    other = row("Post", 7, counts=(killed(14, 14, "14"),), recipient=(Party("14 people"),))
    found = happened(one, other)
    assert [party.name for party in found.recipient] == ["people"]
    assert found.differs == ("killed",)


@pytest.mark.parametrize(("rule", "toll"), [("ucdp", (9, 12, 14)), ("acled", (9, 9, 9))])
def test_the_toll_is_by_the_rule_and_every_number_stands_with_its_words(rule: str, toll: tuple[int, ...]) -> None:
    rows = (
        row("Wire", 6, counts=(killed(9, None, "at least nine", POLICE),)),
        row("Post", 7, counts=(killed(14, 14, "14", ARMY),)),
        row("Mail", 8, counts=(killed(12, None, "at least 12"),), said_by=POLICE),
    )
    (found,) = happened(*rows, rule=rule).tolls
    assert (found.low, found.best, found.high) == toll
    assert [(said.words, said.said_by) for said in found.said] == [
        ("at least nine", POLICE),
        ("14", ARMY),
        ("at least 12", POLICE),
    ]


def test_two_tellers_of_one_page_differ_and_a_part_does_not() -> None:
    six, fourteen, two = killed(6, 6, "six", FRONT), killed(14, 14, "fourteen", ARMY), killed(2, 2, "two", ARMY)
    (toll,) = happened(row("Wire", 6, counts=(six, fourteen, two))).tolls
    assert [said.words for said in toll.said] == ["six", "fourteen"]


def test_claimed_and_denied_stand_beside_affirmed_each_with_who_says_so() -> None:
    found = happened(
        row("Wire", 6, actor=(Party("the Front", "Coastal Front", polarity="claimed", said_by=ARMY),)),
        row("Post", 7, actor=(Party("the Front", "Coastal Front", polarity="denied", said_by=FRONT),)),
        row("Mail", 8, actor=(Party("the Coastal Front", "Coastal Front"),), said_by=POLICE),
    )
    (front,) = found.actor
    assert [(said.report, said.polarity, said.said_by) for said in front.said] == [
        ("r1", "claimed", ARMY),
        ("r2", "denied", FRONT),
        ("r3", "affirmed", POLICE),
    ]
    assert told_party(front) == "Coastal Front (claimed by the army, denied by the Front, affirmed by police)"


def test_a_claim_of_nobody_named_says_so() -> None:
    (front,) = happened(row("Wire", 6, actor=(Party("the Front", polarity="suspected"),))).actor
    assert told_party(front) == "the Front (suspected by somebody unnamed)"


def test_time_is_from_the_earliest_day_told_to_the_latest_and_the_days_that_all_allow() -> None:
    week, day = on(date(2024, 3, 4), date(2024, 3, 10)), on(DAY)
    found = happened(row("Wire", 6, time=day), row("Post", 12, time=week))
    assert found.time == Interval(date(2024, 3, 4), date(2024, 3, 10))
    assert found.agreed == Interval(DAY, DAY)
    assert happened(row("Wire", 6, time=day), row("Post", 7, time=on(date(2024, 3, 6)))).agreed is None
    assert happened(row("Wire", 6)).time is None


def test_a_copy_is_no_witness_and_stands_after_what_it_repeats() -> None:
    told = row("Wire", 7, counts=(killed(4, 4, "four"),))
    found = happened(row("Post", 8), copy_of(told, "Daily", 7), told)
    assert [report.event.page.outlet for report in found.reports] == ["Wire", "Daily", "Post"]
    assert (found.count, found.outlets, found.copies) == (3, 2, 1)
    assert [said.report for toll in found.tolls for said in toll.said] == ["r3"]


def test_a_copy_whose_original_is_not_here_is_a_witness() -> None:
    alone = replace(row("Daily", 7), page=replace(row("Daily", 7).page, copy_of="elsewhere"))
    assert happened(alone).copies == 0


def test_outlets_count_once_and_pages_without_one_by_their_source() -> None:
    nameless = [replace(row(None, 6), page=PageRef(f"p{i}", f"{i}.txt")) for i in range(2)]
    assert happened(row("Wire", 6), row("Wire", 7), *nameless).outlets == 3


def test_who_published_first_said_it_first_and_of_equals_who_was_added_first() -> None:
    assert happened(row("Post", 7), row("Wire", 6)).first == "r2"
    assert happened(row("Post", 6), row("Wire", 6)).first == "r1"
    undated = replace(row("Mail", 1), page=PageRef("m", "m.txt", "Mail"))
    assert happened(undated, row("Wire", 6)).first == "r2"


def test_the_best_told_sentence_is_of_what_happened() -> None:
    supposed = row("Wire", 6, status="hypothetical", place=(PEMBA,), counts=(killed(4, 4, "four"),))
    assert happened(supposed, row("Post", 7)).sentence == "Post tells of an attack."


def test_what_is_said_of_it_keeps_who_says_so() -> None:
    (claim,) = happened(row("Wire", 6, claims=(Charge("self-defense", "in self-defence", ARMY),))).claims
    assert (claim.report, claim.what, claim.words, claim.said_by) == ("r1", "self-defense", "in self-defence", ARMY)


def test_many_reports_take_no_longer_than_their_number() -> None:
    rows: Sequence[EventRow] = [
        row(f"o{i}", 1 + i % 28, counts=(killed(i, i, str(i)),), actor=(Party(f"group {i}"),)) for i in range(3_000)
    ]
    reports = [ReportRow(f"r{i}", told) for i, told in enumerate(rows)]
    assert len(in_order(reports)) == len(happening_of("h", reports).actor) == 3_000
