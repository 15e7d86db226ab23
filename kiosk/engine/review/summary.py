"""The content in figures: journeys, taps, sentences, and facts by confidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.models import Cited
from kiosk.content.terms import UNKNOWN
from kiosk.engine.graph import LANGUAGE_TAP, journeys, longest_taps, median_taps, taps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Tree
    from kiosk.engine.review.reviewed import Reviewed


def summary(reviewed: Reviewed) -> Iterator[str]:
    """Return the lines of the summary; nothing about a tree or sources that could not be read."""
    yield f"{len(list(reviewed.of_kind('permits')))} permits, {_requests(reviewed)} procedures"
    if reviewed.tree is not None and not reviewed.cyclic:
        counted, sure = taps(reviewed.tree), Counter(_taps_of_those_who_know(reviewed.tree))
        median, longest = median_taps(counted), longest_taps(counted)
        yield f"{sum(counted.values())} journeys, {median} taps in the median, {longest} in the longest"
        yield f'{sum(sure.values())} of them without "I don\'t know", {median_taps(sure)} taps in the median'
    yield f"{len(reviewed.sentences)} distinct sentences"
    yield f"{sum(len(model.examples) for _, model in reviewed.of_kind('permits'))} example persons"
    for confidence, count in _facts(reviewed).items():
        yield f"{count:6} facts {confidence}"


def _taps_of_those_who_know(tree: Tree) -> Iterator[int]:
    """Return the taps of each journey that never answers "I don't know"."""
    for way in journeys(tree):
        if all(answer != UNKNOWN for _, answer in way):
            yield LANGUAGE_TAP + len(way)


def _requests(reviewed: Reviewed) -> int:
    return sum(len(model.requests) for _, model in reviewed.of_kind("permits"))


def _facts(reviewed: Reviewed) -> dict[Confidence, int]:
    """Count the facts by how far they can be trusted, the best first."""
    if reviewed.sources is None:
        return {}
    counted: Counter[Confidence] = Counter()
    for nodes in reviewed.parts.nodes.values():
        for _, node in nodes:
            if isinstance(node, Cited) and node.source in reviewed.sources.sources:
                counted[node.confidence or reviewed.sources.sources[node.source].confidence] += 1
    return {confidence: counted[confidence] for confidence in Confidence}
