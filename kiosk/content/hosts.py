"""The public hosts: where a link may lead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable


def foreign_host(link: str, public_hosts: Iterable[str]) -> str | None:
    """Return the host of a link if it is none of the public ones, each of which covers its subdomains."""
    host = urlsplit(link).hostname
    public = host is None or any(host == name or host.endswith(f".{name}") for name in public_hosts)
    return None if public else host
