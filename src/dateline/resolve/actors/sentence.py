"""One sentence's names and nouns, in order: names first, then what they are called."""

from __future__ import annotations

from dateline.records import Sentence
from dateline.resolve.actors.joins import join
from dateline.resolve.actors.names import find_spots
from dateline.resolve.actors.names_read import read_name
from dateline.resolve.actors.nouns import is_surname, read_noun, read_surname
from dateline.resolve.actors.page import Page
from dateline.resolve.actors.peoples import heads_phrase, modifies_act, read_modifier, read_people
from dateline.resolve.actors.phrases import Scene, Told, phrase_span
from dateline.resolve.actors.roll import Draft
from dateline.resolve.actors.ties import fill


def read_sentence(page: Page, s: Sentence) -> dict[int, Draft]:
    """Put a sentence's actors on the roll; gives those of its tokens that head a mention."""
    spots = find_spots(s, page.text, table=page.roll.table, places=page.places)
    scene = Scene(
        s,
        page.text,
        {k: spot for spot in spots for k in range(spot.first, spot.last + 1)},
        page.places,
        page.roll.table,
    )
    at: dict[int, Draft] = {}
    for spot in spots:
        if spot.label != "people":
            read_name(page, scene, spot, at)
    told_at: dict[int, Told] = {}
    for t in s.tokens:
        if t.i in at:
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
    for i, told in told_at.items():
        fill(page, scene, at[i], told, at, phrase_span(scene, i))
    join(page, scene, at, told_at)
    return at
