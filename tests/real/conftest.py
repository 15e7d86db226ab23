"""A browser for all tests that touch a page."""

from __future__ import annotations

import pytest

from tests.real.browsers import QUIET
from tests.real.pictures import dejavu, need


@pytest.fixture(scope="module")
def playwright():
    """What drives browsers."""
    from playwright.sync_api import sync_playwright

    dejavu(16, bold=False)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def chromium(playwright):
    """A headless Chromium, or a skip that names the package."""
    yield from launched(playwright)


@pytest.fixture
def chromium_without_webgl(playwright):
    """The same on a machine whose graphics Chromium does not trust."""
    yield from launched(playwright, "--disable-3d-apis")


def launched(playwright, *flags: str):
    """Start a browser, and close it afterwards."""
    path = need("chromium", "chromium")
    browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *flags])
    yield browser
    browser.close()
