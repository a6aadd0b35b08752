"""A hub that is away: no touch leads to a browser's own error, and nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SCREENS
from tests.kiosk.lobby import ON, begin_words, enter, tap, tap_and_go, visit
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

NOTE = "[data-away]"


def _open_board(page: Page, hub: HubProcess, screen: str) -> None:
    enter(page, hub, screen)
    with page.expect_response("**/away.js"):
        page.goto(hub.address)
        # On a phone it comes with the board's first news, which this asks for.
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("screen", ["screen", "phone"])
def test_a_touch_on_the_board_waits_for_the_hub_and_goes_on(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with visit(browser, SCREENS[screen]) as page:
        _open_board(page, hub, screen)
        page.context.set_offline(True)

        page.locator(".rail .button--need").tap()
        expect(page.locator(NOTE)).to_be_visible()
        assert page.url == f"{hub.address}/"
        page.context.set_offline(False)

        page.wait_for_url("**/new/need")


@pytest.mark.parametrize("screen", ["screen", "wide"])
def test_a_post_on_the_screen_waits_for_the_hub_and_is_posted_once(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    words = f"Sent while the hub was away, {screen}"
    with visit(browser, SCREENS[screen]) as page:
        enter(page, hub, screen)
        begin_words(page, hub)
        page.locator("#text").fill(words)
        page.context.set_offline(True)

        page.locator(ON).tap()
        expect(page.locator(NOTE)).to_be_visible()
        assert page.locator("#text").input_value() == words
        page.context.set_offline(False)
        page.wait_for_url("**/reach")
        tap(page.locator(ON))

        assert page.locator(".ticket__code").is_visible()
        assert [each["text"] for each in hub.board()].count(words) == 1


def test_of_several_touches_while_it_is_away_the_last_counts(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["screen"]) as page:
        _open_board(page, hub, "screen")
        page.context.set_offline(True)

        page.locator(".rail .button--need").tap()
        expect(page.locator(NOTE)).to_be_visible()
        page.locator(".rail .button--offer").tap()
        page.context.set_offline(False)

        page.wait_for_url("**/new/offer")


def test_what_leads_within_the_page_asks_nobody(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["screen"]) as page:
        enter(page, hub, "screen")
        page.goto(hub.address + "/new/need")
        tap_and_go(page, "#food")
        page.route("**/healthz", lambda route: route.abort())

        page.locator(".rail a[href='#text']").tap()

        expect(page.locator("#text")).to_be_focused()
        expect(page.locator(NOTE)).to_be_hidden()


def test_a_hub_that_is_not_well_is_there_all_the_same(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["screen"]) as page:
        _open_board(page, hub, "screen")
        page.route("**/healthz", lambda route: route.fulfill(status=503))

        page.locator(".rail .button--need").tap()

        page.wait_for_url("**/new/need")
