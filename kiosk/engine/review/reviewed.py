"""What is judged: the files and drawings as read, the catalogs of each language, and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kiosk.content.extract import content_messages, located
from kiosk.content.loader import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kiosk.content.catalogs import Catalog
    from kiosk.content.extract import Located, Messages
    from kiosk.content.loader import Parts
    from kiosk.content.models import Content, Sources, Tree
    from kiosk.content.pictograms import Pictogram
    from kiosk.content.reader import Where
    from kiosk.errors import Level, Problem


@dataclass(frozen=True)
class Reviewed:
    """The content to judge, on a day; `cyclic` says that the gate found a circle in the tree."""

    parts: Parts
    on: date
    catalogs: tuple[Catalog, ...] = ()
    interface: Messages = field(default_factory=dict)
    cyclic: bool = False
    sound: bool = True
    """Whether the gate found nothing to refuse."""
    pictograms: tuple[Pictogram, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every file could be typed."""
        return len(self.parts.models) == len(self.parts.sources)

    @property
    def tree(self) -> Tree | None:
        """The decision tree, or None if it could not be typed."""
        return self.parts.models.get("tree")

    @property
    def sources(self) -> Sources | None:
        """The sources of the facts, or None if they could not be typed."""
        return self.parts.models.get("sources")

    @cached_property
    def content(self) -> Content | None:
        """The whole content, or None if a file could not be typed or a name leads nowhere."""
        return assemble(self.parts) if self.whole and self.sound else None

    def of_kind(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Return the name and the model of each file of a folder."""
        return ((name, model) for name, model in self.parts.models.items() if name.startswith(f"{kind}/"))

    @cached_property
    def said(self) -> Located:
        """Every sentence of every file with its path, listed once for all rules."""
        return located(self.parts.models)

    @cached_property
    def sentences(self) -> Messages:
        """Every sentence to translate, with its places."""
        return content_messages(self.said)

    def problem(self, file: str, path: Where, rule: str, sentence: str, level: Level = "error") -> Problem:
        """Return a problem at a path of a file."""
        return self.parts.sources[file].problem(path, rule, sentence, level)
