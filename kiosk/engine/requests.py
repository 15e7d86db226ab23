"""Requests: the request of a procedure, and the supporting documents that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.engine.conditions import both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.models import Content, Entry, FeeChoice, Note, Permit, Request, Stop, Use


def request_of(content: Content, procedure: str) -> tuple[Permit, Request]:
    """Return the permit and the request of a procedure; KeyError if there is none."""
    permit, kind = procedure.split("/")
    requests = {str(key): request for key, request in content.permits[permit].requests.items()}
    return content.permits[permit], requests[kind]


def requests(content: Content) -> Iterator[tuple[str, Permit, Request]]:
    """Return every procedure with its permit and its request."""
    for name, permit in content.permits.items():
        for kind, request in permit.requests.items():
            yield f"{name}/{kind}", permit, request


def entries(content: Content, request: Request) -> tuple[Entry, ...]:
    """Return the entries of a request with its sets opened; a set's condition is added to each."""
    opened: list[Entry] = []
    for entry in request.documents:
        if entry.set is None:
            opened.append(entry)
            continue
        for part in content.documents.sets[entry.set]:
            changes = {"when": both(entry.when, part.when), "source": part.source or entry.source}
            opened.append(part.model_copy(update=changes))
    return tuple(opened)


def conditional_parts(
    content: Content, request: Request
) -> tuple[Entry | Use | FeeChoice | Note | Stop, ...]:
    """Return every part of a request that may concern only some visitors; what stops it comes first."""
    return (
        *request.stops,
        *entries(content, request),
        *request.deposit,
        *request.windows,
        *request.fees,
        *((request.no_fee,) if request.no_fee else ()),
        *request.supplements,
        *request.waiting,
        *request.silences,
        *request.notes,
    )
