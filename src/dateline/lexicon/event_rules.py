"""The rules of event coding as records, and the small notation in which their parts are written.

The notation is told in ``docs/adding-a-type.md``; ``dateline.lexicon.events`` reads the files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def names_in(names: str) -> frozenset[str]:
    return frozenset(names.split())


PREPOSITIONS = names_in(
    """
    about across after against along among around as at away before behind beneath beside between beyond
    by down during for from in inside into near of off on onto out out_of outside over past through to
    toward towards under until up upon with within without
    """
)
STEPS = names_in("subj obj iobj poss mods words light comp self state below teller unless")
KINDS = frozenset(
    {
        "*",
        "actor",
        "named",
        "person",
        "people",
        "country",
        "place",
        "thing",
        "inert",
        "number",
        "will",
        "must",
        "negated",
        "refused",
        "finite",
        "question",
        "infinitive",
        "for",
        "participle",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a word must be: one of ``lemmas``, or of one of ``kinds`` ("*" is any word)."""

    lemmas: frozenset[str]
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Selector:
    """A way from a trigger to other words: steps like ``("obj", ())`` or ``("nmod", ("of", "by"))``."""

    steps: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Some word that ``where`` leads to must pass ``what``."""

    where: Selector
    what: Words


@dataclass(frozen=True, slots=True)
class Pattern:
    """One trigger word with what must stand around it, and where its participants stand.

    ``over``: what is told in its complement is part of it ("agreed to withdraw" is one event).
    ``also``: types that the same act gets beside this one, each with its mode: "coerce arrest".
    """

    type: str
    name: str
    file: str
    line: int
    kind: str  # verb | noun | adj
    lemma: str
    particle: str | None = None
    modifiers: tuple[Words, ...] = ()
    phrase: tuple[Condition, ...] = ()  # the other words of the trigger's phrase
    needs: tuple[Condition, ...] = ()
    without: tuple[Condition, ...] = ()
    actor: tuple[Selector, ...] = ()
    recipient: tuple[Selector, ...] = ()
    both: bool = False
    mode: tuple[str, ...] = ()
    cameo: str | None = None
    context: tuple[str, ...] = ()
    over: bool = False
    voice: str | None = None
    also: tuple[str, ...] = ()
    status: str | None = None
    weight: float = 0.7
    rank: int = 0

    @property
    def rule(self) -> str:
        return f"{self.file.rsplit('/', 1)[-1]}: {self.name}"

    @property
    def demands(self) -> int:
        """How much must stand around the trigger: of two patterns the more demanding one tells."""
        return (
            2 * len(self.phrase)
            + 2 * len(self.needs)
            + 2 * bool(self.particle)
            + 2 * len(self.modifiers)
            + bool(self.voice)
        )


@dataclass(frozen=True, slots=True)
class Mode:
    """``words``: where one of these stands by the trigger, the event has this mode."""

    id: str
    score: float | None
    cameo: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventType:
    """One type. ``takes`` gives the mode by the act announced, asked for or refused: "COERCE arrest" or "COERCE".

    ``includes`` are ids of types that are part of such an act where they are its purpose or manner.
    """

    id: str
    plover: str | None
    definition: str
    quad: int
    score: float
    cameo: str | None
    modes: Mapping[str, Mode]
    takes: Mapping[str, str]
    file: str
    includes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must be coded as told; with ``fires`` False, one that must not get the type."""

    text: str
    type: str
    file: str
    line: int
    fires: bool = True
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a rule file, where, and how to mend it."""

    file: str
    line: int | None
    what: str

    def __str__(self) -> str:
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.what}"


@dataclass(frozen=True, slots=True)
class EventRules:
    """All types, their patterns by trigger lemma, and the word classes."""

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Pattern, ...]] = field(repr=False)
    nouns: Mapping[str, tuple[Pattern, ...]] = field(repr=False)
    adjectives: Mapping[str, tuple[Pattern, ...]] = field(repr=False)
    classes: Mapping[str, frozenset[str]] = field(repr=False)
    examples: tuple[Example, ...] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    contexts: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)  # what an event is about -> words
    slips: Mapping[str, str] = field(default_factory=dict, repr=False)  # lemma as the parser has it -> as it should be

    def words(self, name: str) -> frozenset[str]:
        """The words of a class; none for a class that is not there."""
        return self.classes.get(name, frozenset())


def parse_selector(text: str) -> Selector:
    """ "obl:on|against" or "obj.nmod:of": steps with their case words. Raises ValueError on an unknown step."""
    steps: list[tuple[str, tuple[str, ...]]] = []
    for part in text.split("."):
        label, _, words = part.partition(":")
        if label in ("obl", "nmod"):
            if not words:
                raise ValueError(f'"{part}" names no preposition; write "{part}:on" or "{part}:on|against"')
        elif label not in STEPS or words:
            known = ", ".join(sorted(STEPS))
            raise ValueError(f'unknown role "{part}"; use obl:WORD, nmod:WORD or one of {known}')
        steps.append((label, tuple(w for w in words.split("|") if w)))
    return Selector(tuple(steps))


def parse_words(text: str | Sequence[str], classes: Mapping[str, frozenset[str]]) -> Words:
    """ "fire", "@weapon/bomb", ["fire", "%actor"]: lemmas, classes, kinds. Raises ValueError on an unknown one."""
    parts = [w for item in ([text] if isinstance(text, str) else text) for w in item.split("/")]
    lemmas: set[str] = set()
    kinds: set[str] = set()
    for part in parts:
        if part.startswith("@"):
            if part[1:] not in classes:
                raise ValueError(f'unknown class "{part}"; add it to objects.toml or to [classes]')
            lemmas |= classes[part[1:]]
        elif part == "*" or part.startswith("%"):
            if part.lstrip("%") not in KINDS:
                raise ValueError(f'unknown kind "{part}"; use one of {", ".join(sorted(KINDS))}')
            kinds.add(part.lstrip("%"))
        else:
            lemmas.add(part)
    return Words(frozenset(lemmas), frozenset(kinds))


def parse_phrase(
    text: str, kind: str, classes: Mapping[str, frozenset[str]]
) -> tuple[str, str | None, list[Words], list[Condition]]:
    """Lemma, particle, modifiers and conditions of "call_off @meeting", "go on strike" or "suicide bombing"."""
    words = text.split()
    at = next((k for k, w in enumerate(words) if w in PREPOSITIONS and k > 0), len(words))
    needs = []
    modifiers: list[Words] = []
    if kind == "noun":
        lemma, particle = words[at - 1], None
        modifiers = [parse_words(w, classes) for w in words[: at - 1]]
    else:
        lemma, _, rest = words[0].partition("_")
        particle = rest or None
        if at > 2:
            raise ValueError(f'"{text}": one object word at most; join others with "/"')
        if at == 2:
            needs.append(Condition(parse_selector("obj"), parse_words(words[1], classes)))
    tail = words[at:]
    if len(tail) % 2:
        raise ValueError(f'"{text}": a word must follow each preposition ("*" for any)')
    label = "nmod" if kind == "noun" else "obl"
    for preposition, word in zip(tail[::2], tail[1::2], strict=True):
        needs.append(Condition(Selector(((label, (preposition,)),)), parse_words(word, classes)))
    return lemma, particle, modifiers, needs
