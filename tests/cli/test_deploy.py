"""What kiosk deploy writes, as an IT service finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.content.configuration import SettingsFile, read_settings

if TYPE_CHECKING:
    from pathlib import Path


def test_every_setting_is_explained(command, tmp_path: Path) -> None:
    """The settings file is sound, locked, counts, and names every setting that there is."""
    code, said, _ = command("deploy", str(tmp_path), "--prefecture", "82")
    assert (code, said.strip()) == (0, str(tmp_path / "README.md"))
    path = tmp_path / "settings.yaml"
    settings = read_settings(path)
    assert settings.prefecture == "82"
    assert settings.locked
    assert settings.statistics == "sqlite:////var/lib/kiosk/statistics.db"
    text = path.read_text(encoding="utf-8")
    assert [name for name in SettingsFile.model_fields if f"{name}:" not in text] == []


def test_what_a_person_changed_is_kept(command, tmp_path: Path) -> None:
    """A file changed by hand is named, and not written over; an untouched folder is written anew."""
    assert command("deploy", str(tmp_path), "--prefecture", "82")[0] == 0
    assert command("deploy", str(tmp_path), "--prefecture", "46")[0] == 0
    assert read_settings(tmp_path / "settings.yaml").prefecture == "46"
    (tmp_path / "settings.yaml").write_text("prefecture: '09'\n", encoding="utf-8")
    code, _, said = command("deploy", str(tmp_path), "--prefecture", "82")
    assert code == 1
    assert "settings.yaml" in said
    assert read_settings(tmp_path / "settings.yaml").prefecture == "09"
