"""`kiosk import-directory` fills the prefectures' files from the directory's export, or changes nothing."""

from __future__ import annotations

import json

import pytest

from kiosk.content.loader import load
from tests.content.directory import EXPORT, dated, places, records
from tests.toy import toy

__all__ = ["places", "toy"]

NEW_ISERE = """\
# yaml-language-server: $schema=../../.schemas/prefectures.json
# The directory of 2024 gives another phone.
name: Préfecture de l'Isère
town: Grenoble
place:
  name: Préfecture de l'Isère
  # the square is closed to cars
  address: 12 place de Verdun, 38000 Grenoble
  postal_address: 12 place de Verdun, CS 71046, 38021 Grenoble Cedex 1
  phone: 04 76 60 34 00   # read on the door
  phone_hours:
    - {days: monday-friday, times: ["09:00-15:30"]}
  source: directory
  as_of: 2026-06-29
hours:
  - {days: monday-friday, times: ["09:00-12:00", "13:00-15:30"], source: directory, as_of: 2026-06-29}
  - {remark: "Uniquement sur rendez-vous.", source: directory, as_of: 2026-06-29}

# The website comes before the rest.
website: {url: "https://www.isere.gouv.fr", source: directory, as_of: 2026-06-29} # by hand
booking: {url: "https://www.isere.gouv.fr/Accueil-sur-rendez-vous", source: directory, as_of: 2026-06-29}
contact_form: {url: "https://www.isere.gouv.fr/Nous-contacter", source: directory, as_of: 2026-06-29}
# That is all.
"""


@pytest.fixture
def bring(command, places, tmp_path):
    """Import records (or a text) into the places; return exit code, stdout and stderr."""

    def run(values) -> tuple[object, str, str]:
        file = tmp_path / "export.json"
        file.write_text(values if isinstance(values, str) else json.dumps(values), encoding="utf-8")
        return command("import-directory", str(file), "--content", str(places))

    return run


def spoilt(record: int, **fields) -> list[dict]:
    """Return the records with some fields of one of them changed."""
    values = records()
    values[record] |= fields
    return values


def hours(**fields) -> list[dict]:
    """Return the hours of a record with some fields changed."""
    return [records()[1]["plage_ouverture"][0] | fields]


def test_comments_and_layout_stay(bring, places):
    """Only the lines that change are other bytes; comments stay at the words that they are about."""
    before = dated(places)
    code, said, told = bring(records())
    assert code == 0, told
    path = places / "procedures" / "prefectures" / "38.yaml"
    assert path.read_text(encoding="utf-8") == NEW_ISERE
    changed = {name for name, text in dated(places).items() if before.get(name) != text}
    assert changed == {"procedures/prefectures/31.yaml", "procedures/prefectures/38.yaml"}
    assert "38: place.phone: 04 76 60 49 49 -> 04 76 60 34 00\n" in said
    assert "prefectures that this file does not hold: 1\n" in told


def test_a_second_time_changes_nothing(bring, places):
    """What was imported is not imported again, and not said again."""
    bring(records())
    before = dated(places)
    assert bring(records())[:2] == (0, "")
    assert dated(places) == before


def test_what_the_record_says_is_there(bring, places):
    """Hours, relay, forms and dates reach the content, and the gate lets it through."""
    bring(EXPORT.read_text(encoding="utf-8"))
    garonne = load(places / "procedures").prefectures["31"]
    assert [str(times) for times in garonne.hours[0].times] == ["09:00-12:00", "14:00-17:00"]
    assert garonne.relay.url == "https://app.acce-o.fr/client/prefectures"
    assert str(garonne.relay.hours[0].days) == "monday-friday"
    assert garonne.place.as_of.isoformat() == "2026-07-10"
    assert garonne.booking is None


def test_a_comment_outlives_its_line(bring, places):
    """What a comment was about may go; the comment stays, and no text is taken for one."""
    path = places / "procedures" / "prefectures" / "38.yaml"
    text = path.read_text("utf-8")
    text = text.replace("confidence: secondary\n", "confidence: secondary # asked by phone\n")
    gone = "detail: 'fiche # 3'"
    path.write_text(text.replace("detail: fiche du point d'accueil numérique", gone), "utf-8")
    assert bring(records())[0] == 0
    written = path.read_text("utf-8")
    assert "town: Grenoble\n# asked by phone\nplace:\n" in written
    assert written.replace("# asked by phone\n", "") == NEW_ISERE


def test_line_ends_of_windows_stay(bring, places):
    """A file whose lines end in CR LF keeps them, in old lines and in new ones."""
    path = places / "procedures" / "prefectures" / "38.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    bring(records())
    assert path.read_bytes() == NEW_ISERE.replace("\n", "\r\n").encode()


def test_fields_may_be_json_within_text(bring, places):
    """The export writes lists as JSON in a text; they are read the same."""
    written = [
        {key: json.dumps(value) if isinstance(value, list) else value for key, value in record.items()}
        for record in records()
    ]
    assert bring(written)[0] == 0
    path = places / "procedures" / "prefectures" / "38.yaml"
    assert path.read_text(encoding="utf-8") == NEW_ISERE


def test_unmatched_is_listed(bring, places):
    """A department that the content lacks, and facts that are newer here, are named and left alone."""
    path = places / "procedures" / "prefectures" / "31.yaml"
    path.write_text(
        path.read_text("utf-8").replace("source: page", "source: page, as_of: 2026-08-01"), "utf-8"
    )
    pivot = [{"type_service_local": "prefecture", "code_insee_commune": ["2A004"]}]
    other = [{"type_service_local": "sous_pref", "code_insee_commune": ["38544"]}]
    entrance = [records()[1]["adresse"][0] | {"code_postal": "20000", "nom_commune": "Ajaccio"}]
    corsica = spoilt(1, pivot=pivot, nom="Préfecture - Corse-du-Sud", adresse=entrance)
    code, said, told = bring([*corsica, records()[1] | {"pivot": other}])
    assert code == 0, told
    assert "not matched: Préfecture - Corse-du-Sud: the content has no prefecture 2a\n" in said
    assert "not matched: 31: place is kept, it is newer than the record\n" in said
    assert "records of other services, left aside: 1\n" in told
    assert (places / "procedures" / "prefectures" / "38.yaml").read_text("utf-8") != NEW_ISERE


def test_what_one_cannot_be_sure_of_is_listed(bring, places):
    """A second record, a place without number and too long a remark are left out, and named."""
    poor = {"telephone": [], "information_complementaire": "mot " * 200}
    code, said, told = bring(spoilt(0, **poor))
    assert code == 0, told
    assert "not matched: 31: place is kept, the record has no address or no telephone\n" in said
    assert "not matched: 31: what the record adds is too long for a remark" in said


def test_of_two_records_neither_is_taken(bring, places):
    """Where a department has several records, nothing tells which is right: all are named, none written."""
    first, second = records()
    code, said, told = bring([first, second, second | {"nom": "Une autre"}, second | {"nom": "Encore"}])
    assert code == 0, told
    for name in ("Préfecture - Isère", "Une autre", "Encore"):
        assert f"not matched: {name}: department 38 has several records\n" in said
    assert "38: " not in said
    assert "31: place.as_of" in said


def test_an_address_elsewhere_is_not_taken(bring):
    """A record whose address lies in another department than its commune is named and left aside."""
    pivot = [{"type_service_local": "prefecture", "code_insee_commune": ["31555"]}]
    code, said, told = bring([records()[1] | {"pivot": pivot}])
    assert code == 0, told
    assert said == "not matched: Préfecture - Isère: its address is not in department 31\n"


@pytest.mark.parametrize("key", ["records", "results", "service"])
def test_the_list_may_stand_under_a_key(bring, places, key):
    """Each download of the directory is read: its list alone, or under the key that it has there."""
    assert bring({"total_count": 2, key: records()})[0] == 0
    assert (places / "procedures" / "prefectures" / "38.yaml").read_text("utf-8") == NEW_ISERE


def test_every_line_of_an_address_and_one_day_alone_are_kept(bring, places):
    """The second complement is part of the address; a range without its last day is one day."""
    entrance = [records()[1]["adresse"][0] | {"complement1": "Porte A", "complement2": "1er étage"}]
    assert bring(spoilt(1, adresse=entrance, plage_ouverture=hours(nom_jour_fin="")))[0] == 0
    isere = load(places / "procedures").prefectures["38"]
    assert isere.place.address == "Porte A, 1er étage, 12 place de Verdun, 38000 Grenoble"
    assert str(isere.hours[0].days) == "monday"


def test_hours_that_are_not_understood_stay_words(bring, places):
    """A sentence about the telephone that names no real hours is kept as its remark."""
    numbers = [{"valeur": "+33 4 76 60 34 00", "description": "Du lundi au vendredi de 9h à 27h"}]
    assert bring(spoilt(1, telephone=numbers))[0] == 0
    place = load(places / "procedures").prefectures["38"].place
    assert place.phone == "04 76 60 34 00"
    assert place.phone_hours[0].remark == "Du lundi au vendredi de 9h à 27h"


def test_the_entrance_that_the_record_names_is_kept(bring, places):
    """Where the record itself sends visitors to the address that stands here, that address stays."""
    extra = "Information du public : place de Verdun, 38000 Grenoble."
    assert bring(spoilt(1, information_complementaire=extra))[0] == 0
    place = load(places / "procedures").prefectures["38"].place
    assert place.address == "Place de Verdun, 38000 Grenoble"
    assert place.remark is None


WRONG = {
    "half": (EXPORT.read_text(encoding="utf-8")[:2000], "export.json:72:", "cut off or is not JSON"),
    "empty": ("", "export.json:1:1", "cut off or is not JSON"),
    "shape": ({"services": []}, "export.json: ", "no list of records"),
    "other": ([{"name": "x"}], "record 1 ", "no pivot"),
    "numbers": ([1], "record 1 ", "no pivot"),
    "deep": ("[" * 100_000, "export.json: ", "nested too deeply"),
    "digits": ("[" + "1" * 10_000 + "]", "export.json: ", "too many digits"),
    "none": ([], "export.json: ", "no prefecture"),
    "subs": ([records()[0] | {"pivot": []}], "export.json: ", "no prefecture"),
    "pivot": (spoilt(0, pivot=[3]), "record 1: ", "pivot"),
    "type": (spoilt(1, telephone=[{"valeur": 3}]), 'record 2 ("Préfecture - Isère"): telephone.0', "string"),
    "phone": (spoilt(1, telephone=[{"valeur": "call"}]), "telephone.0.valeur", "ten digits"),
    "script": (spoilt(1, formulaire_contact=["javascript:alert(1)"]), "formulaire_contact", "https://"),
    "host": (
        spoilt(1, formulaire_contact=["https://gouv.fr.evil.example/"]),
        '"Préfecture - Isère"',
        "public hosts",
    ),
    "user": (spoilt(1, formulaire_contact=["https://gouv.fr@evil.example/"]), "formulaire", "https://"),
    "bracket": (spoilt(1, formulaire_contact=["https://[gouv.fr"]), "formulaire", ""),
    "link": (spoilt(1, site_internet=[{"valeur": 3}]), "site_internet.0.valeur", "string"),
    "bidi": (spoilt(1, commentaire_plage_ouverture="Ouvert \u202e!"), "commentaire", "U+202E"),
    "control": (spoilt(1, nom="a\u0007"), "nom", "U+0007"),
    "day": (spoilt(1, date_modification="31/02/2026"), "date_modification", "day/month/year"),
    "to come": (spoilt(1, date_modification="01/01/2999"), "date_modification", "still to come"),
    "hour": (spoilt(1, plage_ouverture=hours(valeur_heure_fin_1="25:00:00")), "fin_1", "09:00:00"),
    "backward": (
        spoilt(1, plage_ouverture=hours(valeur_heure_fin_1="08:00:00")),
        "38.yaml:",
        "after it opens",
    ),
    "weekday": (spoilt(1, plage_ouverture=hours(nom_jour_fin="Friday")), "nom_jour_fin", "day of the week"),
    "missing": ([{"pivot": records()[0]["pivot"]}], "record 1", "nom"),
    "text": (spoilt(1, adresse="[not json"), "record 2", "JSON"),
    "text deep": (spoilt(1, adresse="[" * 100_000), "adresse", "JSON"),
    "pivot text": (spoilt(0, pivot="[not json"), "pivot", "JSON"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_changes_nothing(bring, places, case):
    """A file that is half, of another shape or hostile gets one sentence, and no file changes."""
    before = dated(places)
    values, place, reason = WRONG[case]
    code, said, told = bring(values)
    assert (code, said) == (1, "")
    assert place in told
    assert reason in told
    assert len(told.splitlines()) == 1
    assert dated(places) == before


def test_a_missing_file_is_said(command, places, tmp_path):
    """A file that is not there, or a folder, is one sentence."""
    for name in ("nowhere.json", "."):
        code, _, told = command("import-directory", str(tmp_path / name), "--content", str(places))
        assert code == 1
        assert "cannot be read" in told


def test_a_layout_that_cannot_be_kept_changes_nothing(bring, places):
    """Where a section would not come back as it was written, nothing is changed and its file is named."""
    path = places / "procedures" / "prefectures" / "38.yaml"
    path.write_text(
        path.read_text("utf-8").replace('{url: "https://www.isere', '{  url:   "https://www.isere'), "utf-8"
    )
    before = dated(places)
    code, _, told = bring(records())
    assert code == 1
    assert "38.yaml" in told
    assert '"website"' in told
    assert dated(places) == before


def test_a_folder_that_cannot_be_written_changes_nothing(bring, places, monkeypatch):
    """When the second file cannot be put in place, the first one is put back."""
    from pathlib import Path

    replace, before = Path.replace, dated(places)

    def fail(self, target):
        if target.name == "38.yaml":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    code, _, told = bring(records())
    assert code == 1
    assert "nothing is changed" in told
    assert dated(places) == before
