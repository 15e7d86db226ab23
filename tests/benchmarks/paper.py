"""Measure the paper: a checklist, and the kit of one prefecture, beside WeasyPrint making the same from HTML.

Run `python -m tests.benchmarks.paper` with the extra `benchmark` installed and Debian's libpango-1.0-0
and libpangoft2-1.0-0. First: from a process that has loaded the content to the bytes of its first PDF. After:
each further visitor, with answers of their own. Kit: two languages on all processors. The HTML has the same
sentences, drawings and code in two columns; WeasyPrint makes tagged PDF/UA, as we do. All in one run.
"""

from __future__ import annotations

import html
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import islice, product
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kiosk.content.library import open_library
from kiosk.engine.asking import refinements_of
from kiosk.engine.journey import Journey, answered
from kiosk.render.kit import Order, Workshop, orders
from kiosk.render.paper import Press
from kiosk.settings import CodeSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROCEDURE = "etudiant/renewal"
VISITORS = 24
LANGUAGES = ("fr", "ar")
STYLE = """
@page { size: A4; margin: 10mm }
body { font: 10.5pt Noto Sans, Noto Sans Arabic }
svg { height: 1.4em; width: 1.4em }
table { width: 100%; border-collapse: collapse }
td { width: 50%; vertical-align: top; border-bottom: 1px solid #999 }
"""
SHOP: list[Workshop] = []


def workshop() -> Workshop:
    """Return the workshop of Tarn-et-Garonne."""
    return Workshop(Press(open_library(), CodeSettings()), "82", date(2026, 11, 26))


def html_of(page: dict[str, Any]) -> str:
    """Return the page as HTML: each sentence in both languages on a row, with its drawing."""
    rows = "".join(
        _rows({key: page[key] for key in ("heading", "who", "sections", "place", "sources")}, page)
    )
    way = "rtl" if page["right_to_left"] else "ltr"
    body = f"<h1>{html.escape(page['title'])}</h1><table>{rows}</table>{page['code'] or ''}"
    head = f"<meta charset='utf-8'><title>{html.escape(page['title'])}</title><style>{STYLE}</style>"
    return f"<html lang='{page['language']}' dir='{way}'><head>{head}</head><body>{body}</body></html>"


def _rows(value: Any, page: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _rows(part, page)
    elif isinstance(value, dict) and "french" in value:
        own = html.escape(value["own"] or "")
        yield f"<tr><td>{own}<td lang='fr' dir='ltr'>{html.escape(value['french'])}</tr>"
    elif isinstance(value, dict):
        if drawing := page["pictograms"].get(value.get("pictogram", "")):
            yield f"<tr><td colspan=2>{drawing}</tr>"
        for part in value.values():
            yield from _rows(part, page)


def ours(shop: Workshop, order: Order, journey: Journey) -> bytes:
    """Return the page as we make it."""
    return shop.page(order, shop.document(order, journey))


def theirs(shop: Workshop, order: Order, journey: Journey) -> bytes:
    """Return the page as WeasyPrint makes it, from the same data."""
    from weasyprint import HTML

    page = shop.press._page(shop.document(order, journey), order.papers[order.size])
    return HTML(string=html_of(page)).write_pdf(pdf_variant="pdf/ua-1")


def journeys(shop: Workshop) -> list[Journey]:
    """Return visitors who answered everything, each otherwise."""
    content = shop.press.library.content
    names = refinements_of(content, PROCEDURE, Journey())
    choices = [[choice.id for choice in content.tree.refinements[name].answers] for name in names]
    found = []
    for answers in islice(product(*choices), VISITORS):
        journey = Journey()
        for name, answer in zip(names, answers, strict=True):
            journey = answered(journey, name, answer)
        found.append(journey)
    return found


def timed(make: Callable[..., bytes], *arguments: Any) -> float:
    """Return how long a page takes, in seconds."""
    started = perf_counter()
    assert make(*arguments).startswith(b"%PDF")
    return perf_counter() - started


def checklists(make: Callable[..., bytes], language: str) -> tuple[float, list[float]]:
    """Return the seconds of the first checklist of this process, and of each after it."""
    shop = workshop()
    order = Order(PROCEDURE, language)
    first, *rest = (timed(make, shop, order, journey) for journey in journeys(shop))
    return first, rest


def _open() -> None:
    SHOP.append(workshop())


def _one(make: Callable[..., bytes], order: Order) -> int:
    return len(make(SHOP[0], order, Journey()))


def kit(make: Callable[..., bytes]) -> float:
    """Return the seconds of all the A4 and A3 pages of the kit, the opening of the content included."""
    wanted = list(orders(open_library().content, LANGUAGES))
    started = perf_counter()
    with ProcessPoolExecutor(os.cpu_count(), initializer=_open) as pool:
        assert all(pool.map(_one, [make] * len(wanted), wanted, chunksize=4))
    return perf_counter() - started


def row(what: str, this: float, that: float, budget: float) -> None:
    """Print one figure beside WeasyPrint's, and its budget in seconds."""
    verdict = "" if this <= budget else "  over"
    figures = f"{this * 1e3:>9.0f} ms{that * 1e3:>9.0f} ms{this / that:>7.2f}{budget * 1e3:>9.0f} ms"
    print(f"{what:<34}{figures}{verdict}")


def main() -> None:
    """Measure in processes of their own, in turns, then report."""
    print(f"{'what':<34}{'ours':>12}{'WeasyPrint':>12}{'ratio':>7}{'budget':>12}")
    for language in (*LANGUAGES, "en"):
        found = {}
        for make in (ours, theirs):
            with ProcessPoolExecutor(1) as pool:
                found[make] = pool.submit(checklists, make, language).result()
        row(f"checklist {language}, first", found[ours][0], found[theirs][0], 0.5)
        for name, figure in (("median", median), ("p95", lambda seconds: quantiles(seconds, n=20)[-1])):
            row(
                f"checklist {language}, after, {name}", figure(found[ours][1]), figure(found[theirs][1]), 0.05
            )
    if "--kit" in sys.argv:
        row(f"kit in {' and '.join(LANGUAGES)}", kit(ours), kit(theirs), 60)


if __name__ == "__main__":
    main()
