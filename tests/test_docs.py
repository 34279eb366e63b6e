"""The documentation cannot rot: what is made from the program must be as the program is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_pages_made_from_the_program_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/make_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_file_that_a_page_of_ours_names_is_there() -> None:
    missing = []
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / link).exists():
                missing.append(f"{page.name}: {link}")
    assert not missing


def test_the_type_shown_in_the_documentation_holds_its_examples(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "adding-a-type.md").read_text(encoding="utf-8")
    shown = [m[1] for m in re.finditer(r"```toml\n(.*?)```", page, re.S) if 'id = "SHIP-DETAINED"' in m[1]]
    assert len(shown) == 1
    (tmp_path / "ship.toml").write_text(shown[0], encoding="utf-8")
    command = [sys.executable, "-m", "dateline.cli", "lexicon", "check", "--lexicon", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_table_of_actors_shown_in_the_documentation_is_read(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "your-actors.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```\n(name,.*?)```", page, re.S)
    (tmp_path / "mine.csv").write_text(table, encoding="utf-8")
    text = '{"id": "x", "text": "The Coastal Front attacked the port of Pemba on Monday."}'
    command = [
        sys.executable,
        "-m",
        "dateline.cli",
        "read",
        "--json",
        "--from",
        "jsonl",
        "--actors",
        str(tmp_path / "mine.csv"),
        "-",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, input=text, check=False)
    actors = json.loads(done.stdout)["actors"]
    assert [(a["country"], a["sector"][0]) for a in actors if "Coastal" in a["name"]] == [("MOZ", "REB")]
