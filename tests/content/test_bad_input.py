"""Whatever stands in a file, the gate answers with a place and one sentence, quickly and in little memory."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.content.loader import load
from kiosk.errors import ContentError, Problem
from tests.toy import TOY

FLY = "- {id: fly, label: Voler, hint: Avec un dragon, pictogram: plane, goto: dragon}"
NEED = "    text: Que voulez-vous faire ?"

# (what, file, old text, new text, rule, line:column, part of the sentence)
FAULTS = [
    ("tab", "tree", "  need:\n    text", "  need:\n\ttext", "tab", "6:1", "indent with spaces"),
    ("tab inside", "tree", NEED, "    text:\n    \tQue ?", "tab", "7:5", "indent with spaces"),
    ("duplicate key", "tree", NEED, f"{NEED}\n{NEED}", "duplicate-key", "7:5", "first on line 6"),
    ("unknown key", "tree", "    help:", "    hepl:", "unknown-key", "7:5", 'did you mean "help"'),
    ("tag", "tree", NEED, "    text: !!str Que ?", "tag", "6:11", "tags"),
    ("python tag", "tree", NEED, "    text: !!python/name:os.system ''", "tag", "6:11", "tags"),
    ("object tag", "tree", NEED, "    text: !!python/object/apply:os.system [ls]", "tag", "6:11", "tags"),
    ("tagged key", "tree", NEED, "    !!str text: Que ?", "tag", "6:5", "tags"),
    ("anchor", "tree", NEED, "    text: &q Que ?", "alias", "6:11", "write the value out"),
    ("alias", "tree", NEED, "    text: *q", "alias", "6:11", "write the value out"),
    ("alias as key", "tree", NEED, "    *q : Que ?", "key", "6:5", "one word"),
    ("merge key", "tree", NEED, f"    <<: {{help: x}}\n{NEED}", "unknown-key", "6:5", '"<<"'),
    ("list as key", "tree", NEED, "    ? [a, b]\n    : c", "key", "6:7", "one word"),
    ("nul", "tree", "Que voulez", "Que\0voulez", "character", "6:14", "U+0000"),
    ("escape", "tree", "Que voulez", "Que\x1b[2Jvoulez", "character", "6:14", "U+001B"),
    ("override", "tree", "Que voulez", "Que\u202evoulez", "character", "6:14", "U+202E"),
    ("isolate", "tree", "Que voulez", "Que\u2067voulez", "character", "6:14", "U+2067"),
    ("byte order mark", "tree", "Que voulez", "Que\ufeffvoulez", "character", "6:14", "U+FEFF"),
    ("escaped override", "tree", NEED, r'    text: "a\u202eb"', "character", "6:11", "U+202E"),
    ("escaped nul", "tree", NEED, r'    text: "a\0b"', "character", "6:11", "U+0000"),
    ("escaped escape", "tree", NEED, r'    text: "a\eb"', "character", "6:11", "U+001B"),
    ("escaped key", "tree", "    help:", r'    "he\u202elp":', "character", "7:5", "U+202E"),
    ("surrogate", "tree", NEED, r'    text: "\ud800"', "syntax", "6:14", "not YAML"),
    ("impossible date", "fees", "2026-05-01", "2026-02-30", "value", "5:10", "not a day of the calendar"),
    ("odd date", "fees", "2026-05-01", "1/5/2026", "value", "5:10", "year-month-day"),
    ("foreign digits", "fees", "2026-05-01", "٢٠٢٦-05-01", "value", "5:10", "year-month-day"),
    ("negative amount", "fees", "tax: 200", "tax: -200", "value", "5:29", "plain number"),
    ("textual amount", "fees", "tax: 200", "tax: deux cents", "value", "5:29", "plain number"),
    ("endless amount", "fees", "tax: 200", "tax: .inf", "value", "5:29", "plain number"),
    ("list for an amount", "fees", "tax: 200", "tax: [200]", "value", "5:29", "an amount is expected"),
    (
        "script link",
        "deposits",
        "https://cave.example.org/",
        "javascript:alert(1)",
        "value",
        "6:5",
        "https://",
    ),
    ("http link", "deposits", "https://cave", "http://cave", "value", "6:5", "https://"),
    ("broken link", "deposits", "https://cave.example.org/", '"https://[cave"', "value", "6:5", ""),
    ("link with a user", "deposits", "https://cave", "https://a@cave", "value", "6:5", "https://"),
    ("dangling question", "tree", "goto: dragon}", "goto: dragn}", "unknown-target", "9:73", '"dragon"'),
    ("dangling leaf", "tree", "dragon/first", "dragon/frist", "unknown-target", "17:53", "dragon/first"),
    ("dangling document", "documents", "t: scale", "t: scal", "unknown-document", "15:8", '"scale"'),
    ("dangling drawing", "documents", "m: card", "m: cart", "unknown-pictogram", "5:5", '"card"'),
    ("dangling start", "tree", "start: need", "start: neet", "unknown-question", "2:1", '"need"'),
    ("unknown answer", "documents", "wings: [two]", "wings: [tow]", "unknown-answer", "16:42", '"two"'),
    ("group", "documents", "wings: [two]", "wings: [two, four]", "group", "16:34", "no group of two, four"),
    (
        "implied answer",
        "tree",
        "pictogram: card, goto",
        "pictogram: card, implies: {wings: six}, goto",
        "unknown-answer",
        "16:62",
        '"six"',
    ),
    (
        "condition of a set",
        "permits/dragon",
        "{set: skin}",
        "{set: skin, when: {wings: [four]}}",
        "set-condition",
        "22:28",
        "leave it out",
    ),
    ("deadline asked", "tree", "    asked: false\n", "", "deadline", "25:3", "is not asked"),
    ("cycle", "tree", "goto: dragon/first", "goto: need", "cycle", "17:53", "need > dragon > need"),
    ("no label", "tree", "label: Voler, ", "", "missing", "9:9", '"label" is missing'),
    ("empty label", "tree", "label: Voler", "label: ", "value", "9:19", "a value is missing"),
    ("two answers alike", "tree", "id: swim", "id: fly", "duplicate-answer", "10:10", "two answers"),
    ("reserved answer", "tree", "id: swim", "id: unknown", "reserved", "10:10", "I don't know"),
    ("ten answers", "tree", FLY, "\n      ".join([FLY] * 9), "value", "8:5", "at most 9 items"),
    ("text for a list", "sources", "public_hosts:\n  -", "public_hosts:", "value", "13:1", "a list"),
    ("comma", "tree", "Avec un dragon", "Avec un dragon, ou deux", "comma", "9:55", "between quotes"),
    ("colon", "tree", "Avec un dragon", "Avec: un dragon", "syntax", "", ""),
    ("open quote", "tree", "text: Que", 'text: "Que', "syntax", "", ""),
    (
        "last quote",
        "sources",
        "public_hosts:\n  - ",
        'public_hosts:\n  - "',
        "syntax",
        "14:5",
        "never closed",
    ),
    ("key without colon", "tree", "    help:", "    help", "syntax", "7:5", "a colon is missing"),
    ("odd indent", "tree", "    help:", "   help:", "syntax", "7:4", "not indented like"),
    ("two documents", "tree", "questions:", "---\nquestions:", "documents", "4:1", "one document"),
    ("wrong word", "deposits", "channel: counter", "channel: conter", "value", "3:5", 'mean "counter"'),
    ("wrong length of time", "deposits", "2 months before", "two months", "value", "", "120 days"),
    ("long text", "tree", "Que voulez-vous", "Que " * 200, "value", "6:5", "longer than 600"),
    ("bad name", "tree", "  need:", "  Need It:", "value", "5:3", "small letters"),
    ("whole file empty", "tree", None, "", "value", "1:1", "missing here"),
    ("whole file a list", "tree", None, "- a\n- b\n", "value", "1:1", "keys with values"),
    ("deep nesting", "tree", None, "[" * 500, "depth", "1:22", "levels deep"),
    ("bottomless nesting", "tree", None, "[" * 5000, "depth", "", "levels deep"),
    ("deep block", "tree", None, "- " * 5000 + "a", "depth", "1:43", "levels deep"),
]


def put(folder: Path, file: str, old: str | None, new: str) -> None:
    """Change one text of a content file."""
    path = folder / "procedures" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old is None or old in text
    path.write_text(new if old is None else text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> tuple[Problem, ...]:
    """Return what the gate says of a content folder; it must refuse it."""
    with pytest.raises(ContentError) as refused:
        load(folder / "procedures")
    return refused.value.problems


def test_toy_is_sound():
    """The content that the faults are put into has none of its own."""
    assert set(load(TOY / "procedures").permits) == {"dragon", "mermaid"}


@pytest.mark.parametrize("fault", FAULTS, ids=[fault[0].replace(" ", "-") for fault in FAULTS])
def test_fault_has_place_and_sentence(toy, fault):
    """Each fault is refused with its file, line, column, rule and one printable sentence."""
    _, file, old, new, rule, place, words = fault
    put(toy, file, old, new)
    started = time.perf_counter()
    found = problems(toy)
    assert time.perf_counter() - started < 1
    ours = next(problem for problem in found if problem.rule == rule)
    assert ours.file == f"procedures/{file}.yaml"
    assert place in ("", f"{ours.line}:{ours.column}")
    assert ours.line >= 1
    assert words in ours.sentence
    for problem in found:
        assert str(problem).isprintable()
        assert len(str(problem)) < 300


@pytest.mark.parametrize(
    ("encoding", "line", "column"), [("latin-1", 1, 13), ("utf-16", 1, 1), ("utf-16-le", 1, 1)]
)
def test_wrong_encoding(toy, encoding, line, column):
    """A file in another encoding is refused in one sentence that says which to choose."""
    (toy / "procedures" / "tree.yaml").write_bytes("start: elan é\n".encode(encoding))
    (found,) = (problem for problem in problems(toy) if problem.file == "procedures/tree.yaml")
    assert (found.rule, found.line, found.column) == ("encoding", line, column)
    assert "UTF-8" in found.sentence


def test_byte_order_mark_is_allowed(toy):
    """A file that Windows saved as UTF-8 with its mark is read."""
    path = toy / "procedures" / "tree.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(toy / "procedures").tree.start == "need"


def test_all_faults_in_one_run(toy):
    """Faults of different kinds in different files are all reported at once."""
    put(toy, "tree", "goto: dragon/first", "goto: dragon/frist")
    put(toy, "fees", "tax: 200", "tax: -200")
    put(toy, "documents", "sets:", "setz:")
    put(toy, "permits/mermaid", "  first:\n", "\tfirst:\n")
    put(toy, "sources", "confidence: official-text", "confidence: offical-text\n    hue: blue")
    rules = {(problem.file.removeprefix("procedures/"), problem.rule) for problem in problems(toy)}
    assert {
        ("fees.yaml", "value"),
        ("documents.yaml", "missing"),
        ("documents.yaml", "unknown-key"),
        ("permits/mermaid.yaml", "tab"),
        ("sources.yaml", "value"),
        ("sources.yaml", "unknown-key"),
    } <= rules


def test_untyped_file_still_lends_its_names(toy):
    """A fault in one permit hides no dangling name, and makes none."""
    put(toy, "permits/dragon", "review_by: 2027-01-01", "review_by: soon")
    put(toy, "tree", "mermaid/first", "mermaid/frist")
    assert {(p.file, p.rule) for p in problems(toy)} == {
        ("procedures/permits/dragon.yaml", "value"),
        ("procedures/tree.yaml", "unknown-target"),
    }


def test_missing_files_and_folders(toy):
    """A missing file, a folder in its place and an unusable file name are told apart."""
    (toy / "procedures" / "fees.yaml").unlink()
    (toy / "procedures" / "tree.yaml").unlink()
    (toy / "procedures" / "tree.yaml").mkdir()
    (toy / "procedures" / "prefectures" / "default.yaml").unlink()
    permits = toy / "procedures" / "permits"
    (permits / "mermaid.yaml").rename(permits / "Sirène \x1b[2J.yaml")
    assert {(p.file, p.rule) for p in problems(toy) if p.line <= 1} >= {
        ("procedures/fees.yaml", "unreadable"),
        ("procedures/tree.yaml", "unreadable"),
        ("procedures/prefectures/default.yaml", "missing"),
        ("procedures/permits", "file-name"),
    }


def test_no_folder(tmp_path):
    """A folder that is not there is one sentence."""
    with pytest.raises(ContentError, match="no such folder"):
        load(tmp_path / "procedures")


def test_many_faults_are_cut_short(toy):
    """A file of nothing but faults is reported in part, and says so."""
    put(toy, "tree", None, "start: a\n" + "".join(f"wrong{n}: x\n" for n in range(9000)))
    found = [problem for problem in problems(toy) if problem.file == "procedures/tree.yaml"]
    assert len(found) == 101
    assert "more" in {problem.rule for problem in found}


BOMB = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a, *a, *a, *a]\n" for n in range(5000))
QUESTION = "  q{}:\n    text: x\n    answers:\n      - {{id: a, label: x, pictogram: card, goto: q{}}}\n"
DANGLING = "".join(QUESTION.format(n, f"{n}x") for n in range(4500))
CHAIN = "".join(QUESTION.format(n, (n + 1) % 4500) for n in range(4500))
HUGE = {
    "huge": "a: " + "x" * 50_000_000,
    "wrong-keys": "".join(f"wrong{n}: x\n" for n in range(28_000)),
    "open-brackets": "[" * 399_000,
    "long-key": "? " + "k" * 390_000 + "\n: x\n",
    "aliases": BOMB,
    "dangling": f"start: q0\nquestions:\n{DANGLING}refinements: {{}}\n",
    "long-circle": f"start: q0\nquestions:\n{CHAIN}refinements: {{}}\n",
}
MEASURE = """
import resource, sys, time
from pathlib import Path
from kiosk.content.loader import load
from kiosk.errors import ContentError
load(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
try:
    load(Path(sys.argv[2]))
except ContentError as error:
    assert len(error.problems) < 400
    print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("kind", HUGE)
def test_huge_input_costs_little(toy, kind):
    """The worst files are refused within a second of processor time and 100 MB more memory."""
    put(toy, "tree", None, HUGE[kind])
    command = [sys.executable, "-c", MEASURE, TOY / "procedures", toy / "procedures"]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, kilobytes = map(float, run.stdout.split())
    assert seconds < 1
    assert kilobytes * (1 if sys.platform == "linux" else 1 / 1024) < 100_000


def test_alias_bomb_is_never_opened(toy):
    """Nested aliases are refused where they stand; nothing is multiplied."""
    put(toy, "tree", None, BOMB)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert {problem.rule for problem in problems(toy)} >= {"alias"}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def refusal(folder: Path) -> tuple[Problem, ...]:
    """Return what the gate says of a content folder, which may be sound."""
    try:
        load(folder / "procedures")
    except ContentError as error:
        return error.problems
    return ()


LINES = (TOY / "procedures" / "tree.yaml").read_text(encoding="utf-8").splitlines(keepends=True)


@st.composite
def spoilt(draw):
    """The toy tree with a few lines or characters deleted, doubled or replaced."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        n = draw(st.integers(0, len(lines) - 1))
        at = draw(st.integers(0, len(lines[n])))
        odd = draw(st.sampled_from(list("\t:{}[]\"'&*!|>%@`#-?,\\\0\u202e\n é")) | st.text(max_size=3))
        changes = ["", lines[n] * 2, lines[n][:at] + lines[n][at + 1 :], lines[n][:at] + odd + lines[n][at:]]
        lines[n] = draw(st.sampled_from(changes))
    return "".join(lines)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=spoilt())
def test_spoilt_tree_is_refused_or_read(toy, text):
    """Whatever happens to a tree, it loads or is refused with printable, located sentences."""
    path = toy / "procedures" / "tree.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    for problem in refusal(toy):
        assert str(problem).isprintable()
