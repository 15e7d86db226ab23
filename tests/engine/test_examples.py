"""Every example person of the real content gets the list that the example says."""

from __future__ import annotations

import pytest

from kiosk.content.library import open_library
from kiosk.engine.day import as_of
from kiosk.engine.examples import faults
from tests.conftest import DAY

CONTENT = as_of(open_library().content, DAY)
EXAMPLES = [(name, example) for name, permit in CONTENT.permits.items() for example in permit.examples]


@pytest.mark.parametrize(
    ("permit", "example"), EXAMPLES, ids=[f"{name}: {example.person[:50]}" for name, example in EXAMPLES]
)
def test_example(permit, example):
    """The answers of the person lead to the documents that must come, and away from the others."""
    assert list(faults(CONTENT, permit, example)) == []


def test_there_are_enough_examples():
    """At least 120 persons, each from the first screen on, half with short questions, two a permit."""
    assert len(EXAMPLES) >= 120
    refined = [each for _, each in EXAMPLES if set(each.answers) & set(CONTENT.tree.refinements)]
    assert len(refined) * 2 >= len(EXAMPLES)
    assert all(CONTENT.tree.start in example.answers for _, example in EXAMPLES)
    assert all(len(permit.examples) >= 2 for permit in CONTENT.permits.values())


def test_a_wrong_example_is_found():
    """An example that asks for the wrong document, or spares one that is asked, is reported."""
    permit, example = next((name, each) for name, each in EXAMPLES if each.brings)
    wrong = example.model_copy(update={"brings": ("no-such-paper",), "spares": example.brings})
    assert len(list(faults(CONTENT, permit, wrong))) == 1 + len(example.brings)
