"""Actor dictionaries of PETRARCH and TABARI: NAME_WITH_UNDERSCORES [CODE], +OTHER_NAME, codes bound by days.

The form is that of the PETRARCH manual (Open Event Data Alliance); codes are CAMEO's, read three letters at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import LexiconError
from dateline.lexicon.actor_codes import Row, capital, cells, load_codes
from dateline.lexicon.spelling import SMALL, words_of

CODE = re.compile(r"\[\s*([^\]\s]*)\s*((?:[<>]\s*)?\d*(?:\s*-\s*\d+)?)\s*\]")
NAME = re.compile(r"[^\[\]\s;#]+(?:[ \t]+[^\[\]\s;#]+)*")
NOBODY = frozenset({"---", "--", ""})


@dataclass(slots=True)
class _Item:
    """A name of a dictionary with its other names, and its codes with the days that bound them."""

    line: int
    names: list[str]
    codes: list[tuple[int, str, str, str]]


def read_dictionary(path: Path, text: str, *, first_names: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a dictionary, one for each code of a name; names whose code is [---] have none.

    Who is a person the form does not tell: one with a first name of ours, or with a code bound by days.
    """
    item: _Item | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = re.split(r"[#;]|<!--", raw, maxsplit=1)[0].rstrip()
        bare = line.strip()
        if not bare:
            continue
        if bare[0] not in "+[":
            if item is not None:
                yield from _item_rows(path, item, first_names)
            item = _Item(number, [], [])
        elif item is None:
            raise LexiconError(str(path), number, f"{bare!r} belongs to no name; begin with NAME_OF_ACTOR [CODE]")
        _read_line(path, number, bare, item)
    if item is not None:
        yield from _item_rows(path, item, first_names)


def _read_line(path: Path, number: int, bare: str, item: _Item) -> None:
    rest = bare
    if not bare.startswith("["):
        m = NAME.match(bare.lstrip("+"))
        if m is None:
            raise LexiconError(str(path), number, f"{bare!r} has no name; write +OTHER_NAME")
        name = _plain(m.group())
        if not words_of(name):
            raise LexiconError(str(path), number, f"{m.group()!r} is a name without letters; write NAME_OF_ACTOR")
        if bare.startswith("+"):
            item.names.append(name)
            rest = bare.lstrip("+")[m.end() :]
        else:
            item.names.insert(0, name)
            rest = bare[m.end() :]
    at = 0
    for m in CODE.finditer(rest):
        if rest[at : m.start()].strip():
            break
        since, until = _days(path, number, m.group(2))
        item.codes.append((number, m.group(1).upper(), since, until))
        at = m.end()
    if rest[at:].strip():
        raise LexiconError(str(path), number, f"{rest[at:].strip()!r} is no code; write [CODE] or [CODE >yymmdd]")


def _plain(name: str) -> str:
    """ "MINISTRY_OF_OIL_" as news writes it: "Ministry of Oil"; a name with small letters stays as it is."""
    words = name.replace("_", " ").split()
    if any(c.islower() for c in name):
        return " ".join(words)
    return " ".join(w.lower() if k and w.lower() in SMALL else capital(w) for k, w in enumerate(words))


def _days(path: Path, number: int, bound: str) -> tuple[str, str]:
    bound = "".join(bound.split())
    if not bound:
        return "", ""
    if bound[0] in "<>":
        day = _day(path, number, bound[1:])
        return ("", day) if bound[0] == "<" else (day, "")
    if "-" not in bound:
        raise LexiconError(str(path), number, f"{bound!r} is no bound; write >yymmdd, <yymmdd or yymmdd-yymmdd")
    first, last = bound.split("-", 1)
    return _day(path, number, first), _day(path, number, last)


def _day(path: Path, number: int, digits: str) -> str:
    """Six digits as yymmdd (40 to 99 are of the last century) or eight as yyyymmdd; a month or day 00 counts as 01."""
    if len(digits) == 6:
        digits = ("19" if digits[:2] >= "40" else "20") + digits
    if len(digits) != 8:
        raise LexiconError(str(path), number, f"{digits!r} is no day; write yymmdd or yyyymmdd")
    month, day = max(digits[4:6], "01"), max(digits[6:], "01")
    return f"{digits[:4]}-{month}-{day}"


def _item_rows(path: Path, item: _Item, first_names: Mapping[str, str]) -> Iterator[Row]:
    if not item.codes:
        raise LexiconError(str(path), item.line, f"{item.names[0]!r} has no code; write NAME [CODE]")
    dated = any(since or until for _, _, since, until in item.codes)
    # a code with days goes before the one that holds at any time
    for number, code, since, until in sorted(item.codes, key=lambda c: not (c[2] or c[3])):
        if code in NOBODY:
            continue
        country, sectors = _cameo(path, number, code)
        names = item.names
        first = words_of(names[0])[0]
        person = (dated or first in first_names) and len(words_of(names[0])) > 1
        state = not (sectors or person or country in ("", "IGO", "EUR", "UNO"))
        if state:  # "Ruritania [RUR]": what our table of countries holds already stays as it is
            names = [n for n in names if not _is_of_country(n)]
        if names:
            kind = "person" if person else "country" if state else "organisation"
            row = cells(path.name, names, kind=kind, country=country, sectors=list(sectors))
            row.update({"from": since, "to": until})
            yield number, row


def _is_of_country(name: str) -> bool:
    """Whether our table of countries already holds a name: a country, its people or its capital."""
    c = load_codes().countries
    return any(name in names for names in (c.by_name, c.by_adjective, c.by_people, c.by_capital))


def _cameo(path: Path, number: int, code: str) -> tuple[str, tuple[str, ...]]:
    """Country and sectors of a code such as IRQGOVMIL, read three letters at a time; what names one group is passed."""
    codes = load_codes()
    parts = [code[k : k + 3] for k in range(0, len(code), 3)]
    if len(code) < 3 or not code.isalpha():
        raise LexiconError(str(path), number, f"{code!r} is no actor code; write a country and roles, as in IRQGOV")
    country = ""
    sectors: list[str] = []
    for k, part in enumerate(parts):
        told = codes.by_code.get(("cameo", part))
        if k == 0 and part in codes.countries.by_alpha3 and told is None:
            country = part
        elif told is not None:
            country = country or told[0]
            sectors.extend(told[1])
        elif k == 0:
            raise LexiconError(
                str(path), number, f"unknown country or role {part!r} in {code!r}; use ISO alpha-3 codes"
            )
    return country, tuple(dict.fromkeys(sectors))
