"""What a hall does to a kiosk: processes killed, services restarted, doors tried."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.real.browsers import Serving, Touched, free_port, running, serving

if TYPE_CHECKING:
    from collections.abc import Callable

FRESH = 3
"""Seconds until there is a fresh start (issue: within three)."""


def wait_for(true: Callable[[], object], seconds: float = 10) -> float:
    """Wait until something is true; return how long it took."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds, "it did not happen"
        time.sleep(0.02)
    return time.monotonic() - started


@pytest.fixture
def server():
    """A locked kiosk on the real content."""
    with serving("--prefecture", "82", "--locked") as started:
        yield started


def test_a_killed_kiosk_starts_fresh(chromium, server):
    """Kill -9 in the middle of a journey: one calm sentence, then the languages, within three seconds."""
    touched = Touched(chromium, server.address)
    touched.tap("Français", right_to_left=False)
    touched.place("Que voulez-vous faire ?", right_to_left=False)
    (kiosk,) = server.kiosks()
    os.kill(kiosk, signal.SIGKILL)
    touched.page.wait_for_function("() => document.body?.dataset.state === 'wait'")
    assert "Un instant" in touched.page.inner_text(".wait")
    took = wait_for(lambda: server.kiosks() not in ([], [kiosk]))
    touched.page.wait_for_function("() => document.body?.dataset.state === 'kiosk'")
    touched.place("Touchez ici pour commencer", right_to_left=False)
    assert took < FRESH
    touched.close()


def fresh(kiosks: list[int], dead: list[int]) -> bool:
    """Whether there are kiosks, and none of the dead ones."""
    return bool(kiosks) and not {*kiosks} & {*dead}


def test_three_faults_in_a_row(chromium, server, tmp_path):
    """A kiosk that always dies leaves a page with address and code; the service stays up."""
    touched = Touched(chromium, server.address)
    for _ in range(3):
        wait_for(server.kiosks)
        for kiosk in (dead := server.kiosks()):
            with suppress(ProcessLookupError):  # it was listed in the instant of its end
                os.kill(kiosk, signal.SIGKILL)
        wait_for(lambda dead=dead: fresh(server.kiosks(), dead) or not server.alive()["kiosk"])
    touched.page.wait_for_function("() => document.body?.dataset.state === 'broken'")
    said = touched.page.inner_text(".broken")
    assert "La borne est en panne. Demandez à l'accueil." in said
    assert "82013 Montauban" in said
    touched.page.screenshot(path=tmp_path / "broken.png")
    assert touched.page.locator(".broken svg").bounding_box()["width"] > 100
    assert server.alive() == {"kiosk": False}
    touched.close()


def test_the_page_waits_for_a_service_that_restarts(chromium):
    """The server killed and started again on the same port: the page comes back by itself."""
    port = free_port()
    first = Serving("--prefecture", "82", port=port)
    touched = Touched(chromium, first.address)
    family = first.family()
    first.stop(signal.SIGKILL)
    touched.page.wait_for_function("() => document.body?.dataset.state === 'wait'")
    wait_for(lambda: not any(running(process) for process in family[1:]))
    second = Serving("--prefecture", "82", port=port)
    touched.page.wait_for_function("() => document.body?.dataset.state === 'kiosk'", timeout=10_000)
    touched.close()
    second.stop()


def test_no_process_is_left(chromium):
    """A closed page ends its kiosk; SIGTERM ends all; without its nursery the service ends."""
    with serving("--prefecture", "82") as server:
        touched = Touched(chromium, server.address)
        (kiosk,) = server.kiosks()
        touched.close()
        wait_for(lambda: not server.kiosks())
        assert not running(kiosk)
        nursery = server.family()[1]
        assert len(list(Path(f"/proc/{nursery}/task").iterdir())) == 1  # a fork of more would not be whole
        os.kill(nursery, signal.SIGKILL)
        server.process.wait(timeout=10)
    with serving("--prefecture", "82") as server:
        family = server.family()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=10)
        assert not any(running(process) for process in family[1:])


def test_only_our_own_page_opens_a_screen(server):
    """A page from elsewhere, or a program without an origin, gets no kiosk; there is no other page."""
    for path, headers in (
        ("screen", {"Origin": "http://elsewhere.example"}),
        ("screen", {}),
        ("static/", {}),
        ("download/1", {}),
    ):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(server.address + path, headers=headers)).close()  # noqa: S310  our own address
        refused.value.close()
        assert refused.value.code in (403, 404)
    assert server.kiosks() == []
