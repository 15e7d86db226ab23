"""Two records of the directory's export, and a toy content folder with their two prefectures."""

import json
from pathlib import Path

import pytest

EXPORT = Path(__file__).with_name("directory.json")
ISERE = """\
# yaml-language-server: $schema=../../.schemas/prefectures.json
# The directory of 2024 gives another phone.
name: Préfecture de l'Isère
town: Grenoble
place:
  name: Préfecture de l'Isère
  # the square is closed to cars
  address: Place de Verdun, 38000 Grenoble
  phone: 04 76 60 49 49   # read on the door
  source: page
  detail: fiche du point d'accueil numérique
  confidence: secondary

# The website comes before the rest.
website: {url: "https://www.isere.gouv.fr", source: page} # by hand
booking: {url: "https://rdv-prefecture.interieur.gouv.fr/", source: page}
# That is all.
"""
GARONNE = (
    "name: Préfecture de la Haute-Garonne\nplace: {name: Préfecture de la Haute-Garonne, source: page}\n"
)


def records() -> list[dict]:
    """Return the two records, to be spoilt."""
    return json.loads(EXPORT.read_text(encoding="utf-8"))


def dated(file: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {str(path.relative_to(file)): path.read_bytes() for path in file.rglob("*") if path.is_file()}


@pytest.fixture
def places(toy) -> Path:
    """The toy content with the prefectures 31, 38 and 99, and the directory as a source."""
    sources = toy / "procedures" / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    directory = (
        "  directory: {name: Annuaire, as_of: 2026-01-01, confidence: official-page}\n\npublic_hosts:\n"
    )
    text = text.replace("\npublic_hosts:\n", f"{directory}  - gouv.fr\n  - acce-o.fr\n")
    sources.write_text(text, encoding="utf-8")
    folder = toy / "procedures" / "prefectures"
    (folder / "38.yaml").write_text(ISERE, encoding="utf-8")
    (folder / "31.yaml").write_text(GARONNE, encoding="utf-8")
    (folder / "99.yaml").write_text("name: Une autre\n", encoding="utf-8")
    return toy
