"""A small store to ask: invented pages with known records, put down by the store's own writer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dateline.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Count,
    Event,
    EventMention,
    EventPlace,
    EventTime,
    Figure,
    Interval,
    MadeBy,
    Mention,
    Page,
    Participant,
    Place,
    Published,
    Quote,
    Reading,
    Span,
    Speaker,
)
from dateline.store.open import open_store, transaction
from dateline.store.write import add_reading

NOW = "2024-06-01T12:00:00Z"


@dataclass
class Draft:
    """A reading in the making; words stand for their first span in the text."""

    text: str
    outlet: str
    day: date
    headline: str
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def at(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def actor(self, words: str, name: str, kind: str, country: str | None, *sector: str) -> str:
        key = f"a{len(self.actors) + 1}"
        self.actors.append(Actor(key, name, kind, (Mention(self.at(words)),), country, sector))
        return key

    def place(self, words: str, kind: str, country: str, admin1: str | None, lat: float, lon: float) -> str:
        key = f"p{len(self.places) + 1}"
        number = int(hashlib.sha256(f"{words}{country}".encode()).hexdigest()[:6], 16)
        self.places.append(Place(key, words, kind, (Mention(self.at(words)),), number, country, admin1, lat, lon, 0.9))
        return key

    def said(self, actor: str | None, words: str, cue: str, kind: str = "says") -> tuple[Attribution, ...]:
        return (Attribution(actor, self.at(words), self.at(cue), kind),)

    def event(
        self,
        type_: str,
        trigger: str,
        *,
        actor: Sequence[Participant] = (),
        recipient: Sequence[Participant] = (),
        status: str = "actual",
        quad: int = 4,
        mode: tuple[str, ...] = (),
        place: Sequence[EventPlace] = (),
        days: tuple[date, date] | None = None,
        counts: Sequence[Count] = (),
        said_by: tuple[Attribution, ...] = (),
        historical: bool = False,
    ) -> None:
        span = self.at(trigger)
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.end)
        sentence = Span(start, end if end >= 0 else len(self.text))
        self.events.append(
            Event(
                f"e{len(self.events) + 1}", type_, status, span, sentence, tuple(actor), tuple(recipient), mode,
                quad=quad, historical=historical, place=tuple(place), counts=tuple(counts), said_by=said_by,
                time=EventTime(None, None, *days, "words") if days else None,
                mentions=(EventMention(span, sentence, "verb"),), confidence=0.9,
            )
        )  # fmt: skip

    def reading(self) -> Reading:
        content = self.text.encode()
        blocks, at = [], 0
        for line in self.text.split("\n"):
            blocks.append(Block("paragraph", Span(at, at + len(line))))
            at += len(line) + 1
        article = Article(
            self.text, tuple(blocks), headline=self.headline, outlet=self.outlet, language="en",
            published=Published(self.day, self.day, "stated"), url=f"https://news.example/{self.headline.lower()}",
        )  # fmt: skip
        page = Page(
            hashlib.sha256(content).hexdigest(), f"{self.headline}.txt", "text/plain", len(content), content, "utf-8"
        )
        return Reading(
            MadeBy("test", "test", "test"), page, article, (), tuple(self.places), tuple(self.actors),
            tuple(self.events), tuple(self.quotes), tuple(self.figures),
        )  # fmt: skip


def harbour() -> Draft:
    d = Draft(
        "Gunmen killed at least four dock workers in Pemba on Tuesday, Inspector Lurdes Vaz said.\n"
        "The Coastal Front denied that its men had fired.\n"
        "Exports through the port fell 18 percent.\n"
        "“We load ships,” said Nicolás Áñez, a crane driver.",
        "Harbour Wire", date(2024, 3, 7), "Harbour",
    )  # fmt: skip
    gunmen = d.actor("Gunmen", "Gunmen", "group", None, "UAF")
    workers = d.actor("dock workers", "dock workers", "people", "MOZ", "CVL", "LAB")
    police = d.actor("Inspector Lurdes Vaz", "Lurdes Vaz", "person", "MOZ", "GOV", "COP")
    front = d.actor("The Coastal Front", "Coastal Front", "group", "MOZ", "REB")
    driver = d.actor("Nicolás Áñez", "Nicolás Áñez", "person", "MOZ", "CVL")
    pemba = d.place("Pemba", "city", "MOZ", "Cabo Delgado", -12.974, 40.518)
    says = d.said(police, "Inspector Lurdes Vaz", "said")
    denies = d.said(front, "The Coastal Front", "denied", "denies")
    d.event(
        "ASSAULT", "killed", mode=("firearms",), days=(date(2024, 3, 5), date(2024, 3, 5)),
        actor=[
            Participant(gunmen, d.at("Gunmen"), "claimed", says),
            Participant(front, d.at("The Coastal Front"), "denied", denies),
        ],
        recipient=[Participant(workers, d.at("at least four dock workers"))],
        place=[EventPlace(pemba, d.at("Pemba"))], counts=[Count("killed", 4, None, d.at("at least four"), workers)],
        said_by=says,
    )  # fmt: skip
    d.quotes.append(Quote("q1", "direct", d.at("We load ships,"), Speaker(driver, d.at("Nicolás Áñez")), d.at("said")))
    month = Interval(date(2024, 2, 1), date(2024, 2, 29))
    d.figures.append(
        Figure(
            "f1", d.at("18 percent"), 18.0, 18.0, False, "percent", "exports", None, (pemba,), "down", month,
            said_by=says,
        )
    )  # fmt: skip
    return d


def threat() -> Draft:
    d = Draft(
        "The Coastal Front may attack Maputo, the government of Mozambique warned.\n"
        "Soldiers shelled Nampula between 28 February and 3 March.",
        "The Maputo Courier", date(2024, 3, 9), "Threat",
    )  # fmt: skip
    front = d.actor("The Coastal Front", "Coastal Front", "group", "MOZ", "REB")
    state = d.actor("the government of Mozambique", "government of Mozambique", "government", "MOZ", "GOV")
    army = d.actor("Soldiers", "army of Mozambique", "organisation", "MOZ", "GOV", "MIL")
    maputo = d.place("Maputo", "city", "MOZ", "Maputo", -25.966, 32.583)
    nampula = d.place("Nampula", "region", "MOZ", "Nampula", -15.12, 39.27)
    d.event(
        "ASSAULT", "attack", status="hypothetical", actor=[Participant(front, d.at("The Coastal Front"))],
        place=[EventPlace(maputo, d.at("Maputo"))],
        said_by=d.said(state, "the government of Mozambique", "warned", "threatens"),
    )  # fmt: skip
    d.event(
        "ASSAULT", "shelled", mode=("artillery",), days=(date(2024, 2, 28), date(2024, 3, 3)),
        actor=[Participant(army, d.at("Soldiers"))],
        place=[EventPlace(nampula, d.at("Nampula"), "admin1")],
    )  # fmt: skip
    return d


def accord() -> Draft:
    d = Draft(
        "Mozambique and the Coastal Front agreed to a ceasefire in March 2023.\n"
        "=HYPERLINK was the odd headline; rebels had burned Tripoli in 1983.\n"
        "Envoys met in the other Tripoli.",
        "Savannah Post", date(2023, 3, 20), "Accord",
    )  # fmt: skip
    state = d.actor("Mozambique", "Mozambique", "country", "MOZ")
    front = d.actor("the Coastal Front", "Coastal Front", "group", "MOZ", "REB")
    country = d.place("Mozambique", "country", "MOZ", None, -18.25, 35.0)
    libya = d.place("Tripoli", "city", "LBY", "Tripoli", 32.887, 13.191)
    lebanon = "p3"
    d.places.append(Place(lebanon, "Tripoli", "city", (), 266826, "LBN", "North", 34.437, 35.849, 0.7))
    d.event(
        "AGREE", "agreed", quad=1, days=(date(2023, 3, 1), date(2023, 3, 31)),
        actor=[Participant(state, d.at("Mozambique")), Participant(front, d.at("the Coastal Front"))],
        place=[EventPlace(country, d.at("Mozambique"), "country")],
    )  # fmt: skip
    d.event(
        "ASSAULT", "burned", historical=True, days=(date(1983, 1, 1), date(1983, 12, 31)),
        actor=[Participant(None, d.at("rebels"))], place=[EventPlace(libya, d.at("Tripoli"))],
    )  # fmt: skip
    d.event("CONSULT", "met", quad=1, place=[EventPlace(lebanon, d.at("Tripoli"))])
    return d


def readings() -> list[Reading]:
    """Three pages, and last a copy of the first in another paper."""
    first = harbour()
    copy = replace(first, text=first.text + "\n", outlet="Daily Copy", headline="Copied")
    return [first.reading(), threat().reading(), accord().reading(), copy.reading()]


def make_store(path: Path) -> Path:
    with open_store(path, write=True) as store, transaction(store) as db:
        for reading in readings():
            add_reading(db, reading, now=NOW)
        db.execute("DELETE FROM copy")
        db.execute("INSERT INTO copy (page, original, similarity) VALUES (4, 1, 1.0)")
    return path
