"""What tests share: the real parser and the real tools, loaded once a run."""

from __future__ import annotations

import pytest

from dateline.language import Parser, load_parser
from dateline.pipeline import Settings, Tools, open_tools


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser()


@pytest.fixture(scope="session")
def tools() -> Tools:
    return open_tools(Settings())
