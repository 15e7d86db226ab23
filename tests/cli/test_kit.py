"""kiosk kit, as a prefecture types it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def test_kit_of_toy_content(toy: Path, tmp_path: Path, command) -> None:
    """Every page is written, and the index links to each of them and to nothing else."""
    folder = tmp_path / "kit"
    code, said, _ = command("kit", str(folder), "--language", "fr", "--content", str(toy))
    assert (code, said.strip()) == (0, str(folder / "index.html"))
    links = re.findall(r'href="([^"#]+)"', (folder / "index.html").read_text(encoding="utf-8"))
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")]
    assert sorted(links) == sorted(files)
    assert {"fr/sheets/dragon-first.pdf", "fr/poster-deposits-a3.pdf", "signs/desk-a4.pdf"} <= set(files)


def test_page_that_would_be_wrong_is_named(toy: Path, tmp_path: Path, command) -> None:
    """A page with a letter that no font has is not written; the others are, and the exit code is 1."""
    path = toy / "procedures" / "signs.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Accueil", "ሀለ"), encoding="utf-8")
    folder = tmp_path / "kit"
    code, _, said = command("kit", str(folder), "--language", "fr", "--content", str(toy))
    assert code == 1
    assert "the page of sign/desk cannot be printed" in said
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
def test_mistake_is_one_sentence(tmp_path: Path, command, words: str, sentence: str) -> None:
    """A wrong name gives one sentence and no folder."""
    code, _, said = command("kit", str(tmp_path / "kit"), *words.split())
    assert code == 1
    assert sentence in said
    assert not (tmp_path / "kit").exists()


def test_folder_that_is_a_file(tmp_path: Path, toy: Path, command) -> None:
    """A folder that cannot be written is said in a sentence, without a traceback."""
    (tmp_path / "kit").write_text("")
    code, _, said = command("kit", str(tmp_path / "kit"), "--content", str(toy))
    assert code != 0
    assert "kit" in said
    assert "Traceback" not in said
