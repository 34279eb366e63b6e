"""The actors of a page while they are being found: drafts, and which name means which of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from dateline.lexicon.actor_names import KnownActor
from dateline.lexicon.actors import ActorTable
from dateline.lexicon.spelling import ARTICLES, fold, sound, spells
from dateline.resolve.actors.drafts import Bearer, Draft
from dateline.resolve.actors.namesakes import NOT_LAST, PARTICLES, given_agree, in_order
from dateline.resolve.actors.spots import Spot

BRACKETS = re.compile(r"[\[\](){}]")
ALIKE = 5  # letters of a surname that may be spelt in two ways; shorter ones must be the same
NEAR = 8  # drafts looked at for a shared surname: keeps pages of namesakes linear


class Roll:
    """All drafts of a page with the indices that names are looked up by."""

    def __init__(self, table: ActorTable, published: date | None) -> None:
        self.table = table
        self.published = published
        self.drafts: list[Draft] = []
        self._by_key: dict[tuple[str, ...], Draft] = {}
        self._by_last: dict[str, list[Draft]] = {}
        self._by_first: dict[str, list[Draft]] = {}
        self.bearers: Mapping[str, tuple[Bearer, ...]] = {}  # by the sound of a surname
        self.shared: frozenset[str] = frozenset()  # surnames of a man and a woman on the page
        self._fulls: dict[str, tuple[int, set[Bearer]]] = {}  # sound -> last sentence with full names, and these

    def new(self, name: str, kind: str, label: str) -> Draft:
        draft = Draft(len(self.drafts), name, kind, label)
        self.drafts.append(draft)
        return draft

    def keyed(self, key: tuple[str, ...]) -> Draft | None:
        found = self._by_key.get(key)
        return found.whole() if found is not None else None

    def keep(self, key: tuple[str, ...], draft: Draft) -> None:
        self._by_key[key] = draft

    # ------------------------------------------------------------ names

    def named(self, spot: Spot, text: str, *, gender: str | None, acting: bool, sentence: int = 0) -> Draft:
        """The actor that a name means here, in which sentence: one met before, or a new one."""
        if spot.entry is not None and not self._is_unknown_short(spot):
            return self._from_table(spot, text, acting)
        name = " ".join(BRACKETS.sub("", spot.span.words(text)).split())
        words = tuple(w for w in spot.words if w != "the") or spot.words
        if spot.label == "organisation":
            while len(words) > 1 and words[-1] in self.table.lists.suffixes:
                words = words[:-1]
        meant = self._meant(words, spot.label, gender, sentence)
        if meant is not None:
            words, name = meant.words, meant.name
        found = self.bearer(words[0]) if spot.label == "place" and len(words) == 1 and acting else None
        found = found or self._same_name(words, spot.label, gender) or self._by_surname(words, spot.label, gender)
        if found is None:
            found = self._by_part(words, name, spot.label)
        if found is not None:
            if len(words) > len(found.words) and found.known is None:
                found.name, found.words = name, words
                self._enter(found)
            if spot.label == "person" and found.label == "other":
                found.kind = found.label = "person"
            return found
        draft = self.new(name, self._kind(spot, words), spot.label)
        draft.words = words
        draft.described = spot.label != "place"
        draft.gender = gender or (self.table.first_names.get(words[0]) if spot.label in ("person", "other") else None)
        if spot.inner is not None and spot.inner.label != "seat" and draft.kind != "person":
            draft.learn(spot.inner.country or (spot.inner.codes[0] if spot.inner.codes else None), 3)
            if spot.inner.known and len(spot.inner.words) > 1:
                draft.learn(spot.inner.known[0].country, 3)
        self._enter(draft)
        return draft

    def _meant(self, words: tuple[str, ...], label: str, gender: str | None, sentence: int) -> Bearer | None:
        """Of several bearers of a surname the one whom it means bare; None for full names and where one is told.

        The weightiest is meant, unless this sentence names another in full and not that one, or the sentence
        before does and the other is named about as often.
        """
        if label not in ("person", "other", "organisation") or not words:
            return None
        heavy = [w for w in words if w not in NOT_LAST and w not in PARTICLES]
        last = sound(heavy[-1])[-1] if heavy else ""
        some = self.bearers.get(last, ())
        if len(heavy) > 1:
            longer = [b for b in some if len(b.words) > len(words) and b.words[-len(words) :] == words]
            if len(longer) == 1 and words[0] not in self.table.first_names:  # "Abu Hatab", "Montez-Lind"
                return longer[0]
            mine = next((b for b in some if b.words == words), None)
            if mine is not None:
                index, met = self._fulls.get(last, (-1, set()))
                self._fulls[last] = (sentence, (met if index == sentence else set()) | {mine})
            return None
        if len(some) < 2:
            return None
        fits = [b for b in some if b.words[-1] == heavy[-1]] if heavy else []
        if gender is not None:
            known = (gender,) if heavy[-1] in self.shared else (None, gender)
            fits = [b for b in fits if self._gender(b) in known]
        if not fits or len(fits) == len(some) == 1:
            return None
        index, met = self._fulls.get(last, (-1, set()))
        near = [b for b in fits if b in met]
        here = index == sentence or (index == sentence - 1 and near and 2 * near[0].weight > fits[0].weight)
        return near[0] if here and len(near) == len(met) == 1 else fits[0]

    def _gender(self, bearer: Bearer) -> str | None:
        draft = self._by_key.get(("name", *bearer.words))
        told = draft.whole().gender if draft is not None else None
        return told or self.table.first_names.get(bearer.words[0])

    def _is_unknown_short(self, spot: Spot) -> bool:
        """Two letters may be many a body's: "PA" is the table's only where its full name stood before."""
        known = spot.entry.known if spot.entry is not None else ()
        if not known or len(spot.words) > 1 or len(spot.words[0]) > 2 or spot.words[0] in self.table.lists.short:
            return False
        return self.keyed(("known", self._row(known).name)) is None

    def _kind(self, spot: Spot, words: tuple[str, ...]) -> str:
        if spot.label == "place":
            return "people"
        if spot.label in ("person", "organisation"):
            return spot.label
        return "person" if words[0] in self.table.first_names and len(words) in (2, 3) else "organisation"

    def _from_table(self, spot: Spot, text: str, acting: bool) -> Draft:
        entry = spot.entry
        assert entry is not None
        if entry.known:
            row = self._row(entry.known)
            draft = self.keyed(("known", row.name))
            if draft is None:
                draft = self.new(" ".join(spot.span.words(text).split()), row.kind, "known")
                draft.known, draft.sectors, draft.described = row, row.sectors, True
                draft.words = spot.words
                draft.learn(row.country, 4)
                self.keep(("known", row.name), draft)
                self._enter(draft)
            elif len(spot.words) > len(draft.words):
                draft.name, draft.words = " ".join(spot.span.words(text).split()), spot.words
            return draft
        code = entry.country or self.choose(entry.codes)
        if entry.label == "country" or (entry.label == "people"):
            name = self.table.canonical.get(code, spot.span.words(text)) if entry.label == "people" else None
            draft = self.keyed(("country", code))
            if draft is None:
                draft = self.new(name or self.table.canonical.get(code, spot.span.words(text)), "country", "country")
                draft.described = True
                draft.learn(code, 4)
                self.keep(("country", code), draft)
            return draft
        way = "acts" if acting and entry.label == "seat" else "is"
        key = (entry.label, way, *[w for w in entry.words if w != "strip"])
        draft = self.keyed(key)
        if draft is None:
            acts = entry.label == "seat" and acting
            draft = self.new(spot.span.words(text), "government" if acts else "country", entry.label)
            draft.described = acts or entry.label == "territory"
            draft.sectors = ("GOV",) if acts else entry.sectors
            draft.learn(code, 4)
            draft.words = entry.words
            self.keep(key, draft)
        return draft

    def _row(self, rows: tuple[KnownActor, ...]) -> KnownActor:
        """The row whose years hold the day of publication; the latest where that is unknown."""
        if self.published is None or len(rows) == 1:
            return max(rows, key=lambda r: (r.until is None, r.since or date.min)) if len(rows) > 1 else rows[0]
        day = self.published

        def away(row: KnownActor) -> int:
            if row.since is not None and day < row.since:
                return (row.since - day).days
            if row.until is not None and day > row.until:
                return (day - row.until).days
            return 0

        return min(rows, key=away)

    def choose(self, codes: tuple[str, ...]) -> str:
        """Of several countries of one name ("Congolese") the one told of before; else the first."""
        return next((c for c in codes if ("country", c) in self._by_key), codes[0])

    def _enter(self, draft: Draft) -> None:
        words = draft.words
        self._by_key[("name", *words)] = draft
        heavy = [w for w in words if w not in NOT_LAST]
        if not heavy:
            return
        sounds = sound(" ".join(words))
        if draft.kind == "person" or draft.label == "other":
            self._by_key[("sound", *sounds)] = draft
        last = sound(heavy[-1])[-1]
        if draft not in self._by_last.setdefault(last, [])[-NEAR:]:
            self._by_last[last].append(draft)
        first = sound(next((w for w in words if w not in ARTICLES), words[0]))[0]
        if draft not in self._by_first.setdefault(first, [])[-NEAR:]:
            self._by_first[first].append(draft)

    def _same_name(self, words: tuple[str, ...], label: str, gender: str | None) -> Draft | None:
        found = self._by_key.get(("name", *words))
        if found is None and len(words) > 1 and label in ("person", "other"):
            found = self._by_key.get(("sound", *sound(" ".join(words))))
        if found is None:
            return None
        found = found.whole()
        if len([w for w in words if w not in PARTICLES]) == 1 and gender and not self._may_be(found, words[-1], gender):
            return None
        return found

    def _may_be(self, draft: Draft, surname: str, gender: str) -> bool:
        """Whether an honorific and a surname may mean one; of a surname that both sexes bear his must be known."""
        return draft.gender == gender or (draft.gender is None and surname not in self.shared)

    def _by_surname(self, words: tuple[str, ...], label: str, gender: str | None) -> Draft | None:
        """A person met before who shares the last name and nothing in whose other names differs."""
        heavy = [w for w in words if w not in NOT_LAST]
        if not heavy or label == "place":
            return None
        rest = self._by_last.get(sound(heavy[-1])[-1], [])[-NEAR:]
        given = [w for w in heavy[:-1] if w not in PARTICLES]
        fits = []
        for one in reversed(rest):
            draft = one.whole()
            if draft.kind != "person" and draft.label not in ("other", "person"):
                continue
            if gender and not given and not self._may_be(draft, heavy[-1], gender):
                continue
            if gender and draft.gender and gender != draft.gender:
                continue
            if heavy[-1] not in draft.words and len(heavy[-1]) < ALIKE:
                continue
            if not given or given_agree(given, draft.words):
                fits.append(draft)
        if not fits:
            return None
        exact = [d for d in fits if heavy[-1] in d.words]
        return max(exact or fits, key=lambda d: d.last)

    def bearer(self, word: str) -> Draft | None:
        """The person last met whose surname is exactly the folded word."""
        for one in reversed(self._by_last.get(sound(word)[-1] if word else "", [])[-NEAR:]):
            draft = one.whole()
            if draft.kind == "person" and len(draft.words) > 1 and draft.words[-1] == word:
                return draft
        return None

    def _by_part(self, words: tuple[str, ...], name: str, label: str) -> Draft | None:
        """By the first words of a name ("Abu Taqwa"), its abbreviation, or its first and last word."""
        first = sound(next((w for w in words if w not in ARTICLES), words[0]))[0]
        rest = [d.whole() for d in self._by_first.get(first, [])[-NEAR:]]
        heavy = [w for w in words if w not in PARTICLES]
        if len(heavy) >= 2:
            for draft in reversed(rest):
                if draft.kind == "person" or label == "person":
                    if draft.words[: len(words)] == words or (
                        words[: len(draft.words)] == draft.words and len(draft.words) > 1
                    ):
                        return draft
                elif draft.words and draft.words[-1] == words[-1] and in_order(words, draft.words):
                    return draft
        elif len(words[0]) > 2 and label != "place":
            people = [d for d in dict.fromkeys(rest) if d.kind == "person" and len(d.words) > 1]
            if len(people) == 1 and words[0] == people[0].words[0]:
                return people[0]
            bodies = [d for d in dict.fromkeys(rest) if d.label == "organisation" and len(d.words) > 1]
            if (
                len(bodies) == 1
                and words[0] == bodies[0].words[0]
                and len(words[0]) > 4
                and words[0] not in self.table.modifiers
            ):
                return bodies[0]
        letters = fold(name)
        if len(words) <= 2 and name.isupper() and 2 < len(letters) < 8:
            for draft in reversed([d.whole() for some in (self._initial(letters[0]),) for d in some]):
                if len(draft.words) > 1 and draft.kind != "person" and spells(name, " ".join(draft.words)):
                    return draft
        return None

    def _initial(self, letter: str) -> list[Draft]:
        return [d for d in self.drafts[-60:] if d.words and d.words[0][0] == letter]
