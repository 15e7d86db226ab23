"""`kiosk tree` writes the tree in each form, and refuses content that is not sound."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kiosk.cli.tree_ import command

STARTS = {
    "text": "need: Que voulez-vous faire ?",
    "mermaid": "flowchart LR",
    "dot": "digraph tree {",
    "json": "{",
}


@pytest.mark.parametrize("form", STARTS)
def test_forms(toy, form):
    """Each form comes out on stdout."""
    result = CliRunner().invoke(command, ["--format", form, "--content", str(toy)], catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stdout.startswith(STARTS[form])
    assert "referral/harbour" in result.stdout


def test_real_tree():
    """Without a folder it is the tree of this installation; two questions follow from a page only."""
    value = json.loads(CliRunner().invoke(command, ["--format", "json"], catch_exceptions=False).stdout)
    assert value["unreachable"] == ["protection-nationality", "protection-ground"]
    assert value["taps"]["longest"] <= 8


def test_unsound_content_is_refused(toy):
    """A fault in the content is its sentence on stderr, and exit 1."""
    path = toy / "procedures" / "tree.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("mermaid/first", "mermaid/frist"), encoding="utf-8")
    arguments = [sys.executable, "-m", "kiosk", "tree", "--content", toy]
    result = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert 'did you mean "mermaid/first"?' in result.stderr
    assert "Traceback" not in result.stderr
