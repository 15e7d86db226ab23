"""Open the content folder once: the sound content, and the same content in each language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.content.languages import Language, Words, content_folder, with_output
from kiosk.content.loader import load, read_model
from kiosk.content.models import Languages
from kiosk.content.prose import translate
from kiosk.content.terms import FRENCH
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.content.models import Content


@dataclass(frozen=True)
class Library:
    """The content of a folder, in every language."""

    folder: Path
    content: Content
    languages: dict[str, Language]
    pictograms: dict[str, str]
    """The SVG of each pictogram, by name."""
    _translated: dict[str, Content] = field(default_factory=dict)
    _words: dict[str, Words] = field(default_factory=dict)

    def words(self, code: str) -> Words:
        """Return the words of a language, read once; KioskError if it is not one of ours."""
        if code not in self.languages:
            known = ", ".join(self.languages)
            raise KioskError(f'there is no language "{code}" here; the languages are {known}')
        if code not in self._words:
            self._words[code] = Words(code, self.languages[code], self.folder / "locales")
        return self._words[code]

    def in_language(self, words: Words) -> Content:
        """Return the content in a language; the first call for each reads its catalog."""
        if words.code not in self._translated:
            french = words.code == FRENCH
            content = self.content
            self._translated[words.code] = (
                content if french else translate(content, words.code, words.translations)
            )
        return self._translated[words.code]

    def read_all(self) -> None:
        """Read now what is else read when it is first needed: then the folder may go away."""
        for code in self.languages:
            self.words(code).say("Start")
        for code in with_output(self.languages, "screen"):
            self.in_language(self.words(code))


def read_languages(folder: Path) -> dict[str, Language]:
    """Return the languages of a content folder, in the order of the first screen."""
    return read_model(folder / "locales" / "languages.yaml", "locales/languages.yaml", Languages).languages


def open_library(folder: Path | None = None) -> Library:
    """Load a content folder; ContentError lists every problem in it."""
    folder = folder or content_folder()
    pictograms = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("pictograms/*.svg")}
    return Library(folder, load(folder / "procedures"), read_languages(folder), pictograms)
