"""`kiosk schema` writes a JSON Schema for each kind of content file."""

import json

import pytest
from click.testing import CliRunner

from kiosk.cli.schema_ import command
from kiosk.content.loader import FILES, FOLDERS


@pytest.fixture
def folder(tmp_path):
    """The folder into which the schemas were written."""
    result = CliRunner().invoke(command, [str(tmp_path / "schemas")], catch_exceptions=False)
    assert result.exit_code == 0
    return tmp_path / "schemas"


def test_every_kind_has_a_schema(folder):
    """There is a schema for every kind of file that the loader reads, named as the files name it."""
    assert {*FILES, *FOLDERS, "languages"} <= {path.stem for path in folder.glob("*.json")}


def test_schema_knows_the_keys(folder):
    """The schema of the tree refuses unknown keys and describes the known ones."""
    schema = json.loads((folder / "tree.json").read_text(encoding="utf-8"))
    assert set(schema["properties"]) == {"start", "questions", "refinements"}
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Answer"]["required"] == ["id", "label", "pictogram", "goto"]


def test_real_files_name_a_schema_that_exists(folder, request):
    """The first line of every content file leads an editor to one of these schemas."""
    procedures = request.config.rootpath / "procedures"
    for path in procedures.rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        name = first.removeprefix("# yaml-language-server: $schema=")
        target = (path.parent / name).resolve()
        assert target.parent == request.config.rootpath / ".schemas"
        assert (folder / target.name).is_file()
