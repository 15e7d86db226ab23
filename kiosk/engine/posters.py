"""Compose the Documents that a prefecture hangs and hands out: posters, leaflets, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.fields import Confidence
from kiosk.content.languages import message
from kiosk.content.prose import join
from kiosk.content.terms import is_procedure
from kiosk.engine import document as doc
from kiosk.engine.facts import caution, confidence, contact, document_of, statement
from kiosk.engine.journey import request_of
from kiosk.engine.leaves import compose_leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kiosk.content.models import Answer, Content, Permit, Request, Tree, Use
    from kiosk.content.terms import Prose
    from kiosk.engine.facts import Setting

NO_WINDOW = message("No date is fixed")


def deposits_poster(setting: Setting) -> doc.Document:
    """Return the poster of the ways to file: for each way the windows, and the requests in each."""
    deposits = setting.content.deposits.deposits
    ways: dict[tuple[Prose, ...], dict[Prose, list[doc.Paragraph]]] = {}
    drawings = {deposit.name: deposit.pictogram for deposit in deposits.values()}
    for procedure, permit, request in _requests(setting.content):
        names = tuple(dict.fromkeys(deposits[use.use].name for use in _filed(setting, procedure, request)))
        when = _when(setting, permit, request)
        ways.setdefault(names, {}).setdefault(when, []).append(doc.Paragraph(request.title))
    sections = tuple(
        doc.Section("way", join(" / ", names), drawings[names[0]], tuple(_windows(windows)))
        for names, windows in sorted(ways.items(), key=lambda way: -sum(map(len, way[1].values())))
    )
    title = setting.words.say("How and when to file each request")
    return _poster(setting, "poster/deposits", title, "calendar", (*sections, _doubt(setting)))


def _windows(windows: Mapping[Prose, list[doc.Paragraph]]) -> Iterator[doc.Block]:
    longest_first = sorted(windows.items(), key=lambda window: -len(window[1]))
    return (doc.Answered(window, tuple(dict.fromkeys(rows))) for window, rows in longest_first)


def _doubt(setting: Setting) -> doc.Section:
    """Return what must be said of a poster that hangs for long."""
    text = setting.words.say("Ask your prefecture if the way to file has changed.")
    return doc.Section("doubt", text, "warning", ())


def _requests(content: Content) -> Iterator[tuple[str, Permit, Request]]:
    for name, permit in content.permits.items():
        for kind, request in permit.requests.items():
            yield f"{name}/{kind}", permit, request


def _filed(setting: Setting, procedure: str, request: Request) -> tuple[Use, ...]:
    """Return the ways to file a request: those of the prefecture, or the national ones."""
    local = tuple(use for use in setting.place.deposits if use.procedure == procedure)
    return local or request.deposit


def _when(setting: Setting, permit: Permit, request: Request) -> Prose:
    """Return in words when to file; several windows depend on the person."""
    say = setting.words.say
    if setting.on > permit.review_by:
        return say("Ask the desk when to file.")
    windows = list(dict.fromkeys(_window(setting, use) for use in request.windows))
    if len(windows) < 2:
        return windows[0] if windows else say(NO_WINDOW)
    return join(" / ", [say("According to your case:"), *windows])


def _window(setting: Setting, use: Use) -> Prose:
    if confidence(setting.content, use) is Confidence.UNCONFIRMED:
        return setting.words.say("The prefecture will confirm when to file.")
    text, note = setting.content.deposits.windows[use.use].text, caution(setting, use)
    return text if note is None else join(" ", [text, note])


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
    title = setting.words.say("Questions and answers")
    return _poster(setting, "faq", title, "help", (*sections, _address(setting)))


def notice_leaflet(setting: Setting) -> doc.Document:
    """Return the leaflet of what has changed."""
    leaf = compose_leaf(setting, "notices/all")
    return _poster(setting, "notice", leaf.title, leaf.pictogram, (*leaf.sections, _address(setting)))


def _address(setting: Setting) -> doc.Section:
    """Return where the prefecture is: it stands at the foot of what people take away."""
    place = setting.place.place
    contacts = (contact(setting, place),) if place else ()
    return doc.Section("file", setting.words.say("Where to go"), "prefecture", contacts)


def sign(settings: Iterable[Setting], name: str) -> doc.Document:
    """Return a sign of the reception, in the languages that have its words; French comes first."""
    first, *others = settings
    here = first.content.signs.signs[name]
    said = [_wording(each, name) for each in (first, *others)]
    block = doc.Sign(tuple(wording for wording in said if wording is not None))
    section = doc.Section("sign", here.text, here.pictogram, (block,))
    return _poster(first, f"sign/{name}", here.text, here.pictogram, (section,))


def _wording(setting: Setting, name: str) -> doc.Wording | None:
    """Return the words of a sign in a language, or None while they are not translated."""
    words, shown = setting.words, setting.content.signs.signs[name]
    if shown.text.language != words.code:
        return None
    detail = str(statement(setting, shown.detail).text) if shown.detail else None
    language = words.language
    return doc.Wording(words.code, language.right_to_left, language.font, str(shown.text), detail)


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
