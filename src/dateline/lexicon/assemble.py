"""Words for making events of tellings: costs and weapons (``costs.toml``), ties of acts (``acts.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import LexiconError
from dateline.lexicon.trust import TrustWords, load_trust


@dataclass(frozen=True, slots=True)
class ActWords:
    """Ties of an act to the times, places and acts around it; all words are lower-case lemmas.

    ``kin`` gives the groups of words for one act that a lemma belongs to; () for words of no group.
    """

    light: frozenset[str]
    occur: frozenset[str]
    effect: frozenset[str]
    said: frozenset[str]
    said_acts: frozenset[str]
    deny: frozenset[str]
    apart: frozenset[str]
    case_with: frozenset[str]
    not_when: frozenset[str]
    open_start: frozenset[str]
    exact: frozenset[str]
    near: frozenset[str]
    origin: frozenset[str]
    origin_types: frozenset[str]
    goal: frozenset[str]
    goal_types: frozenset[str]
    target: frozenset[str]
    target_types: frozenset[str]
    area: frozenset[str]
    many_nouns: frozenset[str]
    many_words: frozenset[str]
    loose_plural: frozenset[str]
    new: frozenset[str]
    any: frozenset[str]
    refer: frozenset[str]
    back: frozenset[str]
    anniversary: frozenset[str]
    kin: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CastWords:
    """Which nouns can take part in an act, and how victims hang from an act's noun; all are lower-case lemmas."""

    beings: frozenset[str]
    built: frozenset[str]
    endings: tuple[str, ...]
    abstract: frozenset[str]
    possessions: frozenset[str]
    strike: frozenset[str]
    document: frozenset[str]
    time: frozenset[str]
    measure: frozenset[str]
    area: frozenset[str]
    prefix: frozenset[str]
    in_aid: frozenset[str]
    in_spite: frozenset[str]
    passive: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]
    in_case: frozenset[str]
    between: frozenset[str]
    place_acts: frozenset[str]
    place_case: frozenset[str]
    grave: frozenset[str]
    other_case: frozenset[str]
    answer_case: frozenset[str]
    toward: frozenset[str]
    not_by_means: frozenset[str]
    journey: frozenset[str]
    harming: frozenset[str]
    protesting: frozenset[str]
    sortie: frozenset[str]
    force: frozenset[str]
    wish: frozenset[str]
    credit: frozenset[str]
    joining: frozenset[str]
    drawing: frozenset[str]
    announcing: frozenset[str]
    given: frozenset[str]
    answering: frozenset[str]


@dataclass(frozen=True, slots=True)
class CostExample:
    """A sentence with what it costs; ``counts`` holds (what, low, high)."""

    text: str
    counts: tuple[tuple[str, int | None, int | None], ...]
    instrument: str | None


@dataclass(frozen=True, slots=True)
class CostWords:
    """Victims by verb, noun and result word: each table maps a lemma ("gun down" with its particle) to what it cost."""

    object: dict[str, str]
    subject: dict[str, str]
    noun: dict[str, str]
    of: dict[str, str]
    acts: dict[str, str]
    types: dict[str, frozenset[str]]
    follow: frozenset[str]
    person: frozenset[str]
    instrument: frozenset[str]
    instrument_needs: dict[str, frozenset[str]]
    act: ActWords
    cast: CastWords
    trust: TrustWords
    examples: tuple[CostExample, ...] = field(repr=False, default=())
    counterexamples: tuple[tuple[str, str, int], ...] = field(repr=False, default=())


@cache
def load_costs(language: str = "en") -> CostWords:
    """The tables, read once a process; raises LexiconError naming the table that is missing or misshapen."""
    t = _read(language, "costs.toml")
    classes = _classes(_read(language, "objects.toml"))
    try:
        return CostWords(
            object=_by_word(t["object"]),
            subject=_by_word(t["subject"]),
            noun=_by_word(t["noun"]),
            of=_by_word(t["of"]),
            acts=_by_word(t["acts"]),
            types={what: frozenset(types) for what, types in t["types"].items()},
            follow=frozenset(t["follow"]["kinds"]),
            person=frozenset(t["person"]["words"]),
            instrument=frozenset(t["instrument"]["words"]),
            instrument_needs={word: frozenset(before) for word, before in t["instrument_needs"].items()},
            act=_acts(_read(language, "acts.toml")),
            cast=_cast(_read(language, "acts.toml"), classes),
            trust=load_trust(language, classes=classes),
            examples=tuple(
                CostExample(
                    e["text"],
                    tuple((c["what"], c.get("low"), c.get("high")) for c in e.get("counts", ())),
                    e.get("instrument"),
                )
                for e in t["example"]
            ),
            counterexamples=tuple((e["text"], e["what"], e["low"]) for e in t["not"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(
            "costs.toml", None, f"missing or misshapen: {error}; compare the tables beside it"
        ) from error


def _read(language: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((files("dateline") / "lexicons" / language / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(name, None, str(error)) from error


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: what for what, words in table.items() for word in words}


def _acts(t: dict[str, Any]) -> ActWords:
    kin: dict[str, set[str]] = {}
    for group, words in t["kin"].items():
        for word in words:
            kin.setdefault(word, set()).add(group)
    case = t["case"]
    return ActWords(
        light=frozenset(t["light"]["verbs"]),
        occur=frozenset(t["light"]["occur"]),
        effect=frozenset(t["light"]["effect"]),
        said=frozenset(t["said"]["verbs"]),
        said_acts=frozenset(t["said"]["acts"]),
        deny=frozenset(t["said"]["deny"]),
        apart=frozenset(t["clause"]["apart"]),
        case_with=frozenset(case["with"]),
        not_when=frozenset(case["not_when"]),
        open_start=frozenset(case["open_start"]),
        exact=frozenset(case["exact"]),
        near=frozenset(case["near"]),
        origin=frozenset(case["origin"]),
        origin_types=frozenset(t["origin"]["types"]),
        goal=frozenset(case["goal"]),
        goal_types=frozenset(t["goal"]["types"]),
        target=frozenset(case["target"]),
        target_types=frozenset(t["target"]["types"]),
        area=frozenset(t["area"]["nouns"]),
        many_nouns=frozenset(t["many"]["nouns"]),
        many_words=frozenset(t["many"]["words"]),
        loose_plural=frozenset(t["many"]["loose"]),
        new=frozenset(t["new"]["words"]),
        any=frozenset(t["new"]["any"]),
        refer=frozenset(t["back"]["refer"]),
        back=frozenset(t["back"]["words"]),
        anniversary=frozenset(t["anniversary"]["words"]),
        kin={word: frozenset(groups) for word, groups in kin.items()},
    )


def _classes(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    """Class name -> words of ``objects.toml``; "@other" takes in a class that stands above."""
    made: dict[str, frozenset[str]] = {}
    for name, value in table.items():
        words = value.split() if isinstance(value, str) else value
        own = frozenset(w.replace("_", " ") for w in words if not w.startswith("@"))
        made[name] = own.union(*(made[w[1:]] for w in words if w.startswith("@")))
    return made


def _cast(t: dict[str, Any], classes: dict[str, frozenset[str]]) -> CastWords:
    cast, victims = t["cast"], t["victims"]
    beings = frozenset[str]().union(*(classes[name] for name in cast["beings"]), cast["more_beings"])
    return CastWords(
        beings=beings - frozenset(cast["not_beings"]),
        built=frozenset[str]().union(*(classes[name] for name in cast["built"])),
        endings=tuple(cast["endings"]),
        abstract=frozenset(cast["abstract"]),
        possessions=frozenset(cast["possessions"]),
        strike=frozenset(cast["strike"]),
        document=frozenset(cast["document"]),
        time=classes["time"],
        measure=classes["measure"],
        area=frozenset(t["area"]["nouns"]),
        prefix=frozenset(cast["prefix"]),
        in_aid=frozenset(cast["in_aid"]),
        in_spite=frozenset(cast["in_spite"]),
        **{name: frozenset(words) for name, words in (victims | t["understood"]).items()},
    )
