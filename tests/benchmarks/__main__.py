"""Measure the first three budgets of the design in one run, and print them as ratios.

Each figure of the kiosk stands beside the same figure of a bare Textual app with the same widgets and sizes,
taken in turns, in processes of their own. Start: median seconds from the start of the process until a
terminal of 80 by 24 cells was given every text of the screen. Tap: seconds from a key until the app has
written every text of the next screen, over every question screen. Give a number of rounds, or take five.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.start import ROOT, seconds_to_paint
from tests.benchmarks.tenfold import write_tenfold

STYLES = str(ROOT / "kiosk" / "screens" / "kiosk.tcss")
LANGUAGES = ("fr", "ar")
AGAINST_BARE, AGAINST_REAL = 1.3, 1.1
STARTS_A_ROUND = 3

Samples = defaultdict[tuple[str, str], list[float]]
"""Seconds by what was measured and in which app."""


def run(module: str, *arguments: str) -> Any:
    """Run a module of the benchmarks; return what it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def measure(samples: Samples, folders: dict[str, str], outlines: dict[str, Path]) -> None:
    """Add one round: every start and tap, in the kiosk, in the bare app and on ten times the content."""
    for _ in range(STARTS_A_ROUND):
        _measure_starts(samples, folders, outlines["fr"])
    for language, path in outlines.items():
        samples[f"tap {language}", "bare"] += run("bare", str(path), STYLES)
        for app, folder in folders.items():
            first, again = run("taps", folder, language, str(path))
            samples[f"tap {language}, first time", app] += first
            samples[f"tap {language}", app] += again


def _measure_starts(samples: Samples, folders: dict[str, str], path: Path) -> None:
    drawn = json.loads(path.read_text(encoding="utf-8"))
    for what, name, options in (
        ("start", "languages", []),
        ("start in French", "need", ["--language", "fr"]),
    ):
        words = drawn[name]
        bare = seconds_to_paint("tests.benchmarks.bare", [str(path), STYLES, name], words["words"])
        samples[what, "bare"].append(bare)
        for app, folder in folders.items():
            arguments = ["run", "--content", folder, "--prefecture", "82", *options]
            samples[what, app].append(seconds_to_paint("kiosk", arguments, words["drawn"]))


def p95(seconds: list[float]) -> float:
    """Return what 95 of 100 do not pass."""
    return quantiles(seconds, n=20)[-1]


def report(samples: Samples) -> None:
    """Print each figure beside what it is measured against, with the ratio and its budget."""
    print(f"{'what':<44}{'this':>9}{'against':>9}{'ratio':>7}{'budget':>8}")
    for what in ("start", "start in French"):
        _row(f"{what}: kiosk / bare", samples[what, "kiosk"], samples[what, "bare"], AGAINST_BARE, median)
        _row(
            f"{what}: tenfold / real", samples[what, "tenfold"], samples[what, "kiosk"], AGAINST_REAL, median
        )
    for language in LANGUAGES:
        what, first = f"tap {language}", f"tap {language}, first time"
        for name, figure in (("p95", p95), ("median", median)):
            _row(
                f"{what}, {name}: kiosk / bare",
                samples[what, "kiosk"],
                samples[what, "bare"],
                AGAINST_BARE,
                figure,
            )
            _row(
                f"{first}, {name}: kiosk / bare",
                samples[first, "kiosk"],
                samples[what, "bare"],
                AGAINST_BARE,
                figure,
            )
            _row(
                f"{what}, {name}: tenfold / real",
                samples[what, "tenfold"],
                samples[what, "kiosk"],
                AGAINST_REAL,
                figure,
            )


def _row(what: str, these: list[float], those: list[float], budget: float, figure: Any) -> None:
    this, that = figure(these), figure(those)
    verdict = "" if this / that <= budget else "  over"
    print(f"{what:<44}{this * 1000:>6.0f} ms{that * 1000:>6.0f} ms{this / that:>7.2f}{budget:>8.1f}{verdict}")


def main() -> None:
    """Measure, then report."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    samples: Samples = defaultdict(list)
    with TemporaryDirectory() as temporary:
        tenfold = Path(temporary) / "tenfold"
        write_tenfold(ROOT, tenfold)
        folders = {"kiosk": str(ROOT), "tenfold": str(tenfold)}
        outlines = {language: Path(temporary) / f"{language}.json" for language in LANGUAGES}
        for language, path in outlines.items():
            path.write_text(json.dumps(run("taps", str(ROOT), language, "outlines")), encoding="utf-8")
        _measure_starts(defaultdict(list), folders, outlines["fr"])
        for number in range(rounds):
            measure(samples, folders, outlines)
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
    report(samples)


if __name__ == "__main__":
    main()
