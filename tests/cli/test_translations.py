"""`kiosk translations` says where each language stands, and brings the catalogs up to date."""

from click.testing import CliRunner

from kiosk.cli.translations_ import command


def run(folder, *arguments) -> str:
    """Run the command on a content folder."""
    arguments = [*arguments, "--content", str(folder)]
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def put(path, old, new) -> None:
    """Change one text of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def catalogs(folder) -> dict[str, bytes]:
    """Return the bytes of every catalog."""
    found = folder.glob("locales/*/LC_MESSAGES/*.po")
    return {path.name + path.parts[-3]: path.read_bytes() for path in found}


def test_table(toy):
    """Each language has a row; French needs no content catalog."""
    header, french, english = run(toy).splitlines()
    assert header.split() == ["language", "interface", "content", "state"]
    assert french.split()[2:] == ["source", "source"]
    assert english.split()[2:] == ["0/55", "drafted"]
    assert catalogs(toy) == {}


def test_update_is_complete_and_stable(toy):
    """Updating writes each catalog of each language once and for all: a second time changes nothing."""
    run(toy, "--update")
    first = catalogs(toy)
    assert set(first) == {"interface.pofr", "interface.poen", "procedures.poen"}
    run(toy, "--update")
    assert catalogs(toy) == first


def test_changed_french_drops_its_translation(toy):
    """A translation counts until its French changes; then it is gone, never guessed."""
    run(toy, "--update")
    path = toy / "locales" / "en" / "LC_MESSAGES" / "procedures.po"
    put(path, '"3 plumes"\nmsgstr ""', '"3 plumes"\nmsgstr "3 feathers"')
    assert " 1/55 " in run(toy, "--update")
    put(toy / "procedures" / "documents.yaml", "3 plumes", "4 plumes")
    assert " 0/55 " in run(toy, "--update")
    assert "feathers" not in path.read_text(encoding="utf-8")
    assert '#. documents: documents.feather.name\nmsgid "4 plumes"' in path.read_text(encoding="utf-8")


def test_spoilt_catalog_is_not_overwritten(toy):
    """A catalog that cannot be read is refused, so that nobody's work is lost."""
    run(toy, "--update")
    path = toy / "locales" / "en" / "LC_MESSAGES" / "procedures.po"
    path.write_bytes(b'msgid "\xff"\n')
    result = CliRunner().invoke(command, ["--update", "--content", str(toy)])
    assert result.exit_code == 1
    assert "cannot be read" in str(result.exception)
    assert path.read_bytes() == b'msgid "\xff"\n'
