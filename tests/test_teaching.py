"""Types taught by examples: the file, what is learnt, and the events that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.coding import CodingTools, Pair, code_pairs, open_coding_tools
from dateline.errors import LexiconError, UsageError
from dateline.lexicon.taught import TaughtType, load_taught, save_taught, taught_file
from dateline.lexicon.teaching import Lesson, read_lessons
from dateline.lexicon.whole import lexicon_version
from dateline.pipeline import Settings, open_tools, read_pages
from dateline.records import Page, Reading, Span
from dateline.taught import open_taught
from dateline.teaching import Outcome, score_held_back, teach

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
SHIPS = BENCHMARKS / "teach" / "ship-detained.txt"
SHIPS_HELD_BACK = BENCHMARKS / "teach" / "ship-detained-held-back.txt"
RUN = CliRunner()


@pytest.fixture(scope="module")
def tools() -> CodingTools:
    return open_coding_tools()


@pytest.fixture(scope="module")
def outcome(tools: CodingTools) -> Outcome:
    return teach("SHIP-DETAINED", read_lessons(SHIPS), tools=tools, judge="small")


@pytest.fixture(scope="module")
def folder(outcome: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("types") / "mine"
    save_taught(outcome.taught, made)
    return made


def lessons_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_example_is_a_line_that_marks_who_did_what_to_whom(tmp_path: Path) -> None:
    read = read_lessons(
        lessons_file(
            tmp_path,
            "# notes are left out\ndefinition: A ship is held.\nquad: 4\n\n"
            "yes: {actor:Guards} {trigger:held} {recipient:a tanker}.\nno: Guards swam.\n",
        )
    )
    assert (read.definition, read.quad, read.score) == ("A ship is held.", 4, None)
    assert read.lessons == (
        Lesson("Guards held a tanker.", True, 5, Span(0, 6), Span(7, 11), Span(12, 20)),
        Lesson("Guards swam.", False, 6),
    )


def test_examples_may_be_json_lines(tmp_path: Path) -> None:
    read = read_lessons(
        lessons_file(
            tmp_path,
            '{"definition": "A ship is held.", "score": -6}\n'
            '{"text": "Guards held a tanker.", "trigger": [7, 11], "actor": null}\n'
            '{"text": "Guards swam.", "label": false}\n',
        )
    )
    assert (read.definition, read.score) == ("A ship is held.", -6.0)
    assert read.lessons == (
        Lesson("Guards held a tanker.", True, 2, trigger=Span(7, 11)),
        Lesson("Guards swam.", False, 3),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Guards held a tanker.", "a line begins with yes:, no:"),
        ("yes: Guards held a tanker.", "marks nobody and nothing"),
        ("yes: {who:Guards} held a tanker.", 'unknown mark "{who:"'),
        ("yes: {actor:Guards held a tanker.", "not closed"),
        ("yes: {actor:Guards} held {actor:a tanker}.", "marks two actors"),
        ("yes: {actor: } held a tanker.", "marks no words"),
        ("yes:", "nothing follows yes:"),
        ("quad: 7", "material conflict"),
        ("score: bad", "a number"),
        ('{"text": "Guards', "not JSON"),
        ('{"words": "Guards swam."}', 'no "text"'),
        ('{"text": "Guards swam.", "trigger": [3, 99]}', "within the text's 12 characters"),
        ('{"text": "Guards swam.", "label": "no"}', "true or false"),
    ],
)
def test_a_wrong_line_is_named_with_what_is_expected(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(LexiconError) as caught:
        read_lessons(lessons_file(tmp_path, f"# mine\n{line}\n"))
    assert caught.value.line == 2
    assert "mine.txt:2: " in str(caught.value)
    assert told in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.txt: No such file"):
        read_lessons(tmp_path / "none.txt")


def test_a_type_that_nobody_knew_is_found_on_sentences_held_back(outcome: Outcome, tools: CodingTools) -> None:
    score = score_held_back(outcome.taught, read_lessons(SHIPS_HELD_BACK).lessons, tools=tools, judge="small")
    assert score.precision is not None
    assert score.recall is not None
    assert score.precision >= 0.8
    assert score.recall >= 0.8
    assert score.actors >= 0.85 * score.found
    assert score.recipients >= 0.8 * score.found


def test_too_few_examples_are_refused_and_few_are_told(tools: CodingTools, tmp_path: Path) -> None:
    one = "yes: {actor:Guards} {trigger:held} {recipient:a tanker}.\n"
    two = one + "yes: {actor:Guards} {trigger:held} {recipient:a dhow}.\n"
    with pytest.raises(UsageError, match="2 yes-examples; at least 3"):
        teach("X", read_lessons(lessons_file(tmp_path, two)), tools=tools, judge="small")
    three = two + "yes: {actor:Police} {trigger:seized} {recipient:a yacht}.\n"
    made = teach("X", read_lessons(lessons_file(tmp_path, three)), tools=tools, judge="small")
    assert [note.split(" are few")[0] for note in made.notes] == ["3 yes-examples", "0 no-examples"]


def test_more_of_a_type_that_there_are_rules_for_has_its_quad_and_score(tools: CodingTools, tmp_path: Path) -> None:
    lines = "yes: {actor:Guards} {trigger:walled in} {recipient:the marchers}.\n" * 3
    made = teach("COERCE", read_lessons(lessons_file(tmp_path, lines)), tools=tools, judge="small")
    assert (made.taught.quad, made.taught.score) == (4, -7)


def test_a_yes_example_without_a_word_for_the_act_asks_for_its_mark(tools: CodingTools, tmp_path: Path) -> None:
    line = "yes: {actor:Guards} boarded and held {recipient:a tanker}.\n"
    with pytest.raises(LexiconError, match=r"mine\.txt:1: more than one word .* \{trigger:"):
        teach("X", read_lessons(lessons_file(tmp_path, line * 3)), tools=tools, judge="small")


def test_a_taught_type_comes_back_from_its_folder_as_it_was(outcome: Outcome, folder: Path) -> None:
    [loaded] = load_taught([folder])
    assert replace_arrays(loaded) == replace_arrays(outcome.taught)
    assert loaded.weights == pytest.approx(outcome.taught.weights, rel=1e-5)
    assert [k.text for k in loaded.known] == [k.text for k in outcome.taught.known]


def replace_arrays(taught: TaughtType) -> TaughtType:
    return replace(taught, centre=(), weights=(), known=())  # type: ignore[arg-type]


def test_teaching_changes_the_version_of_the_lexicon(folder: Path, tmp_path: Path) -> None:
    assert lexicon_version(rule_folders=[folder]) != lexicon_version(rule_folders=[tmp_path])


@pytest.fixture(scope="module")
def reading(folder: Path) -> Reading:
    return read_with(folder, judge="small")


PAGE = """Harbour news

SARN, 9 January 2024 - Coast guards detained a trawler from Norland on Monday.

The navy did not seize the ferry, the ministry said. Customs officers will impound two cargo ships next week.

The army arrested three opposition leaders in Sarn.
"""


def read_with(folder: Path, *, judge: str) -> Reading:
    content = PAGE.encode()
    settings = Settings(rule_folders=(folder,), judge=judge)
    pages: Iterator[Page] = iter([Page("0" * 64, "harbour.txt", "text/plain", len(content), content)])
    [reading] = read_pages(pages, tools=open_tools(settings), settings=settings)
    assert isinstance(reading, Reading)
    return reading


def test_a_page_is_read_with_the_taught_type_its_people_and_its_status(reading: Reading) -> None:
    told = [
        (e.actor[0].span.words(reading.article.text), e.recipient[0].span.words(reading.article.text), e.status)
        for e in reading.events
        if e.type == "SHIP-DETAINED"
    ]
    assert told == [
        ("Coast guards", "a trawler", "actual"),
        ("The navy", "the ferry", "negated"),
        ("Customs officers", "two cargo ships", "future"),
    ]


def test_why_names_the_nearest_example_and_the_rule_it_stands_in_place_of(reading: Reading) -> None:
    first, second, _ = (e for e in reading.events if e.type == "SHIP-DETAINED")
    assert first.why.rule is not None
    assert second.why.rule is not None
    assert first.why.rule.startswith("ship-detained.txt:6: taught, most like “Coast guards detained a tanker")
    assert second.why.rule.endswith("”, in place of coerce.toml: raid")
    assert first.why.model is not None
    assert first.why.model > 0.5
    assert (first.quad, first.score) == (4, -6.0)


def test_what_is_near_a_taught_type_stays_what_it_was(reading: Reading) -> None:
    assert [e.type for e in reading.events if "leaders" in e.recipient[0].span.words(reading.article.text)] == [
        "COERCE"
    ]


def test_without_the_judge_the_rules_speak_alone(folder: Path) -> None:
    assert "SHIP-DETAINED" not in {e.type for e in read_with(folder, judge="off").events}


def test_where_nothing_is_taught_nothing_is_loaded() -> None:
    assert open_taught((), judge="small") is None


def test_a_type_taught_with_another_judge_asks_to_be_taught_again(outcome: Outcome) -> None:
    with pytest.raises(UsageError, match="was taught with judge-large-9"):
        open_taught([replace(outcome.taught, judge="judge-large-9")], judge="small")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    taught_file(tmp_path, "ship").write_text('{"name": "ship"}')
    with pytest.raises(LexiconError, match=r"ship\.taught\.json: not a taught type"):
        load_taught([tmp_path])


def test_a_given_pair_is_coded_with_the_taught_type(folder: Path) -> None:
    text = "Harbour police impounded the yacht Mara in Sarn."
    tools = open_coding_tools((folder,), judge="small")
    [coding] = code_pairs([Pair(text, Span(0, 14), Span(25, 38))], tools=tools)
    assert (coding.type, coding.status, coding.quad) == ("SHIP-DETAINED", "actual", 4)


def test_the_command_teaches_tells_how_well_and_forgets(tmp_path: Path) -> None:
    mine = str(tmp_path / "mine")
    told = RUN.invoke(app, ["teach", "SHIP", "--examples", str(SHIPS), "--held-back", str(SHIPS), "--lexicon", mine])
    assert told.exit_code == 0, told.output
    assert "SHIP was taught from 14 examples, 9 of the type and 5 not" in told.output
    assert "of 14 sentences held back: precision 1.00, recall " in told.output
    again = RUN.invoke(app, ["teach", "SHIP", "--forget", "--lexicon", mine])
    assert again.exit_code == 0
    assert load_taught([Path(mine)]) == ()
    none = RUN.invoke(app, ["teach", "SHIP", "--forget", "--lexicon", mine])
    assert none.exit_code == 2
    assert "no type of that name" in none.output
