"""Compose the Documents that a prefecture hangs and hands out: posters, leaflets, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.languages import message
from kiosk.content.prose import join
from kiosk.content.terms import is_procedure
from kiosk.engine import document as doc
from kiosk.engine.facts import caution, confidence, contact, page_of, statement, title_of
from kiosk.engine.leaves import compose_leaf
from kiosk.engine.requests import requests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kiosk.content.models import Answer, Content, Permit, Request, Tree, Use
    from kiosk.content.terms import Prose
    from kiosk.engine.facts import Case

MOST_ENDS = 50
"""How many rows a path has on one sheet of A3."""
NO_WINDOW = message("No date is fixed")


def deposits_poster(case: Case) -> doc.Document:
    """Return the poster of the ways to file: for each way the windows, and the requests in each."""
    deposits = case.content.deposits.deposits
    ways: dict[tuple[Prose, ...], dict[Prose, list[doc.Paragraph]]] = {}
    drawings = {deposit.name: deposit.pictogram for deposit in deposits.values()}
    for procedure, permit, request in requests(case.content):
        names = tuple(dict.fromkeys(deposits[use.use].name for use in _filed(case, procedure, request)))
        when = _when(case, permit, request)
        ways.setdefault(names, {}).setdefault(when, []).append(doc.Paragraph(request.title))
    sections = tuple(
        doc.Section("way", join(" / ", names), drawings[names[0]], tuple(_windows(windows)))
        for names, windows in sorted(ways.items(), key=lambda way: -sum(map(len, way[1].values())))
    )
    title = case.words.say("How and when to file each request")
    return page_of(case, "poster/deposits", title, "calendar", (*sections, _doubt(case)))


def _windows(windows: Mapping[Prose, list[doc.Paragraph]]) -> Iterator[doc.Block]:
    longest_first = sorted(windows.items(), key=lambda window: -len(window[1]))
    return (doc.Answered(window, tuple(dict.fromkeys(rows))) for window, rows in longest_first)


def _doubt(case: Case) -> doc.Section:
    """Return what must be said of a poster that hangs for long."""
    text = case.words.say("Ask your prefecture if the way to file has changed.")
    return doc.Section("doubt", text, "warning", ())


def _filed(case: Case, procedure: str, request: Request) -> tuple[Use, ...]:
    """Return the ways to file a request: those of the prefecture, or the national ones."""
    local = tuple(use for use in case.place.deposits if use.procedure == procedure)
    return local or request.deposit


def _when(case: Case, permit: Permit, request: Request) -> Prose:
    """Return in words when to file; several windows depend on the person."""
    say = case.words.say
    if case.on > permit.review_by:
        return say("Ask the desk when to file.")
    windows = list(dict.fromkeys(_window(case, use) for use in request.windows))
    if len(windows) < 2:
        return windows[0] if windows else say(NO_WINDOW)
    return join(" / ", [say("According to your case:"), *windows])


def _window(case: Case, use: Use) -> Prose:
    if confidence(case.content, use) is Confidence.UNCONFIRMED:
        return case.words.say("The prefecture will confirm when to file.")
    text, note = case.content.deposits.windows[use.use].text, caution(case, use)
    return text if note is None else join(" ", [text, note])


def path_poster(case: Case, question: str) -> doc.Document:
    """Return the poster of the multiple-choice path that begins with a question of the tree."""
    asked = case.content.tree.questions[question]
    drawn = _fitting(case.content.tree, question)
    branches = tuple(_branch(case, answer, drawn) for answer in asked.answers)
    sections = (doc.Section("path", asked.text, "list", branches),)
    opening = next((a for a in _answers(case.content) if a.goto == question), None)
    title, pictogram = (opening.label, opening.pictogram) if opening else (asked.text, "list")
    return page_of(case, f"poster/{question}", title, pictogram, sections)


def paths(content: Content) -> list[str]:
    """Return the questions that have a path of their own.

    Those to which the first question leads, and those for which the path of another has no room. One that
    leads to other pages (what has changed, questions and answers) has none.
    """
    tree = content.tree
    waiting = _opened(tree, tree.start)
    found: dict[str, None] = {}
    shown: set[str] = set()
    for name in waiting:
        if name in shown or not all(map(_drawn, _ends(tree, name))):
            continue
        found[name] = None
        drawn = _fitting(tree, name)
        shown |= drawn | {name}
        waiting += [each for one in (name, *drawn) for each in _opened(tree, one) if each not in drawn]
    return list(found)


def _opened(tree: Tree, name: str) -> list[str]:
    """Return the questions to which the answers of a question lead."""
    return [answer.goto for answer in tree.questions[name].answers if answer.goto in tree.questions]


def _fitting(tree: Tree, name: str) -> set[str]:
    """Return the questions after one that fit its poster: the nearest first, each drawn once."""
    drawn: set[str] = set()
    ends, waiting = len(tree.questions[name].answers), _opened(tree, name)
    for each in waiting:
        more = len(tree.questions[each].answers) - 1
        if each not in drawn and ends + more <= MOST_ENDS:
            drawn.add(each)
            ends += more
            waiting += _opened(tree, each)
    return drawn


def _ends(tree: Tree, name: str) -> Iterator[str]:
    for answer in tree.questions[name].answers:
        yield from _ends(tree, answer.goto) if answer.goto in tree.questions else (answer.goto,)


def _drawn(target: str) -> bool:
    return is_procedure(target) or target.startswith("referral/")


def _answers(content: Content) -> Iterator[Answer]:
    return (answer for question in content.tree.questions.values() for answer in question.answers)


def _branch(case: Case, answer: Answer, drawn: set[str]) -> doc.Branch:
    """Return an answer with what follows it; a question that stands elsewhere is only named."""
    question = case.content.tree.questions.get(answer.goto)
    if question is not None and answer.goto in drawn:
        drawn.remove(answer.goto)
        branches = tuple(_branch(case, each, drawn) for each in question.answers)
        return doc.Branch(answer.label, answer.pictogram, question.text, branches)
    return doc.Branch(answer.label, answer.pictogram, end=title_of(case.content, answer.goto))


def faq_leaflet(case: Case) -> doc.Document:
    """Return the leaflet of questions and answers, by theme."""
    sections = tuple(
        doc.Section(name, theme.title, theme.pictogram, compose_leaf(case, f"faq/{name}").sections[0].blocks)
        for name, theme in case.content.faq.themes.items()
    )
    title = case.words.say("Questions and answers")
    return page_of(case, "faq", title, "help", (*sections, _address(case)))


def notice_leaflet(case: Case) -> doc.Document:
    """Return the leaflet of what has changed."""
    leaf = compose_leaf(case, "notices/all")
    return page_of(case, "notice", leaf.title, leaf.pictogram, (*leaf.sections, _address(case)))


def _address(case: Case) -> doc.Section:
    """Return where the prefecture is: it stands at the foot of what people take away."""
    place = case.place.place
    contacts = (contact(case, place),) if place else ()
    return doc.Section("file", case.words.say("Where to go"), "prefecture", contacts)


def sign(cases: Iterable[Case], name: str) -> doc.Document:
    """Return a sign of the reception, in the languages that have its words; French comes first."""
    first, *others = cases
    here = first.content.signs.signs[name]
    said = [_wording(each, name) for each in (first, *others)]
    block = doc.Sign(tuple(wording for wording in said if wording is not None))
    section = doc.Section("sign", here.text, here.pictogram, (block,))
    return page_of(first, f"sign/{name}", here.text, here.pictogram, (section,))


def _wording(case: Case, name: str) -> doc.Wording | None:
    """Return the words of a sign in a language, or None while they are not translated."""
    words, shown = case.words, case.content.signs.signs[name]
    if shown.text.language != words.code:
        return None
    detail = str(statement(case, shown.detail).text) if shown.detail else None
    language = words.language
    return doc.Wording(words.code, language.right_to_left, language.font, str(shown.text), detail)


def pictogram_sheet(case: Case, titles: Mapping[str, str]) -> doc.Document:
    """Return the sheet of all pictograms, each with its name and what it shows."""
    items = tuple(doc.Item(case.words.say(title), name) for name, title in titles.items())
    title = case.words.say("Pictograms")
    section = doc.Section("bank", title, "list", (doc.Bank(items),))
    return page_of(case, "pictograms", title, "photo", (section,))
