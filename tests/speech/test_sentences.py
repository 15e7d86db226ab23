"""Texts cut into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.sentences import sentences


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Venez. Apportez tout !", ["Venez.", "Apportez tout !"]),
        (
            "Il faut 877,50 € par mois. Voir art. L. 421-1.",
            ["Il faut 877,50 € par mois.", "Voir art. L. 421-1."],
        ),
        ("هل لديك بطاقة؟ نعم.", ["هل لديك بطاقة؟", "نعم."]),
        ("请等。再来。", ["请等。", "再来。"]),
        ("Carte « étudiant » › ☐ ◀", ["Carte étudiant"]),
        (
            "Voir https://www.service-public.gouv.fr/particuliers/vosdroits/F2231",
            ["Voir www.service-public.gouv.fr"],
        ),
        ("", []),
    ],
)
def test_sentences(text, said):
    """Sentences end where a reader would breathe; signs are not said."""
    assert sentences(text) == said


@given(st.text(alphabet="aB.?! é؟م。1,", max_size=60))
def test_nothing_is_lost(text):
    """All words are said, in their order."""
    assert "".join(" ".join(sentences(text)).split()) == "".join(text.split())
