"""The portal's page in a real browser: what a phone's sign-in window shows."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import SCREENS
from tests.kiosk.test_barriers import RULES
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

WAYS = ".portal__go"
LANGUAGES = {"en": "ltr", "ar": "rtl", "zh": "ltr"}


@pytest.fixture
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    data = tmp_path_factory.mktemp("hub") / "data"
    with HubProcess(data, "--address", "http://10.42.0.1") as running:
        yield running


@contextmanager
def _window(browser: Browser, hub: HubProcess, **more: object) -> Iterator[Page]:
    """A sign-in window on a phone: it runs no scripts."""
    width, height = SCREENS["phone"]
    wanted = {
        "viewport": {"width": width, "height": height},
        "java_script_enabled": False,
        "has_touch": True,
        **more,
    }
    context = browser.new_context(**wanted)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{hub.address}/portal")
    yield page
    context.close()


def _is_released(hub: HubProcess) -> bool:
    """Whether the machine of this test, as a phone, is told that all is well."""
    probe = urllib.request.Request(
        f"{hub.address}/ncsi.txt", headers={"Host": "www.msftncsi.com"}
    )
    stay = urllib.request.build_opener(_NoWayOn)
    try:
        with stay.open(probe) as answer:
            return bool(answer.read() == b"Microsoft NCSI")
    except urllib.error.HTTPError as led:
        assert (led.code, led.headers["Location"]) == (302, "http://10.42.0.1/portal")
        return False


class _NoWayOn(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Show where it leads instead of going there."""


def test_opening_the_board_releases_the_phone(
    browser: Browser, hub: HubProcess
) -> None:
    with _window(browser, hub) as page:
        assert page.get_by_text("http://10.42.0.1", exact=True).is_visible()
        assert not _is_released(hub)
        with page.expect_navigation():
            page.get_by_role("button", name="Open the board").tap()
        assert page.url == f"{hub.address}/"
    assert _is_released(hub)


def test_only_looking_leaves_the_phone_as_it_is(
    browser: Browser, hub: HubProcess
) -> None:
    with _window(browser, hub) as page:
        with page.expect_navigation():
            page.get_by_role("link", name="Only look").tap()
        assert page.url == f"{hub.address}/"
    assert not _is_released(hub)


def test_another_language_is_one_touch_away(browser: Browser, hub: HubProcess) -> None:
    with _window(browser, hub) as page:
        with page.expect_navigation():
            page.locator(".languages__one[value=ar]").tap()
        assert page.url == f"{hub.address}/portal"
        assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_it_has_no_barrier_and_can_be_hit(
    browser: Browser, hub: HubProcess, screen: str, language: str
) -> None:
    width, height = SCREENS[screen]
    seen = {"viewport": {"width": width, "height": height}, "locale": language}
    with _window(browser, hub, java_script_enabled=True, **seen) as page:
        found = Axe().run(page, options=RULES).response["violations"]
        boxes = [each.bounding_box() for each in page.locator(WAYS).all()]
        assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
        wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert found == []
    assert not wider
    assert len(boxes) == 2
    least = 48 if screen == "phone" else 64
    assert all(box and min(box["width"], box["height"]) >= least for box in boxes)


def test_both_ways_on_are_in_sight_on_a_phone(
    browser: Browser, hub: HubProcess
) -> None:
    with _window(browser, hub, java_script_enabled=True) as page:
        boxes = [each.bounding_box() for each in page.locator(WAYS).all()]

    height = SCREENS["phone"][1]
    assert all(box and box["y"] + box["height"] <= height for box in boxes)
