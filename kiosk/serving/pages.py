"""The page of the kiosk, and what stands there when there is no kiosk: where to go, when, and a code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.content.languages import message, with_output
from kiosk.content.terms import FRENCH
from kiosk.engine.places import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.content.library import Library
    from kiosk.settings import Settings

WAIT = message("One moment, please. The kiosk is starting again.")
BROKEN = message("The kiosk is out of order. Ask at the reception desk.")
LEFT = message("An agent closed this kiosk.")
AGAIN = message("Open it again")


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

        said = self._said()
        if not broken:
            return "\n\n".join(said["wait"])
        drawn = StringIO()
        if said["code"]:
            said["code"].terminal(drawn, compact=True)
        return "\n".join(
            [*said["broken"], "", said["name"], *said["place"], said["website"], drawn.getvalue()]
        )

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

        library = self.library()
        french = library.words(FRENCH)
        spoken = [library.words(each) for each in with_output(library.languages, "screen")]
        place = library.content.prefectures[self.settings.prefecture]
        website = self.settings.code.website or (place.website and str(place.website.url))
        code = segno.make(website, micro=False) if website else None
        where = (place.place.address, place.place.phone) if place.place else ()
        when = (line for hours in place.hours for line in said(french, hours))
        return {
            "name": place.name,
            "wait": [words.say(WAIT) for words in spoken],
            "broken": [words.say(BROKEN) for words in spoken],
            "left": french.say(LEFT),
            "again": french.say(AGAIN),
            "place": [str(line) for line in (*where, *when) if line],
            "code": code,
            "website": website or "",
        }
