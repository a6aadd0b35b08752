"""Every language on the lobby's screen and on phones, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from hub.domain.languages import LANGUAGES, Language, language_of
from tests.browser import SCREENS
from tests.kiosk.lobby import tap, visit
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

SIZES = {**SCREENS, "small phone": (320, 640)}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("hub")
    with HubProcess(folder / "data", "--name", "14 Elm St") as running:
        running.post("Water for 4, second floor")
        yield running


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with visit(browser, SIZES[request.param], scripts=False) as page:
        yield page


CUT = """() => [
  ...document.querySelectorAll('main *, .rail *, .header *')
].filter(each => {
  const box = each.getBoundingClientRect(), wide = document.documentElement.clientWidth
  const apart = each.closest('.hidden, .languages__name, .kinds__row, svg')
  return !apart && box.width >= 2 && (box.left < -1 || box.right > wide + 1)
}).map(each => each.textContent.trim())"""
"""What stands over the edge of the page. The row of pictures scrolls sideways."""


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_no_language_runs_over_the_edge(
    browser: Browser, hub: HubProcess, language: Language
) -> None:
    for size in SIZES.values():
        with visit(browser, size, language.tag) as shown:
            for path in ("/", "/new/need", "/status", "/nothing"):
                shown.goto(hub.address + path)
                assert shown.locator("html").get_attribute("lang") == language.tag
                assert shown.evaluate(CUT) == [], f"{path} at {size[0]}"


def test_one_touch_turns_the_page_around_and_it_stays_so(
    page: Page, hub: HubProcess
) -> None:
    arabic = language_of("ar")
    assert arabic is not None
    page.goto(hub.address + "/new/need")

    tap(page.get_by_role("button", name=arabic.own_name))

    assert page.url.startswith(hub.address + "/new/need/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.goto(hub.address + "/status")
    assert page.locator("html").get_attribute("lang") == "ar"
