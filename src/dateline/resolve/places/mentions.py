"""Names on a page that may be places', each with how surely it is one.

The tagger's kinds are one sign among others: a frame ("near X"), what follows ("X police",
"X, Virginia"), what the gazetteer knows, and whether the page has a person of that name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from dateline.lexicon.gazetteer import Gazetteer, fold_name
from dateline.lexicon.place_words import PlaceWords
from dateline.records import Analysis, Name, Sentence, Span
from dateline.resolve.places.guess import PLACE_KINDS, Guess, Page
from dateline.resolve.places.links import keep, link, share_area_words, share_lists
from dateline.resolve.places.signs import DASHES, PARTIES, before, judge, plain

LONGEST = 6
"""Tokens of the longest name that is looked up ("Bosnia and Herzegovina", "Stratford-upon-Avon")."""

# Between the words of a name, besides the joiners of other tongues (``place_words.toml``).
JOINERS = frozenset({"of", "the", "on", "upon", "and", "&", "in", "-", "’s", "'s", "'"})


def find_guesses(
    analysis: Analysis, words: PlaceWords, gazetteer: Gazetteer, dateline: Span | None = None
) -> list[Guess]:
    """Names that are places' surely enough, in reading order; [] where there are none.

    A known name inside ``dateline`` is a place's without further signs.
    """
    page = Page(analysis.text, words, gazetteer, _person_words(analysis, words))
    guesses: list[Guess] = []
    for s in analysis.sentences:
        guesses.extend(_scan(page, s))
    if dateline is not None:
        guesses = [replace(g, sure=1.5) if g.known and g.span.overlaps(dateline) else g for g in guesses]
    guesses = share_area_words(page, analysis, guesses)
    guesses = share_lists(analysis, guesses)
    guesses = link(page, analysis, guesses)
    return keep(guesses)


def _person_words(analysis: Analysis, words: PlaceWords) -> frozenset[str]:
    """Folded words of the names of people with more than one word.

    The whole name counts too where the tagger says it twice and oftener than that it is a place:
    it takes Khan Younis for a man now and then.
    """
    found: set[str] = set()
    whole: Counter[str] = Counter()
    for s in analysis.sentences:
        for name in s.names:
            parts = [t.text for t in s.tokens[name.first : name.last + 1] if t.text[:1].isupper()]
            if len(parts) < 2 or any(part.lower() in words.institutions for part in parts):
                continue
            if name.kind == "person":
                found.update(fold_name(part) for part in parts)
                whole[fold_name(" ".join(parts))] += 1
            elif name.kind in PLACE_KINDS:
                whole[fold_name(" ".join(parts))] -= 1
    return frozenset(found | {name for name, count in whole.items() if count > 1})


def _starts_name(text: str) -> bool:
    return text[:1].isupper() or (text[:3] in ("al-", "el-") and text[3:4].isupper()) or text in ("al", "el", "ash")


def _scan(page: Page, s: Sentence) -> Iterable[Guess]:
    named: dict[int, Name] = {}
    for name in s.names:
        for i in range(name.first, name.last + 1):
            named.setdefault(i, name)
    i, n = 0, len(s.tokens)
    while i < n:
        if not _starts_name(s.tokens[i].text):
            i += 1
            continue
        guess = _short_form(page, s, i, named.get(i)) or _known_name(page, s, i, named)
        if guess is None:
            guess = _unknown_name(page, s, i, named)
        if guess is None:
            i += 1
            continue
        yield guess
        i = guess.last + 1


def _short_form(page: Page, s: Sentence, i: int, name: Name | None) -> Guess | None:
    """ "La." after a town and a comma; "N.Y." anywhere."""
    text = s.tokens[i].text
    last = i
    forms = page.words.short_forms.get(text)
    if forms is None and page.text[s.tokens[i].end : s.tokens[i].end + 1] == "." and i + 1 < len(s.tokens):
        forms = page.words.short_forms.get(text + ".") if s.tokens[i + 1].text == "." else None
        last = i + 1 if forms else i
    if forms is None:
        return None
    after_comma = i >= 2 and s.tokens[i - 1].text == "," and s.tokens[i - 2].text[:1].isupper()
    after_comma = after_comma or (i >= 2 and s.tokens[i - 1].text == "-" and s.tokens[i - 2].text in PARTIES)
    tagged = name is not None and name.kind == "gpe"
    alone = (any(form.alone for form in forms) and len(text) > 2) or (tagged and text.endswith("."))
    if (not after_comma and not alone) or (i > 0 and s.tokens[i - 1].upos == "NUM"):
        return None  # "250 B.C."
    span = Span(s.tokens[i].start, s.tokens[last].end)
    sure = 0.9 if alone or s.tokens[i - 1].text == "-" else 0.3
    return Guess(s.index, i, last, span, forms[0].name, sure, True, ("region",), short=forms)


def _known_name(page: Page, s: Sentence, i: int, named: dict[int, Name]) -> Guess | None:
    """The longest name from token ``i`` on that the gazetteer knows, judged."""
    ends = _possible_ends(s, i, page.words.joiners)
    for j in reversed(ends):
        words = page.text[s.tokens[i].start : s.tokens[j].end]
        if len(words) > 60 or not (words[-1].isalnum() or words[-1] == ".") or not page.gazetteer.knows(words):
            continue
        if _is_small_acronym(page, words, named.get(i)):
            continue
        if j > i and _ends_too_late(page, s, i, j):
            continue
        if j > i and s.tokens[i].text == "The" and all(c.other_name for c in page.gazetteer.find(words)):
            continue  # "The Hague", but not "The United States"
        return _feature(page, s, i, j, named) or judge(page, s, i, j, named)
    return None


def _ends_too_late(page: Page, s: Sentence, i: int, j: int) -> bool:
    """ "Dublin City Council" is no council of a place called Dublin City, though one is listed."""
    if s.tokens[j].text.lower() not in page.words.areas or j + 1 >= len(s.tokens):
        return False
    if s.tokens[j].text.lower() in ("county", "parish") or not s.tokens[j + 1].text[:1].isupper():
        return False
    if not page.gazetteer.knows(page.text[s.tokens[i].start : s.tokens[j - 1].end]):
        return False
    found = page.gazetteer.find(page.text[s.tokens[i].start : s.tokens[j].end])
    return not any(c.place.kind == "city" and not c.other_name for c in found)


def _feature(page: Page, s: Sentence, i: int, j: int, named: dict[int, Name]) -> Guess | None:
    """ "Kiser Lake", "Lake Cunningham": a name that the gazetteer knows only a part of."""
    w, tokens, last = page.words, s.tokens, j + 1
    if last >= len(tokens) or not tokens[last].text[:1].isupper():
        return None
    if not (i == j and tokens[i].text.lower() in w.before_features) and tokens[last].text.lower() not in w.features:
        return None
    words = page.text[tokens[i].start : tokens[last].end]
    if words.isupper():
        return None
    name = named.get(last)
    base = {"location": 0.65, "gpe": 0.65, "facility": 0.4}.get(name.kind, 0.2) if name is not None else 0.2
    span = Span(tokens[i].start, tokens[last].end)
    sure = base + before(page, s, i, named)
    return Guess(s.index, i, last, span, words, sure, page.gazetteer.knows(words), facility=True)


def _possible_ends(s: Sentence, i: int, joiners: frozenset[str]) -> list[int]:
    ends = []
    for j in range(i, min(i + LONGEST, len(s.tokens))):
        text = s.tokens[j].text
        if text[:1].isupper() or (j > i and text[:1].isalpha() and s.tokens[j - 1].text == "-"):
            ends.append(j)
        elif not (j > i and (text in JOINERS or text in joiners)) and not (j == i and _starts_name(text)):
            break
    return ends


def _is_small_acronym(page: Page, words: str, name: Name | None) -> bool:
    """ "Us", "Car": the letters of an acronym, not written as one."""
    key = fold_name(words)
    if key not in page.gazetteer.acronyms:
        # HAN, VA, DOD: short capitals are initials, and some village somewhere is written alike
        return len(key) <= 2 or (len(key) <= 4 and words.isupper() and (name is None or name.kind != "gpe"))
    if not words.replace(".", "").isupper():
        return True
    tagged = name is not None and name.kind in ("gpe", "organisation")
    return len(key) > 2 and key not in ("usa", "uae", "drc") and not tagged


def _unknown_name(page: Page, s: Sentence, i: int, named: dict[int, Name]) -> Guess | None:
    """A name that only the tagger takes for a place's, kept where the frame says so too; or an unlisted dateline."""
    text = s.tokens[i].text
    dash = s.tokens[1].text in DASHES if i == 0 and len(s.tokens) > 1 else False
    if dash and len(text) > 3 and text.isalpha() and text.isupper():
        return Guess(s.index, i, i, s.tokens[i].span, text, 0.7, False)
    name = named.get(i)
    if name is None or name.kind not in PLACE_KINDS or text == "The":
        return None
    last = name.last
    while last > i and not s.tokens[last].text[:1].isupper():
        last -= 1
    tokens = s.tokens[i : last + 1]
    words = page.text[tokens[0].start : tokens[-1].end]
    if len(tokens) == 1 and (len(words) < 4 or words.lower() in plain(page.words) or not words.isalpha()):
        return None
    if tokens[-1].text.lower() in page.words.streets or not words[0].isupper():
        return None
    if words in page.gazetteer.countries.by_adjective:
        return None
    base = {"gpe": 0.35, "location": 0.35, "facility": 0.3}[name.kind]
    the = i > 0 and i == last and s.tokens[i - 1].text.lower() == "the"
    doubt = (0.2 if the else 0.0) + (0.5 if fold_name(words) in page.person_words else 0.0)
    sure = base + before(page, s, i, named) - doubt
    span = Span(tokens[0].start, tokens[-1].end)
    return Guess(s.index, i, last, span, words, sure, False, facility=name.kind == "facility")
