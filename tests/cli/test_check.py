"""`kiosk check` as its user runs it: what it prints, where, and how it ends."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kiosk.cli.check_ import command
from kiosk.cli.translations_ import command as translations


def run(*arguments):
    """Run the command for 1 November 2026."""
    return CliRunner().invoke(command, [*map(str, arguments), "--on", "2026-11-01"], catch_exceptions=False)


@pytest.fixture
def whole(toy):
    """The toy content with every sentence translated."""
    result = CliRunner().invoke(translations, ["--update", "--content", str(toy)], catch_exceptions=False)
    assert result.exit_code == 0
    for path in toy.glob("locales/*/LC_MESSAGES/*.po"):
        text = path.read_text(encoding="utf-8")
        filled = re.sub(r'^msgid ("..*")\nmsgstr ""$', r"msgid \1\nmsgstr \1", text, flags=re.MULTILINE)
        path.write_text(filled, encoding="utf-8")
    return toy


def put(folder, file, old, new) -> None:
    """Change one text of a content file."""
    path = folder / "procedures" / f"{file}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_nothing_to_mend(whole):
    """Sound content: nothing on stdout, one line on stderr, exit 0, strict or not."""
    for extra in ((), ("--strict",)):
        result = run(whole, *extra)
        assert (result.stdout, result.exit_code) == ("", 0)
        assert result.stderr == "nothing to mend in 15 files\n"


def test_warnings_only_count_when_strict(whole):
    """A warning leaves 0, and 2 under --strict."""
    put(whole, "sources", "confidence: official-page", "confidence: secondary")
    assert run(whole).exit_code == 0
    result = run(whole, "--strict")
    assert result.exit_code == 2
    assert result.stderr == "6 warnings in 15 files; --verbose lists each\n"


def test_warnings_of_a_kind_are_one_line(whole):
    """Equal warnings are one line, at the place of the first, with their number."""
    put(whole, "sources", "confidence: official-page", "confidence: secondary")
    (warning,) = run(whole).stdout.splitlines()
    first, *others = run(whole, "--verbose").stdout.splitlines()
    files = {line.split(":")[0] for line in (first, *others)}
    assert len(others) == 5
    assert warning == first.replace("(secondary)", f"(secondary, 6 times in {len(files)} files)")


def test_errors_and_single_warnings_are_shown_whole(whole):
    """Each error is listed, two of one rule too, and a warning that is alone in its kind."""
    put(whole, "tree", "goto: dragon/first", "goto: dragon/frist")
    put(whole, "tree", "goto: dragon/renewal", "goto: dragon/renewel")
    put(whole, "tree", "label: Nager", "label: Nager EEE")
    result = run(whole)
    assert result.stdout.count("(unknown-target)") == 2
    assert result.stdout.count("(unexplained)") == 1
    assert result.stdout == run(whole, "--verbose").stdout
    assert "--verbose" not in result.stderr


@pytest.mark.parametrize("form", ["json", "github"])
def test_programs_get_every_warning(whole, form):
    """What a program reads is never folded."""
    put(whole, "sources", "confidence: official-page", "confidence: secondary")
    assert run(whole, "--format", form).stdout.count("secondary source") == 6


def test_gate_and_review_in_one_run(whole):
    """A fault that the gate refuses and one of judgement are listed together, sorted, and end with 1."""
    put(whole, "tree", "label: Nager", "label: " + "nager " * 8)
    put(whole, "fees", "tax: 200", "tax: -200")
    put(whole, "tree", "goto: dragon/first", "goto: dragon/frist")
    put(whole, "permits/dragon", "2027-01-01", "2026-10-31")
    result = run(whole, "--strict")
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if "/procedures/" in line]
    assert [re.fullmatch(r".*/procedures/(.*): error: .*", line)[1] for line in lines] == [
        "fees.yaml:5:29",
        "permits/dragon.yaml:9:1",
        "tree.yaml:10:20",
        "tree.yaml:17:53",
    ]
    rules = [re.search(r"\((\S+)\)$", line)[1] for line in lines]
    assert rules == ["value", "stale", "long-label", "unknown-target"]


def test_json(whole):
    """The JSON form is a list of objects."""
    put(whole, "permits/dragon", "2027-01-01", "2026-10-31")
    (problem,) = json.loads(run(whole, "--format", "json").stdout)
    assert problem["file"].endswith("procedures/permits/dragon.yaml")
    assert (problem["line"], problem["column"], problem["level"], problem["rule"]) == (9, 1, "error", "stale")


def test_json_of_nothing_is_an_empty_list(whole):
    """Without problems the JSON form is still JSON."""
    assert json.loads(run(whole, "--format", "json").stdout) == []


def test_github(whole):
    """The GitHub form is one workflow command a problem, with nothing that breaks it."""
    put(whole, "permits/dragon", "2027-01-01", "2026-10-31")
    put(whole, "sources", "public_hosts:\n  - example.org", 'public_hosts: ["50%,x:y"]')
    lines = run(whole, "--format", "github").stdout.splitlines()
    assert all(re.match(r"::(error|warning) file=[^:,]+,line=\d+,col=\d+::\S", line) for line in lines)
    assert any(line.startswith("::error file=") and "dragon.yaml,line=9,col=1::" in line for line in lines)


def test_other_day(whole):
    """--on judges for another day."""
    result = CliRunner().invoke(command, [str(whole), "--on", "2027-01-02"])
    assert result.exit_code == 1
    assert result.stdout.count("(stale)") == 2


def test_wrong_usage(toy):
    """A word that is not a day is click's own error, with exit 2."""
    assert CliRunner().invoke(command, [str(toy), "--on", "soon"]).exit_code == 2


def test_missing_folder_is_one_sentence(tmp_path):
    """A folder without content ends with 1 and one sentence, not a traceback."""
    arguments = [sys.executable, "-m", "kiosk", "check", tmp_path]
    result = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "no such folder" in result.stderr
    assert "Traceback" not in result.stderr


def test_exit_codes_reach_the_shell(whole):
    """The real program hands its exit code to the shell."""
    put(whole, "sources", "confidence: official-page", "confidence: secondary")
    arguments = [sys.executable, "-m", "kiosk", "check", whole, "--on", "2026-11-01", "--strict"]
    assert subprocess.run(arguments, capture_output=True, check=False).returncode == 2


def test_broken_languages_and_catalogs_are_reported(whole):
    """Faults in locales/ stand beside those of procedures/."""
    (whole / "locales" / "fr" / "LC_MESSAGES" / "interface.po").write_bytes(b'msgid "\xff"\n')
    assert "(catalog)" in run(whole).stdout
    (whole / "locales" / "languages.yaml").write_text("languages: {fr: {}}\n", encoding="utf-8")
    put(whole, "permits/dragon", "2027-01-01", "2026-10-31")
    assert {"(missing)", "(stale)"} <= set(re.findall(r"\(\S+\)$", run(whole).stdout, re.MULTILINE))


def test_check_is_headless(toy):
    """Checking loads neither Textual, nor the typesetter, nor the picture library."""
    code = (
        "import sys; from kiosk.cli import main; sys.argv = ['kiosk', 'check', sys.argv[1]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print({'textual', 'typst', 'PIL', 'rich', 'kiosk.engine.review'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code, toy], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "{'kiosk.engine.review'}"
