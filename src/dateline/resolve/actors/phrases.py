"""What a noun phrase tells of the one it stands for: role, sectors, country, backers, ties.

"the former head of Iraq's Iranian-backed police" is read outwards from its noun: the longest
role phrase that ends there, then what stands before it, then its of- and in-phrases.
"""

from __future__ import annotations

from dateline.lexicon.actors import Role
from dateline.resolve.actors.roles import Scene, Told, find_role, kind_of, title_before
from dateline.resolve.actors.spots import POSSESSIVE, Spot

REACH = 12  # tokens looked at on either side of a noun
OF = frozenset({"of", "for", "from", "with", "at"})
IN = frozenset({"in", "throughout", "across", "inside", "within", "near", "around", "outside", "on", "at"})
WHOSE = frozenset({"whose", "their", "his", "her", "its", "our", "my", "your"})


def describe(scene: Scene, i: int, *, depth: int = 0, anchor: int = -1) -> Told:
    """What the phrase with noun ``i`` tells; what hangs from ``anchor`` belongs to it as well."""
    role, phrase, start, end = find_role(scene, i)
    told = Told(role=role, phrase=phrase, start=start, first=start, end=end)
    if role is not None:
        told.kind = kind_of(scene, role, i)
    lemma = scene.s.tokens[i].lemma.lower()
    told.quantity = lemma in scene.table.lists.quantity and (role is None or not role.sectors)
    won, mild = _before(scene, i, told, anchor=anchor)
    inherited = _after(scene, i, told, depth)
    if role is not None and told.of_nominal is None and not any(how == "of" for _, how in told.of):
        told.quantity = False  # "the group" alone counts nobody
    told.sectors = _sectors(told, won, mild, inherited)
    if told.quantity and not told.sectors and any(x.label == "people" and how == "of" for x, how in told.of):
        told.sectors, told.kind = ("CVL",), "people"  # "thousands of Iraqi Kurds"
    return told


def describe_name(scene: Scene, spot: Spot, role: Role | None) -> Told:
    """What stands around a body's name: "Israel's Supreme Court", "the Ministry of Oil of X"."""
    told = Told(role=role, phrase=role.words if role else "", start=spot.first, first=spot.first, end=spot.last)
    _before(scene, spot.head, told)
    _after(scene, spot.head, told, 1)
    return told


def describe_before(scene: Scene, first: int, head: int) -> Told | None:
    """What stands before a name tells of its bearer ("Iraqi Prime Minister"); None where no title does."""
    i = first - 1
    if i < 0:
        return None
    while i >= 0 and i not in scene.spots and (word := scene.s.tokens[i].text.lower()) in scene.table.honorifics:
        if word in scene.table.titles:
            break
        i -= 1
    if i < 0 or i in scene.spots or scene.s.tokens[i].upos not in ("NOUN", "PROPN", "ADJ"):
        return None
    found = title_before(scene, i)
    if found is None:
        role, phrase, start, end = find_role(scene, i)
        if role is None or role.kind not in ("person", "group", "people"):
            return None
    else:
        (role, start), end = found, i
        phrase = role.words
    told = Told(role=role, phrase=phrase, start=start, first=start, end=end, kind="person")
    won, mild = _before(scene, i, told, anchor=head)
    told.sectors = _sectors(told, won, mild, ())
    return told


def _before(scene: Scene, i: int, told: Told, *, anchor: int = -1) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Walk left from the role phrase; gives the sectors of modifiers that win and of those that don't."""
    s, _text, table = scene.s, scene.text, scene.table
    won: tuple[str, ...] = ()
    mild: tuple[str, ...] = ()
    modifiers: list[str] = []
    k = told.start - 1
    while k >= 0 and k > told.start - REACH:
        t = s.tokens[k]
        spot = scene.spots.get(k)
        if not _belongs(scene, k, i, told, anchor):
            break
        after_hyphen = _hyphen_after(scene, k)
        before_hyphen = hyphen_before(scene, spot.first if spot else k)
        if spot is not None:
            _name_before(told, spot, after_hyphen, before_hyphen)
            if spot.entry is not None and spot.label == "people":
                modifiers.append(spot.words[-1])
            k = spot.first - 1
            told.first = spot.first
            continue
        word = t.text.lower()
        if t.upos == "CCONJ":
            k -= 1
            continue
        if t.upos == "DET" or (t.deprel.startswith("nmod:poss") and word in WHOSE):
            told.definite |= word in ("the", "this", "that", "these", "those") or word in WHOSE
            told.marked |= word in ("another", "a", "an", "some", "any", "no", "each", "every") or word in WHOSE
            told.first = k
            k -= 1
            continue
        if word in ("another", "other", "second", "more", "additional", "new", "next", "future", "same"):
            told.marked |= word != "same"
        if t.upos == "NUM":
            told.marked = True
        if after_hyphen in ("backed", "led"):
            k -= 1
            continue
        if word == "ethnic":
            told.ethnic = True
        modifier = table.modifiers.get(word) or table.modifiers.get(t.lemma.lower())
        if modifier is None and before_hyphen == "against":
            modifier = table.modifiers.get(f"{s.tokens[k - 2].text.lower()}-{word}")
        owned = t.deprel.startswith("nmod:poss")
        if (
            modifier is not None
            and before_hyphen != "against"
            and t.upos in ("NOUN", "ADJ", "PROPN", "VERB", "ADV", "X")
        ):
            if modifier.sectors == ("ELI",):
                told.former = True
            elif modifier.wins:
                won = won or modifier.sectors
            else:
                mild = mild or modifier.sectors
        elif owned or (t.upos == "NOUN" and t.deprel == "compound"):
            role, _, _start, _ = find_role(scene, k)
            if role is not None and role.sectors:
                mild = mild or role.sectors
                if role.code and told.country is None:
                    told.country, told.origin = role.code, 1
        if t.upos in ("ADJ", "NOUN", "PROPN", "VERB"):
            modifiers.append(t.lemma.lower())
        told.first = k
        k -= 1
    told.modifiers = tuple(reversed(modifiers))
    return won, mild


def _belongs(scene: Scene, k: int, i: int, told: Told, anchor: int) -> bool:
    """Whether a token before the noun is part of its phrase: it hangs from it within a few steps."""
    s = scene.s
    t = s.tokens[k]
    if t.upos in ("PUNCT", "PART"):
        return t.text in ("-", "–", "``", "''", '"', "“", "”") or t.text in POSSESSIVE
    if t.upos in ("VERB", "AUX", "ADP", "SCONJ") and not (
        t.deprel in ("amod", "compound")
        or (k + 1 < i and s.tokens[k + 1].text == "-")
        or (k and s.tokens[k - 1].text == "-")
    ):
        return False
    if t.upos == "CCONJ":  # "Hungarian and Romanian officials"
        left, right = scene.spots.get(k - 1), scene.spots.get(k + 1)
        return (
            left is not None and right is not None and right.label == "people" and left.label in ("people", "country")
        )
    at = k
    for _ in range(6):
        at = s.tokens[at].head
        if at < 0:
            return False
        if told.first <= at <= i or at == anchor:
            return True
    return False


def _hyphen_after(scene: Scene, k: int) -> str | None:
    """What the word after "X-" tells: backed, led; None where no hyphen follows."""
    s = scene.s
    t = s.tokens[k]
    tail = t.text.rsplit("-", 1)
    if len(tail) == 2 and tail[1]:
        return scene.table.hyphened.get(tail[1].lower())
    if k + 2 < len(s.tokens) and s.tokens[k + 1].text in ("-", "–"):
        return scene.table.hyphened.get(s.tokens[k + 2].text.lower())
    return None


def hyphen_before(scene: Scene, k: int) -> str | None:
    """ "against" where the word before "-X" is pro, anti, counter …"""
    s = scene.s
    head = s.tokens[k].text.split("-", 1)
    if len(head) == 2 and head[0]:
        what = scene.table.hyphened.get(head[0].lower())
        return what if what == "against" else None
    if k >= 2 and s.tokens[k - 1].text in ("-", "–"):
        what = scene.table.hyphened.get(s.tokens[k - 2].text.lower())
        return what if what == "against" else None
    return None


def _name_before(told: Told, spot: Spot, after: str | None, before: str | None) -> None:
    if before == "against":
        return
    if after == "backed":
        told.of.append((spot, "backed"))
        return
    told.of.append((spot, "led" if after == "led" else "owner"))


def _after(scene: Scene, i: int, told: Told, depth: int) -> tuple[str, ...]:
    """Of- and in-phrases; gives the sectors of what the noun is of, where that is described."""
    s = scene.s
    inherited: tuple[str, ...] = ()
    for c in sorted(s.children[i]):
        t = s.tokens[c]
        if c < i or not t.deprel.startswith(("nmod", "obl")) or c - i > 2 * REACH or t.deprel.startswith("nmod:poss"):
            continue
        cases = [s.tokens[k].text.lower() for k in s.children[c] if s.tokens[k].deprel == "case"]
        case = cases[0] if cases else ""
        spot = scene.spots.get(c)
        if told.start <= c <= told.end:
            continue
        if spot is not None:
            if case in OF or told.quantity:
                told.of.append((spot, "of" if case != "at" or spot.label != "place" else "in"))
            elif case in IN:
                told.of.append((spot, "in"))
            continue
        if case in OF and depth < 3 and t.upos in ("NOUN", "PROPN", "NUM", "ADJ"):
            told.of_nominal = told.of_nominal or c
            below = describe(scene, c, depth=depth + 1)
            told.of.extend(
                (x, "in" if how == "in" else "of") for x, how in below.of if how in ("owner", "of", "in", "led")
            )
            inherited = inherited or below.sectors
            if told.quantity and below.kind:
                told.kind = "people" if below.kind == "person" else below.kind
                told.ethnic |= below.ethnic
                told.role = told.role or below.role
        elif case in IN and depth < 3 and t.upos in ("NOUN", "PROPN"):
            below = describe(scene, c, depth=depth + 1)
            told.of.extend((x, "in") for x, how in below.of if how in ("owner", "of", "in"))
    return inherited


def _sectors(told: Told, won: tuple[str, ...], mild: tuple[str, ...], inherited: tuple[str, ...]) -> tuple[str, ...]:
    role = told.role
    own = role.sectors if role is not None else ()
    if role is None or role.yields or not own:
        sectors = won or mild or (inherited if not own or role is None or told.quantity else ()) or own
    else:
        sectors = (*own, *won) if won != own else own
        if won and won[0] in ("REB", "PRM", "REF", "UAF", "CVL"):
            sectors = (*won, *own)
    if told.former and told.kind in ("person", "group"):
        keep = tuple(x for x in sectors if x not in ("GOV", "LEG", "JUD", "MIL", "COP", "PTY"))
        sectors = ("ELI", *keep) if sectors and keep != sectors else sectors
    return tuple(dict.fromkeys(sectors))
