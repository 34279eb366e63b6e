"""Stage 2 on scraped text and given texts: each line of invented pages with the kind it must get."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from dateline.article import make_article
from dateline.errors import UnreadablePage
from dateline.lexicon.furniture import load_furniture
from dateline.records import Article, Given, Page

WORDS = load_furniture()
TODAY = date(2024, 6, 1)


def page_of(text: str, *, media_type: str = "text/plain", given: Given | None = None) -> Page:
    content = text.encode("utf-8", "surrogatepass")
    page_id = hashlib.sha256(content).hexdigest()
    return Page(page_id, "page", media_type, len(content), content, charset="utf-8", given=given or Given())


def article_of(text: str, *, media_type: str = "text/plain", given: Given | None = None) -> Article:
    return make_article(page_of(text, media_type=media_type, given=given), words=WORDS, today=TODAY)


LEAD = "Gunmen opened fire on dock workers in the port of Pemba on Tuesday, killing four of them, the police said."
MORE = "“We load ships, we are not soldiers,” said Amisse Charifo, a crane driver whose brother was among the dead."
LAST = "Interior Minister Carlota Mabunda said that the port would stay closed until those responsible were found."
QUOTE = "We load ships, we are not soldiers."

Line = tuple[str | None, str]
PAGES: dict[str, list[Line]] = {
    "section, headline, kicker, standfirst, picture": [
        ("section", "Africa"),
        ("headline", "Port Attack Puts Ceasefire in Doubt"),
        ("kicker", "A FRAGILE CALM"),
        (
            "standfirst",
            "The government says it will answer the killing of four dock workers, as mediators plead for talks.",
        ),
        (None, "A crane stands idle in the port of Pemba, Mozambique"),
        ("caption", "A crane stands idle in the port of Pemba, Mozambique, on March 6, 2024."),
        ("credit", "Ana Silva/AFP via Getty Images"),
        ("paragraph", LEAD),
        (None, "ADVERTISEMENT"),
        ("paragraph", MORE),
        ("pull_quote", QUOTE),
        ("subhead", "TALKS AT RISK"),
        ("paragraph", LAST),
        (None, "Got a tip? Send it to Harbour Wire here."),
    ],
    "breadcrumb, date and share buttons": [
        (None, "Skip to content"),
        ("section", "Home > World > Africa"),
        ("headline", "Four dead as gunmen attack Pemba port"),
        ("byline", "By Ilda Quissanga and Rui Costa in Pemba"),
        ("dateline", "Published 7 March 2024, 10.12 GMT"),
        (None, "Share on WhatsApp"),
        ("paragraph", LEAD),
        ("paragraph", MORE),
        (None, "Read more: Ships turn back from Pemba"),
        ("paragraph", LAST),
        (None, "Sign up for our daily newsletter"),
        (None, "© 2024 Harbour Wire. All rights reserved."),
    ],
    "agency report": [
        ("headline", "Gunmen kill four dock workers in Mozambique"),
        ("dateline", "March 7, 2024"),
        ("dateline", "PEMBA, March 7 (Reuters) -"),
        ("paragraph", LEAD),
        ("paragraph", LAST),
        ("credit", "(Reporting by Ilda Quissanga; Editing by Rui Costa)"),
    ],
    "a lead followed by a picture stays the lead where names stand before it": [
        ("headline", "Gunmen kill four dock workers in Mozambique"),
        ("byline", "By Ilda Quissanga"),
        ("paragraph", LEAD),
        ("caption", "Smoke over the port of Pemba"),
        ("credit", "Photo: Ana Silva"),
        ("paragraph", LAST),
    ],
    "subheads in small letters and a list": [
        ("headline", "What we know about the Pemba port attack"),
        ("paragraph", LEAD),
        ("subhead", "Who were the attackers?"),
        ("paragraph", MORE),
        ("subhead", "What happens now"),
        ("paragraph", LAST),
        ("list", "• The port is closed until Friday."),
        ("list", "• Talks go on in Maputo."),
        (None, "Most Read"),
        (None, "12 comments"),
    ],
    "updated before published": [
        ("headline", "Port of Pemba to stay closed after attack"),
        ("dateline", "Updated March 9, 2024 8:15 p.m. ET"),
        ("dateline", "First published March 7, 2024"),
        ("paragraph", LEAD),
        ("paragraph", LAST),
    ],
    "a caption whose credit stands at its end": [
        ("headline", "Port of Pemba to stay closed after attack"),
        ("caption", "Dock workers mourn in Pemba on Wednesday. (AP Photo/Ana Silva)"),
        ("paragraph", LEAD),
        ("paragraph", LAST),
    ],
    "no front matter at all": [("paragraph", LEAD), ("paragraph", MORE), ("paragraph", LAST)],
    "short speech is no pull quote": [
        ("headline", "Port of Pemba to stay closed after attack"),
        ("paragraph", MORE),
        ("paragraph", "“We load ships, we are not soldiers,” he said again."),
        ("paragraph", LAST),
    ],
    "a sentence that only begins like furniture stays": [
        ("headline", "Port of Pemba to stay closed after attack"),
        ("paragraph", LEAD),
        ("paragraph", "Share prices of the port's owner fell by a tenth after the attack became known in Lisbon."),
        ("paragraph", "By Wednesday evening, hundreds of soldiers had reached the town, a witness said."),
        ("paragraph", "Read the law, the minister told her critics in the assembly on Wednesday afternoon."),
    ],
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n"])
def test_each_line_gets_its_kind(name: str, gap: str) -> None:
    lines = PAGES[name]
    whole = gap.join(line for _, line in lines).replace(f"(Reuters) -{gap}", "(Reuters) - ")
    article = article_of(whole)
    found = [(block.kind, block.span.words(article.text)) for block in article.blocks]
    assert found == [(kind, line) for kind, line in lines if kind]


@pytest.mark.parametrize("name", PAGES)
def test_page_spans_point_at_the_same_words_in_the_page(name: str) -> None:
    whole = "\n\n".join(line for _, line in PAGES[name])
    article = article_of(whole)
    for block in article.blocks:
        assert block.page_span is not None
        assert block.page_span.words(whole) == block.span.words(article.text)


def text_of(name: str) -> str:
    return "\n\n".join(line for _, line in PAGES[name])


def test_fields_repeat_what_the_blocks_say() -> None:
    article = article_of(text_of("section, headline, kicker, standfirst, picture"))
    assert article.section == "Africa"
    assert article.headline == "Port Attack Puts Ceasefire in Doubt"
    assert article.kicker == "A FRAGILE CALM"
    assert article.standfirst is not None
    assert article.outlet == "Harbour Wire"
    assert article.language == "en"
    assert article.published is None


def test_a_breadcrumb_ends_in_the_section_and_a_byline_gives_names() -> None:
    article = article_of(text_of("breadcrumb, date and share buttons"))
    assert article.section == "Africa"
    assert article.byline == ("Ilda Quissanga", "Rui Costa")
    assert article.outlet == "Harbour Wire"


def test_a_stated_day_is_published_with_its_line_as_evidence() -> None:
    article = article_of(text_of("breadcrumb, date and share buttons"))
    assert article.published is not None
    assert (article.published.earliest, article.published.basis) == (date(2024, 3, 7), "stated")
    assert [s.words(article.text) for s in article.published.evidence] == ["Published 7 March 2024, 10.12 GMT"]


def test_first_published_outranks_updated() -> None:
    published = article_of(text_of("updated before published")).published
    assert published is not None
    assert published.earliest == date(2024, 3, 7)


@pytest.mark.parametrize("line", ["Published 7 March 2031", "7 March 1492"])
def test_a_day_in_the_future_or_before_newspapers_is_not_believed(line: str) -> None:
    article = article_of(f"Port to stay closed after attack\n\n{line}\n\n{LEAD}\n\n{LAST}")
    assert article.published is None
    assert "not believed" in article.notes[0]


def test_4_5_2024_could_be_two_days_and_is_none() -> None:
    assert article_of(f"Port to stay closed after attack\n\n4/5/2024\n\n{LEAD}\n\n{LAST}").published is None


@pytest.mark.parametrize(
    ("start", "place", "day", "agency"),
    [
        ("BAGHDAD, Jan. 4 (Reuters) - ", "BAGHDAD", "Jan. 4", "Reuters"),
        ("WASHINGTON (AP) — ", "WASHINGTON", None, "AP"),
        ("NEW YORK — ", "NEW YORK", None, None),
        ("CHARLESTON, S.C. — ", "CHARLESTON, S.C.", None, None),
        ("Pemba, Mozambique (Harbour Wire) — ", "Pemba, Mozambique", None, "Harbour Wire"),
    ],
)
def test_a_dateline_gives_place_day_and_agency(start: str, place: str, day: str | None, agency: str | None) -> None:
    article = article_of(f"Port to stay closed after attack\n\n{start}{LEAD}\n\n{LAST}")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.day, article.dateline.agency) == (place, day, agency)
    assert article.dateline.span.words(article.text) == start.strip()
    assert LEAD in [b.span.words(article.text) for b in article.blocks]


@pytest.mark.parametrize(
    "start", ["NATO — the alliance — said: ", "He said — and meant it — ", "EXCLUSIVE — ", "U.S. "]
)
def test_what_is_no_place_is_no_dateline(start: str) -> None:
    assert article_of(f"Port to stay closed after attack\n\n{start}{LEAD}\n\n{LAST}").dateline is None


def test_hard_wrapped_text_is_joined_into_paragraphs() -> None:
    import textwrap

    whole = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in (LEAD + " " + LAST, MORE + " " + LAST))
    article = article_of(whole)
    assert [b.span.words(article.text) for b in article.blocks] == [LEAD + " " + LAST, MORE + " " + LAST]


def test_told_an_outlet_twice_names_it_unless_another_was_told_too() -> None:
    told = "“It was dark,” she told The Pemba Post. “They came by boat,” he told The Pemba Post late on Tuesday night."
    assert article_of(f"{LEAD}\n\n{told}").outlet == "The Pemba Post"
    assert article_of(f"{LEAD}\n\n{told}\n\nHe told The Maputo Times the same.").outlet is None


@pytest.mark.parametrize("text", [" ", "\0\0", "ADVERTISEMENT\n\nShare\n\n© 2024 Harbour Wire", "—\n***\n"])
def test_a_page_of_furniture_alone_has_no_text(text: str) -> None:
    with pytest.raises(UnreadablePage) as caught:
        article_of(text)
    assert caught.value.reason == "no text"


def given_text(text: str, given: Given | None = None) -> Article:
    return article_of(text, media_type="application/json", given=given)


GIVEN = f"\n Port to stay closed after attack\nMarch 7, 2024\n{LEAD}\r\n\t{LAST} \ud800\0\n\nADVERTISEMENT\n"


def test_a_given_text_is_kept_code_point_for_code_point() -> None:
    article = given_text(GIVEN)
    assert article.text == GIVEN
    assert [b.kind for b in article.blocks] == ["headline", "dateline", "paragraph", "paragraph"]
    assert all(b.page_span == b.span for b in article.blocks)
    assert article.blocks[2].span.words(article.text) == LEAD


def test_what_is_given_outranks_what_the_text_says() -> None:
    given = Given(published=date(2024, 3, 8), headline="Another", outlet="Harbour Wire", language="pt", url="x")
    article = given_text(GIVEN, given)
    assert article.published is not None
    assert (article.published.earliest, article.published.basis) == (date(2024, 3, 8), "given")
    assert (article.headline, article.outlet, article.language) == ("Another", "Harbour Wire", "pt")


def test_a_single_sentence_is_a_paragraph() -> None:
    assert [b.kind for b in given_text("Mozambique condemns the attack").blocks] == ["paragraph"]


def test_repeated_lines_of_a_given_text_all_stay() -> None:
    assert len(given_text(f"{LEAD}\n{MORE}\n{LEAD}").blocks) == 3


def test_a_name_in_brackets_that_opens_an_article_is_its_credit() -> None:
    text = "(The Harbour Post) President Lira Borg met the ministers and promised a new port.\n\nThey left at noon."
    article = article_of(text, media_type="application/json")
    assert [(b.kind, b.span.words(text)[:18]) for b in article.blocks[:2]] == [
        ("credit", "(The Harbour Post)"),
        ("paragraph", "President Lira Bor"),
    ]


def test_a_list_of_like_incidents_loses_none_of_them() -> None:
    towns = ("Tarsk", "Berin", "Olmo", "Pell", "Quard", "Rask", "Sund", "Torv")
    lines = [f"Rebels attacked the town of {town} on Monday, killing {n + 2} people." for n, town in enumerate(towns)]
    article = article_of("\n\n".join(["Eight attacks in a day", *lines]))
    assert [b.span.words(article.text) for b in article.blocks][1:] == lines


def test_like_lines_without_names_or_numbers_are_kept_when_there_are_more_than_two() -> None:
    acts = ("shut", "barred", "shook")
    lines = [f"The men {act} the gate of the old port before the guards came back." for act in acts]
    article = article_of("\n\n".join(["Port closed after fire", *lines]))
    assert [b.span.words(article.text) for b in article.blocks][1:] == lines
