"""One record of the official directory's JSON export, typed; the names of its keys are the directory's."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from kiosk.content.fields import Url
from kiosk.content.typed import FORBIDDEN

OVERSEAS = re.compile(r"\+(?:33|262|590|594|596)([0-9]{9})")
WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def _text(value: str) -> str:
    if found := FORBIDDEN.search(value):
        raise ValueError(f"the character U+{ord(found[0]):04X} is not allowed")
    return re.sub(r"[ \t\r\n]+", " ", value).strip()


def listed(value: Any) -> Any:
    """Read a list as the export writes it: as it is, as JSON in a text, as one text alone, or nothing."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        value = _json(value)
    if value in (None, ""):
        return []
    return value if isinstance(value, list) else [value]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("the text is not whole JSON") from None


def _phone(value: str) -> str:
    """Write a number in pairs of digits."""
    digits = OVERSEAS.sub(r"0\1", re.sub(r"[\s.]", "", value))
    if not re.fullmatch(r"0[1-9][0-9]{8}|[13][0-9]{3}", digits):
        raise ValueError("a telephone number has ten digits, or four")
    return " ".join(re.findall("..", digits))


def _day(value: Any) -> date:
    """Read the day of `10/07/2026 08:25:55`."""
    try:
        day = datetime.strptime(str(value)[:10], "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise ValueError("a date is written as day/month/year") from None
    if day > date.today():  # noqa: DTZ011  the day of the place where one reads
        raise ValueError(f"{day} is still to come")
    return day


def _weekday(value: str) -> str:
    if value.lower() not in WEEK:
        raise ValueError("a day of the week is expected here")
    return value.lower()


def _hour(value: str) -> str:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-9]{2})?", value):
        raise ValueError("a time is written as 09:00:00")
    return value[:5]


Text = Annotated[str, AfterValidator(_text)]
Page = Annotated[
    Url,
    BeforeValidator(lambda value: value.strip() if isinstance(value, str) else value),
    AfterValidator(_text),
]
Day = Annotated[Text, AfterValidator(_weekday)]
Hour = Annotated[Text, AfterValidator(_hour)]
Empty = BeforeValidator(lambda value: value or "")
Missing = BeforeValidator(lambda value: value or None)


class Read(BaseModel):
    """A part of a record; what it holds beside these keys is not ours to read."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Pivot(Read):
    """What the service is, and for which communes (Insee)."""

    kind: Text = Field(alias="type_service_local")
    communes: Annotated[tuple[Text, ...], BeforeValidator(lambda value: tuple(listed(value)))] = Field(
        alias="code_insee_commune"
    )


class Address(Read):
    """One address: where one enters (`Adresse`), or where letters go (`Adresse postale`)."""

    kind: Text = Field(alias="type_adresse")
    complement: Annotated[Text, Empty] = Field("", alias="complement1")
    street: Annotated[Text, Empty] = Field("", alias="numero_voie")
    box: Annotated[Text, Empty] = Field("", alias="service_distribution")
    postcode: Text = Field(alias="code_postal", pattern=r"^[0-9]{5}$")
    town: Text = Field(alias="nom_commune", min_length=1)

    def __str__(self) -> str:
        parts = (self.complement, self.street, self.box, f"{self.postcode} {self.town}")
        return ", ".join(part for part in parts if part)


class Telephone(Read):
    """A number, and when it answers."""

    number: Annotated[Text, AfterValidator(_phone)] = Field(alias="valeur")
    description: Annotated[Text, Empty] = ""


class Site(Read):
    """A page on the web; the label says what for, and the website itself has none."""

    label: Annotated[Text, Empty] = Field("", alias="libelle")
    url: Page = Field(alias="valeur")


class Range(Read):
    """Days with one or two spans of time."""

    first: Day = Field(alias="nom_jour_debut")
    last: Day = Field(alias="nom_jour_fin")
    opens: Hour = Field(alias="valeur_heure_debut_1")
    closes: Hour = Field(alias="valeur_heure_fin_1")
    opens_again: Annotated[Hour | None, Missing] = Field(None, alias="valeur_heure_debut_2")
    closes_again: Annotated[Hour | None, Missing] = Field(None, alias="valeur_heure_fin_2")
    remark: Annotated[Text, Empty] = Field("", alias="commentaire")


class Called(Read):
    """The page by which deaf callers are put through, and when it answers."""

    url: Page = Field(alias="valeur")
    description: Annotated[Text, Empty] = ""


Listed = BeforeValidator(lambda value: tuple(listed(value)))


class Record(Read):
    """What the directory says of one prefecture."""

    name: Text = Field(alias="nom", min_length=1)
    addresses: Annotated[tuple[Address, ...], Listed] = Field(alias="adresse")
    telephones: Annotated[tuple[Telephone, ...], Listed] = Field(alias="telephone")
    relays: Annotated[tuple[Called, ...], Listed] = Field((), alias="telephone_accessible")
    sites: Annotated[tuple[Site, ...], Listed] = Field(alias="site_internet")
    forms: Annotated[tuple[Page, ...], Listed] = Field((), alias="formulaire_contact")
    ranges: Annotated[tuple[Range, ...], Listed] = Field(alias="plage_ouverture")
    remark: Annotated[Text, Empty] = Field("", alias="commentaire_plage_ouverture")
    information: Annotated[Text, Empty] = Field("", alias="information_complementaire")
    changed: Annotated[date, BeforeValidator(_day)] = Field(alias="date_modification")

    def address(self, kind: str) -> str | None:
        """Return the first address of a kind on one line, or None."""
        return next((str(address) for address in self.addresses if address.kind == kind), None)

    def site(self, label: str) -> str | None:
        """Return the first page whose label holds a word; the website itself has an empty label."""
        found = (s.url for s in self.sites if (label in s.label.lower() if label else not s.label))
        return next(found, None)

    def links(self) -> tuple[str, ...]:
        """Return every link of the record."""
        return (*(s.url for s in self.sites), *(c.url for c in self.relays), *self.forms)
