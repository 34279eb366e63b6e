"""The interface described in OpenAPI 3.1, made from the filters and the records."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from dateline import __version__
from dateline.happening import HappeningRow
from dateline.jsontext import plain, public_names
from dateline.records import Span
from dateline.web.kinds import EVENTS, KINDS, MOST, Kind, Option, options_of

Tree = dict[str, Any]
TYPES = {"text": "string", "words": "string", "pair": "string", "whole": "integer", "wholes": "integer"}
PRIMITIVE: dict[Any, Tree] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Span: {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
}
FILES = (("csv", "text/csv"), ("json", "application/json"), ("jsonl", "application/x-ndjson"))
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
RULE = {"name": "rule", "in": "query", "schema": {"type": "string", "enum": ["ucdp", "acled"]}}


@cache
def described() -> Tree:
    """The description; the same object each time, so leave it as it is."""
    schemas: Tree = {
        "Error": {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]},
    }
    paths: Tree = {}
    for kind in KINDS:
        paths[f"/api/{kind.name}"] = _way(kind.doc, _parameters(kind), _json(_rows(kind, schemas)))
        for form, media in FILES:
            whole = f"{kind.doc} All rows, as a file."
            paths[f"/api/{kind.name}.{form}"] = _way(whole, _parameters(kind), {media: {}})
    events = [_parameter(option) for option in options_of(EVENTS)]
    paths["/api/events/facets"] = _way("Counts by type, status, country and outlet.", events, _json({"type": "object"}))
    paths["/api/page/{id}"] = _way("A page's record, as docs/record.md tells.", [ID], _json({"type": "object"}))
    told = _json(schema_of(HappeningRow, schemas))
    paths["/api/happening/{id}"] = _way("A happening, its reports side by side.", [ID, RULE], told)
    return {
        "openapi": "3.1.0",
        "info": {"title": "dateline", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _way(summary: str, parameters: list[Tree], content: Tree) -> Tree:
    told = {"description": "As asked.", "content": content}
    error = {"description": "Why not, in a sentence.", "content": _json({"$ref": "#/components/schemas/Error"})}
    responses = {"200": told, "400": error, "404": error, "503": error, "default": error}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


def _json(schema: Tree) -> Tree:
    return {"application/json": {"schema": schema}}


def _parameters(kind: Kind) -> list[Tree]:
    return [_parameter(option) for option in options_of(kind)]


def _parameter(option: Option) -> Tree:
    return {
        "name": option.name,
        "in": "query",
        "required": option.name == "words",
        "description": option.help,
        "schema": _parameter_schema(option),
    }


def _parameter_schema(option: Option) -> Tree:
    kind: Tree = {"type": {"flag": "boolean", "number": "number"}.get(option.kind) or TYPES[option.kind]}
    if option.name == "limit":
        kind |= {"minimum": 1, "maximum": MOST}
    if option.kind == "pair":
        return {"type": "array", "items": kind, "minItems": 2, "maxItems": 2}
    if option.kind in ("words", "wholes"):
        return {"type": "array", "items": kind}
    return kind if option.default is None else {**kind, "default": plain(option.default)}


def _rows(kind: Kind, schemas: Tree) -> Tree:
    return {
        "type": "object",
        "properties": {
            "rows": {"type": "array", "items": schema_of(kind.row, schemas)},
            "next": {"type": ["string", "null"], "description": "The value of after that goes on; null at the end."},
        },
        "required": ["rows", "next"],
    }


def schema_of(hint: Any, schemas: Tree) -> Tree:
    """The schema of a record's type; records within it are put into ``schemas`` by their names."""
    if hint in PRIMITIVE:
        return PRIMITIVE[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is UnionType:
        (other,) = [a for a in inner if a is not NoneType]
        return {"anyOf": [schema_of(other, schemas), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(inner[0], schemas)}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in schemas:
            schemas[hint.__name__] = {}  # a record may hold its own kind
            hints, names = get_type_hints(hint), public_names(hint)
            properties = {name: schema_of(hints[name], schemas) for name in names}
            schemas[hint.__name__] = {"type": "object", "properties": properties, "required": list(names)}
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    raise TypeError(f"no schema of {hint!r}")
