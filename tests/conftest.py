"""What tests share: the real parser and the real tools, loaded once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.language import Parser, load_parser
from dateline.pipeline import Settings, Tools, open_tools
from tests.asked import make_store


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser()


@pytest.fixture(scope="session")
def tools() -> Tools:
    return open_tools(Settings())


@pytest.fixture(scope="session")
def asked_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store with four invented pages; nobody writes to it."""
    return make_store(tmp_path_factory.mktemp("asked") / "news.db")
