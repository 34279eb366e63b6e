"""Ids that hold across pages: hashes of content, the same wherever and whenever a page is read.

Within a record ids are short (a1, e4) and mean nothing outside it.
"""

from __future__ import annotations

import hashlib

from dateline.jsontext import sound
from dateline.records import Actor, Event, Page, Place

LONG = 16  # hexadecimal digits: of a million ids, two are the same with a chance of one in forty million
STATES = frozenset({"country", "government"})


def content_id(*parts: object) -> str:
    """A hash of what is told, in order."""
    told = " ".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:LONG]


def page_key(page: Page) -> str:
    """A page by its bytes, and by its URL or its owner's id, which tell pages of the same bytes apart."""
    return f"{page.id} {sound(page.given.url or page.given.item_id or '')}"


def event_id(page: Page, event: Event) -> str:
    """Of an event as one page tells it: the page, the type and where its trigger begins in the text."""
    return report_id(page_key(page), event.type, event.trigger.start)


def report_id(page: str, kind: str, start: int) -> str:
    """As ``event_id``, of what is told on a page by its ``page_key``."""
    return hashlib.sha256(f"{page}\n{kind}\n{start}".encode()).hexdigest()[:LONG]


def actor_id(actor: Actor, page: str) -> str:
    """Of an actor on a page; the same on all pages that name him with one name, kind and country, case aside.

    That is a likeness of names, no proof: two people of one name are one here, and one who is written in two ways
    is two. Whom a page only describes ("gunmen", "a driver") is nobody outside of that page.
    """
    told = (actor.name.casefold(), actor.kind, actor.country)
    if is_named(actor):
        return content_id("actor", *told)
    return content_id("actor", *told, page, *actor.mentions[0].span if actor.mentions else actor.id)


def is_named(actor: Actor) -> bool:
    """Whether a name tells who it is, beyond the page; a government is named by its country, where that is known."""
    if actor.named:
        return True
    return actor.kind in STATES and actor.country is not None


def place_id(place: Place) -> str:
    """Of a place: its number in GeoNames, else its name, kind and country."""
    if place.geonames_id is not None:
        return content_id("place", place.geonames_id)
    return content_id("place", place.name.casefold(), place.kind, place.country)
