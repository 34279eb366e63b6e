"""What only the whole page tells: one holder of an office, leaders of the table, countries by context."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from dateline.lexicon.spelling import fold
from dateline.records import Actor, Article, Relation
from dateline.resolve.actors.drafts import Draft
from dateline.resolve.actors.leaders import find_leader
from dateline.resolve.actors.page import Page, merge

AT_HOME = frozenset({"COP", "GOV", "MIL", "JUD", "LEG", "REB", "OPP", "PTY", "PRM", "SPY", "UAF", "ELI"})
LEAD = 1  # sentences after the first that tell what a page is about
WINDOW = 20  # countries on either side that may tell a phrase's own
BEYOND = frozenset({"UNO", "IGO", "EUR", "NGO", "IMG", "ISM", "MNC"})
ABROAD = frozenset({"GOV", "LEG", "PTY", "ELI"})
LOCAL = frozenset({"CVL", "LAB", "EDU", "MED", "AGR", "REL", "REF", "CRM", "SOC", "JRN", "BUS"})


def finish(page: Page, article: Article) -> tuple[Actor, ...]:
    """The drafts as actors, in the order of their first mention."""
    _leaders(page)
    _offices(page)
    _contexts(page)
    _offices(page)
    drafts = [d for d in page.roll.drafts if d.merged is None and d.mentions]
    for draft in drafts:
        draft.mentions = sorted(dict.fromkeys(draft.mentions), key=lambda m: m.span)
    drafts.sort(key=lambda d: (d.mentions[0].span, d.order))
    ids = {id(d): f"a{n}" for n, d in enumerate(drafts, start=1)}
    return tuple(_actor(page, d, ids) for d in drafts)


def _leaders(page: Page) -> None:
    for draft in page.roll.drafts:
        if draft.merged is not None or draft.label not in ("person", "other", "organisation"):
            continue
        lone = len(draft.words) == 1 and not draft.sectors and draft.country is None
        if draft.kind != "person" and not lone:
            continue
        row = find_leader(page.roll, draft)
        if row is None:
            continue
        draft.kind = "person"
        if draft.country is not None and draft.level >= 3 and draft.country != row.country and draft.title is not None:
            continue
        draft.learn(row.country, 3)
        year = page.roll.published.year if page.roll.published else None
        in_office = (year is None and row.until is None) or (
            year is not None and row.since <= year <= (row.until or 9999)
        )
        if not draft.sectors or (in_office and draft.sectors[0] in ("MIL", "ELI") and "ELI" not in draft.sectors):
            if in_office or row.sectors[0] == "REB":
                draft.sectors = tuple(dict.fromkeys((*row.sectors, *draft.sectors)))
            elif year is not None and year > row.since:
                draft.sectors = ("ELI",)


def _offices(page: Page) -> None:
    """ "The Latvian finance minister" is the one person on the page who is named with that office and country."""
    holders: dict[tuple[str, str | None], dict[Draft, None]] = {}
    for draft in page.roll.drafts:
        if draft.merged is None and draft.office is not None and draft.label in ("person", "other"):
            for country in {draft.country, None}:
                holders.setdefault((draft.office, country), {})[draft] = None
    for draft in page.roll.drafts:
        if draft.merged is not None or draft.office is None or draft.label != "nominal" or draft.plural:
            continue
        some = holders.get((draft.office, draft.country), {})
        if len(some) == 1:
            merge(page, next(iter(some)), draft)
        elif draft.country is not None and not some:
            only = holders.get((draft.office, None), {})
            if len(only) == 1 and next(iter(only)).country is None:
                merge(page, next(iter(only)), draft)


def _contexts(page: Page) -> None:
    """A country for those described by none: the place of the sentence, its only country, the page's."""
    by_sentence: dict[int, list[tuple[int, str, bool]]] = {}
    overall: Counter[str] = Counter()
    for index, token, code, located in page.countries:
        if code not in BEYOND:
            by_sentence.setdefault(index, []).append((token, code, located))
            overall[code] += 1
    main = _main(overall)
    if overall.total() == 1 and not any(located or index <= LEAD for index, _, _, located in page.countries):
        main = None  # "Norway urged both sides to talk", far down: no page about Norway
    for near in by_sentence.values():
        near.sort()
    for draft, index, token in page.loose:
        one = draft.whole()
        if one.level >= 2 or (not one.described and not one.sectors):
            continue
        first = next((x for x in one.sectors if x in AT_HOME), one.sectors[0] if one.sectors else None)
        if first not in AT_HOME and (first not in LOCAL or one.label != "nominal"):
            continue
        home = _nearest(by_sentence.get(index, []), token)
        if first in ABROAD:  # officials travel: the page's country before the place of the sentence
            home = main or home
        elif home is None and first in AT_HOME:
            home = main
        if home is not None and (one.level < 1 or one.country not in ("NGO", "IGO")):
            one.country, one.level = home, 2


def _nearest(near: list[tuple[int, str, bool]], token: int) -> str | None:
    """The country of the nearest place that something is in, else the sentence's only or commonest one."""
    k = bisect_left(near, (token,))
    states = near[max(0, k - WINDOW) : k + WINDOW]
    places = [(abs(i - token), code) for i, code, located in states if located]
    if places:
        return min(places)[1]
    counts = Counter(code for _, code, _ in states).most_common(2)
    if len(counts) == 1 or (counts and counts[0][1] > counts[1][1]):
        return counts[0][0]
    return None


def _main(overall: Counter[str]) -> str | None:
    """The country that a page is about: two fifths of all mentions of countries, or more."""
    total = sum(overall.values())
    if not total:
        return None
    code, n = overall.most_common(1)[0]
    return code if n >= 0.4 * total else None


def _actor(page: Page, draft: Draft, ids: dict[int, str]) -> Actor:
    relations = []
    seen = set()
    for kind, other, span in draft.ties:
        to = ids.get(id(other.whole()))
        if to is not None and other.whole() is not draft and (kind, to) not in seen:
            seen.add((kind, to))
            relations.append(Relation(kind, to, span))
    if draft.known is not None and draft.known.part_of is not None:
        parent = page.roll.keyed(("known", draft.known.part_of))
        if parent is not None and id(parent) in ids and ("part of", ids[id(parent)]) not in seen:
            relations.append(Relation("part of", ids[id(parent)]))
    return Actor(
        id=ids[id(draft)],
        name=_usual_name(page, draft),
        kind=draft.kind,
        mentions=tuple(draft.mentions),
        country=draft.country,
        sector=draft.sectors,
        title=draft.title,
        relations=tuple(relations),
    )


def _usual_name(page: Page, draft: Draft) -> str:
    """The name that a person is given; a part of it where the page has that part more often and the whole but once, as
    when a heading ran into it ("Endorses *Karl Berg*", "*Karl Berg* Election Day")."""
    words = draft.name.split()
    if draft.kind != "person" or len(words) < 2 or draft.known is not None:
        return draft.name
    counts = Counter(" ".join(page.text[slice(*m.span)].split()) for m in draft.mentions if m.kind == "name")
    whole = counts[draft.name]
    for k in range(1, len(words) - 1):
        if whole <= 1 and counts[words[k]] > 1 and words[k][0].isupper():
            return " ".join(words[: k + 1])
    for size in range(len(words) - 1, 0, -1):
        for at in (0, len(words) - size):
            part = " ".join(words[at : at + size])
            named = size > 1 or fold(words[0]) not in page.roll.table.first_names
            if whole <= 1 and counts[part] > 1 and named and (size > 1 or at > 0):
                return part
    return draft.name
