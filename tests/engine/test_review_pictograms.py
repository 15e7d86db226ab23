"""Each rule on pictograms finds its fault at its place, and says nothing of a sound drawing."""

from datetime import date

import pytest

from kiosk.cli.check_ import check
from kiosk.content.loader import Parts
from kiosk.content.pictograms import read_pictogram, read_pictograms, titles
from kiosk.content.raw import MOST_BYTES
from kiosk.content.spoken import interface_messages
from kiosk.engine.review import Reviewed
from kiosk.engine.review.pictograms import PICTOGRAM_RULES
from kiosk.errors import Problem
from tests.toy import TOY

DAY = date(2026, 11, 1)
ROOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
TITLE = "  <title>Passport</title>"
SHAPE = '  <rect x="6" y="6" width="36" height="36"/>'
STROKE = 'stroke="#000" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
HREF = "http://www.w3.org/1999/xlink"
RASTER = "data:image/png;base64,iVBORw0KGgo="

# (what stands on the third line, rule, part of the sentence)
FAULTS = [
    ("<script>alert(1)</script>", "drawing-shape", "a drawing runs nothing; delete it"),
    ('<image href="data:,"/>', "drawing-shape", "<image> is not drawn here; draw it again with shapes"),
    (f'<image href="{RASTER}"/>', "drawing-paint", "refers to nothing outside; delete this href"),
    ("<text>P</text>", "drawing-shape", "draw the sign as shapes"),
    ("<style>g {}</style>", "drawing-shape", "<style> is not drawn here"),
    ("<a><path/></a>", "drawing-shape", "a drawing leads nowhere"),
    ("<foreignObject/>", "drawing-shape", "use only g, path,"),
    ('<b xmlns="http://www.w3.org/1999/xhtml"/>', "drawing-shape", "<b> is not drawn here"),
    (f'<use xmlns:x="{HREF}" x:href="http://example.org/a.svg#b"/>', "drawing-paint", "delete this href"),
    (f'<use xmlns:x="{HREF}" x:href="http://example.org/a.svg#b"/>', "drawing-shape", "copy the shape here"),
    ('<g style="fill:red"/>', "drawing-paint", '"style" is not used here; keep geometry, and fill'),
    ('<g onclick="alert(1)"/>', "drawing-paint", '"onclick" is not used here'),
    ('<g fill="url(http://example.org/a)"/>', "drawing-paint", "write #000 or #fff or none"),
    ('<g fill="#808080"/>', "drawing-paint", '"#808080" is not used as fill; write #000 or #fff or none'),
    (f"<g {STROKE.replace('3', '2')}/>", "drawing-paint", '"2" is not used as stroke-width; write 3'),
    (f"<g {STROKE.replace('round', 'butt', 1)}/>", "drawing-paint", "as stroke-linecap; write round"),
    ('<path stroke="#000"/>', "drawing-stroke", 'add stroke-width="3" stroke-linecap="round"'),
    ("<rect><circle/></rect>", "drawing-shape", "<circle> within <rect> is not drawn; move it out"),
    ("<g>hello</g>", "drawing-words", '"hello" is not drawn; delete these words'),
    ("<title>Again</title>", "drawing-title", "one title is enough; delete this one"),
]
# (whole file, rule, line:column, part of the sentence)
FILES = [
    (f"{ROOT}\n{SHAPE}\n</svg>", "drawing-title", "1:1", "say first what is shown, in English: <title>"),
    (f"{ROOT}\n  <title> </title>\n{SHAPE}\n</svg>", "drawing-title", "2:3", "say first what is shown"),
    (f"{ROOT}\n  <title>&#233;t&#233;</title>\n{SHAPE}\n</svg>", "drawing-title", "2:3", "in English"),
    (f"{ROOT}\n  <title>{{day}}</title>\n{SHAPE}\n</svg>", "drawing-title", "2:3", "in English"),
    (f"{ROOT}\n{TITLE}\n</svg>", "drawing-empty", "1:1", "nothing is drawn; add a shape"),
    (f"{ROOT}\n{TITLE}\n{SHAPE}\n{' ' * 4096}</svg>", "drawing-size", "1:1", "bytes are too many"),
    (f"{ROOT.replace('48 48', '64 64')}{TITLE}{SHAPE}</svg>", "drawing-grid", "1:1", "0 0 48 48"),
    (f'{ROOT[:-1]} onload="a()">{TITLE}{SHAPE}</svg>', "drawing-grid", "1:1", "this and no more: <svg"),
    (f'<svg viewBox="0 0 48 48">{TITLE}{SHAPE}</svg>', "drawing-grid", "1:1", "xmlns="),
    ("<html/>", "drawing-grid", "1:1", "open the drawing with this"),
]
# (whole file, line:column, part of the sentence)
REFUSED = [
    (f'<!DOCTYPE svg [<!ENTITY e "a">]>\n{ROOT}<title>&e;</title></svg>', "1:15", "no DOCTYPE and no entity"),
    (f'\n<!DOCTYPE svg SYSTEM "http://example.org/a.dtd">\n{ROOT}</svg>', "2:48", "delete the declaration"),
    (f'<?xml-stylesheet href="a.css"?>\n{ROOT}</svg>', "1:1", "no <?xml-stylesheet?> is followed here"),
    (f"{ROOT}\n<title>&e;</title></svg>", "2:8", "this is not XML: undefined entity"),
    (f"{ROOT}\n<g>\n</svg>", "3:3", "this is not XML: mismatched tag; close every tag"),
    (
        f"{ROOT}\n  <title>\u00c9t\u00e9</title></svg>",
        "2:10",
        "this is not ASCII; write the title in English",
    ),
    (f"{ROOT}<use x:href='a'/></svg>", "1:61", "unbound prefix"),
    ("", "1:1", "this is not XML: no element found"),
    ("not a drawing", "1:1", "this is not XML: syntax error"),
    ("\0\0", "1:1", "this is not XML"),
    (" " * (MOST_BYTES + 1), "1:1", "the file is larger than 400 kB"),
]


def judged(folder) -> list[Problem]:
    """Return what the rules say of the drawings of a folder."""
    bank = Reviewed(Parts(), DAY, pictograms=read_pictograms(folder))
    return [problem for rule in PICTOGRAM_RULES for problem in rule(bank)]


@pytest.fixture
def problems(tmp_path):
    """Write a drawing, and return what the rules say of it."""

    def found(text, name="passport"):
        folder = tmp_path / "pictograms"
        folder.mkdir()
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")
        return judged(folder)

    return found


def test_sound_drawing(problems):
    """A drawing in groups, with the one stroke, a comment and a declaration, has nothing to mend."""
    group = f'<g fill="none" {STROKE}><!-- a line --><path d="M6 6H42"/></g>'
    assert problems(f'<?xml version="1.0"?>\n{ROOT}{TITLE}{group}{SHAPE}</svg>') == []


@pytest.mark.parametrize(("line", "rule", "words"), FAULTS)
def test_bad_element(problems, line, rule, words):
    """An element or attribute that the bank does not use is refused where it stands."""
    found = problems(f"{ROOT}\n{TITLE}\n  {line}\n{SHAPE}\n</svg>\n")
    assert all(problem.file == "pictograms/passport.svg" and problem.line == 3 for problem in found)
    assert any(problem.rule == rule and words in problem.sentence for problem in found)


@pytest.mark.parametrize(("text", "rule", "place", "words"), FILES)
def test_bad_file(problems, text, rule, place, words):
    """A fault of the whole drawing is said once, and nothing else of it."""
    (problem,) = problems(text)
    assert (problem.rule, f"{problem.line}:{problem.column}") == (rule, place)
    assert words in problem.sentence


@pytest.mark.parametrize(("text", "place", "words"), REFUSED)
def test_refused_file(problems, text, place, words):
    """What is not plain XML in ASCII is one problem, without traceback."""
    (problem,) = problems(text)
    assert (problem.rule, f"{problem.line}:{problem.column}") == ("unreadable-svg", place)
    assert words in problem.sentence


@pytest.mark.parametrize("name", ["Passport", "pass_port", "passport-", "passeport2"])
def test_bad_name(problems, name):
    """A file is named in small letters and hyphens."""
    (problem,) = problems(f"{ROOT}{TITLE}{SHAPE}</svg>", name)
    assert str(problem) == (
        f'pictograms/{name}.svg:1:1: error: "{name}" is no name here; '
        'write small letters and hyphens, as "town-hall" (drawing-name)'
    )


def test_unreadable_file(tmp_path):
    """A drawing that is not a file is one problem."""
    (tmp_path / "passport.svg").mkdir()
    refusal = read_pictogram(tmp_path / "passport.svg").refusal
    assert "the file cannot be read: Is a directory" in refusal.sentence


def test_no_folder_has_no_drawings(tmp_path):
    """Content without pictograms has nothing to judge."""
    assert read_pictograms(tmp_path / "pictograms") == ()


def test_toy_drawings_are_sound():
    """The toy content may be judged as a whole."""
    assert judged(TOY / "pictograms") == []


def test_check_judges_the_drawings(toy):
    """The command finds a fault in the drawings of the content folder, beside those of the files."""
    (toy / "pictograms" / "card.svg").write_text(f"{ROOT}{TITLE}</svg>", encoding="ascii")
    found, _ = check(toy, DAY)
    assert [problem.rule for problem in found if problem.file == "pictograms/card.svg"] == ["drawing-empty"]


def test_titles(tmp_path):
    """Each drawing says what it shows; one that does not is called by its name."""
    (tmp_path / "lift.svg").write_text(f"{ROOT}<title> Lift\n</title>{SHAPE}</svg>", encoding="ascii")
    (tmp_path / "exit.svg").write_text("broken", encoding="ascii")
    assert titles(tmp_path) == {"exit": "exit", "lift": "Lift"}


def test_titles_are_interface_sentences(tmp_path):
    """A title is translated with the interface, at its drawing; a broken drawing says nothing."""
    folder = tmp_path / "pictograms"
    folder.mkdir()
    (folder / "back.svg").write_text(f"{ROOT}<title>Back</title>{SHAPE}</svg>", encoding="ascii")
    (folder / "exit.svg").write_text("broken", encoding="ascii")
    (tmp_path / "part.py").write_text('say("Back")', encoding="ascii")
    said = interface_messages(tmp_path, read_pictograms(folder))
    assert said == {"Back": [f"{tmp_path.name}/part.py", "pictograms/back.svg"]}
