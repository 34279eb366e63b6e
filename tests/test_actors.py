"""Who is on a page: names, descriptions, countries and sectors, and which mentions are of one actor."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.language import Parser
from dateline.lexicon.actors import ActorTable, load_actors
from dateline.lookup import make_cast
from dateline.pipeline import Tools
from dateline.records import Actor, Mention, Place, Span
from dateline.resolve.actors import find_actors
from tests.factories import article_of, read_text


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return load_actors("en")


class Cast:
    """The actors of a text, asked by the words of a mention."""

    def __init__(self, text: str, parser: Parser, table: ActorTable, published: date | None = None) -> None:
        article = article_of(text, published=published)
        self.text = text
        self.actors = find_actors(parser.analyse(article), article, table=table)

    def of(self, words: str) -> Actor:
        """The actor with a mention of exactly these words."""
        found = [a for a in self.actors if words in self.mentions(a)]
        assert found, f"{words!r} is nobody's mention: {[self.mentions(a) for a in self.actors]}"
        return found[0]

    def mentions(self, actor: Actor) -> list[str]:
        return [m.span.words(self.text) for m in actor.mentions]

    def same(self, *words: str) -> bool:
        return len({self.of(w).id for w in words}) == 1

    def ties(self, words: str) -> set[tuple[str, str]]:
        names = {a.id: a.name for a in self.actors}
        return {(r.kind, names[r.to]) for r in self.of(words).relations}


WHO = [  # text, words of a mention, country, a sector among its own (None: it must have none)
    ("Iraqi security forces searched the town.", "Iraqi security forces", "IRQ", "MIL"),
    ("The Reagan administration imposed tariffs.", "Reagan administration", "USA", "GOV"),
    ("Polish police detained six men.", "Polish police", "POL", "COP"),
    ("Fijian rebels freed the hostages.", "Fijian rebels", "FJI", "REB"),
    ("Masked gunmen stormed a bank in Lagos, Nigeria.", "Masked gunmen", "NGA", "UAF"),
    ("Thousands of students marched through Nairobi.", "Thousands of students", "KEN", "EDU"),
    ("Latvia's parliament passed the law.", "Latvia's parliament", "LVA", "LEG"),
    ("An Argentine judge ordered his arrest.", "An Argentine judge", "ARG", "JUD"),
    ("A spokesman for the Houthis denied it.", "A spokesman for the Houthis", "YEM", "REB"),
    ("Rebels in Chad shot down a helicopter.", "Rebels in Chad", "TCD", "REB"),
    ("The president of Armenia resigned.", "The president of Armenia", "ARM", "GOV"),
    ("Afghan refugees crossed the border.", "Afghan refugees", "AFG", "REF"),
    ("French farmers blocked roads.", "French farmers", "FRA", "AGR"),
    ("Rebel commanders in Mali agreed to talks.", "Rebel commanders in Mali", "MLI", "REB"),
    ("Danish intelligence officers read the letters.", "Danish intelligence officers", "DNK", "SPY"),
    ("Zambian opposition candidates boycotted the vote.", "Zambian opposition candidates", "ZMB", "OPP"),
    ("Washington rejected the offer.", "Washington", "USA", "GOV"),
    ("The Kremlin denied the report.", "Kremlin", "RUS", "GOV"),
    ("NATO will send more planes.", "NATO", "IGO", "MIL"),
    ("The U.N. Security Council met on Friday.", "U.N. Security Council", "UNO", "GOV"),
    ("The European Union fined the company.", "European Union", "EUR", None),
    ("Al-Qaeda threatened more attacks.", "Al-Qaeda", "IMG", "REB"),
    ("Human Rights Watch criticised the law.", "Human Rights Watch", "NGO", "SOC"),
    ("Gaza was bombed again.", "Gaza", "PSE", None),
    ("Kosovo closed the border.", "Kosovo", "KOS", None),
    ("Soldiers opened fire in Conakry, Guinea.", "Soldiers", "GIN", "MIL"),
    ("The former Peruvian minister Ana Rojas fled.", "Ana Rojas", "PER", "ELI"),
    ("Vietnamese-led forces took the village.", "Vietnamese-led forces", "VNM", "MIL"),
    ("Ethnic Albanians protested in Serbia.", "Ethnic Albanians", "SRB", "CVL"),
    (
        "The Democratic People's Republic of Korea fired a missile.",
        "Democratic People's Republic of Korea",
        "PRK",
        None,
    ),
    ("The Kenyan Ministry of Health closed the clinics.", "Kenyan Ministry of Health", "KEN", "GOV"),
]


@pytest.mark.parametrize(("text", "words", "country", "sector"), WHO, ids=[w[0][:40] for w in WHO])
def test_country_and_sector_come_from_name_or_description(
    text: str, words: str, country: str, sector: str | None, parser: Parser, table: ActorTable
) -> None:
    actor = Cast(text, parser, table).of(words)
    assert actor.country == country
    assert sector in actor.sector if sector else not actor.sector


def test_title_and_people_before_a_name_are_its_bearers(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Ruritanian officials met Norwegian Prime Minister Kari Lund on Monday.", parser, table)
    actor = cast.of("Kari Lund")
    assert (actor.kind, actor.country, actor.sector, actor.title) == ("person", "NOR", ("GOV",), "Prime Minister")


def test_surname_title_and_pronoun_are_of_one_person(parser: Parser, table: ActorTable) -> None:
    text = "Anna Kovar, the finance minister, met Peter Lund. She said the budget was ready. Kovar left."
    cast = Cast(text, parser, table)
    assert cast.same("Anna Kovar", "the finance minister", "She", "Kovar")
    assert not cast.same("Kovar", "Peter Lund")


def test_two_people_with_one_surname_stay_two(parser: Parser, table: ActorTable) -> None:
    cast = Cast("John Smith sued his brother Tom Smith. Tom Smith denied it. John Smith won.", parser, table)
    assert not cast.same("John Smith", "Tom Smith")


def test_mr_tells_a_husband_from_his_wife(parser: Parser, table: ActorTable) -> None:
    cast = Cast("David Lund and his wife Maria Lund left. Mrs. Lund wept.", parser, table)
    assert "Lund" in cast.mentions(cast.of("Maria Lund"))


def test_office_named_before_its_holder_is_the_holder(parser: Parser, table: ActorTable) -> None:
    text = "The Danish prime minister threatened to resign. Danish Prime Minister Karen Holm spoke on Friday."
    assert Cast(text, parser, table).same("The Danish prime minister", "Karen Holm")


def test_abbreviation_in_brackets_is_another_form(parser: Parser, table: ActorTable) -> None:
    text = "The Union of Southern Fishermen (USF) went on strike. The USF said talks had failed."
    assert Cast(text, parser, table).same("Union of Southern Fishermen", "USF")


def test_other_names_of_the_table_are_one_actor(parser: Parser, table: ActorTable) -> None:
    text = "The Pentagon sent ships. The Department of Defense said so. The U.S. left; the United States returned."
    cast = Cast(text, parser, table)
    assert cast.same("Pentagon", "Department of Defense")
    assert cast.same("U.S.", "United States")


def test_a_branch_is_not_its_parent(parser: Parser, table: ActorTable) -> None:
    cast = Cast(
        "ISIS-Khorasan said it did it. ISIS was silent. Harakat Hezbollah al-Nujaba fought Hezbollah.", parser, table
    )
    assert not cast.same("ISIS-Khorasan", "ISIS")
    assert not cast.same("Harakat Hezbollah al-Nujaba", "Hezbollah")
    assert ("part of", "ISIS") in cast.ties("ISIS-Khorasan")


def test_spellings_of_one_name_are_one_person(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Muammar el-Qaddafi spoke in 2009. Moammar Gadhafi was then in power.", parser, table)
    assert cast.same("Muammar el-Qaddafi", "Moammar Gadhafi")


def test_the_group_is_the_last_group_named(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Hamas fired rockets on Monday. The group said it would not stop.", parser, table)
    assert cast.same("Hamas", "The group", "it")


def test_the_two_are_both(parser: Parser, table: ActorTable) -> None:
    cast = Cast("President Karl Berg met Ines Duarte in Lima. The two agreed to talk.", parser, table)
    assert "two" in cast.mentions(cast.of("Karl Berg"))
    assert "two" in cast.mentions(cast.of("Ines Duarte"))


def test_empty_it_means_nobody(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Spain signed the treaty. It is clear that talks will go on.", parser, table)
    assert not cast.same("Spain", "It")


def test_relative_pronoun_is_its_antecedent(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Elena Marsh, who led the union, was arrested.", parser, table)
    assert cast.same("Elena Marsh", "who")


TIES = [
    ("Iranian-backed militias struck again.", "Iranian-backed militias", ("backed by", "Iran")),
    ("U.S. troops left the base.", "U.S. troops", ("part of", "United States")),
    ("Omar Said—a commander of Hezbollah—was killed.", "Omar Said", ("member of", "Hezbollah")),
    ("Hamas leader Karim Nasser spoke.", "Karim Nasser", ("leader of", "Hamas")),
    ("Another member of the Taliban was arrested.", "Another member of the Taliban", ("member of", "Taliban")),
]


@pytest.mark.parametrize(("text", "words", "tie"), TIES, ids=[t[0][:40] for t in TIES])
def test_ties_are_read_with_the_words_that_tell_them(
    text: str, words: str, tie: tuple[str, str], parser: Parser, table: ActorTable
) -> None:
    cast = Cast(text, parser, table)
    assert tie in cast.ties(words)
    relations = cast.of(words).relations
    assert relations
    assert all(r.span is not None for r in relations)


def test_leaders_fill_in_and_the_day_tells_whether_in_office(parser: Parser, table: ActorTable) -> None:
    now = Cast("President Kaunda spoke.", parser, table, date(1980, 1, 1)).of("Kaunda")
    assert (now.country, now.sector) == ("ZMB", ("GOV",))
    later = Cast("Kenneth Kaunda spoke.", parser, table, date(2015, 1, 1)).of("Kenneth Kaunda")
    assert (later.country, later.sector) == ("ZMB", ("ELI",))


def test_roles_of_a_body_follow_the_day(parser: Parser, table: ActorTable) -> None:
    text = "The Taliban closed the schools."
    assert Cast(text, parser, table, date(2005, 1, 1)).of("Taliban").sector == ("REB",)
    assert Cast(text, parser, table, date(2023, 1, 1)).of("Taliban").sector == ("GOV",)


def test_a_people_beside_an_act_is_its_country(parser: Parser, table: ActorTable) -> None:
    actor = Cast("Israeli strikes hit the port.", parser, table).of("Israeli")
    assert (actor.kind, actor.country) == ("country", "ISR")


def test_a_noun_beside_an_act_is_an_actor(parser: Parser, table: ActorTable) -> None:
    actor = Cast("A police raid in Paris, France, ended badly.", parser, table).of("police")
    assert (actor.country, actor.sector) == ("FRA", ("COP",))


def test_each_part_of_a_coordinated_group_has_its_country(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Latvian and Maltese officials agreed on Monday.", parser, table)
    assert (cast.of("Latvian").country, cast.of("Maltese").country) == ("LVA", "MLT")
    assert cast.of("Latvian").sector == ("GOV",)


def test_persons_named_like_countries_are_persons(parser: Parser, table: ActorTable) -> None:
    actor = Cast("Jordan Hayes told reporters that Chad Morris was out.", parser, table).of("Jordan Hayes")
    assert (actor.kind, actor.country) == ("person", None)


def test_a_surname_that_is_a_common_word_is_known_again(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Nora Banks runs the agency. Banks said the money was gone.", parser, table)
    assert cast.same("Nora Banks", "Banks")


def test_another_states_congress_is_not_the_american_one(parser: Parser, table: ActorTable) -> None:
    assert Cast("The Peruvian Congress passed the bill.", parser, table).of("Peruvian Congress").country == "PER"


def test_two_letters_need_an_introduction(parser: Parser, table: ActorTable) -> None:
    assert Cast("Photographs by PA show the fire.", parser, table).of("PA").country is None
    text = "The Palestinian Authority paid the teachers. The PA said so on Monday."
    assert Cast(text, parser, table).same("Palestinian Authority", "PA")


def test_places_tell_the_country_of_towns_and_outvote_capitals(parser: Parser, table: ActorTable) -> None:
    text = "Police in Athens, Georgia, held a man. Shots were fired in Basra."
    article = article_of(text)

    def place(number: int, name: str, country: str, kind: str) -> Place:
        start = text.index(name)
        return Place(f"p{number}", name, kind, (Mention(Span(start, start + len(name))),), country=country)

    places = (place(1, "Athens", "USA", "city"), place(2, "Georgia", "USA", "region"), place(3, "Basra", "IRQ", "city"))
    actors = find_actors(parser.analyse(article), article, table=table, places=places)
    country = {m.span.words(text): a.country for a in actors for m in a.mentions}
    assert (country["Athens"], country["Georgia"], country["Basra"]) == ("USA", "USA", "IRQ")


def test_a_town_is_its_people_and_a_capital_that_acts_its_government(parser: Parser, table: ActorTable) -> None:
    assert Cast("Shells fell in Kyiv, Ukraine.", parser, table).of("Kyiv").sector == ("CVL",)
    assert Cast("Kyiv rejected the plan.", parser, table).of("Kyiv").sector == ("GOV",)


def test_he_said_is_he_who_spoke_last(parser: Parser, table: ActorTable) -> None:
    text = "Karl Berg may win, Peter Lund predicted. “It is close,” he said."
    cast = Cast(text, parser, table)
    assert cast.same("Peter Lund", "he")


def test_a_description_that_opens_a_sentence_is_whom_the_last_was_about(parser: Parser, table: ActorTable) -> None:
    text = "Ruth Adler lost the vote. The former Bavarian mayor said she would sue."
    assert Cast(text, parser, table).same("Ruth Adler", "The former Bavarian mayor")


def test_name_parts_before_a_known_name_keep_it_whole(parser: Parser, table: ActorTable) -> None:
    cast = Cast("President Ronald Reagan's administration objected.", parser, table)
    assert cast.of("Ronald Reagan").kind == "person"


def test_a_headline_in_capitals_names_no_crowd_of_bodies(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Prices Rise Sharply As Bakers Close Old Shops", parser, table)
    assert [a.name for a in cast.actors if any(m.kind == "name" for m in a.mentions)] == []


def test_spans_fit_and_heads_stand_in_them(parser: Parser, table: ActorTable) -> None:
    text = (
        "“We won’t go,” said U.S. Sen. Lea Ortiz (D-N.M.), whose anti-EPA aides — all three — left the E.U.'s office."
    )
    cast = Cast(text, parser, table)
    for actor in cast.actors:
        for mention in actor.mentions:
            assert 0 <= mention.span.start < mention.span.end <= len(text)
            assert mention.head is not None
            assert mention.span.start <= mention.head < mention.span.end
    assert [a.id for a in cast.actors] == [f"a{n}" for n in range(1, len(cast.actors) + 1)]


def test_every_noun_phrase_can_be_looked_up_by_its_head(parser: Parser, table: ActorTable) -> None:
    text = "Vessels carried grain; two others sank, and thousands fled the mob."
    actors = make_cast(Cast(text, parser, table).actors)
    for word in ("Vessels", "others", "thousands", "mob"):
        assert actors.headed(text.index(word)) is not None, word


def test_empty_text_has_no_actors(parser: Parser, table: ActorTable) -> None:
    assert Cast("", parser, table).actors == ()


def test_many_namesakes_take_time_in_proportion(parser: Parser, table: ActorTable) -> None:
    cast = Cast(" ".join(f"Ann{'abcdefghij'[n % 10]} Kovar said Tom Kovar left." for n in range(300)), parser, table)
    assert len(cast.actors) < 1200


HOLDERS = [  # text, a bare surname, whose it is
    (
        "President Karl Berg met Anna Kovar. Lena Berg stayed away. Karl Berg smiled. Kovar and Berg signed the pact.",
        "Berg",
        "Karl Berg",
    ),
    ("Karl Berg spoke. Karl Berg left early. Lena Berg came late, and Berg wept.", "Berg", "Lena Berg"),
    (
        "Lena Berg, a candidate, spoke there. Her husband, former President Karl Berg, was there. Berg thanked both.",
        "Berg",
        "Lena Berg",
    ),
    ("Berg signed the law. Karl Berg is president. Karl Berg rules. Lena Berg paints.", "Berg", "Karl Berg"),
]


@pytest.mark.parametrize(("text", "words", "name"), HOLDERS, ids=[h[2] + h[0][:20] for h in HOLDERS])
def test_a_bare_surname_is_its_weightiest_bearer_unless_another_was_just_named(
    text: str, words: str, name: str, parser: Parser, table: ActorTable
) -> None:
    assert Cast(text, parser, table).of(words).name == name


def test_a_titled_surname_of_a_known_leader_is_not_his_wife(parser: Parser, table: ActorTable) -> None:
    text = "President Kaunda spoke. Olga Kaunda sat beside him. Kaunda thanked the crowd."
    cast = Cast(text, parser, table, date(1980, 1, 1))
    assert not cast.same("Kaunda", "Olga Kaunda")


def test_names_glued_for_want_of_a_comma_are_cut(parser: Parser, table: ActorTable) -> None:
    text = (
        "Anna Kovar Karl Berg met. Anna Kovar spoke first. Then Karl Berg spoke. Karl Berg Play was the caption. Play!"
    )
    names = {a.name for a in Cast(text, parser, table).actors}
    assert {"Anna Kovar", "Karl Berg"} <= names
    assert not {n for n in names if "Kovar Karl" in n}


def test_him_is_not_the_subject_of_its_own_clause(parser: Parser, table: ActorTable) -> None:
    text = "Karl Berg spoke about Peter Lund and mocked him."
    assert not Cast(text, parser, table).same("Karl Berg", "him")


def test_a_possessive_is_of_its_clauses_subject(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Peter Lund waited. When Karl Berg arrived, his attacks on the court were cheered.", parser, table)
    assert cast.same("Karl Berg", "his")
    cast = Cast("Karl Berg won the vote. The law was opposed by Peter Lund and his friends.", parser, table)
    assert cast.same("Peter Lund", "his")


def test_a_predicate_is_no_antecedent(parser: Parser, table: ActorTable) -> None:
    text = "“She is a criminal,” a voter said of Anna Kovar. Peter Lund is a liar. He lost his seat."
    cast = Cast(text, parser, table)
    assert cast.same("Peter Lund", "He")


def test_those_who_speak_of_themselves_are_no_actors_of_their_own(parser: Parser, table: ActorTable) -> None:
    cast = Cast("I saw it. “We won, and you lost,” Karl Berg said.", parser, table)
    assert not {"I", "We", "you"} & {w for a in cast.actors for w in cast.mentions(a)}


def test_quoted_words_speak_of_others_than_the_speaker(parser: Parser, table: ActorTable) -> None:
    text = "Peter Lund won the race. “He drove well,” Karl Berg said."
    assert Cast(text, parser, table).same("Peter Lund", "He")


def test_it_is_a_thing_where_a_thing_was_spoken_of(parser: Parser, table: ActorTable) -> None:
    cast = Cast("The Ruritanian Rail Agency closed the line. The tram tipped over as it took the bend.", parser, table)
    assert "it" not in cast.mentions(cast.of("Ruritanian Rail Agency"))


def test_a_title_holds_no_body(parser: Parser, table: ActorTable) -> None:
    cast = Cast("Interior Minister Karl Berg spoke. The group left.", parser, table)
    assert "Interior" not in {w for a in cast.actors for w in cast.mentions(a)}


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital(parser: Parser, table: ActorTable) -> None:
    text = "Tributes were left at the site. Tributes from friends were read out, and tributes were paid."
    cast = Cast(text, parser, table)
    assert not [a.name for a in cast.actors if any(m.kind == "name" for m in a.mentions)]


def test_a_surname_of_two_words_is_its_bearers(parser: Parser, table: ActorTable) -> None:
    text = "Ines Montez-Lind was sworn in on Monday. The governor praised Montez-Lind. Montez-Lind thanked her staff."
    assert Cast(text, parser, table).same("Ines Montez-Lind", "Montez-Lind")


def test_the_bank_is_the_one_just_named_and_none_that_was_only_possible(parser: Parser, table: ActorTable) -> None:
    text = "No bank was spared. Velmont Bank lost most. The bank closed its doors."
    assert Cast(text, parser, table).same("Velmont Bank", "The bank")


def test_a_road_is_a_place_and_no_body(parser: Parser, table: ActorTable) -> None:
    cast = Cast("The shooting began on Velmont Road. Velmont Road was closed by the police.", parser, table)
    assert cast.of("Velmont Road").kind == "people"


def test_it_is_not_the_state_in_an_adjective(parser: Parser, table: ActorTable) -> None:
    cast = Cast("The Afghan withdrawal was long. The planning of it was poor.", parser, table)
    assert "it" not in cast.mentions(cast.of("Afghan"))


def test_a_dash_after_a_title_is_nobody(parser: Parser, table: ActorTable) -> None:
    cast = Cast("www. stage. example / new / Harbour - Director - Karl - Berg - Talks. html\n", parser, table)
    assert all(any(c.isalpha() for c in words) for actor in cast.actors for words in cast.mentions(actor))


def test_a_country_named_once_far_down_is_not_the_officials(parser: Parser, table: ActorTable) -> None:
    text = (
        "The Coastal Front refused on Wednesday to leave the port roads. Its envoy accused the government again. "
        "Interior Minister Carla Mabunda warned that the talks could end. {} urged both sides to keep the ceasefire."
    )
    assert Cast(text.format("Norway"), parser, table).of("the government").country is None
    lead = "Norway said on Wednesday that the Coastal Front had left the port roads. The government welcomed it."
    assert Cast(lead, parser, table).of("The government").country == "NOR"


def test_a_part_of_a_place_name_is_nobody(tools: Tools) -> None:
    reading = read_text("Rebels freed the crew near Mocímboa da Praia on Monday, the Red Cross said.", tools)
    assert [p.name for p in reading.places] == ["Mocímboa da Praia"]
    assert not {"Praia", "Mocímboa"} & {actor.name for actor in reading.actors}


def test_a_town_where_nobody_does_anything_is_a_place_only(tools: Tools) -> None:
    reading = read_text("Gunmen shot two soldiers in Pemba on Monday. The mayor of Pemba condemned it.", tools)
    assert "Pemba" in {p.name for p in reading.places}
    assert "Pemba" not in {actor.name for actor in reading.actors}
