"""A browser for all tests that touch a page."""

from __future__ import annotations

import pytest

from tests.real.browsers import QUIET
from tests.real.pictures import dejavu, need


@pytest.fixture(scope="module")
def chromium():
    """A headless Chromium, or a skip that names the package."""
    from playwright.sync_api import sync_playwright

    dejavu(16, bold=False)
    with sync_playwright() as playwright:
        path = need("chromium", "chromium")
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()
