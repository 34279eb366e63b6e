"""One number from reports that differ, by UCDP's and ACLED's rules."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.answers import EventRow, PageRef, Party, Tally, Teller
from dateline.records import Interval
from dateline.tolls import toll_of

ARMY, REBELS, DOCTOR = (Teller(name, name, "says") for name in ("the army", "the rebels", "a doctor"))


def killed(low: int | None, high: int | None, *said_by: Teller, whose: str = "people", words: str = "") -> Tally:
    return Tally("killed", low, high, words or f"{low}", whose, said_by)


def report(*counts: Tally, outlet: str = "Wire", day: int = 5, by: str = "the rebels") -> EventRow:
    published = Interval(date(2024, 3, day), date(2024, 3, day))
    page = PageRef(outlet, outlet, outlet, published=published)
    return EventRow(
        "e1", "ASSAULT", "actual", page, None, (Party(by, by),), (), (), counts, (), (), (), (), 4, -9.5, "190",
        False, None, "killed", "Four were killed.", 1, 0.9, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "ucdp", "acled"),
    [
        ([report(killed(4, 4))], (4, 4, 4), 4),
        ([report(killed(4, 4)), report(killed(6, 6), outlet="Post", day=6)], (4, 6, 6), 4),  # tolls are corrected
        ([report(killed(4, 4)), report(killed(6, 6), outlet="Post")], (4, 4, 6), 4),  # of equals the lower
        ([report(killed(9, 9)), report(killed(9, 9), outlet="Post"), report(killed(4, 4), outlet="Sun")], (4, 9, 9), 4),
        # "Four, two children among them": a part lies within the whole.
        ([report(killed(4, 4), killed(2, 2, whose="children"))], (4, 4, 4), 4),
        # One page with two accounts of the same people; who did it is no judge of it.
        ([report(killed(9, 9, DOCTOR), killed(2, 2, REBELS))], (2, 9, 9), 2),
        ([report(killed(9, 9, REBELS))], (9, 9, 9), 9),  # but where nobody else tells
        ([report(killed(12, None, words="at least 12"))], (12, 12, None), 12),
        ([report(killed(12, 12)), report(killed(14, None), outlet="Post")], (12, 12, None), 12),
        ([report(killed(None, 200, words="as many as 200"))], (None, 200, 200), None),
        ([report(killed(24, 99, words="dozens"))], (24, 24, 99), 12),  # ACLED's dozens
        ([report(killed(7, 7, Teller("the army", "the army", "denies")))], None, None),
        ([report()], None, None),
    ],
)
def test_each_rule_makes_its_number_of_what_is_told(
    reports: list[EventRow], ucdp: tuple[int | None, ...] | None, acled: int | None
) -> None:
    toll = toll_of(reports, "killed", rule="ucdp")
    assert (toll and (toll.low, toll.best, toll.high)) == ucdp
    least = toll_of(reports, "killed", rule="acled")
    assert (least and least.best) == acled
