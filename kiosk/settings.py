"""The settings of one kiosk, as plain values; content/loader reads them from a YAML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What a prefecture decides about one kiosk."""

    prefecture: str = "default"
    """The department code of the overlay."""
    language: str | None = None
    """The language to start in; None shows the language screen."""
    print_folder: Path | None = None
    """Where the print button writes its pages; None hides the button."""
    agent_code: str | None = None
    """The digits that close a locked kiosk."""
    locked: bool = False
    """Whether only the agent's code closes the kiosk."""
    idle_seconds: int = 60
    """How long nothing is touched before the countdown to a full reset starts."""
    countdown_seconds: int = 20
    """How long the countdown lasts; never under 20 (EN 301 549, 9.2.2.1)."""
