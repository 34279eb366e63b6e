"""One sentence's names and nouns put on the roll, with what appositions and copulas join."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.lexicon.actors import Role
from dateline.lexicon.spelling import fold, spells, words_of
from dateline.records import Mention, Sentence, Span, Token
from dateline.resolve.actors.names import POSSESSIVE, Spot, find_spots
from dateline.resolve.actors.phrases import Scene, Told, describe, describe_before, describe_name, hyphen_before, phrase_span
from dateline.resolve.actors.roll import GROUP_KINDS, Draft, Roll

NOT_HEADS = frozenset(
    {"det", "compound", "amod", "case", "flat", "aux", "aux:pass", "cop", "punct", "cc", "mark", "advmod", "expl",
     "det:predet", "discourse", "obl:npmod", "cc:preconj", "compound:prt"}
)  # fmt: skip
PLACE_CASES = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "throughout", "of", "to", "into", "toward", "towards", "within", "over", "on"})
LIVING = frozenset({"population", "minority", "community", "majority", "ethnic group", "diaspora"})  # told by where they live
LOOSE = frozenset({"people", "person", "man", "woman", "other", "others", "one", "ones", "child", "public", "dead", "wounded", "majority", "source", "figure", "expert", "analyst", "victim"})
BODIES = frozenset(
    "government parliament army police military ministry administration congress senate navy cabinet president "
    "regime opposition airforce judiciary presidency".split()  # noqa: SIM905
)
BRACKET = re.compile(r"\s?\(\s?[\"“']?((?:the )?[A-Z][\w&/.-]{1,14}(?: [A-Z][\w-]{1,12})?)[\"”']?\s?\)")
VAGUE = frozenset({"union", "order", "front", "wing", "power", "chain", "paper", "bench", "service", "base", "one", "other", "press", "plant", "site", "town", "village", "mine", "people", "public", "local", "national"})
UNIONS = frozenset({"workers", "worker", "workers'", "trade", "labor", "labour", "teachers", "teachers'", "miners", "employees", "seamen's", "farmers", "journalists"})
CALLED = frozenset({"known", "called", "named", "nicknamed", "dubbed", "alias", "aka"})


@dataclass(slots=True)
class Page:
    """What the reading of a page has come to."""

    roll: Roll
    text: str
    places: Mapping[int, str]
    recent: list[tuple[Draft, int, int, str]] = field(default_factory=list)  # draft, sentence, token, label
    by_phrase: dict[str, list[Draft]] = field(default_factory=dict)  # role phrase -> actors called so
    countries: list[tuple[int, int, str, bool]] = field(default_factory=list)  # sentence, token, code, as a place
    loose: list[tuple[Draft, int, int]] = field(default_factory=list)  # described actors without a country


def read_sentence(page: Page, s: Sentence) -> dict[int, Draft]:
    """Put a sentence's actors on the roll; gives those of its tokens that head a mention."""
    spots = find_spots(s, page.text, table=page.roll.table, places=page.places)
    scene = Scene(s, page.text, {k: spot for spot in spots for k in range(spot.first, spot.last + 1)}, page.places, page.roll.table)
    at: dict[int, Draft] = {}
    for spot in spots:
        if spot.label != "people":
            _read_name(page, scene, spot, at)
    told_at: dict[int, Told] = {}
    for t in s.tokens:
        if t.i in at:
            continue
        spot = scene.spots.get(t.i)
        if spot is not None and spot.label == "people":
            _read_people(page, scene, spot, t, at, told_at)
        elif spot is None and _is_surname(page, s, t):
            _read_surname(page, scene, t, at)
        elif spot is None and _modifies_act(scene, t, at):
            _read_modifier(page, scene, t, at)
        elif spot is None and _heads_phrase(s, t):
            told_at[t.i] = _read_noun(page, scene, t, at)
    for i, told in told_at.items():
        _fill(page, scene, at[i], told, at, phrase_span(scene, i))
    _join(page, scene, at, told_at)
    return at


def _heads_phrase(s: Sentence, t: Token) -> bool:
    if t.upos not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "VERB", "X", "SYM") or not any(c.isalnum() for c in t.text):
        return False
    if t.upos in ("ADJ", "VERB", "DET"):
        return t.deprel.split(":")[0] in ("nsubj", "obj", "nmod", "obl") and t.deprel != "obl:npmod" and (t.upos != "VERB" or t.xpos in ("NN", "NNS"))
    if t.upos == "NUM" and t.deprel == "nummod":
        return False
    return t.deprel not in NOT_HEADS


def add_mention(page: Page, draft: Draft, mention: Mention, s: Sentence, i: int) -> None:
    """Note where an actor is mentioned."""
    draft.mentions.append(mention)
    draft.last = (s.index, i)
    page.recent.append((draft, s.index, i, s.tokens[i].deprel))


# ---------------------------------------------------------------- names


def _read_name(page: Page, scene: Scene, spot: Spot, at: dict[int, Draft]) -> None:
    s = scene.s
    label = spot.label
    told = describe_before(scene, spot.first, spot.head) if label in ("person", "other", "place") or (spot.entry is None) else None
    gender = _honorific(scene, spot)
    if told is not None and told.kind == "person" and label in ("other", "place", "organisation"):
        role = told.role
        if (role is not None and role.title) or label == "other":
            spot = Spot(spot.first, spot.last, spot.head, spot.span, "person", spot.words, spot.entry, spot.inner)
    elif gender is not None and label in ("other", "place", "organisation"):
        spot = Spot(spot.first, spot.last, spot.head, spot.span, "person", spot.words, spot.entry, spot.inner)
    if gender == "none":
        gender = None
    draft = page.roll.named(spot, scene.text, gender=gender or (_gender_of(told)), acting=not _is_placed(s, spot.head) if spot.label == "place" else _acts(s, spot.head))
    if gender:
        draft.gender = gender
    mention = Mention(spot.span, "name", s.tokens[spot.head].start)
    add_mention(page, draft, mention, s, spot.head)
    for k in range(spot.first, spot.last + 1):
        at[k] = draft
    if spot.label == "seat" and not draft.described:
        draft.kind = "people"
        draft.add_sectors(("CVL",))
    if spot.label == "place" or spot.label == "other":
        code = page.places.get(spot.span.start)
        if code is not None and draft.kind != "person":
            draft.learn(code, 4)
            if spot.label == "place":
                draft.kind = "people"
                draft.add_sectors(("CVL",))
    if spot.label == "organisation" or spot.label == "other" and draft.kind != "person":
        _read_body(page, scene, spot, draft, at)
    if told is not None:
        _title(page, scene, draft, told, at)
    if draft.kind == "person":
        _of_country(page, scene, spot, draft, at)
    if draft.country is not None and draft.level >= 3 and hyphen_before(scene, spot.first) != "against":
        page.countries.append((s.index, spot.head, draft.country, _is_located(s, spot.head)))
    _bracket(page, scene, spot, draft, at)


def _of_country(page: Page, scene: Scene, spot: Spot, draft: Draft, at: dict[int, Draft]) -> None:
    """"King Hassan of Morocco"."""
    tokens = scene.s.tokens
    if spot.last + 2 < len(tokens) and tokens[spot.last + 1].text == "of":
        after = scene.spots.get(spot.last + 2) or scene.spots.get(min(spot.last + 3, len(tokens) - 1))
        if after is not None and after.label in ("country", "territory"):
            draft.learn(code_of(page, after, at), 3)


def _gender_of(told: Told | None) -> str | None:
    return None


def _honorific(scene: Scene, spot: Spot) -> str | None:
    if spot.first == 0 or spot.label not in ("person", "other", "organisation", "place"):
        return None
    t = scene.s.tokens[spot.first - 1]
    word = t.text.lower()
    if word == "." and spot.first > 1:
        word = scene.s.tokens[spot.first - 2].text.lower()
    return scene.table.honorifics.get(word) if t.text[:1].isupper() or t.text == "." else None


def _modifies_act(scene: Scene, t: Token, at: dict[int, Draft]) -> bool:
    """Whether a noun tells whose an act is: "the police raid", "a rebel attack"."""
    if t.deprel != "compound" or t.upos != "NOUN" or t.head <= t.i or t.head < 0:
        return False
    role = scene.table.roles.get(t.lemma.lower()) or scene.table.roles.get(t.text.lower())
    return role is not None and bool(role.sectors) and not _is_participant(scene, t.head, at)


def _read_modifier(page: Page, scene: Scene, t: Token, at: dict[int, Draft]) -> None:
    s = scene.s
    told = describe(scene, t.i, anchor=t.head)
    span = Span(s.tokens[told.first].start if told.of else s.tokens[told.start].start, t.end)
    country = _country_of(page, told, at)
    key = ("body", told.phrase, country or "")
    draft = page.roll.keyed(key) if country is not None else None
    if draft is None:
        draft = page.roll.new(_tidy(span.words(scene.text)), told.kind or "group", "nominal")
        draft.described = draft.plural = True
    add_mention(page, draft, Mention(span, "nominal", t.start), s, t.i)
    at[t.i] = draft
    _fill(page, scene, draft, told, at, span)
    draft.phrases.add(told.phrase)
    _remember(page, told.phrase, draft)


def _is_surname(page: Page, s: Sentence, t: Token) -> bool:
    """A common word in capitals that is the surname of somebody named before: "Sales said"."""
    if t.upos not in ("NOUN", "ADJ", "VERB", "INTJ", "ADV", "X") or not t.text[:1].isupper() or not t.text[1:].islower():
        return False
    if any(s.tokens[c].upos in ("DET", "ADJ", "NUM") and c < t.i for c in s.children[t.i]):
        return False
    if t.deprel.split(":")[0] not in ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root", "dep", "iobj", "ccomp", "compound"):
        return False
    return page.roll.bearer(fold(t.text)) is not None


def _read_surname(page: Page, scene: Scene, t: Token, at: dict[int, Draft]) -> None:
    draft = page.roll.bearer(fold(t.text))
    if draft is not None:
        add_mention(page, draft, Mention(t.span, "name", t.start), scene.s, t.i)
        at[t.i] = draft


def _read_body(page: Page, scene: Scene, spot: Spot, draft: Draft, at: dict[int, Draft]) -> None:
    """A body's name often says what it is and whose: "Iraqi Ministry of Oil", "the Liberal Party of X"."""
    role = _role_in_name(scene, spot)
    if role is not None:
        draft.add_sectors(role.sectors)
        if role.kind in GROUP_KINDS and draft.label == "organisation":
            draft.kind = role.kind
        draft.phrases.add(role.words)
        _remember(page, role.words, draft)
    told = describe_name(scene, spot, role)
    _fill(page, scene, draft, told, at, spot.span)


def _role_in_name(scene: Scene, spot: Spot) -> Role | None:
    lower = [w.lower() for w in re.findall(r"[\w'’.-]+", spot.span.words(scene.text))]
    for size in range(min(4, len(lower)), 0, -1):
        for start in dict.fromkeys((len(lower) - size, 0)):
            words = " ".join(lower[start : start + size])
            if words in VAGUE and (words != "union" or not set(lower) & UNIONS):
                continue
            role = scene.table.roles.get(words) or scene.table.roles.get(words.rstrip("s"))
            if role is not None and role.kind not in ("person", "country"):
                return role
    return None


def _title(page: Page, scene: Scene, draft: Draft, told: Told, at: dict[int, Draft]) -> None:
    s = scene.s
    words = scene.text[s.tokens[told.start].start : s.tokens[told.end].end]
    if draft.kind != "person" and draft.label not in ("other",):
        return
    if draft.label == "other":
        draft.kind = "person"
    if told.role is not None and told.role.title and draft.title is None:
        draft.title = " ".join(words.split())
    span = Span(s.tokens[told.first].start, s.tokens[told.end].end)
    _fill(page, scene, draft, told, at, span)
    draft.phrases.add(told.phrase)
    _remember(page, told.phrase, draft)
    if told.role is not None and told.role.office and not told.former:
        draft.office = told.phrase


def _bracket(page: Page, scene: Scene, spot: Spot, draft: Draft, at: dict[int, Draft]) -> None:
    """An abbreviation in brackets after a name is another form of it."""
    if draft.kind in ("person", "country") or len(spot.words) < 2:
        return
    m = BRACKET.match(scene.text, spot.span.end, min(spot.span.end + 32, scene.s.span.end))
    if m is None:
        return
    short = m.group(1)
    if not short.isupper() and not spells(short, spot.span.words(scene.text), loose=True):
        return
    if not spells(short, spot.span.words(scene.text), loose=True) and draft.known is None and len(short) > 6:
        return
    page.roll.keep(("name", *words_of(short)), draft)
    start, end = m.span(1)
    for t in scene.s.tokens[spot.last + 1 : spot.last + 6]:
        if t.start <= start < t.end and t.i not in scene.spots:
            add_mention(page, draft, Mention(Span(start, end), "name", t.start), scene.s, t.i)
            at[t.i] = draft


def _acts(s: Sentence, i: int) -> bool:
    """Whether a capital's name stands for a government: it is no place that something is at."""
    t = s.tokens[i]
    if t.deprel in ("nsubj", "nsubj:pass", "obl:agent", "iobj", "obj"):
        return True
    if t.deprel == "conj" and t.head >= 0:
        return _acts(s, t.head)
    cases = {s.tokens[k].text.lower() for k in s.children[i] if s.tokens[k].deprel == "case"}
    if t.deprel.startswith("nmod:poss"):
        return True
    return bool(cases & {"with", "between", "by", "from", "against", "for"})


def _is_placed(s: Sentence, i: int) -> bool:
    cases = {s.tokens[k].text.lower() for k in s.children[i] if s.tokens[k].deprel == "case"}
    return bool(cases & (PLACE_CASES - {"of"} | {"from"}))


def _is_located(s: Sentence, i: int) -> bool:
    cases = {s.tokens[k].text.lower() for k in s.children[i] if s.tokens[k].deprel == "case"}
    return bool(cases & {"in", "at", "near", "inside", "across", "throughout", "outside", "around"})


# ---------------------------------------------------------------- peoples


def _read_people(page: Page, scene: Scene, spot: Spot, t: Token, at: dict[int, Draft], told_at: dict[int, Told]) -> None:
    """"Iraqis", "a Palestinian" are people; "the Iraqi offer" names the country that made it."""
    s = scene.s
    entry = spot.entry
    assert entry is not None
    if t.i != spot.head:
        return
    code = page.roll.choose(entry.codes)
    page.countries.append((s.index, t.i, code, False))
    adjectival = t.deprel in ("amod", "compound", "nmod") and t.head > t.i or t.deprel == "conj" and s.tokens[t.head].deprel in ("amod", "compound")
    if not adjectival and _heads_phrase(s, t) and (t.upos in ("NOUN", "PROPN") or entry.plural or t.upos == "ADJ"):
        told = describe(scene, t.i)
        definite = told.definite and not told.marked and not told.modifiers
        key = ("people", code, "the" if definite else spot.span.words(scene.text).lower() if not told.modifiers and not told.marked else f"#{s.index}:{t.i}")
        draft = page.roll.keyed(key)
        if draft is None:
            draft = page.roll.new(_tidy(phrase_span(scene, t.i).words(scene.text)), "people", "nominal")
            draft.sectors = () if definite else (told.sectors or ("CVL",))
            draft.plural, draft.described = True, True
            where = next((x for x, how in told.of if how in ("of", "in") and x.label in ("country", "territory", "place")), None)
            if where is not None and (living := code_of(page, where, at)) is not None:
                draft.learn(living, 3)
                draft.sectors = draft.sectors or ("CVL",)
            elif told.ethnic:
                page.loose.append((draft, s.index, t.i))
                draft.learn(code, 1)
            else:
                draft.learn(code, 3)
            page.roll.keep(key, draft)
        add_mention(page, draft, Mention(phrase_span(scene, t.i), "nominal", t.start), s, t.i)
        at[t.i] = draft
        told_at[t.i] = told
        return
    governor = t.head if t.deprel != "conj" else s.tokens[t.head].head
    if governor >= 0 and t.deprel == "conj" or governor >= 0 and not _is_participant(scene, governor, at):
        if t.deprel == "conj" or not _is_participant(scene, governor, at):
            draft = page.roll.named(spot, scene.text, gender=None, acting=True)
            add_mention(page, draft, Mention(spot.span, "name", t.start), s, t.i)
            at[t.i] = draft


def _is_participant(scene: Scene, i: int, at: dict[int, Draft]) -> bool:
    spot = scene.spots.get(i)
    if spot is not None:
        return spot.label != "people"
    told = describe(scene, i)
    return told.role is not None or told.quantity


# ---------------------------------------------------------------- nouns


def _read_noun(page: Page, scene: Scene, t: Token, at: dict[int, Draft]) -> Told:
    s = scene.s
    told = describe(scene, t.i)
    span = phrase_span(scene, t.i)
    draft = _told_before(page, scene, t, told, at)
    if draft is None:
        draft = page.roll.new(_tidy(span.words(scene.text)), told.kind or "group", "nominal")
        draft.described = told.role is not None or told.quantity and told.of_nominal is None
        draft.plural = "Number=Plur" in t.feats
        draft.gender = _gender_word(t)
    add_mention(page, draft, Mention(span, "nominal", t.start), s, t.i)
    at[t.i] = draft
    if told.role is not None:
        draft.phrases.add(told.phrase)
        _remember(page, told.phrase, draft)
        if told.role.office and not told.former and told.kind == "person" and not told.marked and draft.office is None:
            draft.office = told.phrase
    return told


def _tidy(name: str) -> str:
    words = name.split()
    if words and words[0].lower() in ("the", "a", "an") and len(words) > 1:
        words = words[1:]
    return " ".join(words)


def _gender_word(t: Token) -> str | None:
    word = t.lemma.lower()
    if word in ("woman", "girl", "mother", "wife", "daughter", "sister", "widow", "queen", "spokeswoman", "lady", "actress", "congresswoman", "aunt", "grandmother", "policewoman"):
        return "f"
    if word in ("man", "boy", "father", "husband", "son", "brother", "king", "spokesman", "gentleman", "congressman", "uncle", "grandfather", "policeman", "businessman"):
        return "m"
    return None


def _remember(page: Page, phrase: str, draft: Draft) -> None:
    some = page.by_phrase.setdefault(phrase, [])
    if not some or some[-1] is not draft:
        some.append(draft)


def _told_before(page: Page, scene: Scene, t: Token, told: Told, at: dict[int, Draft]) -> Draft | None:
    """The actor that a definite description takes up again; None where it tells of a new one."""
    if told.role is None or told.marked or told.quantity:
        return None
    if told.phrase in LOOSE and told.role.kind != "country":
        return None
    country = _country_of(page, told, at)
    body = told.phrase.split(" ")[-1] in BODIES and told.role.kind != "person"
    if body and country is not None and not _own_modifiers(told):
        key = ("body", told.phrase, country)
        draft = page.roll.keyed(key)
        if draft is None:
            draft = page.roll.new(_tidy(phrase_span(scene, t.i).words(scene.text)), told.kind or "group", "nominal")
            draft.described = True
            page.roll.keep(key, draft)
        return draft
    if not told.definite:
        return None
    some = [d.whole() for d in page.by_phrase.get(told.phrase, [])[-6:]]
    plural = "Number=Plur" in t.feats
    bare = country is None and not _own_modifiers(told)
    for draft in reversed(some):
        if draft.label == "nominal" and draft.plural != plural:
            continue
        if country is not None and draft.country != country:
            continue
        if bare or country is not None and draft.country == country and not _own_modifiers(told):
            return draft
        if set(_own_modifiers(told)) <= set(" ".join(m.span.words(scene.text) for m in draft.mentions[:2]).lower().split()):
            return draft
    return _by_class(page, scene, t, told) if bare else None


def _own_modifiers(told: Told) -> list[str]:
    people = {w for spot, _ in told.of for w in spot.words}
    return [m for m in told.modifiers if fold(m) not in people]


CLASSES = {
    "group": ("REB", "PRM", "SOC", "CRM", None),
    "movement": ("REB", "PTY", "SOC"),
    "militia": ("REB", "PRM"),
    "organization": (None, "SOC", "REB"),
    "organisation": (None, "SOC", "REB"),
    "party": ("PTY",),
    "company": ("BUS",),
    "firm": ("BUS",),
    "bank": ("BUS",),
    "newspaper": ("JRN",),
    "paper": ("JRN",),
    "agency": (None, "GOV", "JRN", "SPY"),
    "news agency": ("JRN",),
    "ministry": ("GOV",),
    "department": ("GOV",),
    "union": ("LAB",),
    "court": ("JUD",),
    "bloc": (None,),
    "alliance": (None, "MIL"),
    "militant group": ("REB",),
    "armed group": ("REB",),
    "rebel group": ("REB",),
    "watchdog": ("SOC",),
    "charity": ("SOC", "MED"),
    "university": ("EDU",),
}


def _by_class(page: Page, scene: Scene, t: Token, told: Told) -> Draft | None:
    """"The group" is the last body named that may be called so."""
    if told.phrase == "administration":
        wanted = [d for d, *_ in page.recent[-60:] if d.whole().name.lower().endswith("administration")]
        return wanted[-1].whole() if wanted else None
    sectors = CLASSES.get(told.phrase)
    if sectors is None or "Number=Plur" in t.feats:
        return None
    for draft, _, _, _ in reversed(page.recent[-40:]):
        one = draft.whole()
        if one.label not in ("known", "organisation", "other") or one.kind not in GROUP_KINDS or one.kind == "person":
            continue
        if (one.sectors[0] if one.sectors else None) in sectors:
            return one
    return None


# ---------------------------------------------------------------- countries and ties


def _country_of(page: Page, told: Told, at: dict[int, Draft]) -> str | None:
    found = None
    for spot, how in told.of:
        if how in ("owner", "of"):
            code = code_of(page, spot, at)
            if code is not None and (found is None or how == "owner"):
                found = code
    return found


def code_of(page: Page, spot: Spot, at: Mapping[int, Draft]) -> str | None:
    """The country that a name within a phrase gives."""
    entry = spot.entry
    if entry is not None and entry.label == "people":
        return page.roll.choose(entry.codes)
    draft = at.get(spot.head)
    if draft is not None and draft.whole().country is not None:
        return draft.whole().country
    return page.places.get(spot.span.start) or (entry.country if entry is not None else None)


def _fill(page: Page, scene: Scene, draft: Draft, told: Told, at: dict[int, Draft], span: Span) -> None:
    """Give a draft what its description told."""
    draft = draft.whole()
    s = scene.s
    sectors = told.sectors
    role = told.role
    for spot, how in told.of:
        code = code_of(page, spot, at)
        other = at.get(spot.head)
        body = other is not None and other.label in ("known", "organisation") and how in ("owner", "of")
        if how == "backed":
            if other is not None:
                draft.ties.append(("backed by", other, span))
            continue
        if how in ("owner", "led") or how == "of" and draft.level < 3:
            if not told.ethnic and draft.label not in ("known", "country"):
                if how == "owner" and draft.level <= 3 and draft.label == "nominal" and not body:
                    draft.level = min(draft.level, 2) if len(draft.mentions) <= 1 else draft.level
                draft.learn(code, 3)
        elif how == "in":
            draft.learn(code, 4 if told.phrase in LIVING else 2)
        if body and other is not None and (role is None or role.yields or not role.sectors) and other.sectors:
            if not sectors or (role is not None and sectors == role.sectors):
                sectors = other.sectors
        if other is not None and other is not draft and how in ("owner", "of") and role is not None:
            tie = _tie(role, draft, other)
            if tie is not None:
                draft.ties.append((tie, other, span))
    draft.add_sectors(sectors)
    if told.former and "ELI" in sectors and "ELI" not in draft.sectors and draft.label in ("person", "other"):
        draft.sectors = ("ELI", *[x for x in draft.sectors if x != "GOV"])
    if role is not None and role.code is not None:
        draft.learn(role.code, 1)
    if draft.country is None or draft.level < 2:
        page.loose.append((draft, s.index, told.end))


def _tie(role: Role, draft: Draft, other: Draft) -> str | None:
    body = other.label in ("known", "organisation", "other") and other.kind != "person"
    if role.tie == "leader of" and (body or other.kind in ("country", "government")):
        return "leader of"
    if role.tie == "member of" and body:
        return "member of"
    if body and draft.kind in ("person",):
        return "member of"
    if (body or other.label == "country") and draft.kind in (*GROUP_KINDS, "people") and role.kind != "country":
        return "part of"
    return None


# ---------------------------------------------------------------- appositions and copulas


def _join(page: Page, scene: Scene, at: dict[int, Draft], told_at: dict[int, Told]) -> None:
    s = scene.s
    for i, told in told_at.items():
        t = s.tokens[i]
        other: int | None = None
        if t.deprel == "appos" and t.head >= 0:
            other = t.head
        elif any(s.tokens[c].deprel == "cop" for c in s.children[i]) and told.kind == "person":
            if not any("Polarity=Neg" in s.tokens[c].feats for c in s.children[i]):
                other = _subject_of(s, i)
        if other is not None:
            _same(page, at, name=other, noun=i, told=told)
        for c in s.children[i]:
            if s.tokens[c].deprel == "appos" and c in at and c not in told_at:
                _same(page, at, name=c, noun=i, told=told)
            elif s.tokens[c].text.lower() in CALLED and s.tokens[c].deprel.startswith("acl"):
                for k in s.children[c]:
                    if k in at and k not in told_at and s.tokens[k].deprel in ("obl", "xcomp", "obj"):
                        _same(page, at, name=k, noun=i, told=told)
    for k, draft in at.items():  # a noun right after a name's dash or comma that the parser hung elsewhere
        if k in told_at and draft.merged is None and told_at[k].role is not None:
            _after_dash(page, scene, at, told_at, k)


def _subject_of(s: Sentence, i: int) -> int | None:
    subject = next((c for c in s.children[i] if s.tokens[c].deprel == "nsubj"), None)
    if subject is None:
        return None
    if s.tokens[subject].text.lower() in ("who", "that", "which") and s.tokens[i].deprel == "acl:relcl":
        return s.tokens[i].head
    return subject


def _after_dash(page: Page, scene: Scene, at: dict[int, Draft], told_at: dict[int, Told], i: int) -> None:
    s = scene.s
    told = told_at[i]
    first = told.first
    if first < 2 or s.tokens[first].text.lower() not in ("a", "an", "the") or s.tokens[first - 1].text not in ("—", "–", ","):
        return
    name = at.get(first - 2)
    if name is None or name.whole() is at[i].whole() or first - 2 in told_at:
        return
    after = s.tokens[min(i + 1, len(s.tokens) - 1)].text
    if s.tokens[first - 1].text == "," and s.tokens[i].deprel != "appos" and s.tokens[i].head != first - 2:
        return
    if after in ("and", "or") and s.tokens[first - 1].text == ",":
        return
    _same(page, at, name=first - 2, noun=i, told=told)


def _same(page: Page, at: dict[int, Draft], *, name: int, noun: int, told: Told) -> None:
    """Make a description's actor the one of a name, where the two agree in kind."""
    target, fresh = at.get(name), at.get(noun)
    if target is None or fresh is None:
        return
    target, fresh = target.whole(), fresh.whole()
    if target is fresh or fresh.label != "nominal" or len(fresh.mentions) > 1 or target.label in ("nominal", "seat"):
        return
    if told.role is None or fresh.plural and target.kind == "person":
        return
    person = told.kind == "person"
    if person != (target.kind == "person"):
        if target.label != "other" or not person:
            return
        target.kind = "person"
    if target.kind == "country" and told.kind != "country":
        return
    merge(page, target, fresh)


def merge(page: Page, target: Draft, fresh: Draft) -> None:
    """Put all that one draft has into another."""
    target, fresh = target.whole(), fresh.whole()
    if target is fresh:
        return
    fresh.merged = target
    target.mentions.extend(fresh.mentions)
    target.mentions.sort(key=lambda m: m.span)
    target.ties.extend(fresh.ties)
    target.phrases |= fresh.phrases
    target.last = max(target.last, fresh.last)
    target.learn(fresh.country, fresh.level)
    if fresh.sectors and (not target.sectors or fresh.sectors[0] == "ELI"):
        target.sectors = fresh.sectors
    target.office = target.office or fresh.office
    target.gender = target.gender or fresh.gender
    for phrase in fresh.phrases:
        _remember(page, phrase, target)
