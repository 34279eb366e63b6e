"""Stage 4c: who acts, suffers or speaks on a page, with every mention of each.

Every noun phrase that could take part gets an actor, so that later stages can look one up by
the head word's offset; those that nothing refers to are dropped at the end of the pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lexicon.actors import ActorTable
from dateline.records import Actor, Analysis, Article, Place
from dateline.resolve.actors.bearers import count_bearers
from dateline.resolve.actors.finish import finish
from dateline.resolve.actors.marks import Quoted
from dateline.resolve.actors.names import find_spots, without_parts
from dateline.resolve.actors.names_mend import mend_names
from dateline.resolve.actors.namesakes import shared_surnames
from dateline.resolve.actors.page import Page
from dateline.resolve.actors.pronouns import read_pronouns
from dateline.resolve.actors.roll import Roll
from dateline.resolve.actors.sentence import read_sentence

__all__ = ["find_actors"]


def find_actors(
    analysis: Analysis, article: Article, *, table: ActorTable, places: Sequence[Place] = ()
) -> tuple[Actor, ...]:
    """Actors in the order of their first mention, with ids a1, a2, …; () where there are none.

    ``places``, where given, tells the countries of cities and regions that the table lacks.
    """
    codes = {
        mention.span.start: table.codes.get(place.country, place.country)
        for place in places
        for mention in place.mentions
        if place.country
        and (place.kind == "region" or mention.span.words(analysis.text) not in table.countries.by_name)
    }
    published = article.published.latest if article.published is not None else None
    quoted = Quoted(analysis.text, (block.span for block in article.blocks))
    page = Page(Roll(table, published), analysis.text, codes, quoted)
    spots = [find_spots(s, page.text, table=table, places=codes) for s in analysis.sentences]
    spots = without_parts(spots, places)
    spots = mend_names(analysis.sentences, spots, page.text, table=table)
    page.roll.shared = shared_surnames(page.text, table.honorifics)
    page.roll.bearers = count_bearers(analysis.sentences, spots, page.text, page.roll)
    for sentence, here in zip(analysis.sentences, spots, strict=True):
        at = read_sentence(page, sentence, here)
        read_pronouns(page, sentence, at)
    return finish(page, article)
