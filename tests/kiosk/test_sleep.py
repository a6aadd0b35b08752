"""The screen sleeps: a page that one touch anywhere wakes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from hub.power import Power
from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.brightness import BATTERY
from hub.web.hub_port import WebHub
from hub.web.quiet import TURN_S
from tests.browser import SCREENS
from tests.conftest import ManualClock
from tests.kiosk.lobby import visit
from tests.served import served

pytestmark = pytest.mark.browser


@pytest.fixture
def page(
    browser: Browser, service: HubService, stewards: Stewards, clock: ManualClock
) -> Iterator[Page]:
    """The quiet screen of a hub that runs on its battery."""
    power = Power(on_battery=True, percent=60)
    hub = WebHub("14 Elm St", service, stewards, lambda: None, power=lambda: power)
    with (
        served(create_app(hub, monotonic=lambda: clock.now)) as address,
        visit(browser, SCREENS["screen"]) as opened,
    ):
        opened.clock.install()
        opened.goto(f"{address}/screen")
        yield opened


def _fall_asleep(page: Page, clock: ManualClock) -> None:
    clock.now += BATTERY.asleep_s
    page.clock.run_for(TURN_S * 1000)
    expect(page.locator(".quiet--asleep")).to_be_visible()


@pytest.mark.parametrize("at", [(5, 5), (400, 240), (795, 475)])
def test_a_touch_anywhere_wakes_it(
    page: Page, clock: ManualClock, at: tuple[int, int]
) -> None:
    expect(page.locator(".quiet__doors")).to_be_visible()
    _fall_asleep(page, clock)

    page.touchscreen.tap(*at)

    expect(page.locator(".quiet__doors")).to_be_visible()
    assert page.url.endswith("/quiet")


def test_it_puts_up_no_barrier(page: Page, clock: ManualClock) -> None:
    _fall_asleep(page, clock)

    page.clock.resume()
    assert Axe().run(page).response["violations"] == []


def test_it_is_black_from_edge_to_edge(page: Page, clock: ManualClock) -> None:
    _fall_asleep(page, clock)

    corners = page.evaluate(
        """() => [[1, 1], [798, 1], [1, 478], [798, 478]].map(([x, y]) => {
          const ground = document.elementFromPoint(x, y).closest('.quiet--asleep');
          return ground && getComputedStyle(ground).backgroundColor;
        })"""
    )

    assert set(corners) == {"rgb(0, 0, 0)"}
