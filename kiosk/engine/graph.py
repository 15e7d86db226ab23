"""The decision tree as a graph: what leads where, every journey, and how many taps they take.

A tap is an answer; the choice of the language counts as one. All but `journeys` walk each answer once,
and end even on a tree that the gate refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import mean
from typing import TYPE_CHECKING

from kiosk.content.terms import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kiosk.content.models import Question, Tree

LANGUAGE_TAP = 1
DONT_KNOW = "Je ne sais pas"

Way = tuple[tuple[str, str], ...]
"""The answers of one journey, from the start to a leaf: (question, answer) pairs."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One answer of a question, and the question, procedure or referral to which it leads."""

    question: str
    answer: str
    label: str
    target: str


def edges_of(name: str, question: Question) -> Iterator[Edge]:
    """Return the ways on from one question; "I don't know" comes last."""
    for answer in question.answers:
        yield Edge(name, answer.id, answer.label, answer.goto)
    if question.unknown is not None:
        yield Edge(name, UNKNOWN, DONT_KNOW, question.unknown.goto)


def edges(tree: Tree) -> Iterator[Edge]:
    """Return every answer of every question, in the order of the file."""
    for name, question in tree.questions.items():
        yield from edges_of(name, question)


def reachable(tree: Tree, links: Iterable[str] = ()) -> dict[str, None]:
    """Return the questions and targets that some journey or link of a page reaches, the start first."""
    waiting = [tree.start, *links]
    found = dict.fromkeys(waiting)
    while waiting:
        name = waiting.pop()
        for edge in edges_of(name, tree.questions[name]) if name in tree.questions else ():
            if edge.target not in found:
                found[edge.target] = None
                waiting.append(edge.target)
    return found


def unreachable(tree: Tree, links: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the questions that no journey reaches, in the order of the file."""
    found = reachable(tree, links)
    return tuple(name for name in tree.questions if name not in found)


def leaves(tree: Tree) -> tuple[str, ...]:
    """Return the procedures and referrals that some journey reaches, sorted."""
    return tuple(sorted(name for name in reachable(tree) if name not in tree.questions))


def dead_ends(tree: Tree, targets: set[str]) -> tuple[str, ...]:
    """Return the questions from which no journey comes to one of the targets."""
    before: dict[str, list[str]] = {}
    for edge in edges(tree):
        before.setdefault(edge.target, []).append(edge.question)
    good, waiting = set(targets), list(targets)
    while waiting:
        fresh = [name for name in before.get(waiting.pop(), ()) if name not in good]
        good.update(fresh)
        waiting.extend(fresh)
    return tuple(name for name in tree.questions if name not in good)


def journeys(tree: Tree) -> Iterator[Way]:
    """Return every journey from the start to a leaf of a sound tree; there may be very many."""
    waiting: list[tuple[str, Way]] = [(tree.start, ())]
    while waiting:
        name, way = waiting.pop()
        if name not in tree.questions:
            yield way
            continue
        on = [(e.target, (*way, (name, e.answer))) for e in edges_of(name, tree.questions[name])]
        waiting.extend(reversed(on))


def order(tree: Tree) -> list[str]:
    """Return the reachable questions, each after all that lead to it."""
    done: dict[str, None] = {}
    way = {tree.start: _targets(tree, tree.start)} if tree.start in tree.questions else {}
    while way:
        name = next(reversed(way))
        target = next(way[name], None)
        if target is None:
            done[name] = None
            del way[name]
        elif target in tree.questions and target not in way and target not in done:
            way[target] = _targets(tree, target)
    return list(reversed(done))


def _targets(tree: Tree, name: str) -> Iterator[str]:
    return (edge.target for edge in edges_of(name, tree.questions[name]))


def taps(tree: Tree) -> Counter[int]:
    """Count the journeys by the number of taps they take, without walking each of them."""
    arriving = {tree.start: Counter({LANGUAGE_TAP: 1})}
    ended: Counter[int] = Counter()
    for name in order(tree):
        here = arriving.pop(name, Counter())
        for target in _targets(tree, name):
            there = arriving.setdefault(target, Counter()) if target in tree.questions else ended
            for count, ways in here.items():
                there[count + 1] += ways
    return ended


def steps_to(tree: Tree) -> dict[str, tuple[int, Edge | None]]:
    """Return for each reachable question the most answers on the way to it, and the last of them."""
    ways: dict[str, tuple[int, Edge | None]] = {tree.start: (0, None)}
    done: set[str] = set()
    for name in order(tree):
        done.add(name)
        steps = ways[name][0]
        for edge in edges_of(name, tree.questions[name]):
            known = edge.target not in tree.questions or edge.target in done
            if not known and ways.get(edge.target, (0, None))[0] <= steps:
                ways[edge.target] = (steps + 1, edge)
    return ways


def longest_taps(counted: Counter[int]) -> int:
    """Return the number of taps of the longest journey."""
    return max(counted, default=0)


def median_taps(counted: Counter[int]) -> int:
    """Return the number of taps that half of the journeys do not pass."""
    passed, half = 0, counted.total() / 2
    for count in sorted(counted):
        passed += counted[count]
        if passed >= half:
            return count
    return 0


def questions_left(tree: Tree) -> dict[str, float]:
    """Return for each reachable question how many are left on average, itself included."""
    left: dict[str, float] = {}
    for name in reversed(order(tree)):
        left[name] = 1 + mean(left.get(target, 0) for target in _targets(tree, name))
    return left
