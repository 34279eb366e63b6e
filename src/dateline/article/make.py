"""From a page to its article, by what the page is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.article.dating import is_believable
from dateline.article.language import detect_language
from dateline.article.pieces import Labelled, dateline_in, join, split_dateline
from dateline.article.plain import label_text
from dateline.errors import UnreadablePage
from dateline.lexicon.furniture import FurnitureWords
from dateline.records import Article, Block, Page, Published

RUNNING = frozenset(["paragraph", "list", "table"])
SURE_LENGTH = 300  # characters from which a language found is believed
LINES = 200_000  # five seconds' work; the longest texts seen have a few thousand


def make_article(page: Page, *, words: FurnitureWords, today: date | None = None) -> Article:
    """The article of a page; raises UnreadablePage("no text") where there is none.

    ``today`` bounds the dates believed; None bounds them by nothing. ``published`` stays None where
    the page states no day. For JSON lines ``Article.text`` is the given text, code point for code point.
    """
    if page.given.seen:  # a day more, for the page may count its days further east
        seen = page.given.seen + timedelta(days=1)
        today = min(today, seen) if today else seen
    if page.media_type == "application/json":
        article = _given_article(page, words=words)
    elif page.media_type == "text/html":
        from dateline.article.html import html_article

        article = html_article(page, decoded(page), words=words, today=today)
    else:
        article = _plain_article(decoded(page), words=words)
    given = page.media_type == "application/json" and article.text.strip()  # its owner holds it to be an article
    if not given and not any(block.kind in RUNNING for block in article.blocks):
        raise UnreadablePage("no text", "holds no paragraph of text")
    return _with_notes(_with_given(article, page, today=today), given=bool(given))


def _with_notes(article: Article, *, given: bool) -> Article:
    """What a reader of the record should know of the text: broken characters, and a language that is not read."""
    notes = []
    broken = 0 if given else article.text.count("\ufffd")
    if broken:
        notes.append(f"{broken} broken characters stand as \ufffd")
    if not is_read(article):
        notes.append(f"the text is in {article.language}; only English is read, so nothing was coded")
    return replace(article, notes=(*article.notes, *notes))


def is_read(article: Article) -> bool:
    """Whether the article's language is read; short texts are, since their language is a guess."""
    short = len(article.text) < SURE_LENGTH
    return article.language is None or short or article.language.lower().split("-")[0] == "en"


def decoded(page: Page) -> str:
    """The page as text; broken bytes are U+FFFD, zero characters blanks."""
    return page.content.decode(page.charset or "utf-8", "replace").replace("\0", " ")


def _given_article(page: Page, *, words: FurnitureWords) -> Article:
    text = page.content.decode("utf-8", "surrogatepass")
    if text.count("\n") > LINES:
        raise UnreadablePage("too large", f"holds more than {LINES:,} lines")
    told = label_text(text, words=words, headline=page.given.headline, verbatim=True)
    pieces, _ = split_dateline(told.pieces, words=words)
    blocks = tuple(Block(p.kind, p.page_span, p.page_span) for p in pieces if p.kind and p.page_span)
    return _article(text, blocks, replace(told, pieces=pieces), words=words)


def _plain_article(text: str, *, words: FurnitureWords) -> Article:
    if text.count("\n") > LINES:
        raise UnreadablePage("too large", f"holds more than {LINES:,} lines")
    told = label_text(text, words=words, headline=None, verbatim=False)
    pieces, _ = split_dateline(told.pieces, words=words)
    made, blocks = join(pieces)
    return _article(made, blocks, replace(told, pieces=pieces), words=words)


def _article(text: str, blocks: tuple[Block, ...], told: Labelled, *, words: FurnitureWords) -> Article:
    def first(kind: str) -> str | None:
        return next((b.span.words(text) for b in blocks if b.kind == kind), None)

    section = first("section")
    return Article(
        text=text,
        blocks=blocks,
        section=re.split(r"\s[>»/|›]\s", section)[-1].strip() if section else None,
        kicker=first("kicker"),
        headline=first("headline"),
        standfirst=first("standfirst"),
        byline=told.byline,
        outlet=told.outlet,
        language=detect_language(text),
        dateline=dateline_in(text, blocks, words=words),
        published=_stated(text, blocks, told, words=words),
    )


def _stated(text: str, blocks: tuple[Block, ...], told: Labelled, *, words: FurnitureWords) -> Published | None:
    """The day that a line of the page states, with the line as evidence."""
    day = told.first_told or told.later_told
    if not day:
        return None
    line = told.pieces[told.told_in].text if told.told_in is not None else ""
    spans = tuple(b.span for b in blocks if b.kind in ("dateline", "byline") and b.span.words(text) == line)[:1]
    return Published(day, day, "stated", spans)


def _with_given(article: Article, page: Page, *, today: date | None) -> Article:
    """What the giver said of the page outranks what the page says, but for a feed's day; dates that cannot be are
    left out, with a note."""
    given = page.given
    published, notes = article.published, [*article.notes, *((given.note,) if given.note else ())]
    if given.published and (given.published_basis != "feed" or not published):
        published = Published(given.published, given.published, given.published_basis)
    if published and not is_believable(published.earliest, today=today):
        notes.append(f"The date {published.earliest.isoformat()} ({published.basis}) is not believed.")
        published = None
    return replace(
        article,
        headline=given.headline or article.headline,
        outlet=given.outlet or article.outlet,
        url=given.url or article.url,
        language=given.language or article.language,
        published=published,
        notes=tuple(notes),
    )
