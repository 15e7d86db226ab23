"""Compose the Documents that a prefecture hangs and hands out: posters, leaflets, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.languages import message
from kiosk.content.terms import Prose, is_procedure
from kiosk.engine import document as doc
from kiosk.engine.facts import document_of, statement
from kiosk.engine.journey import request_of
from kiosk.engine.leaves import compose_leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kiosk.content.languages import Words
    from kiosk.content.models import Answer, Content, Request, Tree
    from kiosk.engine.facts import Setting

NO_WINDOW = message("No date is fixed")


def deposits_poster(setting: Setting) -> doc.Document:
    """Return the poster of the ways to file: for each way the windows, and the requests in each."""
    ways: dict[str, dict[Prose, list[doc.Paragraph]]] = {}
    names = {}
    for procedure, request in _requests(setting.content):
        for deposit, window in _filed(setting, procedure, request):
            name = setting.content.deposits.deposits[deposit].name
            names[name.french] = (name, setting.content.deposits.deposits[deposit].pictogram)
            listed = ways.setdefault(name.french, {}).setdefault(window, [])
            listed.append(doc.Paragraph(request.title))
    sections = tuple(
        doc.Section(french, *names[french], tuple(_windows(windows))) for french, windows in ways.items()
    )
    title = setting.words.say("How and when to file each request")
    return _poster(setting, "poster/deposits", title, "calendar", sections)


def _windows(windows: Mapping[Prose, Iterable[doc.Paragraph]]) -> Iterator[doc.Block]:
    return (doc.Answered(window, tuple(dict.fromkeys(rows))) for window, rows in windows.items())


def _requests(content: Content) -> Iterator[tuple[str, Request]]:
    for name, permit in content.permits.items():
        for kind, request in permit.requests.items():
            yield f"{name}/{kind}", request


def _filed(setting: Setting, procedure: str, request: Request) -> Iterator[tuple[str, Prose]]:
    """Return each way to file a request here, with each of its windows in words."""
    local = [use.use for use in setting.place.deposits if use.procedure == procedure]
    windows = [setting.content.deposits.windows[use.use].text for use in request.windows]
    for deposit in local or [use.use for use in request.deposit]:
        for window in windows or [setting.words.say(NO_WINDOW)]:
            yield deposit, window


def path_poster(setting: Setting, question: str) -> doc.Document:
    """Return the poster of the multiple-choice path that begins with a question of the tree."""
    asked = setting.content.tree.questions[question]
    branches = tuple(_branch(setting, answer) for answer in asked.answers)
    sections = (doc.Section("path", asked.text, "list", branches),)
    opening = next((a for a in _answers(setting.content) if a.goto == question), None)
    title, pictogram = (opening.label, opening.pictogram) if opening else (asked.text, "list")
    return _poster(setting, f"poster/{question}", title, pictogram, sections)


def paths(content: Content) -> list[str]:
    """Return the questions that have a path of their own: those to which the first question leads.

    One that only leads to pages (what has changed, questions and answers) has none.
    """
    tree = content.tree
    opened = [answer.goto for answer in tree.questions[tree.start].answers if answer.goto in tree.questions]
    return [name for name in opened if all(map(_drawn, _ends(tree, name)))]


def _ends(tree: Tree, name: str) -> Iterator[str]:
    for answer in tree.questions[name].answers:
        yield from _ends(tree, answer.goto) if answer.goto in tree.questions else (answer.goto,)


def _drawn(target: str) -> bool:
    return is_procedure(target) or target.startswith("referral/")


def _answers(content: Content) -> Iterator[Answer]:
    return (answer for question in content.tree.questions.values() for answer in question.answers)


def _branch(setting: Setting, answer: Answer) -> doc.Branch:
    question = setting.content.tree.questions.get(answer.goto)
    if question is not None:
        branches = tuple(_branch(setting, each) for each in question.answers)
        return doc.Branch(answer.label, answer.pictogram, question.text, branches)
    return doc.Branch(answer.label, answer.pictogram, end=_end(setting.content, answer.goto))


def _end(content: Content, target: str) -> Prose:
    """Return the name of a procedure or referral."""
    if is_procedure(target):
        return request_of(content, target)[1].title
    return content.referrals.referrals[target.removeprefix("referral/")].title


def faq_leaflet(setting: Setting) -> doc.Document:
    """Return the leaflet of questions and answers, by theme."""
    sections = tuple(
        doc.Section(
            name, theme.title, theme.pictogram, compose_leaf(setting, f"faq/{name}").sections[0].blocks
        )
        for name, theme in setting.content.faq.themes.items()
    )
    return _poster(setting, "faq", setting.words.say("Questions and answers"), "help", sections)


def notice_leaflet(setting: Setting) -> doc.Document:
    """Return the leaflet of what has changed."""
    leaf = compose_leaf(setting, "notices/all")
    return _poster(setting, "notice", leaf.title, leaf.pictogram, leaf.sections)


def sign(setting: Setting, others: Iterable[tuple[Words, Content]], name: str) -> doc.Document:
    """Return a sign of the reception, in French and then in other languages that have its words."""
    here = setting.content.signs.signs[name]
    said = [(setting.words, setting.content), *others]
    texts, details = [], []
    for words, content in said:
        other = content.signs.signs[name]
        if other.text.language == words.code:
            texts.append((words.language, other.text))
            if other.detail:
                details.append((words.language, statement(setting, other.detail).text))
    block = doc.Sign(tuple(texts), tuple(details))
    section = doc.Section("sign", here.text, here.pictogram, (block,))
    return _poster(setting, f"sign/{name}", here.text, here.pictogram, (section,))


def pictogram_sheet(setting: Setting, titles: Mapping[str, str]) -> doc.Document:
    """Return the sheet of all pictograms, each with its name and what it shows."""
    items = tuple(doc.Item(setting.words.say(title), name) for name, title in titles.items())
    title = setting.words.say("Pictograms")
    section = doc.Section("bank", title, "list", (doc.Bank(items),))
    return _poster(setting, "pictograms", title, "photo", (section,))


def _poster(
    setting: Setting, name: str, title: Prose, pictogram: str, sections: tuple[doc.Section, ...]
) -> doc.Document:
    return document_of(
        setting, name, title, pictogram, permit=title, who=(), sections=sections, official_page=None
    )
