"""Texts of one sort of thing are read in seconds, keep every law, and bring nothing down."""

from __future__ import annotations

import time

import pytest

from dateline.pipeline import Tools
from tests.factories import read_text
from tests.test_pipeline import assert_lawful

SECONDS = 30  # of processor time, on a slow and busy machine; each took under 3 when this was written

TEXTS = {
    "quotation marks": "\"'“”" * 5_000,
    "names in one list": ", ".join(["Holm", "Varn", "Iran"] * 1_200) + ".",
    "numbers": " ".join(map(str, range(5_000))),
    "dates": "12/31/2019, " * 2_000,
    "brackets": "(" * 10_000 + ")" * 10_000,
    "nested speech": "He said " * 3_000 + "no.",
    "nested relatives": "the man that killed " * 1_500 + ".",
    "coordinated clauses": " and ".join(["police killed rebels"] * 1_200) + ".",
    "marks of direction and combining letters": "\u202e" * 5_000 + "abc" + "\u0301" * 10_000,
    "letters that grow when lowered": "İ" * 5_000 + " attacked " + "ß" * 5_000,
    "numbers beyond counting": "Rebels killed " + "9" * 4_400 + " people, 1e400 soldiers and 10^30 more.",
    "days that are none": "They came on 31 February 99999, 0/0/0000, 30 years before 0001 and 10^30 years ago.",
    "lone surrogates": "\ud800Rebels \udfff killed\ud800 three.",
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_takes_long_or_breaks_a_law(name: str, tools: Tools) -> None:
    start = time.process_time()
    reading = read_text(TEXTS[name], tools)
    assert time.process_time() - start < SECONDS
    assert reading.article.text == TEXTS[name]
    assert_lawful(reading)
