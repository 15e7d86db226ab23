"""A day in the hall: journeys by touch with a printed page, impatient fingers, forgotten screens, vandals."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest

from kiosk.screens.direction import lay_out
from tests.benchmarks.visitors import memory
from tests.real.browsers import Touched, serving
from tests.real.pictures import need

READ_ONLY = r"""
set -e
mount --make-rprivate /
cut -d' ' -f5 /proc/self/mountinfo | grep -vE '^/(proc|sys|dev)(/|$)' | while read -r folder; do
  mount -o remount,bind,ro "$folder"
done
"""
"""No file of this machine can be written any more, for one process and its children."""
FULL = """
mount -t tmpfs -o size=64k full "$0"
mkdir "$0/printed"
! dd if=/dev/zero of="$0/zeros" 2>/dev/null
"""
"""The folder of the kiosk can be written, and has no room."""
START = """
exec "$@"
"""
STUDENT = ("need", "renewal"), ("renewal", "other"), ("renewal-card", "student")
EVENTS = 10_000
TYPED = 9
"""For each event of the browser so many go straight to the terminal, which is quicker."""
KEYS = [
    "a",
    "1",
    "7",
    "9",
    "0",
    "Enter",
    "Escape",
    "Tab",
    "F1",
    "F5",
    "F11",
    "F12",
    "Home",
    "Backspace",
    "ArrowLeft",
]
CHORDS = [
    "Control+w",
    "Control+t",
    "Control+n",
    "Control+p",
    "Control+q",
    "Control+c",
    "Control+Shift+i",
    "Control+o",
    "Control+z",
    "Control+Backslash",
    "Alt+F4",
    "Alt+ArrowLeft",
    "Meta+l",
    "Control+r",
    "Control+=",
    "Control+f",
]
RAW = (
    *("\x1b[200~rm -rf\x1b[201~", "\x1b[24~", "\x11", "\x03", "\x1a", "\x1c", "\x1b]0;x\x07"),
    *("\x1b[?1049l", "\x1b[<66;9;9M", "\x00", "\r", "\x7f", "7", "1", "2", "0", "\x1b[<0;20;9M\x1b[<0;20;9m"),
)
MOST_OF_PAPER = 10
"""What a printed page may add to the memory of a kiosk, in MB: another process has set it, and is gone."""


@pytest.fixture
def printing(tmp_path):
    """A settings file of a locked kiosk that prints into a folder; the folder is made."""
    (tmp_path / "printed").mkdir()
    settings = tmp_path / "kiosk.yaml"
    settings.write_text(
        'prefecture: "82"\nlocked: true\nagent_code: "273941608215"\nsound: false\n'
        f"statistics: sqlite:///{tmp_path}/counts.db\n"
        f"printers: [{{name: hall, address: 'file://{tmp_path}/printed'}}]\n",
        encoding="utf-8",
    )
    return settings


def go_to_list(touched: Touched, library, language: str) -> None:
    """Go by touch from the languages to the student's list, and ask for it."""
    words = library.words(language)
    content = library.in_language(words)
    labels = [library.languages[language].name]
    for question, answer in STUDENT:
        labels.append(next(a.label for a in content.tree.questions[question].answers if a.id == answer))
    take = " ".join(words.say("Take the list").split()[:2])  # its third word stands below
    for label in (*labels, words.say("See everything now"), take):
        touched.tap(label, right_to_left=language == "ar")


def journey(touched: Touched, library, language: str) -> None:
    """Go by touch to the student's list, and print it."""
    go_to_list(touched, library, language)
    print_list(touched, library, language)


def print_list(touched: Touched, library, language: str) -> None:
    """Print the list that is on the screen."""
    for say, way in ((touched.tap, "Print"), (touched.place, "Your list is printed: {name}")):
        say(library.words(language).say(way, name="page-1.pdf"), right_to_left=language == "ar")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_journey_with_its_page(chromium, library, printing, tmp_path, language):
    """By taps alone to a page that is really out; then the answers are erased by one more tap."""
    with serving("--settings", str(printing)) as server:
        touched = Touched(chromium, server.address)
        go_to_list(touched, library, language)
        (kiosk,) = server.kiosks()
        before = memory(kiosk)
        print_list(touched, library, language)
        (page,) = (tmp_path / "printed").glob("*.pdf")
        assert page.read_bytes().startswith(b"%PDF")
        assert server.kiosks() == [kiosk]
        assert memory(kiosk) < before + MOST_OF_PAPER
        finish = " ".join(library.words(language).say("Finish: erase my answers").split()[:2])
        touched.tap(finish, right_to_left=language == "ar")
        touched.place("Touchez ici pour commencer", right_to_left=False)
        touched.close()


def test_impatient_fingers(chromium, library, printing, tmp_path):
    """Double taps answer one question; ten fast taps print one page; a tap on what is gone does nothing."""
    words = library.words("fr")
    with serving("--settings", str(printing)) as server:
        touched = Touched(chromium, server.address)
        tree = library.content.tree.questions
        touched.tap("Français", right_to_left=False)
        row, column, _ = touched.place(tree["need"].answers[1].label, right_to_left=False)
        touched.tap_twice(row, column)
        touched.place(tree["renewal"].text, right_to_left=False)
        other = next(a.label for a in tree["renewal"].answers if a.id == "other")
        student = next(a.label for a in tree["renewal-card"].answers if a.id == "student")
        for label in (other, student, words.say("See everything now"), "Prendre la"):
            touched.tap(label, right_to_left=False)
        row, column, _ = touched.place(words.say("Print"), right_to_left=False)
        for _ in range(10):
            touched.page.touchscreen.tap(*touched.point(row, column))
        touched.place(words.say("Your list is printed: {name}", name="page-1.pdf"), right_to_left=False)
        time.sleep(1)
        assert len(list((tmp_path / "printed").glob("*.pdf"))) == 1
        touched.close()


def test_no_tap_is_lost(chromium, printing):
    """Each of many taps on the size of the letters changes it: none is taken for half of a double tap."""
    with serving("--settings", str(printing)) as server:
        touched = Touched(chromium, server.address)
        touched.tap("Français", right_to_left=False)
        touched.place("Que voulez-vous faire ?", right_to_left=False)
        for _ in range(12):
            before = touched.page.evaluate("() => terminal.cols")
            touched.tap("A\u2195", right_to_left=False)
            touched.page.wait_for_function("before => terminal.cols !== before", arg=before)
        touched.close()


def test_no_trace_is_left(chromium, library, printing, tmp_path):
    """After the countdown nothing of a visitor is on the screen, in a file, a process or what was said."""
    settings = printing.read_text(encoding="utf-8")
    printing.write_text(settings + "idle_seconds: 20\ncountdown_seconds: 20\n", encoding="utf-8")
    with serving("--settings", str(printing)) as server:
        touched = Touched(chromium, server.address)
        journey(touched, library, "ar")
        for page in (tmp_path / "printed").glob("*.pdf"):
            page.unlink()
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        assert "etudiant" not in listed
        assert "etudiant" not in touched.page.title()
        touched.page.wait_for_timeout(42_000)
        touched.place("Touchez ici pour commencer", right_to_left=False)
        (title,) = lay_out(library.in_language(library.words("ar")).permits["etudiant"].name, 500, True)
        buffers = """() => ['active', 'normal', 'alternate'].flatMap((name) => Array.from(
            {length: terminal.buffer[name].length},
            (_, row) => terminal.buffer[name].getLine(row).translateToString())).join()"""
        assert title not in touched.page.evaluate(buffers)
        assert touched.page.evaluate(
            "() => [localStorage.length, sessionStorage.length, document.cookie]"
        ) == [0, 0, ""]
        touched.close()
        said = server.stop()
    assert "etudiant" not in said
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name != "kiosk.yaml" and not path.name.startswith("counts.db"):
            pytest.fail(f"a file was left: {path}")
    counts = b"".join(path.read_bytes() for path in tmp_path.glob("counts.db*"))
    assert b"need" not in counts
    assert b"renewal=" not in counts


@pytest.mark.parametrize("disk", ["read-only", "full"])
def test_disk_that_takes_nothing(chromium, library, printing, tmp_path, disk):
    """A disk that is full or read-only takes the page away, and nothing else: the code takes its place."""
    settings = printing.rename(tmp_path.with_suffix(".yaml"))
    script = READ_ONLY + (FULL if disk == "full" else "") + START
    within = (need("unshare", "util-linux"), "--map-root-user", "--mount", "sh", "-c", script, str(tmp_path))
    with serving("--settings", str(settings), within=within) as server:
        touched = Touched(chromium, server.address)
        (kiosk,) = server.kiosks()
        go_to_list(touched, library, "fr")
        if disk == "full":
            touched.tap("Imprimer", right_to_left=False)
            touched.place("L'imprimante est arrêtée.", right_to_left=False)
        else:
            touched.tap("Voir le", right_to_left=False)
            touched.place("Aucune imprimante ne marche maintenant.", right_to_left=False)
        touched.cells(tmp_path / "end.png")
        touched.tap("Terminer", right_to_left=False)
        touched.tap("Français", right_to_left=False)
        touched.place("Que voulez-vous faire ?", right_to_left=False)
        assert server.kiosks() == [kiosk]
        touched.close()
        assert "Traceback" not in server.stop()


def test_ten_thousand_events(chromium, printing):
    """Keys, chords, taps, buttons, wheels, pastes, escape sequences at random: the kiosk stays."""
    dice = random.Random(20261127)  # noqa: S311  a fuzzer, not a secret
    with serving("--settings", str(printing)) as server:
        touched = Touched(chromium, server.address)
        page = touched.page
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.context.on("page", lambda other: dialogs.append(other.url))
        (kiosk,) = server.kiosks()
        for _ in range(EVENTS // (1 + TYPED)):
            x, y = dice.random() * 1200, dice.random() * 800
            match dice.randrange(7):
                case 0 | 1:
                    page.touchscreen.tap(x, y)
                case 2 | 3:
                    page.keyboard.press(dice.choice(KEYS))
                case 4:
                    page.keyboard.press(dice.choice(CHORDS))
                case 5:
                    page.mouse.click(x, y, button=dice.choice(["left", "middle", "right"]))
                case _:
                    page.mouse.wheel(0, 400 * dice.choice((-1, 1)))
            page.evaluate(
                "texts => texts.forEach((text) => terminal.input(text))", dice.choices(RAW, k=TYPED)
            )
        assert server.kiosks() == [kiosk]
        assert dialogs == []
        assert page.url == server.address
        assert page.evaluate("() => [document.body.dataset.state, visualViewport.scale]") == ["kiosk", 1]
        assert page.evaluate("() => getSelection().toString()") == ""
        touched.close()
        assert Path(f"/proc/{server.process.pid}").exists()
