"""Ten times the content: every permit and every question ten times over, under other names."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from kiosk.content.terms import PAGES

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 10
MORE = """\
      - {id: more, label: Une autre copie, pictogram: other, goto: copies}
"""
COPIES = """
  copies:
    text: Quelle copie voulez-vous ?
    answers:
"""
GOTO = re.compile(r"(?<=goto: )([a-z0-9-]+)(/[a-z0-9-]+)?")


def write_tenfold(source: Path, folder: Path) -> None:
    """Write a content folder with ten times the permits and questions of another one."""
    for part in ("procedures", "pictograms", "locales"):
        shutil.copytree(source / part, folder / part)
    permits = folder / "procedures" / "permits"
    for path in sorted(permits.glob("*.yaml")):
        for number in range(2, TIMES + 1):
            shutil.copy(path, permits / f"{path.stem}-{number}.yaml")
    tree = folder / "procedures" / "tree.yaml"
    tree.write_text(_tenfold_tree(tree.read_text(encoding="utf-8")), encoding="utf-8")


def _tenfold_tree(text: str) -> str:
    head, questions, refinements = re.split(r"(?<=\nquestions:\n)|(?=\nrefinements:\n)", text)
    start = re.search(r"^start: (\S+)", head, re.MULTILINE)
    assert start is not None
    copies = "".join(_copy(questions, number) for number in range(2, TIMES + 1))
    ways = "".join(
        f"      - {{id: copy-{number}, label: Copie {number}, pictogram: other, goto: {start[1]}-{number}}}\n"
        for number in range(2, TIMES + 1)
    )
    first = re.search(rf"^  {start[1]}:\n.*?(?=^    unknown:|^  \S)", questions, re.MULTILINE | re.DOTALL)
    assert first is not None
    grown = questions.replace(first[0], first[0].rstrip("\n") + "\n" + MORE)
    return head + grown + COPIES + ways + copies + refinements


def _copy(questions: str, number: int) -> str:
    """Return the questions under other names, leading to one another and to the copies of the permits."""

    def renamed(goto: re.Match[str]) -> str:
        return goto[0] if goto[1] in PAGES else f"{goto[1]}-{number}{goto[2] or ''}"

    named = re.sub(r"^  ([a-z0-9-]+):$", rf"  \1-{number}:", questions, flags=re.MULTILINE)
    return "\n" + GOTO.sub(renamed, named)
