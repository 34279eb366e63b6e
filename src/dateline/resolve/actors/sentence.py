"""One sentence's names and nouns, in order: names first, then what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.records import Mention, Sentence
from dateline.resolve.actors.drafts import Draft
from dateline.resolve.actors.joins import join
from dateline.resolve.actors.names_read import read_name
from dateline.resolve.actors.nouns import is_surname, read_noun, read_surname
from dateline.resolve.actors.page import Page, add_mention
from dateline.resolve.actors.peoples import heads_phrase, modifies_act, read_modifier, read_people
from dateline.resolve.actors.roles import Scene, Told, phrase_span
from dateline.resolve.actors.spots import Spot
from dateline.resolve.actors.ties import fill
from dateline.syntax import kid


def read_sentence(page: Page, s: Sentence, spots: Sequence[Spot]) -> dict[int, Draft]:
    """Put a sentence's actors on the roll, its names given; tells those of its tokens that head a mention."""
    scene = Scene(
        s,
        page.text,
        {k: spot for spot in spots for k in range(spot.first, spot.last + 1)},
        page.places,
        page.roll.table,
    )
    at: dict[int, Draft] = {}
    titles: dict[int, Draft] = {}  # tokens of titles before names, with the bearer
    for spot in spots:
        if spot.label != "people":
            title = read_name(page, scene, spot, at)
            if title is not None:
                titles.update(dict.fromkeys(range(title.start, title.end + 1), at[spot.head]))
    told_at: dict[int, Told] = {}
    within = -1  # last token of the role phrase read last: "state" of "secretary of state" is nobody
    for t in s.tokens:
        if t.i in at or t.i <= within:
            continue
        if t.i in titles:
            if t.upos in ("NOUN", "PROPN") and heads_phrase(s, t) and kid(s, t.i, "case") is None:
                add_mention(page, titles[t.i], Mention(phrase_span(scene, t.i), "nominal", t.start), s, t.i)
                at[t.i] = titles[t.i]
            continue
        here = scene.spots.get(t.i)
        if here is not None:
            if here.label == "people":
                read_people(page, scene, here, t, at, told_at)
        elif is_surname(page, s, t):
            read_surname(page, scene, t, at)
        elif modifies_act(scene, t, at):
            read_modifier(page, scene, t, at)
        elif heads_phrase(s, t):
            told_at[t.i] = read_noun(page, scene, t, at)
            within = told_at[t.i].end
    for i, told in told_at.items():
        fill(page, scene, at[i], told, at, phrase_span(scene, i))
    join(page, scene, at, told_at)
    return at
