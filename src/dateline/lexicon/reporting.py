"""Words that tell speech, thought and stance: the vocabulary of who says so.

Rows are those of ``lexicons/<language>/reporting.toml``, whose head explains the columns.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.errors import LexiconError

POLARITIES = frozenset({"claimed", "suspected", "denied"})
ACTORS = frozenset({"subject", "object", "passive", "oblique", "agent", "enclosing"})
# Complements besides "+" with a preposition.
TAKES = frozenset({"clause", "speech", "to", "ing", "object", "named", "person"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A way of saying. ``told`` is False where the complement is talked about, not told; ``nominal``
    is the same for a noun as complement ("confirmed the strike" takes the strike for granted).
    """

    name: str
    told: bool
    nominal: bool
    means: str


@dataclass(frozen=True, slots=True)
class ReportingWord:
    """One word: its kind, the complements that hold what is told, and its prepositions among them."""

    word: str
    kind: str
    takes: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class ResponsibilityRule:
    """A way of saying who did an act (see ``[[responsibility]]`` in the file)."""

    actor: str  # subject | object | passive | oblique | agent | enclosing: where the one who did it stands
    polarity: str
    kind: str
    noun: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A text of the table and how it must be read: ``what`` is said ``by`` whom, and the ``kind`` of it.

    ``by`` is None where nobody is named. With ``why`` the text must give no speech at all.
    """

    text: str
    what: str | None = None
    by: str | None = None
    kind: str = "says"
    why: str | None = None


@dataclass(frozen=True, slots=True)
class WordSets:
    """The file's small sets (``[sets]``), each under its name there, which tells what it is for."""

    stances: frozenset[str]
    prompting: frozenset[str]
    contrary: frozenset[str]
    undergoing: frozenset[str]
    modals: frozenset[str]
    guessing: frozenset[str]
    nobodies: frozenset[str]
    negating: frozenset[str]
    worth: frozenset[str]
    wanting: frozenset[str]
    blaming: frozenset[str]
    placed: frozenset[str]
    timed: frozenset[str]
    blows: frozenset[str]
    measures: frozenset[str]
    definite: frozenset[str]
    ahead: frozenset[str]
    hearsay: frozenset[str]
    issuing: frozenset[str]
    occasions: frozenset[str]
    letting: frozenset[str]
    classing: frozenset[str]
    doing: frozenset[str]
    sharing: frozenset[str]
    own: frozenset[str]
    uninverted: frozenset[str]
    settings: frozenset[str]
    conceding: frozenset[str]
    displaying: frozenset[str]
    continuing: frozenset[str]
    name_parts: frozenset[str]
    title_parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """All words by lemma (a verb with its particle as "point out"); prepositions by their whole form.

    ``lemmas`` mends forms whose lemma the tagger misses; ``claims`` maps words that are said of an
    event ("self-defense") to the name of the claim.
    """

    kinds: Mapping[str, Kind]
    verbs: Mapping[str, ReportingWord] = field(repr=False)
    nouns: Mapping[str, ReportingWord] = field(repr=False)
    adjectives: Mapping[str, ReportingWord] = field(repr=False)
    adverbs: Mapping[str, ReportingWord] = field(repr=False)
    prepositions: Mapping[str, ReportingWord] = field(repr=False)
    lemmas: Mapping[str, str] = field(repr=False)
    particles: frozenset[str] = field(repr=False)  # second words of verbs of two words
    claims: Mapping[str, str] = field(repr=False)
    responsibility: Mapping[str, tuple[ResponsibilityRule, ...]] = field(repr=False)  # by the cue's lemma
    papers: frozenset[str] = field(repr=False)  # nouns for things that tell: "report"
    completing: frozenset[str] = field(repr=False)  # prepositions whose phrases complete an object, unlike "on Monday"
    labels: frozenset[str] = field(repr=False)  # words before a headline's colon that name no source: "exclusive"
    sources: frozenset[str] = field(repr=False)  # common nouns there that do: "poll"
    sets: WordSets = field(repr=False)
    naming: re.Pattern[str] = field(repr=False)  # what stands just before marks round a name or a title
    examples: tuple[Example, ...] = field(repr=False)
    moved: frozenset[str] = frozenset()  # feelings about what has happened: "an honour to meet her"
    judging: frozenset[str] = frozenset()  # verbs that take their object for known: "mishandled the riots"
    commenting: frozenset[str] = frozenset()  # verbs that comment on their subject: "the raid resembles …"
    resuming: frozenset[str] = frozenset()  # verbs whose participle goes on with the speech: "…, adding that"
    reckoning: frozenset[str] = frozenset()  # verbs that foretell only what is to come: "estimates"

    teasers: tuple[str, ...] = ()  # what a line that leads to other stories begins with, lower case

    def told(self, kind: str, *, nominal: bool = False) -> bool:
        """Whether what a word of this kind governs is told by its speaker; True for an unknown kind."""
        found = self.kinds.get(kind)
        return found is None or (found.told and (found.nominal or not nominal))


@cache
def load_reporting(language: str = "en") -> ReportingWords:
    """The table of a language, read once a process.

    Raises LexiconError naming the word where a kind or complement is unknown, or a word stands twice in a part.
    """
    path = files("dateline") / "lexicons" / language / "reporting.toml"
    return read_reporting(path.read_text(encoding="utf-8"), name=f"lexicons/{language}/reporting.toml")


def read_reporting(toml: str, *, name: str) -> ReportingWords:
    """A table from its text; ``name`` is for error messages."""
    table = tomllib.loads(toml)
    kinds = {k: Kind(k, v["told"], v.get("nominal", v["told"]), v["means"]) for k, v in table.get("kinds", {}).items()}
    verbs = _part(table, "verbs", kinds, name)
    return ReportingWords(
        kinds=kinds,
        verbs=verbs,
        nouns=_part(table, "nouns", kinds, name),
        adjectives=_part(table, "adjectives", kinds, name),
        adverbs=_part(table, "adverbs", kinds, name),
        prepositions=_part(table, "prepositions", kinds, name),
        lemmas=table.get("lemmas", {}),
        particles=frozenset(word.partition(" ")[2] for word in verbs if " " in word),
        claims={word: what for what, words in table.get("claims", {}).items() for word in words},
        responsibility=_responsibility(table, kinds, name),
        papers=frozenset(table.get("papers", {}).get("words", "").split()),
        completing=frozenset(table.get("completing", {}).get("prepositions", "").split()),
        labels=frozenset(table.get("headline", {}).get("labels", "").split()),
        sources=frozenset(table.get("headline", {}).get("sources", "").split()),
        moved=frozenset(table.get("background", {}).get("moved", "").split()),
        judging=frozenset(table.get("background", {}).get("judging", "").split()),
        commenting=frozenset(table.get("background", {}).get("commenting", "").split()),
        resuming=frozenset(table.get("resuming", {}).get("verbs", "").split()),
        reckoning=frozenset(table.get("reckoning", {}).get("verbs", "").split()),
        teasers=tuple(table.get("teasers", {}).get("starts", ())),
        sets=_sets(table.get("sets", {}), name),
        naming=_naming(table.get("naming", {})),
        examples=tuple(Example(**row) for row in (*table.get("example", []), *table.get("not", []))),
    )


def _sets(table: Mapping[str, str], name: str) -> WordSets:
    wanted = {f.name for f in fields(WordSets)}
    unknown = sorted(set(table) - wanted)
    if unknown:
        raise LexiconError(name, None, f"sets: nothing reads {unknown}; known are {sorted(wanted)}")
    return WordSets(**{one: frozenset(table.get(one, "").split()) for one in wanted})


def _naming(table: Mapping[str, Any]) -> re.Pattern[str]:
    """Matches at the end of a text that names what follows: "known as", "the film"; nothing where none is listed."""
    phrases = [
        re.escape(p).replace("_", r"(?:\w+\ )?") for p in (*table.get("phrases", ()), *table.get("works", "").split())
    ]
    return re.compile(rf"\b(?:{'|'.join(phrases)}),?\s*$" if phrases else r"(?!)", re.IGNORECASE)


def _part(table: Mapping[str, Any], part: str, kinds: Mapping[str, Kind], name: str) -> dict[str, ReportingWord]:
    found: dict[str, ReportingWord] = {}
    for row in table.get(part, []):
        kind, takes = row["kind"], frozenset(row.get("takes", []))
        unknown = sorted(t for t in takes if t not in TAKES and not t.startswith("+"))
        if kind not in kinds or unknown:
            raise LexiconError(
                name, None, f"{part}: unknown kind {kind!r} or complement {unknown}; see the file's head"
            )
        prepositions = frozenset(t[1:] for t in takes if t.startswith("+"))
        words = row["words"]
        for word in words.split() if isinstance(words, str) else words:
            word = word.replace("_", " ")
            if word in found:
                raise LexiconError(name, None, f"{part}: {word!r} stands twice; keep one row")
            found[word] = ReportingWord(word, kind, takes, prepositions)
    return found


def _responsibility(
    table: Mapping[str, Any], kinds: Mapping[str, Kind], name: str
) -> dict[str, tuple[ResponsibilityRule, ...]]:
    found: dict[str, tuple[ResponsibilityRule, ...]] = {}
    for row in table.get("responsibility", []):
        if row["kind"] not in kinds or row["polarity"] not in POLARITIES or row["actor"] not in ACTORS:
            raise LexiconError(
                name, None, f"responsibility: {row}: unknown kind, polarity or actor; see the file's head"
            )
        rule = ResponsibilityRule(
            actor=row["actor"],
            polarity=row["polarity"],
            kind=row["kind"],
            noun=frozenset(row.get("noun", "").split()),
            prepositions=frozenset(row["act"].split()),
        )
        for verb in row["verbs"].split():
            found[verb] = (*found.get(verb, ()), rule)
    return found
