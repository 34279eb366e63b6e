"""Whose word a stretch of text is: chains of speakers for events, counts, claims and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.extract.speech.known import KnownNouns, known_nouns
from dateline.extract.speech.performing import OwnAct, own_acts
from dateline.extract.speech.responsibility import ResponsibilityClaim, event_claims, responsibility_claims
from dateline.extract.speech.speakers import make_speaker
from dateline.lexicon.reporting import ReportingWords
from dateline.lookup import Cast, SpanIndex
from dateline.records import (
    Analysis,
    Attribution,
    Claim,
    Event,
    EventMention,
    Figure,
    Participant,
    Quote,
    Sentence,
    Span,
)
from dateline.syntax import ancestors, kid, kids

# Speech whose speaker nobody names still is not the outlet's word: "allegedly", "was accused of".
# Of thoughts without a holder ("is expected to") the status tells.
NAMELESS = frozenset({"says", "claims", "accuses", "confirms", "denies", "quotes", "warns"})
# Words of will assert nothing: what happened inside them ("asked about the attack") the outlet says.
WILL = frozenset({"plans", "wants", "asks", "orders", "promises", "threatens", "refuses", "agrees", "expects"})
# What these kinds tell about an actor is no more than an accusation, a suspicion or a denial.
DOUBTED = {"accuses": "claimed", "claims": "claimed", "denies": "denied"}
# To charge somebody is to take the act that it is about for known: "accused him of hiding facts on *the murder*".
CHARGING = frozenset({"accuses", "claims", "denies", "criticizes"})
UTTERED = frozenset({"SUPPORT", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})  # acts that consist in saying so
NO_TELLING = frozenset({"claim", "denial"})  # mentions that point at an act without telling it

Quotes = Sequence[Quote] | SpanIndex[Quote]


def index_quotes(quotes: Sequence[Quote]) -> SpanIndex[Quote]:
    """Quotes by span, for asking many times."""
    return SpanIndex((q.span, q) for q in quotes if q.told)


def said_by_at(span: Span, quotes: Quotes, *, act: Span | None = None) -> tuple[Attribution, ...]:
    """Who says what stands at a span, outermost first; () for the outlet's own word.

    A quote counts when it holds the whole span and tells it (what is only talked about, as in
    "condemned the strike", stays the outlet's). Of parts that repeat one cue and speaker one is given.
    ``act`` is the trigger that the span belongs to: where it is a gloss in a quote, so are its participants.
    """
    index = quotes if isinstance(quotes, SpanIndex) else index_quotes(quotes)
    around = [q for where, q in index.at(span) if where.contains(span) and q.told]
    around.sort(key=lambda q: (q.span.start - q.span.end, q.span.start))
    chain: list[Attribution] = []
    for q in around:
        if q.speaker is not None:
            link = Attribution(q.speaker.id, q.speaker.named or q.speaker.span, q.cue, q.cue_kind)
        elif q.cue is not None and q.cue_kind in NAMELESS:
            link = Attribution(None, q.cue, q.cue, q.cue_kind)
        else:
            continue
        if any(known.contains(span) or (act is not None and known.contains(act)) for known in q.beside):
            continue  # a gloss, or the known thing that he comments on
        if span.overlaps(link.span) and q.speaker is not None:
            continue  # the speaker's own words for himself are not in his quote
        if chain and link.id is not None and link.id == chain[-1].id and q.kind == "indirect":
            continue  # "the museum said it kept to its claim that …": one and the same word
        if all((c.span, c.cue) != (link.span, link.cue) for c in chain):
            chain.append(link)
    return tuple(chain)


def attribute_events(
    events: Sequence[Event],
    quotes: Sequence[Quote],
    cast: Cast,
    *,
    analysis: Analysis | None = None,
    words: ReportingWords | None = None,
) -> tuple[Event, ...]:
    """Events with ``said_by`` on themselves, their mentions, participants, counts and claims.

    An event that the outlet tells at least once in its own words is the outlet's; a noun that only refers back to it
    ("the attack", once the police have told of it) does not tell it. With ``analysis`` and
    ``words`` claims of responsibility, denials and blame add participants by their claimants, and
    what is said of an act ("in self-defense") becomes its claims.
    """
    index = index_quotes(quotes)
    acts = own_acts(analysis, words) if analysis is not None and words is not None else {}
    known = known_nouns(events, analysis, words) if analysis is not None and words is not None else KnownNouns()
    found = [_attributed(event, index, acts, known) for event in events]
    if analysis is not None and words is not None:
        found = _with_claims(found, index, cast, analysis, words)
    return tuple(found)


def attribute_figures(figures: Sequence[Figure], quotes: Sequence[Quote], cast: Cast) -> tuple[Figure, ...]:
    """Figures with ``said_by``; the outlet's own stay as they are."""
    index = index_quotes(quotes)
    return tuple(replace(figure, said_by=said_by_at(figure.span, index)) for figure in figures)


def _attributed(event: Event, index: SpanIndex[Quote], acts: Mapping[int, OwnAct], known: KnownNouns) -> Event:
    def told(span: Span, act: Span = event.trigger) -> tuple[Attribution, ...]:
        chain = _asserted(event, said_by_at(span, index, act=act))
        if span in known.judged or event.trigger in known.judged:
            return ()
        granted = span in known.granted or event.trigger in known.granted
        return tuple(link for link in chain if link.kind not in CHARGING) if granted else chain

    mentions = tuple(replace(m, said_by=_of_mention(event, m, told(m.span, m.span), acts)) for m in event.mentions)
    own = next((m.said_by for m in mentions if m.span == event.trigger), None)
    own = _not_own(event, event.trigger, told(event.trigger), acts) if own is None else own
    cues = (event.trigger, *(m.span for m in mentions))  # "vowed to leave": whom he vowed it to is not his word
    telling = [m for m in mentions if m.kind not in NO_TELLING and m.kind != "caption"]
    if any(not m.said_by and m.span not in known.back for m in telling):
        own = ()

    def beyond(span: Span) -> tuple[Attribution, ...]:
        return _not_own(event, event.trigger, _but(cues, told(span)), acts)

    return replace(
        event,
        said_by=own,
        mentions=mentions,
        actor=tuple(_of_participant(p, own, beyond(p.span), is_actor=True) for p in event.actor),
        recipient=tuple(_of_participant(p, own, beyond(p.span), is_actor=False) for p in event.recipient),
        counts=tuple(replace(c, said_by=beyond(c.span)) for c in event.counts),
        claims=tuple(replace(c, said_by=_but(cues, said_by_at(c.span, index))) for c in event.claims),
    )


def _of_mention(
    event: Event, mention: EventMention, told: tuple[Attribution, ...], acts: Mapping[int, OwnAct]
) -> tuple[Attribution, ...]:
    """Background named by a noun ("after the withdrawal in 2011") is known to all, whoever brings it up."""
    if event.historical and mention.kind == "noun":
        return ()
    return _not_own(event, mention.span, told, acts)


def _not_own(
    event: Event, trigger: Span, chain: tuple[Attribution, ...], acts: Mapping[int, OwnAct]
) -> tuple[Attribution, ...]:
    """A chain without the speaker whose very speaking is the event: "We urge them to leave," Hall said."""
    act = acts.get(trigger.start)
    doers = {p.id for p in event.actor if p.id is not None}
    if event.type in UTTERED and any(m.span == trigger and m.kind == "noun" for m in event.mentions):
        return tuple(link for link in chain if link.id is None or link.id not in doers)  # "announced his support"
    if act is None or not chain:
        return chain
    kept = tuple(link for link in chain if link.id is None or link.id not in doers)
    himself = act.first_person and any(p.span == act.subject for p in event.actor)
    return kept[:-1] if himself and len(kept) == len(chain) else kept


def _asserted(event: Event, chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    if event.status != "actual":
        return chain
    return tuple(link for link in chain if link.kind not in WILL)


def _but(cues: Sequence[Span], chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """A chain without the links whose cue is the act itself."""
    return tuple(link for link in chain if link.cue is None or not any(link.cue.overlaps(c) for c in cues))


def _of_participant(
    participant: Participant, own: tuple[Attribution, ...], told: tuple[Attribution, ...], *, is_actor: bool
) -> Participant:
    """A participant told by another than the event's teller gets his word; an accused one is no more than that."""
    polarity = participant.polarity
    if is_actor and polarity == "affirmed" and told:
        polarity = DOUBTED.get(told[-1].kind, polarity)
        speaks_himself = told[-1].id is not None and told[-1].id == participant.id
        if speaks_himself and polarity == "claimed":
            polarity = "affirmed" if own == told else "claimed"
        if polarity == "affirmed" and not own:
            polarity = "claimed"  # the outlet tells of the act, but of its doer only another's word
    if polarity != "affirmed":
        return replace(participant, polarity=polarity, said_by=participant.said_by or told or own)
    return replace(participant, said_by=told if told != own else ())


# ------------------------------------------------------------ claims


def _with_claims(
    events: list[Event], index: SpanIndex[Quote], cast: Cast, analysis: Analysis, words: ReportingWords
) -> list[Event]:
    where: dict[Span, int] = {}
    for number, event in enumerate(events):
        for span in (event.trigger, *(m.span for m in event.mentions)):
            where.setdefault(span, number)
    order = SpanIndex((span, number) for span, number in where.items())
    for claim in responsibility_claims(analysis, words):
        about = _event_of(claim, analysis, where, order, events)
        if about is not None:
            events[about] = with_responsibility(events[about], claim, index, cast, analysis)
    for said in event_claims(analysis, words):
        if said.about is None:
            continue
        at = _event_at(analysis.sentences[said.sentence], said.about, where)
        if at is not None and all(c.span != said.span for c in events[at].claims):
            found = Claim(said.what, said.span, said_by_at(said.span, index))
            events[at] = replace(events[at], claims=(*events[at].claims, found))
    return events


def _event_at(s: Sentence, i: int, where: dict[Span, int]) -> int | None:
    """The event told at a word, or by the clause that says which: "the strike that killed two".

    The parser hangs the clause of "the attack on a market in Olm, *which* killed two" from the place.
    """
    below = [m.i for k in kids(s, i, "nmod") for m in (k, *kids(s, k.i, "nmod"))]
    far = [k for b in below for k in kids(s, b, "acl:relcl") if any(c.lemma == "which" for c in kids(s, k.i, "nsubj"))]
    for k in (s.tokens[i], *kids(s, i, "acl:relcl", "acl"), *far):
        if k.span in where:
            return where[k.span]
    held = kid(s, i, "obj") if s.tokens[i].upos == "VERB" else None  # "denied that it had carried out the attack"
    return _event_at(s, held.i, where) if held is not None and s.tokens[held.i].upos == "NOUN" else None


def _event_of(
    claim: ResponsibilityClaim,
    analysis: Analysis,
    where: dict[Span, int],
    order: SpanIndex[int],
    events: Sequence[Event],
) -> int | None:
    """The event that a claim is about: by its trigger, or the last violent one told shortly before."""
    s = analysis.sentences[claim.sentence]
    if claim.trigger is not None:
        at = claim.trigger  # "the raid in Exton, which …": the parser hangs the clause from the place
        while (found := _event_at(s, at, where)) is None and s.tokens[at].deprel == "nmod":
            at = s.tokens[at].head
        return found
    back = analysis.sentences[max(0, claim.sentence - 3)].span.start
    before = [number for _, number in order.at(Span(back, s.tokens[claim.cue].start))]
    return next((n for n in reversed(before) if events[n].type == "ASSAULT"), None)


def with_responsibility(
    event: Event, claim: ResponsibilityClaim, quotes: Quotes, cast: Cast, analysis: Analysis
) -> Event:
    """An event with the actors that a claim gives it, each with its claimant; the mention becomes a claim or denial."""
    s = analysis.sentences[claim.sentence]
    cue = s.tokens[claim.cue]
    chain = _asserted(event, said_by_at(cue.span, quotes))
    if claim.claimant is not None:
        who = make_speaker(s, _meant(s, claim.claimant, cast), cast)
        chain = (*chain, Attribution(who.id, who.span, cue.span, claim.kind))
    elif not chain and claim.kind == "says":
        return event  # the outlet's own word on who did it: the event's rules have read it
    elif not chain or claim.kind != "says":
        chain = (*chain, Attribution(None, cue.span, cue.span, claim.kind))
    added = list(event.actor)
    for head in claim.actor:
        if s.tokens[head].span.overlaps(event.trigger):
            continue  # "condemned the invasion of Olm": the invasion did not do itself
        who = make_speaker(s, _meant(s, head, cast), cast)
        made = Participant(who.id, who.span, claim.polarity, chain)
        same = [k for k, p in enumerate(added) if p.span.overlaps(made.span) or (p.id is not None and p.id == made.id)]
        if any(added[k].polarity == "affirmed" and not added[k].span.overlaps(made.span) for k in same):
            continue  # told elsewhere as a fact
        added = [
            p for k, p in enumerate(added) if k not in same or (p.polarity != claim.polarity and p.span != made.span)
        ]
        added.append(made)
    trigger = s.tokens[claim.trigger].span if claim.trigger is not None else cue.span
    kind = "denial" if claim.polarity == "denied" else "claim"
    mentions = tuple(replace(m, kind=kind, said_by=chain) if m.span == trigger else m for m in event.mentions)
    if claim.trigger is None:
        mentions = (*mentions, EventMention(trigger, s.span, kind, chain))
    return replace(event, actor=tuple(added), mentions=mentions)


def _meant(s: Sentence, head: int, cast: Cast) -> int:
    """Whom a relative pronoun means: the named word just before it ("a return of X, which …"), else its noun."""
    t = s.tokens[head]
    if t.xpos not in ("WDT", "WP"):
        return head
    before = head - 1
    while before >= 0 and s.tokens[before].deprel == "punct":
        before -= 1
    if before >= 0 and cast.headed(s.tokens[before].start) is not None:
        return before
    noun = next((s.tokens[k].head for k in (head, *ancestors(s, head)) if s.tokens[k].deprel == "acl:relcl"), head)
    return noun if noun >= 0 else head
