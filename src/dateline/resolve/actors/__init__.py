"""Stage 4c: who acts, suffers or speaks on a page, with every mention of each."""

from __future__ import annotations

from dateline.lexicon.actors import ActorTable
from dateline.records import Actor, Analysis, Article, Mention, Span
from dateline.syntax import noun_phrase

NOT_HEADS = ("det", "compound", "amod", "nummod", "case", "flat", "aux", "cop", "punct", "cc", "mark", "advmod", "dep")


def find_actors(analysis: Analysis, article: Article, *, table: ActorTable) -> tuple[Actor, ...]:
    """Actors in the order of their first mention, ids a1, a2, …; () where nobody is told of."""
    text = analysis.text
    found: dict[str, list[Mention]] = {}
    kinds: dict[str, str] = {}
    for s in analysis.sentences:
        named = {k: n for n in s.names for k in range(n.first, n.last + 1)}
        for t in s.tokens:
            if t.upos not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ") or t.deprel in NOT_HEADS:
                continue
            if t.i in named and t.upos != "PRON":
                name = named[t.i]
                span = Span(s.tokens[name.first].start, s.tokens[name.last].end)
                mention = Mention(span, "name", t.start)
                key = span.words(text)
                if key in table.countries.by_name:
                    kinds[key] = "country"
            elif t.upos == "PRON":
                mention, key = Mention(t.span, "pronoun", t.start), f"#{t.start}"
            else:
                mention, key = Mention(noun_phrase(s, t.i), "nominal", t.start), f"#{t.start}"
            found.setdefault(key, []).append(mention)
    actors = []
    for n, (key, mentions) in enumerate(found.items(), start=1):
        country = table.countries.by_name.get(key)
        name = mentions[0].span.words(text)
        actors.append(Actor(f"a{n}", name, kinds.get(key, "group"), tuple(mentions), country.alpha3 if country else None))
    return tuple(actors)
