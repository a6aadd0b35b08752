"""Themes and lit pictures as a real browser shows them."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from kiosk import STATIC

pytestmark = pytest.mark.browser

ADDRESS = "http://board.test/"
PAPER, NIGHT = "#fbf7f0", "#14202e"
WHITE, BLACK = "#ffffff", "#000000"


def _page(
    browser: Browser,
    classes: str = "",
    *,
    scheme: Literal["light", "dark"] = "light",
    contrast: Literal["no-preference", "more"] = "no-preference",
) -> Page:
    page = browser.new_page(color_scheme=scheme, contrast=contrast)
    body = (
        f'<!doctype html><html class="{classes}">'
        '<link rel="stylesheet" href="/tokens.css">'
        '<svg width="48" viewBox="0 0 48 48" style="color: var(--ink)">'
        '<use href="/pictures.svg#food"/></svg>'
    )
    page.route(
        ADDRESS, lambda route: route.fulfill(body=body, content_type="text/html")
    )
    for file in ("tokens.css", "pictures.svg"):
        page.route(
            ADDRESS + file, lambda route, _, f=file: route.fulfill(path=STATIC / f)
        )
    page.goto(ADDRESS)
    return page


def _ground(page: Page) -> str:
    asked = "getComputedStyle(document.documentElement).getPropertyValue('--ground')"
    return str(page.evaluate(asked)).strip()


def test_a_page_follows_the_devices_wish(browser: Browser) -> None:
    assert _ground(_page(browser)) == PAPER
    assert _ground(_page(browser, scheme="dark")) == NIGHT
    assert _ground(_page(browser, contrast="more")) == WHITE
    assert _ground(_page(browser, scheme="dark", contrast="more")) == BLACK


def test_the_screens_own_switch_wins_over_the_devices_wish(browser: Browser) -> None:
    assert _ground(_page(browser, "theme-dusk")) == NIGHT
    assert _ground(_page(browser, "theme-day", scheme="dark")) == PAPER
    assert _ground(_page(browser, "theme-strong")) == WHITE
    assert _ground(_page(browser, "theme-strong theme-dusk")) == BLACK
    assert _ground(_page(browser, "theme-strong", scheme="dark")) == BLACK
    assert _ground(_page(browser, "theme-dusk", contrast="more")) == BLACK


def test_a_page_turns_the_light_in_a_picture_on_and_off(browser: Browser) -> None:
    page = _page(browser)
    seen = [page.screenshot()]

    for lit in ("var(--lamp)", "transparent"):
        page.add_style_tag(content=f"svg {{ --lit: {lit}; }}")
        seen.append(page.screenshot())

    assert len(set(seen)) == 3
