"""One record of the official directory's JSON export, typed; the names of its keys are the directory's."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kiosk.content.export import Changed, Day, Empty, Hour, Listed, Missing, Number, Page, Text


class Read(BaseModel):
    """A part of a record; what it holds beside these keys is not ours to read."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Pivot(Read):
    """What the service is, and for which communes (Insee)."""

    kind: Text = Field(alias="type_service_local")
    communes: Annotated[tuple[Text, ...], Listed] = Field(alias="code_insee_commune")


class Address(Read):
    """One address: where one enters (`Adresse`), or where letters go (`Adresse postale`)."""

    kind: Text = Field(alias="type_adresse")
    complement: Annotated[Text, Empty] = Field("", alias="complement1")
    further: Annotated[Text, Empty] = Field("", alias="complement2")
    street: Annotated[Text, Empty] = Field("", alias="numero_voie")
    box: Annotated[Text, Empty] = Field("", alias="service_distribution")
    postcode: Text = Field(alias="code_postal", pattern=r"^[0-9]{5}$")
    town: Text = Field(alias="nom_commune", min_length=1)

    def __str__(self) -> str:
        parts = (self.complement, self.further, self.street, self.box, f"{self.postcode} {self.town}")
        return ", ".join(part for part in parts if part)


class Telephone(Read):
    """A number, and when it answers."""

    number: Number = Field(alias="valeur")
    description: Annotated[Text, Empty] = ""


class Site(Read):
    """A page on the web; the label says what for, and the website itself has none."""

    label: Annotated[Text, Empty] = Field("", alias="libelle")
    url: Page = Field(alias="valeur")


class Range(Read):
    """Days with one or two spans of time."""

    first: Day = Field(alias="nom_jour_debut")
    last: Annotated[Day | None, Missing] = Field(None, alias="nom_jour_fin")
    opens: Hour = Field(alias="valeur_heure_debut_1")
    closes: Hour = Field(alias="valeur_heure_fin_1")
    opens_again: Annotated[Hour | None, Missing] = Field(None, alias="valeur_heure_debut_2")
    closes_again: Annotated[Hour | None, Missing] = Field(None, alias="valeur_heure_fin_2")
    remark: Annotated[Text, Empty] = Field("", alias="commentaire")


class Called(Read):
    """The page by which deaf callers are put through, and when it answers."""

    url: Page = Field(alias="valeur")
    description: Annotated[Text, Empty] = ""


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
    changed: Changed = Field(alias="date_modification")

    def address(self, kind: str) -> str | None:
        """Return the first address of a kind on one line, or None."""
        return next((str(address) for address in self.addresses if address.kind == kind), None)

    def lies_in(self, department: str) -> bool:
        """Return whether visitors enter in a department, by the postcode; Corsica shares 20."""
        start = "20" if department in ("2a", "2b") else department
        return all(each.postcode.startswith(start) for each in self.addresses if each.kind == "Adresse")

    def site(self, label: str) -> str | None:
        """Return the first page whose label holds a word; the website itself has an empty label."""
        found = (s.url for s in self.sites if (label in s.label.lower() if label else not s.label))
        return next(found, None)

    def links(self) -> tuple[str, ...]:
        """Return every link of the record."""
        return (*(s.url for s in self.sites), *(c.url for c in self.relays), *self.forms)
