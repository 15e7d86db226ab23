"""Pages printed to a folder or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import Fault, KioskError, PrintError
from kiosk.printing.folder import FolderChannel, print_to_file
from kiosk.settings import Printer

if TYPE_CHECKING:
    from pathlib import Path


def names(folder: Path) -> list[str]:
    """Return what a folder holds, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def folder(path: Path) -> FolderChannel:
    """Return the printer that is a folder."""
    return FolderChannel(Printer("folder", path.as_uri()))


async def test_two_prints_make_two_files(tmp_path: Path) -> None:
    """Two pages make two whole files whose names say nothing, and nothing else."""
    channel = folder(tmp_path)
    await channel.check()
    assert [await channel.send(b"one"), await channel.send(b"two")] == ["page-1.pdf", "page-2.pdf"]
    assert names(tmp_path) == ["page-1.pdf", "page-2.pdf"]
    assert (tmp_path / "page-2.pdf").read_bytes() == b"two"


async def test_no_page_is_overwritten(tmp_path: Path) -> None:
    """A number already taken is passed over, even when an earlier page was taken away."""
    (tmp_path / "page-2.pdf").write_bytes(b"old")
    assert await folder(tmp_path).send(b"new") == "page-3.pdf"
    assert (tmp_path / "page-2.pdf").read_bytes() == b"old"


async def test_page_being_written_is_left_alone(tmp_path: Path) -> None:
    """Two kiosks that print at once never take the same number."""
    (tmp_path / ".page-1.pdf.part").write_bytes(b"half")
    assert await folder(tmp_path).send(b"new") == "page-2.pdf"


@pytest.mark.parametrize("name", ["missing", "file", "with space"])
async def test_folder_that_cannot_be_used(tmp_path: Path, name: str) -> None:
    """A folder that is missing, or is a file, is a printer that has stopped, before and while printing."""
    (tmp_path / "file").write_bytes(b"")
    for what in (folder(tmp_path / name).check(), folder(tmp_path / name).send(b"page")):
        with pytest.raises(PrintError, match=f"{name} cannot be written") as refused:
            await what
        assert refused.value.fault is Fault.STOPPED


async def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails half-way leaves neither a page nor a part of one."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PrintError, match="No space left"):
        await folder(tmp_path).send(b"page")
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
