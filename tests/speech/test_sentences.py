"""Texts cut into sentences, and made fit to be said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.sentences import sentences, speakable

PIECES = st.sampled_from(
    [*"aB1 .?!,:()\u00bb\u00ab\u061f\u3002\u4f60\u0645\n", "art. ", "L. 421-1", "gouv.fr", "\u00a0"]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Venez. Apportez tout ! Oui ?", ["Venez.", "Apportez tout !", "Oui ?"]),
        ("Il faut 877,50 €. Voir art. L. 421-1.", ["Il faut 877,50 €.", "Voir art. L. 421-1."]),
        ("Bulletin n. 2 de M. Dupont. Fin.", ["Bulletin n. 2 de M. Dupont.", "Fin."]),
        ("Allez sur www.ofii.fr. Puis venez.", ["Allez sur www.ofii.fr.", "Puis venez."]),
        ("Dites « oui. » Puis signez.", ["Dites « oui. »", "Puis signez."]),
        ("Ouvert\u00a0: le lundi… et le jeudi.", ["Ouvert\u00a0: le lundi… et le jeudi."]),
        ("Bring a card, e.g. Yours. Then wait.", ["Bring a card, e.g. Yours.", "Then wait."]),
        ("هل لديك بطاقة؟ نعم. شكرا", ["هل لديك بطاقة؟", "نعم.", "شكرا"]),
        ("请等。再来？（好。）走！", ["请等。", "再来？", "（好。）", "走！"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """A text is cut where a reader would breathe, and not after what is only shortened."""
    assert sentences(text) == expected


@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_nothing_is_lost(text: str) -> None:
    """Whatever the text, its sentences hold all of it but spaces, and none is empty."""
    found = sentences(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(found)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Voir https://www.service-public.gouv.fr/a/F2209?b=1.", "fr", "Voir service-public.gouv.fr."),
        ("访问https://www.ofii.fr/a，再来", "zh", "访问ofii.fr，再来"),
        ("Écrire à jean.dupont@ofii.fr", "fr", "Écrire à jean.dupont@ofii.fr"),
        ("225\u202f€", "fr", "225 euros"),
        ("225 €。", "zh", "225 欧元。"),
        ("225 €", "ru", "225 евро"),
        ("225 €", "xx", "225 €"),
        ("Appelez le 0\u00a0806\u00a0001\u00a0620", "fr", "Appelez le 0, 806, 001, 620"),
        ("05 34 45 33 70", "fr", "05, 34, 45, 33, 70"),
        ("1 234,50 €", "fr", "1234,50 euros"),
        ("1 443,11 €", "ar", "1443.11 يورو"),
        ("30\u202f000 €, ou 17 317,39 €", "fr", "30000 euros, ou 17317,39 euros"),
        ("30,000 €, 1,603.12 €", "en", "30,000 euros, 1,603.12 euros"),
        ("\u206650\u00a0%\u2069", "ar", "50 بالمائة"),
        ("50 %", "xx", "50 %"),
        ("+33 5 63 22 82 00", "fr", "+33, 5, 63, 22, 82, 00"),
        ("06 12 34 56 78 : 1 500 €", "fr", "06, 12, 34, 56, 78 : 1500 euros"),
        ("cerfa n°\u00a015619, art. L. 421-1", "fr", "cerfa numéro 15619, article L. 421-1"),
        ("[FR] ┌─┐ ☐ « Étudiant » → ✓", "fr", "Étudiant"),
        ("[[p'a]] <b>", "fr", "p'a b"),
        ("☐ → ...", "fr", ""),
    ],
)
def test_speakable(text: str, language: str, expected: str) -> None:
    """What one only reads becomes what one can say, or nothing."""
    assert speakable(text, language) == expected


@given(st.lists(PIECES, max_size=40).map("".join))
def test_speakable_keeps_every_word(text: str) -> None:
    """Letters and digits are all said, in their order; twice made speakable is as once."""
    said = speakable(text, "en")
    assert list(filter(str.isalnum, said)) == list(filter(str.isalnum, text))
    assert speakable(said, "en") == said
