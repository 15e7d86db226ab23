"""The command line: one verb a module, loaded only when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from kiosk.errors import KioskError

VERBS = {
    "run": "the full-screen kiosk",
    "serve": "the kiosk for a browser in kiosk mode",
    "check": "look for faults and doubts in the content",
    "print": "one page: checklist, sheet, ticket, poster, leaflet or sign",
    "kit": "every page that a prefecture hangs or hands out",
    "tree": "the graph of the decision tree",
    "translations": "the state of each language",
    "import-directory": "addresses, hours and booking pages from the official directory",
    "deploy": "settings, services and instructions for a machine in the hall",
    "doctor": "what is missing on this machine",
    "statistics": "how often what was asked, without anybody's path",
    "schema": "JSON Schema of the content files, for editors",
}


class Verbs(click.Group):
    """A group that imports a verb only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the verbs, in the order of the documentation."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a verb and return its command."""
        if name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"kiosk.cli.{name.replace('-', '_')}_").command
        return command

    def format_commands(self, ctx: click.Context, formatter: Any) -> None:  # noqa: ARG002
        """Write the verbs without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kiosk")
def kiosk() -> None:
    """Information kiosk of a prefecture: which paper to bring, when, where and at what price."""


def main() -> None:
    """Run the command line; an expected error is one sentence on stderr and exit code 1."""
    try:
        kiosk(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except KioskError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
