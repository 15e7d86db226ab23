"""Rules on facts: how far they can be trusted, how old they are, and whether they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.hosts import foreign_host
from kiosk.content.models import Cited
from kiosk.content.names import SHELVES, names_in
from kiosk.engine.fees import in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.content.models import Sources
    from kiosk.content.reader import Where
    from kiosk.engine.review.reviewed import Reviewed
    from kiosk.errors import Problem


def unconfirmed(reviewed: Reviewed) -> Iterator[Problem]:
    """Every fact has a source that gives it: one warning for each file and source, at the first place."""
    yield from _doubts(reviewed, Confidence.UNCONFIRMED, "nothing confirms", "find a source")


def secondary(reviewed: Reviewed) -> Iterator[Problem]:
    """Every fact comes from an official text or page: one warning for each file and source."""
    why, how = "only a secondary source gives", "find the official one"
    yield from _doubts(reviewed, Confidence.SECONDARY, why, how)


def _doubts(reviewed: Reviewed, level: Confidence, why: str, how: str) -> Iterator[Problem]:
    if reviewed.sources is None:
        return
    for file in reviewed.parts.models:
        for source, paths in _cited(reviewed, reviewed.sources, file, level).items():
            count = "1 fact" if len(paths) == 1 else f"{len(paths)} facts (this is the first)"
            sentence = f'{why} {count} from "{source}"; {how}'
            yield reviewed.problem(file, (*paths[0], "source"), str(level), sentence, "warning")


def _cited(reviewed: Reviewed, sources: Sources, file: str, level: Confidence) -> dict[str, list[Where]]:
    """Return the places of the facts that can be trusted that far, by source."""
    found: dict[str, list[Where]] = {}
    for path, node in reviewed.parts.nodes[file]:
        if isinstance(node, Cited) and node.source in sources.sources:
            trusted = node.confidence or sources.sources[node.source].confidence
            if trusted is level:
                found.setdefault(node.source, []).append(path)
    return found


def stale(reviewed: Reviewed) -> Iterator[Problem]:
    """No permit is past the day by which it must be reviewed."""
    for file, permit in reviewed.of_kind("permits"):
        if permit.review_by < reviewed.on:
            sentence = f"the review was due by {permit.review_by}; check the facts, then change both dates"
            yield reviewed.problem(file, ("review_by",), "stale", sentence)


def no_amount(reviewed: Reviewed) -> Iterator[Problem]:
    """Every price and supplement has an amount in force."""
    fees = reviewed.parts.models.get("fees")
    if fees is None:
        return
    for shelf, items in (("scales", fees.scales), ("supplements", fees.supplements)):
        for name, item in items.items():
            if in_force(item.amounts, reviewed.on) is None:
                sentence = f'"{name}" has no amount in force on {reviewed.on}; add the one that is'
                yield reviewed.problem("fees", (shelf, name), "no-amount", sentence)


def foreign_link(reviewed: Reviewed) -> Iterator[Problem]:
    """Every link leads to a public host that sources.yaml names; a name covers its subdomains."""
    if reviewed.sources is None:
        return
    hosts = reviewed.sources.public_hosts
    for file, nodes in reviewed.parts.nodes.items():
        for path, node in nodes:
            for key in ("url", "link"):
                link = vars(node).get(key)
                if link and (host := foreign_host(link, hosts)):
                    sentence = f'"{host}" is not among the public hosts of sources.yaml; correct or add it'
                    yield reviewed.problem(file, (*path, key), "foreign-link", sentence)


def unused(reviewed: Reviewed) -> Iterator[Problem]:
    """Every shared part is used somewhere: documents, sets, scales, sources, refinements and the rest."""
    if not reviewed.whole:
        return
    used = {(kind, word) for nodes in reviewed.parts.nodes.values() for _, kind, word in names_in(nodes)}
    for kind, (file, shelf) in SHELVES.items():
        for name in getattr(reviewed.parts.models[file], shelf):
            if (kind, name) not in used:
                sentence = f'nothing uses the {kind} "{name}"; use it or delete it'
                yield reviewed.problem(file, (shelf, name), "unused", sentence, "warning")


FACT_RULES: tuple[Callable[[Reviewed], Iterator[Problem]], ...] = (
    unconfirmed,
    secondary,
    stale,
    no_amount,
    foreign_link,
    unused,
)
