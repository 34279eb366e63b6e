"""What the pages share: their frame, the form of filters, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.web.kinds import Given, Kind, Option, options_of, without
from dateline.web.markup import Element, address, h

WAYS = (("Events", "/events"), ("Happenings", "/happenings"), ("Search", "/search"))
FLAG_CHOICES = (("", "either"), ("true", "yes"), ("false", "no"))


def frame(title: str, here: str, *main: Element | None, script: str | None = None) -> Element:
    """A whole page; ``here`` is its way among those on top."""
    links = [h("a", name, href=way, aria_current="page" if way == here else None) for name, way in WAYS]
    return h(
        "html",
        h(
            "head",
            h("meta", charset="utf-8"),
            h("meta", name="viewport", content="width=device-width, initial-scale=1"),
            h("meta", name="color-scheme", content="light dark"),
            h("title", f"{title} — dateline"),
            h("link", rel="stylesheet", href="/static/dateline.css"),
            h("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
            h("script", type="module", src=f"/static/{script}") if script else None,
        ),
        h(
            "body",
            h("a", "Skip to what is told", href="#content", class_="skip"),
            h("header", h("span", "dateline", class_="name"), h("nav", links, aria_label="Pages")),
            h("main", main, id="content", tabindex="-1"),
        ),
        lang="en",
    )


def filter_form(kind: Kind, given: Given, *, first: Sequence[str]) -> Element:
    """The options of a kind as a form, ``first`` shown at once and the others behind a fold."""
    options = {option.name: option for option in options_of(kind) if option.name not in ("limit", "after")}
    fields = {name: _field(option, [v for n, v in given if n == name]) for name, option in options.items()}
    rest = [name for name in fields if name not in first]
    asked = {name for name, _ in without(given)}
    return h(
        "form",
        h("div", [fields[name] for name in first], class_="fields"),
        h(
            "details",
            h("summary", "More to ask by"),
            h("div", [fields[name] for name in rest], class_="fields"),
            open=bool(asked.intersection(rest)),
        )
        if rest
        else None,
        h("p", h("button", "Ask", type="submit"), " ", h("a", "Ask for all", href=f"/{kind.name}")),
        action=f"/{kind.name}",
        method="get",
        role="search",
        aria_label=f"Which {kind.name}",
    )


def _field(option: Option, values: Sequence[str]) -> Element:
    """An option with its label and what it means; a pair has two boxes."""
    label = option.name.replace("-", " ")
    help_ = f"help-{option.name}"
    if option.kind == "flag":
        box = _choice(option, values[0].lower() if values else "")
    elif option.kind == "pair":
        pair = [*values, "", ""][:2]
        box = h("span", [_box(option, value, label=f"{label}, {i}") for i, value in enumerate(pair, 1)], class_="pair")
    else:
        box = _box(option, ",".join(values), described=help_, id_=f"ask-{option.name}")
    return h(
        "div",
        h("label", label, for_=f"ask-{option.name}") if option.kind != "pair" else h("span", label, class_="label"),
        box,
        h("small", option.help, id=help_),
        class_="field",
    )


def _box(
    option: Option, value: str, *, label: str | None = None, described: str | None = None, id_: str | None = None
) -> Element:
    return h(
        "input", type="text", name=option.name, value=value or None, id=id_, aria_label=label,
        aria_describedby=described, dir="auto", autocomplete="off", spellcheck="false",
    )  # fmt: skip


def _choice(option: Option, value: str) -> Element:
    choices = FLAG_CHOICES if option.default is None else (("", "no"), ("true", "yes"))
    return h(
        "select",
        [h("option", name, value=code, selected=code == value) for code, name in choices],
        name=option.name,
        id=f"ask-{option.name}",
    )


def ways_on(path: str, given: Given, after: str | None) -> Element:
    """To the next rows, and back to the first."""
    kept = without(given, "after")
    back = h("a", "First rows", href=address(path, kept)) if any(n == "after" and v for n, v in given) else None
    on = h("a", "Next rows", href=address(path, [*kept, ("after", after)]), rel="next") if after else None
    return h("nav", back, " " if back and on else None, on, class_="on", aria_label="More rows")


def downloads(kind: Kind, given: Given) -> Element:
    """All rows of a view as files."""
    kept = without(given, "after", "limit")
    forms = (("CSV", "csv"), ("JSON", "json"), ("JSON lines", "jsonl"))
    links = [h("a", name, href=address(f"/api/{kind.name}.{form}", kept)) for name, form in forms]
    return h("p", "Download all of these: ", [part for link in links for part in (link, " ")], class_="downloads")
