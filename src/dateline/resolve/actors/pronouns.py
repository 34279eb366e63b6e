"""Whom a pronoun means: the nearest actor that agrees, subjects before others.

After the preferences of Lappin & Leass (1994): agreement, subjects over objects, the same
clause's arguments excluded, recency by sentence. A pronoun that nothing safe answers is an
actor of its own, which later stages may ignore.
"""

from __future__ import annotations

from dateline.lexicon.actors import Lists
from dateline.records import Mention, Sentence, Token
from dateline.resolve.actors.binding import fellows, others_own, owner, understood_subject
from dateline.resolve.actors.drafts import GROUP_KINDS, Draft
from dateline.resolve.actors.page import SPEAKER, Page, add_mention
from dateline.syntax import clause_head

SUBJECT = ("nsubj", "nsubj:pass", SPEAKER)
OWNER = 1.9  # whose the subject is weighs more than an object, less than another subject
LOOK_BACK = 50  # mentions
SENTENCES = 5  # sentences that "he" reaches back
NEAR_SENTENCES = 2  # and "it" or "they"


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
            continue  # the one who speaks: an actor that the stage of speech knows
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
    for x in reversed(page.recent[-LOOK_BACK:]):
        one = x.draft.whole()
        if s.index - x.sentence > 1 or (x.sentence == s.index and x.token >= t.i) or one.plural or not one.described:
            continue
        if one.kind in ("person", "country") and one.label not in ("territory", "seat"):
            met[one] = None
    people = [d for d in met if d.kind == "person"]
    pair = (people if len(people) >= 2 else [d for d in met if d.kind == "country"])[:2]
    for draft in reversed(pair or [page.roll.new(t.text, "group", "pronoun")]):
        add_mention(page, draft, Mention(t.span, "pronoun", t.start), s, t.i)
        at[t.i] = draft


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
    quote = page.quoted.at(t.start)
    barred: set[int] = set()
    if quote >= 0:
        if quote not in page.saying:
            page.saying[quote] = _quoted_speakers(page, s, at)
        barred |= page.saying[quote]
    if possessive:
        barred |= {id(at[c].whole()) for c in others_own(s, t, lists) if c in at}
        first = owner(s, t, at, lambda draft: _agrees(draft, word, lists) and id(draft) not in barred)
        many = first is not None and (first.plural or first.kind in ("people", "group"))
        if first is not None and not _is_thing(first, word, lists) and (many or word not in lists.they):
            return _gendered(first, word, lists)
    elif not word.endswith(("self", "selves")):
        barred |= fellows(s, t.i, at)
    minded = t.deprel == "nsubj" and t.head >= 0 and s.tokens[t.head].lemma.lower() in lists.speech | lists.minded
    speaks = t.deprel == "nsubj" and s.tokens[t.head].lemma.lower() in lists.speech
    reach = SENTENCES if word in lists.he or word in lists.she else NEAR_SENTENCES
    joint = word in lists.they and _two_met(page, s, t)
    if (
        joint
        and possessive
        and any(s.tokens[k].deprel == "conj" for c in understood_subject(s, clause_head(s, t.i)) for k in s.children[c])
    ):
        return None
    best: tuple[float, Draft] | None = None
    for met in reversed(page.recent[-LOOK_BACK:]):
        one = met.draft.whole()
        back = s.index - met.sentence
        if back > reach:
            break
        if (back == 0 and met.token >= t.i) or id(one) in barred:
            continue
        if one.label == "nominal" and (met.predicate or (met.quote >= 0 and met.quote != quote)):
            continue
        if joint and (back > 1 or _weight(met.label) < 2):
            continue
        if word in lists.it and (met.label == "amod" or (quote >= 0 and met.quote != quote)):
            continue  # "the Afghan withdrawal" speaks of no Afghanistan; quoted words begin anew
        thing = _is_thing(one, word, lists)
        surname = _is_surname(one, word, met.label, lists)
        if not _agrees(one, word, lists) and not surname and (not thing or minded):
            continue
        owns = back == 0 and word in lists.he | lists.she and _owns_subject(s, met.token, clause_head(s, t.i))
        weight = OWNER if owns else _weight(met.label)
        score = weight - 2.2 * back - (0.02 * (t.i - met.token) if back == 0 else 0)
        if back == 0 and not owns and met.label in ("nmod:poss", "compound", "amod"):
            score -= 0.5
        if met.quote >= 0 and quote < 0:
            score -= 1.5
        if thing:
            score -= 0.5
        if word in lists.they and not one.plural and one.kind not in ("people", "group"):
            if back > 1 or score + 2.2 * back < 2:  # a body is "they" where it is what is talked about
                continue
            score -= 2.2
        score += 1.5 * (speaks and met.label == SPEAKER)
        score += 0.8 * (one.gender is not None) + min(1.0, 0.1 * len(one.mentions)) * (one.label != "nominal")
        if best is None or score > best[0]:
            best = (score, one)
    if best is None or best[0] < -5 or _is_thing(best[1], word, lists):
        return None
    return _gendered(best[1], word, lists)


def _owns_subject(s: Sentence, i: int, here: int) -> bool:
    """Whether a name owns the subject of another clause than ``here``: "*Varn*'s first speech came when he was mayor",
    but not "Varn's speeches made him weep"."""
    if s.tokens[i].deprel not in ("nmod:poss", "compound"):
        return False
    for _ in range(4):
        if s.tokens[i].deprel in SUBJECT:
            return s.tokens[i].head != here and s.tokens[here].deprel not in ("xcomp", "ccomp")
        if s.tokens[i].deprel not in ("nmod:poss", "compound", "nmod"):
            return False
        i = s.tokens[i].head
    return False


def _two_met(page: Page, s: Sentence, t: Token) -> bool:
    """Whether two people were just named, so that "they" may be both."""
    people: set[int] = set()
    for met in reversed(page.recent[-LOOK_BACK:]):
        if s.index - met.sentence > 1 or len(people) > 1:
            break
        one = met.draft.whole()
        if one.kind == "person" and one.label != "nominal" and met.label != "nmod:poss":
            people.add(id(one))
    return len(people) > 1


def _gendered(draft: Draft, word: str, lists: Lists) -> Draft:
    if _is_surname(draft, word, SPEAKER, lists):
        draft.kind = draft.label = "person"
    if draft.kind == "person" and draft.gender is None and word in lists.he | lists.she:
        draft.gender = "m" if word in lists.he else "f"
    return draft


def _is_surname(draft: Draft, word: str, label: str, lists: Lists) -> bool:
    """Whether a lone word that the tagger took for a body may be a surname: "Varn has led. His rivals"."""
    if word not in lists.he | lists.she or draft.kind != "organisation" or draft.label != "organisation":
        return False
    return draft.known is None and draft.name.isalpha() and draft.name.istitle() and label in (*SUBJECT, "nmod:poss")


def _is_thing(draft: Draft, word: str, lists: Lists) -> bool:
    """Whether a noun that says of nobody that he can act is one that "it" or "they" may mean."""
    if draft.label != "nominal" or draft.described or draft.kind == "person":
        return False
    return (word in lists.it and not draft.plural) or (word in lists.they and draft.plural)


def _sayers(page: Page, s: Sentence, at: dict[int, Draft]) -> frozenset[int]:
    """The subjects of a sentence's verbs of speech that stand outside quotation marks."""
    return frozenset(
        id(at[c].whole())
        for t in s.tokens
        if t.lemma.lower() in page.roll.table.lists.speech and page.quoted.at(t.start) < 0
        for c in s.children[t.i]
        if s.tokens[c].deprel == "nsubj" and c in at and page.quoted.at(s.tokens[c].start) < 0
    )


def _quoted_speakers(page: Page, s: Sentence, at: dict[int, Draft]) -> frozenset[int]:
    """Who says a sentence's quoted words, and so is no third person in them."""
    if page.sayers[0] != s.index:
        page.sayers = (s.index, _sayers(page, s, at))
    said = page.sayers[1]
    if said:
        return said
    for met in reversed(page.recent[-LOOK_BACK:]):
        if s.index - met.sentence > 1:
            break
        if met.label == SPEAKER and met.quote < 0:
            return frozenset({id(met.draft.whole())})
    return frozenset()


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
                    return draft if draft.label != "nominal" and _agrees(draft, word, lists) else None
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
