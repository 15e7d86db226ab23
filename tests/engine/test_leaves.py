"""The pages that belong to no permit: questions and answers, notices, deposits, explained terms."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.engine.compose import compose
from kiosk.engine.day import as_of
from kiosk.engine.document import Answered, Glosses
from kiosk.engine.facts import Case
from kiosk.engine.glossary import glossed
from kiosk.engine.journey import Journey
from tests.conftest import DAY


def document(library, target, language="fr", on=DAY):
    """Return the document of a target in Tarn-et-Garonne."""
    words = library.words(language)
    content = as_of(library.in_language(words), on)
    return compose(Case(content, words, "82", Journey(), on), target)


def test_there_are_forty_questions_each_with_an_answer(library):
    """The questions that people really ask are all composed, theme by theme."""
    themes = [document(library, f"faq/{name}") for name in library.content.faq.themes]
    answered = [block for theme in themes for block in theme.sections[0].blocks]
    assert len(answered) >= 40
    assert all(isinstance(block, Answered) and block.facts for block in answered)


def test_the_leaflet_of_changes_removes_what_is_over(library):
    """The end of the shortage-jobs route is announced until the last day of 2026."""
    now = document(library, "notices/all").sections[0].blocks
    later = document(library, "notices/all", on=date(2027, 1, 2)).sections[0].blocks
    assert len(later) < len(now)


def test_every_procedure_stands_in_the_table_of_deposits(library):
    """The table names each request of each permit at least once."""
    blocks = document(library, "deposits/all").sections[0].blocks
    named = {str(fact.text) for block in blocks for fact in block.facts}
    titles = {str(r.title) for permit in library.content.permits.values() for r in permit.requests.values()}
    assert named == titles


@pytest.mark.parametrize("language", ["fr", "en"])
def test_legal_terms_are_explained_where_they_appear(library, language):
    """A sheet that names the récépissé explains it, in the language of the visitor."""
    sheet = document(library, "salarie/renewal", language)
    glosses = [block for section in sheet.sections for block in section.blocks if isinstance(block, Glosses)]
    assert any("cépissé" in term for block in glosses for term, _ in block.items)


def test_a_term_is_found_as_a_whole_word_only(library):
    """A term inside a longer word is not explained."""
    from kiosk.content.terms import Prose

    assert not glossed(library.content.glossary, (Prose("Anefologie"),))
