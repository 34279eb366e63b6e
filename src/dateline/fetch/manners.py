"""How the program behaves towards others' machines, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from dateline import __version__


@dataclass(frozen=True, slots=True)
class Manners:
    """Limits and pauses of fetching. Times are in seconds, sizes in bytes.

    ``private`` names hosts ("localhost", "10.0.0.7:8080") that may be asked although they are no public
    address; ``contact`` is told to the servers, so that their owners can write to the user.
    """

    delay_s: float = 1.5  # between two requests to one host
    longest_delay_s: float = 30.0  # that a robots.txt or a Retry-After may ask for; more is not waited
    connect_s: float = 10.0
    silence_s: float = 20.0  # without a byte
    whole_s: float = 60.0  # of one request, whatever trickles in
    size_bytes: int = 20_000_000  # of a body, as sent and inflated
    redirects: int = 5
    private: frozenset[str] = frozenset()
    contact: str | None = None

    @property
    def agent(self) -> str:
        """What we call ourselves to servers."""
        return f"dateline/{__version__}" + (f" (+{self.contact})" if self.contact else "")
