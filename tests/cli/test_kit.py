"""kiosk kit, as a prefecture types it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    """Run `kiosk kit` and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["kiosk", "kit", *words])
    try:
        main()
    except SystemExit as stop:
        return stop.code
    return 0


def test_kit_of_toy_content(toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """Every page is written, and the index links to each of them and to nothing else."""
    folder = tmp_path / "kit"
    assert run(monkeypatch, str(folder), "--language", "fr", "--content", str(toy)) == 0
    assert capsys.readouterr().out.strip() == str(folder / "index.html")
    links = re.findall(r'href="([^"#]+)"', (folder / "index.html").read_text(encoding="utf-8"))
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")]
    assert sorted(links) == sorted(files)
    assert {"fr/sheets/dragon-first.pdf", "fr/poster-deposits-a3.pdf", "signs/desk-a4.pdf"} <= set(files)


def test_page_that_would_be_wrong_is_named(
    toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """A page with a letter that no font has is not written; the others are, and the exit code is 1."""
    path = toy / "procedures" / "signs.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Accueil", "ሀለ"), encoding="utf-8")
    folder = tmp_path / "kit"
    assert run(monkeypatch, str(folder), "--language", "fr", "--content", str(toy)) == 1
    assert "the page of sign/desk cannot be printed" in capsys.readouterr().err
    assert not (folder / "signs" / "desk-a4.pdf").exists()
    assert (folder / "fr" / "pictograms-a4.pdf").exists()
    assert "signs/desk" not in (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--language xx", 'there is no language "xx"'),
        ("--prefecture 820", 'there is no prefecture "820"; did you mean "82"?'),
    ],
)
def test_mistake_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, words: str, sentence: str
) -> None:
    """A wrong name gives one sentence and no folder."""
    assert run(monkeypatch, str(tmp_path / "kit"), *words.split()) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "kit").exists()


def test_folder_that_is_a_file(tmp_path: Path, toy: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """A folder that cannot be written is said in a sentence, without a traceback."""
    (tmp_path / "kit").write_text("")
    assert run(monkeypatch, str(tmp_path / "kit"), "--content", str(toy)) != 0
    said = capsys.readouterr().err
    assert "kit" in said
    assert "Traceback" not in said
