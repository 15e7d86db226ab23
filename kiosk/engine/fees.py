"""What a request costs on a day: the price or prices, and each supplement apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from kiosk.engine.conditions import applies, compatible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kiosk.content.models import (
        Amount,
        Content,
        FeeChoice,
        Request,
        Supplement,
        SupplementAmount,
        Use,
    )
    from kiosk.engine.journey import Journey

Dated = TypeVar("Dated", "Amount", "SupplementAmount")


@dataclass(frozen=True, slots=True)
class Price:
    """One price that may apply, with its parts in euros; None parts are not due."""

    choice: FeeChoice
    amount: Amount | None
    sure: bool

    @property
    def total(self) -> Decimal | None:
        """Tax and stamp together, or None when no amount is known on that day."""
        if self.amount is None:
            return None
        return sum((part for part in (self.amount.tax, self.amount.stamp) if part), Decimal(0))


@dataclass(frozen=True, slots=True)
class Extra:
    """One supplement, and whether it is due for sure or only perhaps."""

    use: Use
    supplement: Supplement
    amount: SupplementAmount | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Every price and supplement that applies, or may."""

    prices: tuple[Price, ...]
    extras: tuple[Extra, ...]

    @property
    def settled(self) -> bool:
        """Whether there is one price, known and sure."""
        return len(self.prices) == 1 and self.prices[0].sure and self.prices[0].total is not None

    @property
    def total(self) -> Decimal | None:
        """The whole sum when everything is settled, or None."""
        sure = [extra for extra in self.extras if extra.sure]
        if not self.settled or any(extra.amount is None for extra in sure):
            return None
        extras = sum((extra.amount.amount for extra in sure if extra.amount), Decimal(0))
        return (self.prices[0].total or Decimal(0)) + extras


def unsettled(prices: tuple[Price, ...]) -> bool:
    """Return whether two prices may apply to the same person: then the sources do not agree."""
    conditions = [price.choice.when for price in prices]
    return any(compatible(one, other) for n, one in enumerate(conditions) for other in conditions[n + 1 :])


def quote(content: Content, request: Request, journey: Journey, on: date) -> Quote:
    """Return what the request costs on a day."""
    prices = tuple(
        Price(choice, in_force(content.fees.scales[choice.scale].amounts, on), verdict is True)
        for choice in request.fees
        if (verdict := applies(choice.when, journey)) is not False
    )
    return Quote(prices, tuple(_extras(content, request, journey, on)))


def _extras(content: Content, request: Request, journey: Journey, on: date) -> Iterable[Extra]:
    for use in request.supplements:
        supplement = content.fees.supplements[use.use]
        verdict = applies(use.when, journey)
        if verdict is not False:
            amount = in_force(supplement.amounts, on)
            yield Extra(use, supplement, amount, verdict is True)


def in_force(amounts: tuple[Dated, ...], on: date) -> Dated | None:
    """Return the newest amount that has begun on a day, or None."""
    begun = [amount for amount in amounts if amount.since <= on]
    return max(begun, key=lambda amount: amount.since, default=None)
