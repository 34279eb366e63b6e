"""What a page's head says of it: JSON-LD, OpenGraph and other meta elements. Read, never trusted with the body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Review)$", re.IGNORECASE)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
JSON_LIMIT = 2_000_000
NODES = 5000
# Names of meta elements, in the order in which they are believed.
# Source: ogp.me, schema.org, Dublin Core, and pages read.
FIRST_DATE = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "parsely-pub-date", "sailthru.date", "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime", "publishdate", "publish-date", "publish_date",
    "pubdate", "publication_date", "dc.date.issued", "dcterms.created",
    "dcterms.date", "dc.date", "dc.date.created", "citation_publication_date",
    "article_date_original", "date", "datecreated", "created",
    "pdate", "originalpublicationdate", "bt:pubdate",
)  # fmt: skip
LATER_DATE = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Strings as the page gives them, None where it gives none; dates in the order in which they are believed."""

    headlines: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    section: str | None = None
    description: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    first_dates: tuple[str, ...] = ()
    later_dates: tuple[str, ...] = ()
    language: str | None = None
    url: str | None = None


def read_metadata(tree: Any) -> Metadata:
    """All that the head and the structured data of a tree say."""
    metas = _metas(tree)
    nodes = list(_json_ld(tree))
    articles = [n for n in nodes if _is_article(n)]
    others = [n for n in nodes if not _is_article(n)]

    def meta(*names: str) -> Iterator[str]:
        return (value for name in names for value in metas.get(name, ()))

    def ld(key: str, among: list[dict[str, Any]]) -> Iterator[str]:
        return (text for node in among for text in _strings(node.get(key)))

    heads = (e for e in tree.iter("title") if e.getparent() is not None and e.getparent().tag == "head")
    pages = [n for n in others if "WebPage" in _types(n)]
    videos = [n for n in others if "VideoObject" in _types(n)]
    sites = (name for n in others if "WebSite" in _types(n) for name in _strings(n.get("name")))
    says_language = (tree.get(name) for name in ("lang", XML_LANG) if tree.get(name))
    return Metadata(
        headlines=_all(ld("headline", articles), meta("og:title", "twitter:title", "headline")),
        title=next((clean(e.text_content()) for e in heads), None),
        outlet=_first(
            meta("og:site_name"),
            ld("publisher", articles),
            sites,
            ld("publisher", others),
            meta("application-name", "dc.publisher", "publisher", "al:ios:app_name"),
        ),
        section=_first(
            ld("articleSection", articles), meta("article:section", "og:section", "section", "parsely-section")
        ),
        description=_all(meta("description", "og:description", "twitter:description"), ld("description", articles)),
        authors=_all(
            ld("author", articles),
            meta("author", "article:author", "byl", "parsely-author", "dc.creator", "cxenseparse:author"),
        ),
        first_dates=_all(
            ld("datePublished", articles),
            meta(*FIRST_DATE),
            ld("datePublished", pages),
            ld("uploadDate", videos),
        ),
        later_dates=_all(ld("dateModified", articles), meta(*LATER_DATE)),
        language=_first(says_language, ld("inLanguage", articles), meta("og:locale", "language", "content-language")),
        url=_first(_canonical(tree), meta("og:url"), ld("url", articles)),
    )


def clean(text: str) -> str:
    """On one line, without lone surrogates; JSON-LD may hold both."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())[:2000]


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
        content = clean(node.get("content") or "")
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, nested ones too; what is broken is passed over."""
    count = 0
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        told = (script.text or "").strip()[:JSON_LIMIT]
        try:
            waiting: list[Any] = [json.loads(told.removeprefix("<!--").removesuffix("-->"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and count < NODES:
            node = waiting.pop(0)
            count += 1
            if isinstance(node, list):
                waiting[:0] = node[:NODES]
            elif isinstance(node, dict):
                yield node
                waiting += [
                    node[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(node.get(key), dict | list)
                ]


def _types(node: dict[str, Any]) -> tuple[str, ...]:
    kind = node.get("@type")
    return tuple(k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str))


def _is_article(node: dict[str, Any]) -> bool:
    return any(ARTICLE_TYPES.search(kind) for kind in _types(node))


def _strings(value: Any) -> Iterator[str]:
    """The strings of a value, the names of its objects."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and clean(item):
            yield clean(item)
        elif isinstance(item, dict) and item.get("name") is not None:
            names = item["name"]
            yield from (
                clean(n) for n in (names if isinstance(names, list) else [names]) if isinstance(n, str) and clean(n)
            )


def _canonical(tree: Any) -> Iterator[str]:
    return (
        clean(n.get("href")) for n in tree.iter("link") if (n.get("rel") or "").lower() == "canonical" and n.get("href")
    )


def _all(*groups: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for group in groups for value in group))


def _first(*groups: Iterator[str]) -> str | None:
    return next((value for group in groups for value in group), None)
