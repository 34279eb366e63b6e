"""Page: the article as it was, its records marked in it, and a card a record beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dateline.export.readable import ReadingView
from dateline.records import Reading
from dateline.web.cards import Card, cards_of
from dateline.web.layout import frame
from dateline.web.marks import Piece, Section, pieces_of, sections_of
from dateline.web.markup import Element, elsewhere, h, titled, told

GROUPS = {"event": "Events", "quote": "Quotes", "figure": "Figures", "time": "Times", "place": "Places"}
TAGS = {"headline": "h2", "subhead": "h3", "pull_quote": "blockquote", "list": "div", "table": "div"}
LINKED = ("event", "figure")  # records whose words are links to their cards: those of a few words each


def article_page(reading: Reading) -> Element:
    """The page of a reading."""
    headline = reading.article.headline or "(no headline)"
    cards = cards_of(reading)
    return frame(
        titled(headline),
        "",
        h("h1", headline, dir="auto"),
        _head(reading),
        h(
            "div",
            h("article", _text(reading, cards), class_="text", aria_label="The article", dir="auto"),
            h("aside", _groups(cards), class_="cards", aria_label="What was read from it"),
            class_="beside reading",
        ),
        script="article.js",
    )


def _head(reading: Reading) -> Element:
    lines = [line.plain.strip() for line in ReadingView(reading).head()][1:]
    url = elsewhere(reading.article.url)
    way = h("a", "The page where it was published (leaves this machine)", href=url, rel="noreferrer noopener")
    record = h("a", "its record, JSON", href=f"/api/page/{reading.page.id}")
    return h(
        "div", [h("p", told(line)) for line in lines], h("p", [way, " · "] if url else None, record), class_="quiet"
    )


# ---------------------------------------------------------------- the text


def _text(reading: Reading, cards: Sequence[Card]) -> Iterator[Element]:
    text = reading.article.text
    sections = sections_of(text, reading.article.blocks)
    linked = {card.id for card in cards if card.kind in LINKED}
    pieces = pieces_of(sections, (mark for card in cards for mark in card.marks))
    for section, inner in zip(sections, pieces, strict=True):
        yield _section(section, [_piece(piece, text, linked) for piece in inner])


def _section(section: Section, inner: Sequence[Element]) -> Element:
    """A block as it was; what it was is told where it is no paragraph."""
    label = (section.kind or "between").replace("_", " ")
    named = h("span", f"{label} ", class_="kind") if section.kind != "paragraph" else None
    return h(TAGS.get(section.kind or "", "p"), named, inner, class_="block", dir="auto")


def _piece(piece: Piece, text: str, linked: set[str]) -> Element:
    words = piece.span.words(text)
    anchors = [h("span", id=f"in-{of}") for of in piece.begins]
    if not piece.of:
        return h("span", anchors, words) if anchors else h("span", words)
    classes = " ".join(["mark", *piece.kinds])
    to = next((of for of in piece.of if of in linked), None) if {"event", "figure"}.intersection(piece.kinds) else None
    of = " ".join(piece.of)
    if to is None:
        return h("span", anchors, words, class_=classes, data_of=of)
    return h("a", anchors, words, class_=classes, data_of=of, href=f"#{to}", aria_describedby=f"head-{to}")


# ---------------------------------------------------------------- the cards


def _groups(cards: Sequence[Card]) -> Iterator[Element]:
    for kind, group in groupby(cards, key=lambda card: card.kind):
        found = [_card(card) for card in group]
        yield h(
            "details",
            h("summary", f"{GROUPS[kind]} ({len(found)})"),
            found,
            open=kind in ("event", "quote", "figure"),
            class_=kind,
        )


def _card(card: Card) -> Element:
    lines = [(h("dt", line.name), h("dd", told(line.words))) for line in card.lines]
    way = h("a", "in the text", href=f"#in-{card.id}", aria_label=f"{card.id} in the text") if card.marks else None
    return h(
        "section",
        h("h2", h("small", f"{card.id} "), told(card.head), id=f"head-{card.id}", class_="card-head"),
        h("dl", [part for line in lines for part in line]),
        h("p", way),
        id=card.id,
        class_=f"card {card.kind}",
        data_record=card.id,
        tabindex="0",
        aria_labelledby=f"head-{card.id}",
    )
