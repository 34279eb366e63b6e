# ruff: noqa: E501 (markup as pages write it)
"""Stage 2 on HTML: the body without furniture, with what trafilatura throws away, and dates that can be believed."""

from __future__ import annotations

import hashlib
import time
from datetime import date

import pytest

from dateline.article import make_article
from dateline.article.dating import day_in
from dateline.article.markup import make_safe
from dateline.errors import UnreadablePage
from dateline.lexicon.furniture import load_furniture
from dateline.records import Article, Page

WORDS = load_furniture()
TODAY = date(2024, 6, 1)
LEAD = "Gunmen opened fire on dock workers in the port of Pemba on Tuesday, killing four of them, the police said."
MORE = "“We load ships, we are not soldiers,” said Amisse Charifo, a crane driver whose brother was among the dead."
LAST = "Interior Minister Carlota Mabunda said that the port would stay closed until those responsible were found."
HEADLINE = "Port attack puts ceasefire in doubt"
STANDFIRST = "The government says that it will answer the killing of four workers"

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>{HEADLINE} | Harbour Wire</title>
<meta property="og:site_name" content="Harbour Wire"><meta name="description" content="{STANDFIRST}">
<meta property="article:published_time" content="2024-03-07T23:30:00-05:00">
<meta property="article:modified_time" content="2024-03-09T08:00:00Z"><meta property="article:section" content="Africa">
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article class="post has-sidebar"><div class="overline">A fragile calm</div><h1>{HEADLINE}</h1><h2 class="standfirst">{STANDFIRST}</h2>
<p class="byline">By Ilda Quissanga</p><ul class="social"><li><a href="#">Facebook</a></li><li><a href="#">X</a></li></ul>
<figure><img src="a.jpg"><figcaption>A crane stands idle in the port. <span class="credit">Ana Silva/AFP</span></figcaption></figure>
<div class="body"><p>{LEAD}</p><div class="newsletter-box"><h3>Join our newsletter</h3><p>News of the coast, every day, without charge.</p></div>
<p>{MORE}</p><h2>Talks at risk</h2><p>PEMBA is closed, and <a href="/t">talks</a> in Maputo go on without a date for their end.</p>
<p><strong>Read more:</strong> <a href="/x">Ships turn back from Pemba</a></p><blockquote class="pull-quote">We load ships, we are not soldiers.</blockquote>
<p>{LAST}</p></div><aside class="related-stories"><h3>Related</h3><p>Ships turn back from Pemba as owners fear for their crews at sea.</p></aside></article>
<div id="cookie-banner"><p>We use cookies to improve your visit to our pages, now and later on.</p></div>
<footer><p>© 2024 Harbour Wire. All rights reserved.</p></footer></body></html>"""


def article_of(html: str, *, source: str = "page", today: date | None = TODAY) -> Article:
    content = html.encode("utf-8", "replace")
    page = Page(hashlib.sha256(content).hexdigest(), source, "text/html", len(content), content, charset="utf-8")
    return make_article(page, words=WORDS, today=today)


def shown(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.span.words(article.text)) for block in article.blocks]


def test_body_captions_subheads_and_front_matter_are_kept_and_furniture_is_not() -> None:
    assert shown(article_of(PAGE)) == [
        ("kicker", "A fragile calm"),
        ("headline", HEADLINE),
        ("standfirst", STANDFIRST),
        ("caption", "A crane stands idle in the port."),
        ("credit", "Ana Silva/AFP"),
        ("paragraph", LEAD),
        ("paragraph", MORE),
        ("subhead", "Talks at risk"),
        ("paragraph", "PEMBA is closed, and talks in Maputo go on without a date for their end."),
        ("pull_quote", "We load ships, we are not soldiers."),
        ("paragraph", LAST),
    ]


def test_the_head_tells_outlet_section_names_language_and_day() -> None:
    article = article_of(PAGE)
    assert (article.headline, article.standfirst, article.kicker) == (HEADLINE, STANDFIRST, "A fragile calm")
    assert (article.outlet, article.section, article.byline, article.language) == (
        "Harbour Wire", "Africa", ("Ilda Quissanga",), "en",
    )  # fmt: skip
    assert article.published is not None
    assert (article.published.earliest, article.published.basis) == (date(2024, 3, 7), "metadata")


def test_page_spans_point_into_the_markup_where_the_words_stand_whole() -> None:
    article = article_of(PAGE)
    spans = {b.span.words(article.text): b.page_span for b in article.blocks}
    lead = spans[LEAD]
    assert lead is not None
    assert lead.words(PAGE) == LEAD
    assert spans["PEMBA is closed, and talks in Maputo go on without a date for their end."] is None


def body(text: str = f"<p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>", head: str = "") -> str:
    return f"<html><head>{head}</head><body><h1>{HEADLINE}</h1>{text}</body></html>"


def ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


DATES = [
    ("JSON-LD", ld('"datePublished": "2024-03-07T10:00:00Z", "dateModified": "2024-04-01"'), "2024-03-07", "metadata"),
    ("in a graph", ld('"x": 1').replace('"x": 1', '"datePublished": "20240307"'), "2024-03-07", "metadata"),
    (
        "future JSON-LD",
        ld('"datePublished": "9999-01-01"') + '<meta name="date" content="2024-03-07">',
        "2024-03-07",
        "metadata",
    ),
    ("before newspapers", ld('"datePublished": "1450-01-01"'), None, None),
    ("no such day", ld('"datePublished": "2024-02-31"'), None, None),
    ("only changed", '<meta property="article:modified_time" content="2024-03-09">', "2024-03-09", "metadata"),
    ("address", '<link rel="canonical" href="https://news.example/2024/03/07/port-attack">', "2024-03-07", "url"),
    (
        "address with a month's name",
        '<link rel="canonical" href="https://news.example/world/2024/mar/07/port">',
        "2024-03-07",
        "url",
    ),
    (
        "published anew",
        '<link rel="canonical" href="https://news.example/2024/03/07/a"><meta name="date" content="2024-05-20">',
        "2024-03-07",
        "url",
    ),
    ("broken JSON-LD", '<script type="application/ld+json">{"@type": </script>', None, None),
]


@pytest.mark.parametrize(("head", "day", "basis"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_the_day_first_published_is_found_and_unbelievable_days_are_not(
    head: str, day: str | None, basis: str | None
) -> None:
    published = article_of(body(head=head)).published
    assert (published and published.earliest.isoformat(), published and published.basis) == (day, basis)


def test_a_stated_day_is_evidence_in_the_text() -> None:
    article = article_of(body(f'<div class="meta">8 March 2024, 3:51 pm</div><p>{LEAD}</p><p>{MORE}</p><p>{LAST}</p>'))
    assert article.published is not None
    assert (article.published.earliest, article.published.basis) == (date(2024, 3, 8), "stated")
    assert [s.words(article.text) for s in article.published.evidence] == ["8 March 2024, 3:51 pm"]


def test_a_time_element_marked_as_published_outranks_one_that_tells_a_change() -> None:
    marked = (
        '<time class="updated" datetime="2024-04-01">x</time><time class="published" datetime="2024-03-07">y</time>'
    )
    published = article_of(body(f"{marked}<p>{LEAD}</p><p>{MORE}</p>")).published
    assert published is not None
    assert published.earliest == date(2024, 3, 7)


def test_a_page_without_any_date_has_none() -> None:
    assert article_of(body()).published is None


@pytest.mark.parametrize("depth", [200, 255, 300, 2100, 5000, 100_000])
def test_text_nested_however_deep_is_read_and_told(depth: int) -> None:
    article = article_of(
        f"<h1>{HEADLINE}</h1>{'<div>' * depth}<p>{LEAD}</p><p>{MORE}</p>{'</div>' * depth}<p>{LAST}</p>"
    )
    assert [text for kind, text in shown(article) if kind == "paragraph"] == [LEAD, MORE, LAST]
    assert any("nests" in note for note in article.notes) == (depth > 200)


HOSTILE = {
    "a million attributes": f"<p {' '.join(f'a{i}=1' for i in range(1_000_000))}>{LEAD}</p>",
    "endless comments": f"<p>{LEAD}</p>" + "<!-- x -->" * 500_000,
    "a comment without end": f"<p>{LEAD}</p>" + "<!--" * 500_000,
    "a script without end": f"<p>{LEAD}</p><script>" + "var a;" * 300_000,
    "nothing but open brackets": f"<p>{LEAD}</p>" + "<" * 1_000_000,
    "open tables": "<table><tr><td>" * 20_000 + LEAD,
    "JSON nested without end": f'<script type="application/ld+json">{"[" * 100_000}</script><p>{LEAD}</p>',
    "lone surrogates in JSON": f"{ld(chr(34) + 'headline' + chr(34) + ': ' + chr(34) + chr(92) + 'ud800 port attack' + chr(34))}<p>{LEAD}</p>",
    "many short paragraphs": f"<p>{LEAD}</p>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read_in_seconds(name: str) -> None:
    start = time.perf_counter()
    article = article_of(HOSTILE[name])
    assert LEAD in article.text
    assert time.perf_counter() - start < 10
    article.text.encode("utf-8")


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<html><body></body></html>", "no text"),
        ("<html><head><title>Port</title></head><body><script>go()</script><nav>Home</nav></body></html>", "no text"),
        ("<!-- nothing -->", "no text"),
        ("<p>x" * 300_000, "too large"),
    ],
)
def test_a_page_without_text_or_without_end_is_skipped_with_its_reason(html: str, why: str) -> None:
    with pytest.raises(UnreadablePage) as caught:
        article_of(html)
    assert caught.value.reason == why


def test_a_class_on_every_paragraph_does_not_make_the_article_furniture() -> None:
    article = article_of(body("".join(f'<p class="body paywall">{text}</p>' for text in (LEAD, MORE, LAST))))
    assert [text for kind, text in shown(article) if kind == "paragraph"] == [LEAD, MORE, LAST]


def test_the_title_s_ending_names_the_outlet_where_no_metadata_do() -> None:
    head = f'<title>{HEADLINE} | The Pemba Post</title><link rel="canonical" href="https://www.pembapost.example/a">'
    assert article_of(body(head=head)).outlet == "The Pemba Post"


def test_the_text_s_language_outranks_the_template_s() -> None:
    french = "<p>Les dockers du port de Marseille ont cessé le travail lundi matin, a annoncé le syndicat dans un communiqué.</p>"
    article = article_of(
        f'<html lang="en"><body><h1>Grève des dockers à Marseille</h1>{french * 1}{french.replace("lundi", "mardi")}</body></html>'
    )
    assert article.language == "fr"


def test_markup_that_is_well_stays_as_it_is() -> None:
    assert make_safe(PAGE).text == PAGE


@pytest.mark.parametrize(("text", "day"), [("2024-03-07", date(2024, 3, 7)), ("2024-03-07T23:30:00-05:00", date(2024, 3, 7)), ("20240307T1010Z", date(2024, 3, 7)), ("7 March", None), ("", None)])  # fmt: skip
def test_a_day_is_the_one_written_in_its_own_zone(text: str, day: date | None) -> None:
    assert day_in(text) == day
