"""The one traversal: it lists every sentence in order, and rewrites them without changing anything else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import BaseModel

from kiosk.content.loader import load
from kiosk.content.models import Frozen, SupportingDocument
from kiosk.content.prose import UNTRANSLATED, join, rewrite, sentences, translate
from kiosk.content.terms import Prose
from tests.conftest import CONTENT
from tests.toy import TOY

TOY_CONTENT = load(TOY / "procedures")
REAL_CONTENT = load(CONTENT / "procedures")


class Parcel(Frozen):
    """A value with a sentence in every kind of place, and a text that is none."""

    title: Prose
    note: Prose | None
    name: str
    amount: Decimal
    items: tuple[Prose, ...]
    named: dict[str, Prose]
    inner: SupportingDocument


PARCEL = Parcel(
    title=Prose("Un"),
    note=None,
    name="plain",
    amount=Decimal("1.50"),
    items=(Prose("Deux"), Prose("Trois")),
    named={"b": Prose("Quatre"), "a": Prose("Cinq")},
    inner=SupportingDocument(name=Prose("Six"), detail=Prose("Sept"), pictogram="card"),
)


def test_sentences_are_listed_with_their_paths():
    """Every sentence comes once, in the order of the fields, keys and items; other texts do not."""
    assert list(sentences(PARCEL)) == [
        (("title",), "Un"),
        (("items", 0), "Deux"),
        (("items", 1), "Trois"),
        (("named", "b"), "Quatre"),
        (("named", "a"), "Cinq"),
        (("inner", "name"), "Six"),
        (("inner", "detail"), "Sept"),
    ]


def test_rewriting_keeps_types_and_order():
    """Other words in, the same value out: types, keys, order and what is no sentence."""
    loud = rewrite(PARCEL, lambda _, prose: Prose(prose.upper(), "en", prose.french))
    assert type(loud) is Parcel
    assert (loud.title, loud.items, list(loud.named.items())) == (
        "UN",
        ("DEUX", "TROIS"),
        [("b", "QUATRE"), ("a", "CINQ")],
    )
    assert (loud.name, loud.amount, loud.note) == ("plain", Decimal("1.50"), None)
    assert type(loud.inner) is SupportingDocument
    assert [prose.french for _, prose in sentences(loud)] == [str(prose) for _, prose in sentences(PARCEL)]
    assert PARCEL.title == "Un"


def test_rewriting_nothing_copies_nothing():
    """Where no sentence changes the very same value comes back, whole or in part."""
    assert rewrite(PARCEL, lambda _, prose: prose) is PARCEL
    renamed = rewrite(PARCEL, lambda path, prose: Prose("Eins") if path == ("title",) else prose)
    assert renamed.inner is PARCEL.inner
    assert renamed.items is PARCEL.items


@pytest.mark.parametrize("content", [TOY_CONTENT, REAL_CONTENT], ids=["toy", "real"])
def test_the_traversal_sees_the_whole_content(content):
    """No sentence escapes: the traversal finds as many as the plain values of the content hold."""

    def held(value: object) -> int:
        if isinstance(value, Prose):
            return 1
        if isinstance(value, BaseModel):
            return sum(held(item) for item in vars(value).values())
        if isinstance(value, dict):
            return sum(held(item) for item in value.values())
        if isinstance(value, tuple | list | set | frozenset):
            return sum(held(item) for item in value)
        return 0

    listed = list(sentences(content))
    assert len(listed) == held(content) > 0
    assert len({path for path, _ in listed}) == len(listed)


@pytest.mark.parametrize("content", [TOY_CONTENT, REAL_CONTENT], ids=["toy", "real"])
def test_translating_there_and_back(content):
    """A translated content has the same shape, and its French sentences give the first one back."""
    words = {prose.french: f"<{prose.french}>" for _, prose in sentences(content)}
    there = translate(content, "en", words)
    assert [path for path, _ in sentences(there)] == [path for path, _ in sentences(content)]
    assert all(prose == f"<{prose.french}>" and prose.language == "en" for _, prose in sentences(there))
    assert rewrite(there, lambda _, prose: Prose(prose.french)) == content


def test_what_is_not_translated_stays_french_and_is_marked():
    """The fallback is French and shown as such; an empty translation is none."""
    there = translate(PARCEL, "en", {"Un": "One", "Deux": ""})
    assert (there.title, there.title.language, there.title.french) == ("One", "en", "Un")
    for prose in there.items:
        assert prose == f"{UNTRANSLATED} {prose.french}"
        assert prose.language == "fr"


def test_translating_again_starts_from_the_french():
    """A content in one language can be put in another: the marks and words of the first are gone."""
    english = translate(PARCEL, "en", {"Un": "One"})
    arabic = translate(english, "ar", {"Un": "واحد", "Deux": "اثنان"})
    assert (arabic.title, arabic.items[0]) == ("واحد", "اثنان")
    assert arabic.items[1] == f"{UNTRANSLATED} Trois"


def test_joined_sentences():
    """Sentences are joined in both languages; one French part makes the whole French."""
    one, two = Prose("One", "en", "Un"), Prose("Two", "en", "Deux")
    both = join(", ", [one, two])
    assert (both, both.language, both.french) == ("One, Two", "en", "Un, Deux")
    mixed = join(" ", (one, Prose("Trois")))
    assert (mixed, mixed.language, mixed.french) == ("One Trois", "fr", "Un Trois")


def test_a_sentence_is_its_text():
    """A sentence compares and prints as text; without another source it is its own French."""
    prose = Prose("Bonjour")
    assert (prose, prose.language, prose.french) == ("Bonjour", "fr", "Bonjour")
    assert f"{prose}" == "Bonjour"
