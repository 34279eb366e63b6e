"""The command line as a user meets it: whole processes, real pages."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.cli import command_words

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "harbour.txt"


def dateline(*words: str, stdin: bytes = b"", cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dateline.cli", *words]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, timeout=120, check=False)


def test_reading_the_sample_prints_events_with_their_words() -> None:
    done = dateline("read", str(SAMPLE))
    shown = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "Harbour Attack Puts Ceasefire" in shown
    assert re.search(r"ASSAULT .*Gunmen", shown)
    assert "Gunmen killed at least four dock workers" in shown
    assert "\x1b[" not in shown, "colour in a pipe"


def test_json_is_one_object_a_page_and_spans_slice() -> None:
    done = dateline("read", "--json", str(SAMPLE), str(SAMPLE))
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["schema"] for r in records] == ["dateline.reading/1"] * 2
    assert records[0] == records[1], "reading twice gives two records"
    text = records[0]["article"]["text"]
    for event in records[0]["events"]:
        assert text[slice(*event["trigger"])].strip()


def test_standard_input_reads_like_a_file() -> None:
    done = dateline("read", "--json", "-", stdin=SAMPLE.read_bytes())
    assert json.loads(done.stdout)["article"]["headline"].startswith("Harbour Attack")


def test_the_day_given_outranks_the_page() -> None:
    done = dateline("read", "--json", "--published", "2024-03-09", str(SAMPLE))
    published = json.loads(done.stdout)["article"]["published"]
    assert (published["earliest"], published["latest"], published["basis"]) == ("2024-03-09", "2024-03-09", "given")


def test_a_day_that_is_none_is_refused_with_the_mend() -> None:
    done = dateline("read", "--published", "9 March", str(SAMPLE))
    assert done.returncode == 2
    assert b"YYYY-MM-DD" in done.stderr


def test_a_folder_is_read_in_order_and_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        shutil.copy(SAMPLE, tmp_path / name)
    (tmp_path / "c.txt").write_bytes(b"")
    done = dateline("read", "--json", str(tmp_path))
    assert [Path(json.loads(line)["page"]["source"]).name for line in done.stdout.splitlines()] == ["a.txt", "b.txt"]
    assert b"c.txt: skipped" in done.stderr
    assert b"3 pages: 2 articles, 1 skipped" in done.stderr
    assert done.returncode == 1


HOSTILE = {
    "empty": b"",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "one-line": b"rebels left " * 500_000,
    "broken": b"\xff\xfe\x00\xd8\x00\xd8 caf\xe9 " * 500,
    "deep.html": b"<html><body>"
    + b"<div>" * 50_000
    + b"<p>Rebels attacked the port of Pemba on Monday, police said.</p>",
    "endless.html": b"<html><body><p>Rebels attacked the port.</p><!-- " + b"x" * 3_000_000,
    "marks": "“".encode() * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_gets_a_clear_line_and_no_traceback(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    shutil.copy(SAMPLE, tmp_path / "z.txt")
    start = time.monotonic()
    done = dateline("read", "--json", str(tmp_path / name), str(tmp_path / "z.txt"))
    assert b"Traceback" not in done.stderr
    assert b"fault in dateline" not in done.stderr, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["page"]["source"].endswith("z.txt"), "the next page was stopped"
    assert done.returncode in (0, 1)
    assert time.monotonic() - start < 90


def test_a_missing_file_is_named_and_the_others_are_read() -> None:
    done = dateline("read", "--json", "no-such-page.html", str(SAMPLE))
    assert b"no-such-page.html" in done.stderr
    assert len(done.stdout.splitlines()) == 1
    assert done.returncode == 1


def test_json_lines_answer_in_order_with_their_ids() -> None:
    rows = [
        {"id": f"n{i}", "text": f"Rebels killed {i + 2} soldiers in Pemba.", "published": "2024-03-07"}
        for i in range(40)
    ]
    lines = "\n".join(json.dumps(r) for r in rows).encode()
    for jobs in ("1", "2"):
        done = dateline("read", "--json", "--from", "jsonl", "--jobs", jobs, "-", stdin=lines)
        records = [json.loads(line) for line in done.stdout.splitlines()]
        assert [r["id"] for r in records] == [r["id"] for r in rows]
        assert [r["article"]["text"] for r in records] == [r["text"] for r in rows]


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    done = dateline("read", "--json", "--from", "jsonl", "-", stdin=b'{"id": "a", "text": "Rebels left."}\n{oops\n')
    assert len(done.stdout.splitlines()) == 1
    assert b":2" in done.stderr


def test_an_event_says_why_with_its_rule_and_its_tree() -> None:
    shown = dateline("explain", str(SAMPLE), "e1").stdout.decode()
    assert re.search(r"assault\.toml: \S+.*, at en/events/assault\.toml:\d+", shown)
    assert re.search(r"\*\s+\d+\s+killed\s+VERB", shown)
    assert "[[pattern]]" in shown


def test_an_event_that_is_not_there_is_refused_with_those_that_are() -> None:
    done = dateline("explain", str(SAMPLE), "e999")
    assert done.returncode == 2
    assert b"its events are e1 to e" in done.stderr


def test_code_answers_what_passes_between_two() -> None:
    text = "Police arrested seven suspects in Pemba."
    row = {"text": text, "actor": [0, 6], "recipient": [16, 30]}
    answer = json.loads(dateline("code", "--json", "-", stdin=json.dumps(row).encode()).stdout)
    assert answer["type"] == "COERCE"
    assert answer["status"] == "actual"
    assert set(answer) >= {"type", "mode", "status", "quad", "score", "confidence", "why"}


def test_status_answers_whether_it_happened() -> None:
    rows = [("Rebels failed to take the port.", "take", "negated"), ("Rebels took the port.", "took", "actual")]
    sent = "\n".join(json.dumps({"text": t, "trigger": [t.index(w), t.index(w) + len(w)]}) for t, w, _ in rows).encode()
    answers = [json.loads(line) for line in dateline("status", "--json", "-", stdin=sent).stdout.splitlines()]
    assert [a["status"] for a in answers] == [s for _, _, s in rows]


def test_a_span_outside_its_text_is_refused_with_its_place() -> None:
    done = dateline("status", "--json", "-", stdin=b'{"text": "short", "trigger": [3, 99]}')
    assert done.returncode == 2
    assert b"-:1: trigger" in done.stderr


def test_every_rule_holds_its_examples() -> None:
    done = dateline("lexicon", "check")
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("command", command_words(), ids=" ".join)
def test_help_has_an_example_that_runs(command: list[str]) -> None:
    done = dateline(*command, "--help")
    shown = re.sub(r"[\s│]+", " ", done.stdout.decode())
    assert done.returncode == 0
    assert "Example:" in shown


def test_the_examples_in_help_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    first = ["keeping.py", "merging.py"]  # what makes the store of the examples, and merges it
    files = [p for p in (ROOT / "src" / "dateline" / "cli").glob("*.py") if p.name not in first]
    source = "\n".join(
        p.read_text() for p in (*(ROOT / "src" / "dateline" / "cli" / name for name in first), *sorted(files))
    )
    examples = [m[1].rstrip('",)') for m in re.finditer(r"Example:  (.+)", source)]
    assert len(examples) >= 5
    (tmp_path / "pages").mkdir()
    (tmp_path / "my-types").mkdir()
    shutil.copy(SAMPLE, tmp_path / "pages")
    _write_archive(tmp_path / "crawl.warc.gz")
    (tmp_path / "newsletters.mbox").write_text(LETTER)
    shutil.copy(ROOT / "benchmarks" / "teach" / "ship-detained.txt", tmp_path / "ships.txt")
    shutil.copy(ROOT / "examples" / "one-strike.jsonl", tmp_path / "articles.jsonl")
    program = f"{shlex.quote(sys.executable)} -m dateline.cli"
    for example in examples:
        line = re.sub(r"(^|\| )dateline ", rf"\1{program} ", example)
        # Tests fetch nothing, and a server does not end: that the options are known is all that can be asked.
        if "https://" in line or " serve " in line:
            line += " --help"
        done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, (example, done.stderr)


LETTER = """From editor@harbour.example Mon Mar 11 09:00:00 2024
From: Harbour Wire <editor@harbour.example>
Date: Mon, 11 Mar 2024 09:00:00 +0000
Subject: Ferry strike ends
Content-Type: text/plain; charset=utf-8

The ferry workers' union ended its strike on Sunday, the port authority of Pemba said.
"""


def _write_archive(path: Path) -> None:
    """A web archive that holds one page."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    page = b"<html><body><article><p>Police in Pemba arrested seven suspects on Monday.</p></article></body></html>"
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        address = "https://harbour.example/arrests"
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(page), http_headers=head))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which is always full")
def test_a_full_disk_is_told_of_in_a_line() -> None:
    command = [sys.executable, "-m", "dateline.cli", "read", "--json", str(SAMPLE)]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=120, check=False)
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_help_starts_fast() -> None:
    start = time.process_time_ns()
    before = os.times().children_user
    dateline("--help")
    assert os.times().children_user - before < 1.0
    assert time.process_time_ns() >= start


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("unshare") is None, reason="needs root to cut the network off")
def test_reading_needs_no_network(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<html><head><title>Port closed</title></head><body><article><h1>Port closed</h1>"
        + "<p>Police arrested seven suspects in Pemba on Monday after the harbour was attacked by gunmen.</p>" * 4
        + "</article></body></html>"
    )
    command = [
        "unshare",
        "-n",
        sys.executable,
        "-m",
        "dateline.cli",
        "read",
        "--json",
        str(SAMPLE),
        str(tmp_path / "page.html"),
    ]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120, check=False)
    if b"unshare" in done.stderr:
        pytest.skip("this machine does not let us cut the network off")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
