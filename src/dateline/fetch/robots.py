"""What a host's robots.txt lets us ask for (RFC 9309). Python's own reader takes the first rule that fits, not the
longest, and knows no wildcards, so it would allow what is forbidden."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

NAME = "dateline"
SIZE_BYTES = 512_000  # RFC 9309 asks for at least 500 KiB
PATTERN_CHARS = 2000
RULES = 20_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What is forbidden and allowed to us: pairs of a path's pattern and whether it is allowed."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay_s: float | None = None  # Crawl-delay: no part of the standard, but asked for

    def allow(self, target: str) -> bool:
        """Whether a path with its query may be asked for: the longest fitting pattern decides, else it may."""
        path = _normal(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.paths if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


FREE = Rules()
CLOSED = Rules((("/", False),))


def read_robots(content: bytes) -> Rules:
    """The rules of the groups that name us, else of those for all ("*"); everything is allowed where there are none."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    heading = False  # the lines before were names of agents
    count = 0
    for line in content[:SIZE_BYTES].decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
        name, _, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "user-agent":
            agents = [*agents, value.lower()] if heading else [value.lower()]
            agents = [agent for agent in agents if agent in (NAME, "*")]
            for agent in agents:
                groups.setdefault(agent, [])
            heading = True
        elif name in ("allow", "disallow"):
            heading = False
            count += 1
            if value and count <= RULES:
                for agent in agents:
                    groups[agent].append((_normal(value[:PATTERN_CHARS]), name == "allow"))
        elif name == "crawl-delay":
            heading = False
            for agent in agents:
                if (delay := _seconds(value)) is not None:
                    delays[agent] = delay
    ours = NAME if NAME in groups else "*"
    return Rules(tuple(groups.get(ours, ())), delays.get(ours))


def _fits(pattern: str, path: str) -> bool:
    """ "*" stands for any run of characters, "$" at the end for the end; no regular expression, which could hang."""
    whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = rest.pop() if rest else None
    for piece in rest:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    if last is None:
        return not whole or at == len(path)
    return (len(path) - len(last) >= at and path.endswith(last)) if whole else path.find(last, at) >= 0


def _normal(path: str) -> str:
    """Percent signs and letters beyond ASCII written one way."""
    return quote(path, safe="/%*$?&=:;,+!'()@~#[]-._")


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None
