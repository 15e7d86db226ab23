"""These tests may change a copy of the toy content, and run the kiosk as it is typed."""

from __future__ import annotations

import sys

import pytest

from kiosk.cli import main
from tests.toy import toy

__all__ = ["toy"]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys):
    """Return a function that runs the kiosk and returns its exit code, stdout and stderr."""

    def run(*words: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["kiosk", *words])
        code: object = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        return (code, *capsys.readouterr())

    return run
