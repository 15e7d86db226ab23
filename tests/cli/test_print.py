"""kiosk print, as a person types it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def kiosk_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that runs `kiosk print` and returns its exit code and the page."""

    def run(*words: str, to: str = "page.pdf") -> tuple[object, Path]:
        path = tmp_path / to
        monkeypatch.setattr(sys, "argv", ["kiosk", "print", *words, "--to", str(path)])
        try:
            main()
        except SystemExit as stop:
            return stop.code, path
        return 0, path

    return run


def test_print_writes_a_page(kiosk_print) -> None:
    """A procedure with its answers, date and day becomes a PDF."""
    options = "--language en --prefecture 82 --answer housing=hosted --date expiry=2027-07-01 --on 2026-11-23"
    code, path = kiosk_print("etudiant/renewal", *options.split())
    assert code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_print_of_a_referral(kiosk_print) -> None:
    """What is handled elsewhere can be printed too, without choosing a prefecture."""
    code, path = kiosk_print("referral/asylum", "--language", "ar")
    assert code == 0
    assert path.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("etudiant/renewl --language en", 'no page "etudiant/renewl"; did you mean "etudiant/renewal"?'),
        ("etudiant --language en", 'no page "etudiant"'),
        ("etudiant/renewal --language em", 'no language "em" here; the languages are fr, en, ar'),
        ("etudiant/renewal --language en --prefecture 820", 'no prefecture "820"; did you mean "82"?'),
        ("etudiant/renewal --language en --answer hosing=hosted", 'did you mean "housing"?'),
        ("etudiant/renewal --language en --answer housing=hostd", 'did you mean "hosted"?'),
        ("etudiant/renewal --language en --answer housing", "has no equals sign"),
        ("etudiant/renewal --language en --date expiri=2027-07-01", 'did you mean "expiry"?'),
        ("etudiant/renewal --language en --date entry=2027-07-01", 'no date of etudiant/renewal "entry"'),
        (
            "etudiant/renewal --language en --date expiry=2027-02-30",
            "2027-02-30 is not a day of the calendar",
        ),
        ("etudiant/renewal --language en --date expiry=soon", '"soon" is not a date; write year-month-day'),
        ("etudiant/renewal --language en --on 23/11/2026", '"23/11/2026" is not a date'),
        ("referral/asylum --language en --answer housing=hosted", "no question of referral/asylum"),
    ],
)
def test_mistake_is_one_sentence(kiosk_print, capsys, words: str, sentence: str) -> None:
    """A wrong name or date gives exit code 1, one sentence that helps, and no page."""
    code, path = kiosk_print(*words.split())
    said = capsys.readouterr().err.strip()
    assert code == 1
    assert sentence in said
    assert "\n" not in said
    assert not path.exists()


def test_unwritable_path_is_one_sentence(kiosk_print, capsys) -> None:
    """A path in a folder that does not exist gives one sentence that names it."""
    code, path = kiosk_print("referral/asylum", "--language", "fr", to="missing/page.pdf")
    assert code == 1
    assert capsys.readouterr().err.strip() == f"{path} cannot be written: No such file or directory"


def test_missing_content_is_one_sentence(kiosk_print, capsys, tmp_path: Path) -> None:
    """A content folder that does not exist is named."""
    code, _ = kiosk_print("etudiant/renewal", "--language", "fr", "--content", str(tmp_path / "nowhere"))
    assert code == 1
    assert "nowhere" in capsys.readouterr().err
