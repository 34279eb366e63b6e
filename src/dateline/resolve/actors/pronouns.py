"""Whom a pronoun means: the nearest actor that agrees, subjects before others.

After the preferences of Lappin & Leass (1994): agreement, subjects over objects, the same
clause's arguments excluded, recency by sentence. A pronoun that nothing safe answers is an
actor of its own, which later stages may ignore.
"""

from __future__ import annotations

from dateline.lexicon.actors import Lists
from dateline.records import Mention, Sentence, Token
from dateline.resolve.actors.page import SPEAKER, Page, add_mention
from dateline.resolve.actors.roll import GROUP_KINDS, Draft
from dateline.syntax import clause_head

LOOK_BACK = 50  # mentions
SENTENCES = 5  # sentences that a pronoun reaches back


def read_pronouns(page: Page, s: Sentence, at: dict[int, Draft]) -> None:
    """Resolve a sentence's pronouns, in reading order."""
    lists = page.roll.table.lists
    earlier = sorted({(t, id(d)): (t, d) for t, d in at.items()}.values(), key=lambda pair: pair[0])
    for t in s.tokens:
        word = t.text.lower()
        if t.i in at or t.upos not in ("PRON", "DET", "NUM", "ADJ"):
            continue
        if t.deprel in ("expl", "det", "mark", "cc:preconj"):
            continue
        if word == "two" and any(s.tokens[c].text.lower() == "the" for c in s.children[t.i]):
            _the_two(page, s, t, at)
            continue
        if word in lists.relative:
            draft = _antecedent(s, t, at)
        elif word in lists.he or word in lists.she or word in lists.it or word in lists.they:
            draft = _choose(page, s, t, word, earlier, at)
        elif word in lists.personal:
            draft = _speaking(page, t, word)
        elif word in lists.pointing or (t.upos == "PRON" and t.deprel in ("nsubj", "nsubj:pass", "obj")):
            draft = page.roll.new(t.text, "people" if word in lists.pointing else "group", "pronoun")
        else:
            continue
        if draft is None:
            draft = page.roll.new(t.text, "person" if word in lists.he or word in lists.she else "group", "pronoun")
        add_mention(page, draft, Mention(t.span, "pronoun", t.start), s, t.i)
        at[t.i] = draft


def _the_two(page: Page, s: Sentence, t: Token, at: dict[int, Draft]) -> None:
    """ "The two" are the last two of a kind: each of them is mentioned here."""
    met: dict[Draft, None] = {}
    for draft, index, i, _ in reversed(page.recent[-LOOK_BACK:]):
        one = draft.whole()
        if s.index - index > 1 or (index == s.index and i >= t.i) or one.plural or not one.described:
            continue
        if one.kind in ("person", "country") and one.label not in ("territory", "seat"):
            met[one] = None
    people = [d for d in met if d.kind == "person"]
    pair = (people if len(people) >= 2 else [d for d in met if d.kind == "country"])[:2]
    for draft in reversed(pair or [page.roll.new(t.text, "group", "pronoun")]):
        add_mention(page, draft, Mention(t.span, "pronoun", t.start), s, t.i)
        at[t.i] = draft


def _speaking(page: Page, t: Token, word: str) -> Draft:
    return page.roll.new(t.text, "person" if word[0] in "im" else "group", "pronoun")


def _antecedent(s: Sentence, t: Token, at: dict[int, Draft]) -> Draft | None:
    """What a relative clause hangs from."""
    k = t.i
    for _ in range(6):
        k = s.tokens[k].head
        if k < 0:
            return None
        if s.tokens[k].deprel == "acl:relcl":
            found = at.get(s.tokens[k].head)
            return found.whole() if found is not None else None
    return None


def _choose(
    page: Page, s: Sentence, t: Token, word: str, earlier: list[tuple[int, Draft]], at: dict[int, Draft]
) -> Draft | None:
    lists = page.roll.table.lists
    if word in lists.it and _is_empty(s, t, lists):
        return None
    possessive = t.deprel.startswith("nmod:poss")
    if possessive or s.tokens[0].i == t.i:
        ahead = _subject_ahead(s, t, word, at, lists)
        if ahead is not None:
            return ahead
    clause = clause_head(s, t.i)
    barred = set() if possessive or word.endswith(("self", "selves")) else _fellows(s, clause, t.i, at)
    speaks = t.deprel == "nsubj" and s.tokens[t.head].lemma.lower() in lists.speech
    best: tuple[float, Draft] | None = None
    for draft, index, i, label in reversed(page.recent[-LOOK_BACK:]):
        one = draft.whole()
        back = s.index - index
        if back > SENTENCES or (back == 0 and i >= t.i):
            if back > SENTENCES:
                break
            continue
        if id(one) in barred or not _agrees(one, word, lists):
            continue
        score = _weight(label) - 2.2 * back - (0.02 * (t.i - i) if back == 0 else 0)
        if back == 0 and label in ("nmod:poss", "compound", "amod"):
            score -= 0.5
        if one.label == "nominal" and not one.described:
            score -= 3
        if word in lists.they and not one.plural and one.kind not in ("people", "group"):
            score -= 1.5
        score += 1.5 * (speaks and label == SPEAKER)
        score += 0.8 * (one.gender is not None) + min(1.0, 0.1 * len(one.mentions)) * (one.label != "nominal")
        if best is None or score > best[0]:
            best = (score, one)
    if best is None or best[0] < -5:
        return None
    one = best[1]
    if one.kind == "person" and one.gender is None and word in lists.he | lists.she:
        one.gender = "m" if word in lists.he else "f"
    return one


def _weight(label: str) -> float:
    if label in ("nsubj", "nsubj:pass", SPEAKER):
        return 3.0
    if label == "conj":
        return 2.4
    if label in ("obj", "obl:agent", "iobj", "root", "appos"):
        return 1.6
    if label in ("obl", "nmod"):
        return 0.9
    return 0.4


def _agrees(draft: Draft, word: str, lists: Lists) -> bool:
    if word in lists.he or word in lists.she:
        gender = "m" if word in lists.he else "f"
        return draft.kind == "person" and not draft.plural and draft.gender in (None, gender) and draft.described
    if word in lists.they:
        if draft.kind == "person":
            return False
        return (draft.plural or draft.kind in ("people", *GROUP_KINDS)) and (draft.described or draft.plural)
    return draft.kind in (*GROUP_KINDS, "country") and not draft.plural and draft.described


def _fellows(s: Sentence, clause: int, i: int, at: dict[int, Draft]) -> set[int]:
    """Actors of the pronoun's own clause, whom a plain pronoun does not mean."""
    return {
        id(at[c].whole())
        for c in s.children[clause]
        if c != i and c in at and s.tokens[c].deprel in ("nsubj", "obj", "iobj", "nsubj:pass", "obl:agent")
    }


def _subject_ahead(s: Sentence, t: Token, word: str, at: dict[int, Draft], lists: Lists) -> Draft | None:
    """ "In his speech, X said": the subject after a fronted phrase, where the pronoun stands in one."""
    k = t.i
    for _ in range(6):
        head = s.tokens[k].head
        if head < 0:
            return None
        if s.tokens[head].upos in ("VERB", "AUX") and head > t.i and s.tokens[k].deprel in ("obl", "advcl"):
            for c in sorted(s.children[head]):
                if c > k and c < head and s.tokens[c].deprel in ("nsubj", "nsubj:pass") and c in at:
                    draft = at[c].whole()
                    return draft if _agrees(draft, word, lists) else None
            return None
        k = head
    return None


def _is_empty(s: Sentence, t: Token, lists: Lists) -> bool:
    """ "It is clear that", "it seems", "it rained": an it that means nobody."""
    if t.deprel not in ("nsubj", "nsubj:pass") or t.head < 0:
        return False
    verb = s.tokens[t.head]
    if verb.lemma.lower() in lists.empty_verbs:
        return True
    copular = any(s.tokens[c].deprel == "cop" for c in s.children[verb.i])
    clausal = any(
        s.tokens[c].deprel.startswith(("csubj", "ccomp", "advcl", "xcomp", "acl")) and c > verb.i
        for c in s.children[verb.i]
    )
    return (copular or t.deprel == "nsubj:pass") and clausal
