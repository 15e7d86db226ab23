"""Pages printed to a folder or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import KioskError
from kiosk.printing.folder import print_to_file, print_to_folder

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    """Return what a folder holds, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_two_prints_make_two_files(tmp_path: Path) -> None:
    """The same procedure printed twice makes two whole files, and nothing else."""
    first = print_to_folder(b"one", tmp_path, "etudiant/renewal")
    second = print_to_folder(b"two", tmp_path, "etudiant/renewal")
    assert names(tmp_path) == ["checklist-etudiant-renewal-1.pdf", "checklist-etudiant-renewal-2.pdf"]
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")


def test_no_page_is_overwritten(tmp_path: Path) -> None:
    """A number already taken is passed over, even when an earlier page was taken away."""
    print_to_folder(b"one", tmp_path, "etudiant/renewal").unlink()
    (tmp_path / "checklist-etudiant-renewal-2.pdf").write_bytes(b"old")
    assert print_to_folder(b"new", tmp_path, "etudiant/renewal").name == "checklist-etudiant-renewal-3.pdf"
    assert (tmp_path / "checklist-etudiant-renewal-2.pdf").read_bytes() == b"old"


def test_page_being_written_is_left_alone(tmp_path: Path) -> None:
    """Two kiosks that print at once never take the same number."""
    (tmp_path / ".checklist-etudiant-renewal-1.pdf.part").write_bytes(b"half")
    assert print_to_folder(b"new", tmp_path, "etudiant/renewal").name == "checklist-etudiant-renewal-2.pdf"


@pytest.mark.parametrize("folder", ["missing", "file"])
def test_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path, folder: str) -> None:
    """A folder that is missing, or is a file, gives one sentence that names it."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KioskError, match=f"^the page cannot be written to the folder .*{folder}: [^\n]+$"):
        print_to_folder(b"page", tmp_path / folder, "etudiant/renewal")


def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails half-way leaves neither a page nor a part of one."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KioskError, match="No space left"):
        print_to_folder(b"page", tmp_path, "etudiant/renewal")
    assert names(tmp_path) == []


def test_file_is_replaced(tmp_path: Path) -> None:
    """Printing to a file takes the place of the older page."""
    path = tmp_path / "checklist.pdf"
    print_to_file(b"old", path)
    print_to_file(b"new", path)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["checklist.pdf"]


def test_only_a_file_is_written(tmp_path: Path) -> None:
    """A folder given in place of a file is refused in one sentence."""
    with pytest.raises(KioskError, match="it is not a file"):
        print_to_file(b"page", tmp_path)
