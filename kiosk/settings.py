"""The settings of one kiosk, as plain values; content/loader reads them from a YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Size = Literal["a4", "ticket"]
Audience = Literal["visitors", "desk"]
TextSize = Literal["large", "standard"]


@dataclass(frozen=True)
class Printer:
    """One printer, and for whom it prints."""

    name: str
    address: str
    """`ipp://` or `ipps://` (CUPS or network), `escpos://` (tickets), `file://` (a folder)."""
    audience: Audience = "visitors"

    @property
    def size(self) -> Size:
        """The paper it takes."""
        return "ticket" if urlsplit(self.address).scheme == "escpos" else "a4"


@dataclass(frozen=True)
class CodeSettings:
    """What the QR codes hold."""

    holds: Literal["official", "website", "checklist"] = "official"
    """The official page, the page on the prefecture's website, or the checklist itself as plain text."""
    website: str | None = None
    """Where the exported website is; a page of it is <website>/<language>/<permit>/<request>/."""


@dataclass(frozen=True)
class Settings:
    """What a prefecture decides about one kiosk."""

    prefecture: str = "default"
    """The department code of the overlay."""
    language: str | None = None
    """The language to start in; None shows the language screen."""
    printers: tuple[Printer, ...] = ()
    """In the order of preference; without one for visitors there is no print button."""
    code: CodeSettings = CodeSettings()
    """What the QR codes hold."""
    agent_code: str | None = None
    """The digits that close a locked kiosk."""
    locked: bool = False
    """Whether only the agent's code closes the kiosk."""
    text_size: TextSize = "large"
    """How large the letters are in the browser; a visitor can change it for one session."""
    sound: bool = True
    """Whether pages can be read aloud, on a machine that has a voice."""
    statistics: str | None = None
    """The database of the counts (`sqlite:////var/lib/kiosk/statistics.db`); None counts nothing."""
    idle_seconds: int = 60
    """How long nothing is touched before the countdown to a full reset starts."""
    countdown_seconds: int = 20
    """How long the countdown lasts; never under 20 (EN 301 549, 9.2.2.1)."""
