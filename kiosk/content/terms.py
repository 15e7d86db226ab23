"""The few terms that every layer uses; free of pydantic, so that the first screen does not wait for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import core_schema

FRENCH = "fr"
"""The source language of the content."""

UNKNOWN = "unknown"
"""The answer of a person who does not know; every refinement offers it."""

LONGEST_SENTENCE = 600


PAGES = ("referral", "faq", "notices", "deposits", "poster", "notice", "sign", "letter", "pictograms")
"""What is no procedure: leaves of the tree and pages of the kit, by the first word of their name."""


def is_procedure(target: str) -> bool:
    """Return whether a name is that of a permit and a request, and not of a page."""
    return target.split("/", maxsplit=1)[0] not in PAGES


class Alert(StrEnum):
    """What an agent switches on in one line of a prefecture's file."""

    CLOSED_TODAY = "closed-today"
    SYSTEM_DOWN = "system-down"


class Basis(StrEnum):
    """The date from which a window is counted."""

    EXPIRY = "expiry"
    ENTRY = "entry"
    MOVE = "move"
    BIRTH = "birth"
    NONE = "none"

    @property
    def past(self) -> bool:
        """Whether the day has come already: nobody has entered France tomorrow."""
        return self in (Basis.ENTRY, Basis.MOVE, Basis.BIRTH)


class Regime(StrEnum):
    """The law that a person is under; the nationality decides it, never the words on a card."""

    GENERAL = "general"
    ALGERIAN = "algerian"
    """The agreement of 27 December 1968."""
    EUROPEAN = "european"
    EUROPEAN_FAMILY = "european-family"
    BRITISH = "british"
    """The withdrawal agreement."""
    PROTECTED = "protected"


class Exit(StrEnum):
    """Who must be led elsewhere before a first card is spoken of."""

    MINOR = "minor"
    ASYLUM = "asylum"
    SHORT_STAY = "short-stay"


DEADLINE = "deadline"
"""The refinement that nobody is asked: a date given to the kiosk answers it."""


class Timing(StrEnum):
    """The answers of the refinement `deadline`: where the visitor stands, the best first."""

    IN_TIME = "in-time"
    LATE = "late"
    EXPIRED = "expired"
    LAPSED = "lapsed"


class Prose(str):
    """A human sentence of the content; it knows its language and the French it comes from."""

    __slots__ = ("french", "language")
    french: str
    language: str

    def __new__(cls, text: str, language: str = FRENCH, french: str | None = None) -> Self:
        """Make a sentence; without `french`, the text is itself the French source."""
        prose = super().__new__(cls, text)
        prose.language = language
        prose.french = text if french is None else french
        return prose

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,
        handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        from pydantic_core import core_schema

        text = core_schema.str_schema(min_length=1, max_length=LONGEST_SENTENCE, strip_whitespace=True)
        return core_schema.no_info_after_validator_function(_prose, text)


def _prose(text: str) -> Prose:
    """Fold the line ends of the YAML into spaces; no-break spaces stay."""
    return text if isinstance(text, Prose) else Prose(" ".join(text.replace("\t", "\n").split("\n")))
