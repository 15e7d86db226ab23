"""What kiosk deploy writes, as an IT service finds it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from kiosk.cli import main
from kiosk.content.configuration import SettingsFile, read_settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def deploy(monkeypatch: pytest.MonkeyPatch, folder: Path) -> object:
    """Run `kiosk deploy` and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["kiosk", "deploy", str(folder), "--prefecture", "82"])
    try:
        main()
    except SystemExit as stop:
        return stop.code
    return 0


def test_every_setting_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings file is sound, locked, counts, and names every setting that there is."""
    assert deploy(monkeypatch, tmp_path) == 0
    path = tmp_path / "settings.yaml"
    settings = read_settings(path)
    assert settings.prefecture == "82"
    assert settings.locked
    assert settings.statistics == "sqlite:////var/lib/kiosk/statistics.db"
    text = path.read_text(encoding="utf-8")
    assert [name for name in SettingsFile.model_fields if f"{name}:" not in text] == []


def test_what_a_person_changed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """A file changed by hand is named, and not written over."""
    assert deploy(monkeypatch, tmp_path) == 0
    (tmp_path / "settings.yaml").write_text("prefecture: '46'\n", encoding="utf-8")
    assert deploy(monkeypatch, tmp_path) == 1
    assert "settings.yaml" in capsys.readouterr().err
    assert read_settings(tmp_path / "settings.yaml").prefecture == "46"
