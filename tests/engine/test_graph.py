"""The graph of the tree: what leads where, how many taps a journey takes, and its four forms."""

import json
import shutil
import subprocess
import time

import pytest

from kiosk.content.languages import content_folder
from kiosk.content.loader import load
from kiosk.content.models import Tree
from kiosk.engine import drawing, graph
from kiosk.engine.journey import Journey, replay
from tests.toy import TOY


def tree(start="a", **questions) -> Tree:
    """Make a tree from `question="answer>target answer>target"`; `unknown` is "I don't know"."""
    made = {}
    for name, steps in questions.items():
        pairs = [step.split(">") for step in steps.split()]
        answers = [
            {"id": key, "label": f"{key} ?", "pictogram": "card", "goto": goto}
            for key, goto in pairs
            if key != "unknown"
        ]
        unknown = [{"goto": goto} for key, goto in pairs if key == "unknown"]
        made[name] = {"text": f"{name}?", "answers": answers, "unknown": unknown[0] if unknown else None}
    return Tree(start=start, questions=made, refinements={})


@pytest.fixture
def diamond() -> Tree:
    """A tree in which two ways meet, and one question that no answer leads to."""
    return tree(a="x>b y>c unknown>r/z", b="x>c y>p/q", c="x>p/q", d="x>a")


@pytest.fixture(scope="module")
def toy_tree() -> Tree:
    """The tree of the toy content."""
    return load(TOY / "procedures").tree


def test_edges_are_every_answer_in_order(diamond):
    """An edge is an answer; "I don't know" comes last."""
    found = [(edge.question, edge.answer, edge.target) for edge in graph.edges(diamond)]
    assert found[:3] == [("a", "x", "b"), ("a", "y", "c"), ("a", "unknown", "r/z")]
    assert len(found) == 7


def test_reach(diamond):
    """What journeys reach, what they miss, and where they end."""
    assert set(graph.reachable(diamond)) == {"a", "b", "c", "p/q", "r/z"}
    assert graph.unreachable(diamond) == ("d",)
    assert graph.leaves(diamond) == ("p/q", "r/z")


def test_dead_ends():
    """A question from which no procedure can be reached is a dead end, and so is what leads only to it."""
    lost = tree(a="x>b y>p/q", b="x>c", c="x>no/where")
    assert graph.dead_ends(lost, {"p/q"}) == ("b", "c")


def test_journeys_are_every_way(diamond):
    """Every journey is listed once, in the order of the answers."""
    assert list(graph.journeys(diamond)) == [
        (("a", "x"), ("b", "x"), ("c", "x")),
        (("a", "x"), ("b", "y")),
        (("a", "y"), ("c", "x")),
        (("a", "unknown"),),
    ]


def test_journeys_replay_to_a_leaf(toy_tree):
    """Replaying any journey ends on a procedure or referral, and on no other place."""
    for way in graph.journeys(toy_tree):
        position = replay(toy_tree, Journey(way))
        assert position.procedure in graph.leaves(toy_tree)
        assert position.passed == tuple(question for question, _ in way)


def test_taps_count_answers_and_the_language(diamond):
    """The number of taps is known without walking the journeys, and agrees with them."""
    counted = graph.taps(diamond)
    assert counted == {4: 1, 3: 2, 2: 1}
    assert (graph.longest_taps(counted), graph.median_taps(counted)) == (4, 3)
    assert {name: steps for name, (steps, _) in graph.steps_to(diamond).items()} == {"a": 0, "b": 1, "c": 2}


def test_refused_trees_end():
    """Circles and a dangling start end the walk: check reports them with the rest."""
    circle = tree(a="x>b y>a", b="x>a y>p/q")
    assert set(graph.steps_to(circle)) == {"a", "b"}
    assert graph.longest_taps(graph.taps(circle)) == 3
    nowhere = tree(start="gone", a="x>p/q")
    assert graph.unreachable(nowhere) == ("a",)
    assert graph.taps(nowhere) == {}


def test_many_ways_are_counted_in_little_time():
    """A tree with a billion billion journeys and thousands of questions is no slower than its size."""
    ladder = {f"q{n}": f"x>q{n + 1} y>q{n + 1}" for n in range(60)}
    assert graph.taps(tree("q0", **ladder, q60="x>p/q")).total() == 2**60
    chain = tree("q0", **{f"q{n}": f"x>q{n + 1}" for n in range(4000)}, q4000="x>p/q")
    started = time.process_time()
    assert graph.longest_taps(graph.taps(chain)) == 4002
    assert graph.steps_to(chain)["q4000"][0] == 4000
    assert time.process_time() - started < 1


def test_text(toy_tree):
    """The text form indents each answer under its question."""
    assert drawing.text(toy_tree).splitlines() == [
        "need: Que voulez-vous faire ?",
        "  Voler > dragon: Avez-vous un dragon ?",
        "    Oui > dragon/renewal",
        "    Non > dragon/first",
        "  Nager > mermaid/first",
        "  Je ne sais pas > referral/harbour",
    ]


def test_text_names_a_question_again_without_its_answers(diamond):
    """A question met a second time is not written out again."""
    assert drawing.text(diamond).count("c (see above)") == 1


def test_json(toy_tree):
    """The JSON form holds the edges, the reach and the taps."""
    value = json.loads(drawing.as_json(toy_tree))
    assert value["leaves"] == ["dragon/first", "dragon/renewal", "mermaid/first", "referral/harbour"]
    assert value["journeys"] == 4
    assert value["taps"] == {"longest": 3, "median": 2}
    assert value["edges"][0] == {"question": "need", "answer": "fly", "label": "Voler", "target": "dragon"}


def test_quotes_do_not_break_a_drawing(diamond):
    """Words with quotes, brackets and backslashes stay words in Mermaid and DOT."""
    odd = diamond.questions["a"].model_copy(update={"text": 'a "b" <c> \\'})
    changed = diamond.model_copy(update={"questions": {**diamond.questions, "a": odd}})
    assert 'n0["a #34;b#34; #60;c#62; #92;"]' in drawing.mermaid(changed)
    assert r'"a" [label="a \"b\" <c> \\"];' in drawing.dot(changed)


@pytest.mark.parametrize("write", [drawing.mermaid, drawing.dot])
def test_drawings_hold_every_edge(toy_tree, write):
    """Each answer is one arrow."""
    assert len([line for line in write(toy_tree).splitlines() if "->" in line or "-->" in line]) == 5


def test_graphviz_reads_dot(toy_tree):
    """Where Graphviz is installed, it draws the tree; elsewhere the form is checked by its braces."""
    drawn = drawing.dot(toy_tree)
    if shutil.which("dot"):
        run = subprocess.run(["dot", "-Tsvg"], input=drawn, capture_output=True, text=True, check=True)
        assert run.stdout.count('class="edge"') == 5
    assert (drawn[:14], drawn[-1]) == ("digraph tree {", "}")


def test_every_journey_of_the_real_tree_ends():
    """The real tree has no journey that ends on a question, and each procedure is the end of one."""
    content = load(content_folder() / "procedures")
    ends = {replay(content.tree, Journey(way)).procedure for way in graph.journeys(content.tree)}
    procedures = {f"{name}/{kind}" for name, permit in content.permits.items() for kind in permit.requests}
    pages = {f"referral/{name}" for name in content.referrals.referrals}
    pages |= {f"faq/{name}" for name in content.faq.themes} | {"notices/all", "deposits/all"}
    linked = {f"referral/{name}" for name in ("algerian-danger", "european-danger")}
    assert ends == (procedures | pages) - linked
