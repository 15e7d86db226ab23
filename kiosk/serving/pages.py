"""The page of the kiosk, and what stands there when there is no kiosk: where to go, when, and a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.content.languages import message
from kiosk.content.terms import FRENCH

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.content.library import Library
    from kiosk.settings import Settings

WAIT = message("One moment, please. The kiosk is starting again.")
BROKEN = message("The kiosk is out of order. Ask at the reception desk.")
LEFT = message("An agent closed this kiosk.")
AGAIN = message("Open it again")
OFFICIAL = "https://www.service-public.gouv.fr/particuliers/vosdroits/N110"


@dataclass(frozen=True)
class Pages:
    """Makes the pages from the content as it is now."""

    library: Callable[[], Library]
    settings: Settings

    def kiosk(self) -> str:
        """Return the page that shows the kiosk."""
        return self._page("kiosk")

    def out_of_order(self) -> str:
        """Return the page that stands there instead: address, hours and the website as a code."""
        return self._page("broken")

    def text(self, *, broken: bool) -> str:
        """Return what a terminal shows instead of the kiosk: one moment, or where to go."""
        from io import StringIO

        import segno

        said = self._said()
        if not broken:
            return "\n\n".join(sentence for _, sentence in said["wait"])
        code = StringIO()
        segno.make(said["website"], micro=False).terminal(code, compact=True)
        sentences = [sentence for _, sentence in said["broken"]]
        return "\n".join([*sentences, "", said["name"], *said["place"], said["website"], code.getvalue()])

    def _page(self, state: str) -> str:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        pages = Environment(
            loader=PackageLoader("kiosk.serving", ""), autoescape=True, undefined=StrictUndefined
        )
        return pages.get_template("page.html").render(
            state=state, size=self.settings.text_size, **self._said()
        )

    def _said(self) -> dict[str, Any]:
        import segno
        from markupsafe import Markup

        library = self.library()
        french = library.words(FRENCH)
        place = library.content.prefectures[self.settings.prefecture]
        website = str(place.website.url) if place.website else OFFICIAL
        where = (place.place.address, place.place.phone) if place.place else ()
        return {
            "name": place.name,
            "wait": [(code, library.words(code).say(WAIT)) for code in _on_screen(library)],
            "broken": [(code, library.words(code).say(BROKEN)) for code in _on_screen(library)],
            "left": french.say(LEFT),
            "again": french.say(AGAIN),
            "place": [str(line) for line in (*where, *(fact.text for fact in place.hours)) if line],
            "code": Markup(segno.make(website, micro=False).svg_inline(omitsize=True)),  # noqa: S704  our drawing
            "website": website,
        }


def _on_screen(library: Library) -> list[str]:
    return [code for code, each in library.languages.items() if "screen" in each.outputs]
