"""Acts told in sentences, the type of a given pair, and the rules' own examples."""

from pathlib import Path

import pytest

from dateline.extract.events import check_lexicon, code_pair, find_tellings
from dateline.language import load_parser
from dateline.lexicon.events import EventRules, load_events, read_events
from dateline.lexicon.status import StatusWords, load_status
from dateline.records import Analysis, Article, Block, Span, Telling
from dateline.syntax import noun_phrase


def parsed(text: str) -> Analysis:
    return PARSER.analyse(Article(text=text, blocks=(Block("paragraph", Span(0, len(text))),), language="en"))


PARSER = load_parser()
RULES: EventRules = load_events()
STATUS: StatusWords = load_status()


def told(text: str, *, rules: EventRules = RULES) -> list[Telling]:
    return list(find_tellings(parsed(text), rules=rules, status=STATUS))


def who(text: str, kind: str) -> tuple[list[str], list[str]]:
    """Actors and recipients of the first telling of a type."""
    analysis = parsed(text)
    t = next(t for t in find_tellings(analysis, rules=RULES, status=STATUS) if t.type == kind)
    s = analysis.sentences[t.sentence]
    return tuple([noun_phrase(s, h).words(text) for h in side] for side in (t.actor, t.recipient))  # type: ignore[return-value]


def test_every_example_of_every_rule_file_holds():
    assert [str(p) for p in check_lexicon(RULES, parse=parsed, status=STATUS)] == []


def test_a_broken_example_is_named_with_its_line(tmp_path: Path):
    (tmp_path / "smuggle.toml").write_text(
        '[type]\nid = "smuggle"\ndefinition = "x"\nquad = 4\nscore = -4\n'
        '[[pattern]]\nverb = "smuggle"\n[[example]]\ntext = "The rebels smuggled rifles."\nactor = "the army"\n'
    )
    (problem,) = check_lexicon(read_events(extra=[tmp_path]), parse=parsed, status=STATUS)
    assert problem.line == 8
    assert "actor 'the army' not among" in problem.what


def test_a_type_of_ones_own_is_coded_and_keeps_its_name(tmp_path: Path):
    (tmp_path / "smuggle.toml").write_text(
        '[type]\nid = "smuggle"\ndefinition = "x"\nquad = 4\nscore = -4\n[[pattern]]\nverb = "smuggle"\n'
    )
    (t,) = told("The rebels smuggled rifles.", rules=load_events(extra=[tmp_path]))
    assert (t.type, t.quad, t.rule) == ("smuggle", 4, "smuggle.toml: smuggle")


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("The rebels attacked the army.", ["The rebels"], ["the army"]),
        ("The army was attacked by the rebels.", ["the rebels"], ["The army"]),
        ("The army, which the rebels attacked, fled.", ["the rebels"], ["The army"]),
        ("Villagers killed by soldiers were buried.", ["soldiers"], ["Villagers"]),
        ("The rebels entered the town and killed three soldiers.", ["The rebels"], ["three soldiers"]),
        ("Rebels and militiamen attacked the army.", ["Rebels", "militiamen"], ["the army"]),
        ("The militants carried out an attack on the base.", ["The militants"], ["the base"]),
        ("A rebel attack on the base killed two soldiers.", ["rebel"], ["two soldiers", "the base"]),
        ("The base was hit by a Chadian airstrike.", ["Chadian"], ["The base"]),
        ("The army is accused of killing a priest.", ["The army"], ["a priest"]),
        ("The barracks was hit by a rocket fired from Eritrea.", ["Eritrea"], ["The barracks"]),
        ("Raids that left nine villagers dead went on.", [], ["nine villagers"]),
        ("Drovers suffered fractures as a result of that shelling.", [], ["Drovers"]),
        ("Jets carried out raids on the port in support of Malian rebels.", ["Jets"], ["the port"]),
        ("Chad, together with Niger, attacked the rebels.", ["Chad", "Niger"], ["the rebels"]),
    ],
)
def test_who_did_it_and_to_whom_however_it_is_told(text, actors, recipients):
    assert who(text, "ASSAULT") == (actors, recipients)


def test_a_headlines_infinitive_has_the_subject_beside_it():
    assert who("Olm Harbour shelled by Chad as Kenya to urge Anna Borg for talks", "REQUEST")[0] == ["Kenya"]


def test_of_those_wanted_to_yield_the_threatened_are_told_after_unless():
    text = "Dockers threatened to shut the port unless the ministry raises pay."
    assert who(text, "THREATEN") == (["Dockers"], ["the ministry"])


def test_anti_x_names_whom_a_protest_is_against():
    assert who("Anti-government activists held protests in several cities.", "PROTEST")[1] == ["government"]


@pytest.mark.parametrize(
    "text",
    [
        "Lock him up!",
        "Peru will help nurses to move should they want a change.",
        "The decree might amount to genocide.",
        "Senator Anna Lira hit the wrong note.",
    ],
)
def test_biddings_conditions_labels_and_turns_of_speech_are_no_violence(text):
    assert not [t for t in told(text) if t.type in ("ASSAULT", "COERCE", "REQUEST")]


def test_one_side_of_a_meeting_is_who_goes_there():
    assert who("The premier wept after a meeting with the king.", "CONSULT")[0] == ["The premier", "the king"]


def test_in_two_sided_acts_all_are_actors():
    assert who("Fighting between Chad and Sudan continued.", "ASSAULT") == (["Chad", "Sudan"], [])
    assert who("The Kenyan minister met with the Ugandan ambassador.", "CONSULT")[1] == []


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Chad will withdraw its troops from Mali.", "CONCEDE", ()),
        ("Chad agreed to withdraw its troops from Mali.", "AGREE", ()),
        ("Chad will send doctors to Mali.", "AGREE", ()),
        ("The rebels threatened to kill the hostages.", "THREATEN", ("violence",)),
        ("The rebels said they would kill the hostages.", "THREATEN", ("violence",)),
        ("Chad refused to release the pilots.", "REJECT", ("yield",)),
        ("Mali demanded the release of the pilots.", "REQUEST", ("yield",)),
        ("Mali urged Chad to send doctors.", "REQUEST", ("assist",)),
    ],
)
def test_what_is_announced_demanded_or_refused_is_one_event_of_that_type(text, kind, mode):
    (t,) = told(text)
    assert (t.type, t.mode, t.status.status) == (kind, mode, "actual")


def test_a_conviction_with_prison_is_a_sanction_and_an_arrest():
    assert [(t.type, t.mode) for t in told("A court in Accra sentenced the general to nine years in prison.")] == [
        ("SANCTION", ("convict",)),
        ("COERCE", ("arrest",)),
    ]


def test_an_arrest_without_doer_is_the_states():
    assert who("Two reporters were arrested in Lebanon.", "COERCE") == (["Lebanon"], ["Two reporters"])


def test_what_a_passive_leaves_out_its_speaker_tells():
    text = "The proposal is rejected, the Kenyan minister said."
    assert who(text, "REJECT")[0] == ["the Kenyan minister"]


def test_another_ones_forecast_keeps_the_type():
    (t,) = [t for t in told("Analysts said the army will attack the town.") if t.type in ("ASSAULT", "THREATEN")]
    assert (t.type, t.status.status) == ("ASSAULT", "future")


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman declined to comment.",
        "The critics attacked the film.",
        "Nine passengers were killed when a train derailed.",
        "The bank charged its customers a fee.",
        "He suffered a heart attack.",
        "Shares rallied on Friday.",
    ],
)
def test_what_is_not_an_event(text):
    assert [t for t in told(text) if t.status.status == "actual"] == []


@pytest.mark.parametrize(
    ("page", "types"),
    [
        ("Nine people were killed in an attack on a market in Olm. Traders shut their shops. Buses did not run.", 1),
        ("An air strike killed five fighters on Friday. Smoke rose over the street. Neighbours heard two bangs.", 1),
        ("A man was arrested after a robbery. Detectives found the knife in his car. He was charged with assault.", 0),
        ("Two people were killed in a crash. Firefighters freed the driver of a truck. A motorist was hurt.", 0),
    ],
)
def test_a_short_page_is_about_crime_only_where_it_says_so_twice(page: str, types: int):
    assert len([t for t in told(page.replace(". ", ".\n")) if t.type in ("ASSAULT", "COERCE")]) == types


def test_a_page_about_sport_tells_no_assaults():
    page = "\n".join(
        [
            "The striker scored twice in the league match.",
            "Brazil attacked from the first minute and the goalkeeper was beaten.",
            "The coach praised his midfielder after the championship game.",
            "France defeated Peru in the semifinal.",
        ]
    )
    assert [t.type for t in told(page) if t.type == "ASSAULT"] == []


def test_a_protests_demand_is_part_of_the_protest():
    assert [t.type for t in told("Thousands marched against the government to demand its resignation.")] == ["PROTEST"]


def pair(text: str, actor: str, recipient: str | None) -> str | None:
    spans = [Span(text.index(w), text.index(w) + len(w)) if w else None for w in (actor, recipient)]
    assert spans[0] is not None
    return code_pair(parsed(text), spans[0], spans[1], rules=RULES, status=STATUS).type


def test_a_pair_gets_the_act_that_passes_between_the_two():
    text = "Chad accused Libya of arming the rebels, who attacked a village in Niger."
    assert pair(text, "Chad", "Libya") == "ACCUSE"
    assert pair(text, "the rebels", "a village in Niger") == "ASSAULT"


def test_a_pair_between_whom_nothing_passes_gets_no_type():
    assert pair("Chad lies north of Cameroon.", "Chad", "Cameroon") is None


def test_a_pair_without_recipient_gets_the_actors_act():
    assert pair("The nurses went on strike.", "The nurses", None) == "PROTEST"


def test_a_thousand_coordinated_names_take_no_longer_than_their_number():
    text = "Police arrested " + ", ".join(["Abo Bem"] * 1000) + " and Cid Dor."
    assert any(t.type == "COERCE" for t in told(text))
