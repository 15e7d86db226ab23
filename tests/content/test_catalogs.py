"""Catalogs are read with their lines, refused when spoilt, and written anew without losing work."""

import pytest
from babel.messages.pofile import read_po

from kiosk.content import catalogs
from kiosk.content.catalogs import read_catalog, refresh
from kiosk.content.languages import Language

ENGLISH = Language(
    name="English",
    invitation="Touch here",
    locale="en_GB",
    direction="ltr",
    outputs=("screen",),
    reviewed="drafted",
)


@pytest.fixture
def locales(tmp_path):
    """A locales folder with room for an English catalog."""
    folder = tmp_path / "locales"
    (folder / "en" / "LC_MESSAGES").mkdir(parents=True)
    return folder


def write(locales, text, encoding="utf-8") -> None:
    """Write the English content catalog."""
    catalogs.catalog_path(locales, "en", "procedures").write_bytes(text.encode(encoding))


def test_entries_have_lines(locales):
    """An entry knows its line; a fuzzy or empty one is not translated; an obsolete one is not there."""
    write(
        locales,
        'msgid "Un"\nmsgstr "One"\n\n#, fuzzy\nmsgid "Deux"\nmsgstr "Two"\n\n'
        'msgid "Trois"\nmsgstr ""\n\n#~ msgid "Quatre"\n#~ msgstr "Four"\n',
    )
    found = read_catalog(locales, "en", "procedures")
    assert [(entry.message, entry.text, entry.line) for entry in found.entries] == [
        ("Un", "One", 1),
        ("Deux", "", 5),
        ("Trois", "", 8),
    ]
    assert found.missing(["Un", "Deux", "Cinq"]) == ["Deux", "Cinq"]
    assert found.done(["Un", "Deux", "Cinq"]) == 1


@pytest.mark.parametrize(
    ("text", "encoding"),
    [('msgid "Un"\nmsgstr "\u00e9"\n', "latin-1"), ("what?\n", "utf-8")],
)
def test_spoilt_catalog_is_a_problem(locales, text, encoding):
    """A catalog that cannot be read is a located problem, not a traceback."""
    write(locales, text, encoding)
    problem = read_catalog(locales, "en", "procedures").problem
    assert problem is not None
    assert (problem.file, problem.rule) == ("locales/en/LC_MESSAGES/procedures.po", "catalog")


def test_refresh_keeps_drops_and_adds(locales):
    """Unchanged French keeps its translation and comments; changed French starts empty; the rest goes."""
    write(locales, '# ask Anne\nmsgid "Un"\nmsgstr "One"\n\nmsgid "Deux ans"\nmsgstr "Two years"\n')
    messages = {"Trois ans": ["tree: a.0.b"], "Un": ["fees: x", "tree: y"]}
    written = refresh(locales, "en", ENGLISH, "procedures", messages).decode()
    assert "X-Translation-State: drafted, not yet reviewed by a person" in written
    assert written.endswith(
        '#. tree: a.0.b\nmsgid "Trois ans"\nmsgstr ""\n\n'
        '# ask Anne\n#. fees: x\n#. tree: y\nmsgid "Un"\nmsgstr "One"\n\n'
    )
    assert "Deux" not in written
    assert "Date" not in written


def test_refresh_is_stable(locales):
    """Writing again changes nothing, whatever the sentence holds."""
    messages = {'Dites "oui" : 50 % de %(x)s {y}\\': ["a: b"], "x" * 300: ["c: d"]}
    first = refresh(locales, "en", ENGLISH, "procedures", messages)
    write(locales, first.decode())
    assert refresh(locales, "en", ENGLISH, "procedures", messages) == first
    with catalogs.catalog_path(locales, "en", "procedures").open("rb") as file:
        assert [message.id for message in read_po(file) if message.id] == list(messages)
