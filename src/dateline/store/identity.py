"""Whether a page is one that the store has, an edited version of one, or new."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass, replace
from urllib.parse import urldefrag

from dateline.jsontext import from_tree, one_line, plain, sound
from dateline.records import Article, Given, Page
from dateline.store.copies import runs_of, shared

SAME_STORY = 0.3  # share of the smaller text's runs: under it, another story took the address (a front page, a file)
STORIES = 20  # of one address, the last, that a new page is compared with: a front page holds another each hour
TOLD = ("published", "headline", "outlet", "url", "language")  # what changes a record when it is told anew


@dataclass(frozen=True, slots=True)
class Known:
    """A page of the store. ``given`` is what the store and the page at hand say together."""

    key: int
    given: Given
    changed: bool  # the page at hand says more, or other, than the store knows: its record is to be made anew


def name_of(given: Given) -> str | None:
    """By what pages of the same bytes are told apart: the URL, else the owner's id."""
    return sound(given.url or given.item_id or "") or None


def address_of(page: Page) -> str | None:
    """What a page is a version of: its URL, else its file, with its number or its owner's id there; None for a pipe."""
    if page.given.url:
        return sound(urldefrag(page.given.url).url)
    if page.source == "-" or page.source.startswith(("-:", "-#")):
        return None
    if "://" in page.source:
        return sound(urldefrag(page.source).url)
    path = os.path.abspath(page.source)
    if page.media_type == "application/json" and page.given.item_id:
        return sound(f"{path.rpartition(':')[0]}#{page.given.item_id}")
    return sound(path)


def find_known(db: sqlite3.Connection, page: Page) -> Known | None:
    """The store's page with these bytes and this name; a name that only one of the two has doesn't divide them."""
    name = name_of(page.given)
    row = db.execute("SELECT key, given FROM page WHERE id = ? AND name IS ? LIMIT 1", (page.id, name)).fetchone()
    if row is None and name is not None:
        row = db.execute("SELECT key, given FROM page WHERE id = ? AND name IS NULL LIMIT 1", (page.id,)).fetchone()
    elif row is None:
        row = db.execute("SELECT key, given FROM page WHERE id = ? ORDER BY key LIMIT 1", (page.id,)).fetchone()
    if row is None:
        return None
    before = given_of(row[1])
    both = _together(before, page.given)
    return Known(row[0], both, both != before)


def find_version(db: sqlite3.Connection, page: int, address: str | None, article: Article) -> int | None:
    """The newest page at an address that tells the same story as an article: what the article is a new version of."""
    rows = db.execute(
        "SELECT p.key, a.headline, a.text FROM page AS p JOIN article AS a ON a.page = p.key "
        "WHERE p.address = ? AND p.replaced_by IS NULL AND p.key != ? ORDER BY p.key DESC LIMIT ?",
        (address, page, STORIES),
    ).fetchall()
    runs = runs_of(article.text) if rows else frozenset()
    likeness = {key: shared(runs, runs_of(text)) for key, _, text in rows}
    for key, headline, _ in rows:
        if headline and article.headline and headline.strip() == sound(article.headline).strip():
            likeness[key] = 1.0
    best = max(likeness, key=lambda key: likeness[key], default=None)
    return best if best is not None and likeness[best] >= SAME_STORY else None


def says_the_same(one: Article, other: Article) -> bool:
    """Whether two articles differ at most in where their words stand in their pages: when only a banner changed."""
    return _said(one) == _said(other)


def _said(article: Article) -> tuple[object, ...]:
    days = article.published and (article.published.earliest, article.published.latest)
    blocks = tuple((block.kind, block.span) for block in article.blocks)
    told = (article.headline, article.standfirst, article.byline, article.outlet, article.section, article.kicker)
    return (article.text, blocks, days, *told)


def given_json(given: Given) -> str:
    return one_line(plain(given))


def given_of(text: str | None) -> Given:
    return from_tree(Given, json.loads(text)) if text else Given()


def _together(before: Given, now: Given) -> Given:
    """What is told now outranks what was told before; the first sight of a page by an archive is kept."""
    told = {name: getattr(now, name) for name in TOLD if getattr(now, name) is not None}
    if now.published is not None:
        told["published_basis"] = now.published_basis
    if now.seen is not None and (before.seen is None or now.seen < before.seen):
        told["seen"] = now.seen
    return replace(before, item_id=before.item_id or now.item_id, **told)
