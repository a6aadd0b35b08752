"""Texts that want to be more than text, in a real browser: the layout stays whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests import hostile
from tests.browser import SCREENS
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

LARGEST_CARD = 0.75
"""Of the screen's height: a card is for seeing what there is, its page for reading."""

SIDE_WAYS = "() => document.documentElement.scrollWidth - window.innerWidth"

OVER_THE_EDGE = """() => [...document.querySelectorAll('body *')].filter(each => {
  const box = each.getBoundingClientRect(), wide = document.documentElement.clientWidth
  const over = box.width > 2 && (box.left < -1 || box.right > wide + 1)
  if (!over || each.closest('.hidden, svg, .facts')) return false
  for (let around = each.parentElement; around; around = around.parentElement)
    if (['auto', 'scroll', 'clip'].includes(getComputedStyle(around).overflowX))
      return false
  return true
}).map(each => `${each.className}: ${each.textContent.trim().slice(0, 40)}`)"""
"""But for what is in a row that scrolls sideways of its own."""

INK_OUTSIDE = """(selector) => [...document.querySelectorAll(selector)].filter(each => {
  const style = getComputedStyle(each)
  return style.display === 'inline' || style.overflowY === 'visible'
}).map(each => each.className || each.localName)"""
"""Words of neighbours whose marks could reach over their own lines."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("hub")
    name = hostile.ZALGO[:20] + "W" * 40
    with HubProcess(folder / "data", "--name", name) as running:
        for kind in ("need", "offer"):
            for text in hostile.POSTABLE.values():
                post = running.post(text, kind=kind)
                for handle in (hostile.ZALGO[:20], "W" * 20):
                    running.send(
                        f"/api/posts/{post['id']}/claims",
                        {"handle": handle, "hours": 2},
                    )
        yield running


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def _pages(hub: HubProcess) -> list[str]:
    posts = [f"/posts/{each['id']}" for each in hub.board()]
    return ["/", "/status", "/nothing", "/new/need", *posts]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_runs_over_its_edge(hub: HubProcess, page: Page, language: str) -> None:
    page.set_extra_http_headers({"Accept-Language": language})
    for address in _pages(hub):
        page.goto(hub.address + address)
        assert page.evaluate(SIDE_WAYS) <= 0, address
        assert page.evaluate(OVER_THE_EDGE) == [], address


def test_no_card_is_taller_than_makes_sense(hub: HubProcess, page: Page) -> None:
    page.goto(hub.address)
    assert page.viewport_size is not None

    heights = [
        box["height"]
        for card in page.locator(".card").all()
        if (box := card.bounding_box()) is not None
    ]

    assert len(heights) == 2 * len(hostile.POSTABLE)
    assert max(heights) <= LARGEST_CARD * page.viewport_size["height"]


def test_marks_stay_within_the_words_that_they_stand_on(
    hub: HubProcess, page: Page
) -> None:
    for address in _pages(hub):
        page.goto(hub.address + address)
        assert page.evaluate(INK_OUTSIDE, "[dir=auto]") == [], address


def test_the_direction_of_words_ends_with_them(hub: HubProcess, page: Page) -> None:
    """Whatever is left open in a card, what stands below runs as the page does."""
    page.goto(hub.address)

    lefts = page.evaluate(
        """() => [...document.querySelectorAll('.card--need')].map(card => {
          const facts = card.querySelector('.facts').getBoundingClientRect()
          return Math.round(facts.left - card.getBoundingClientRect().left)
        })"""
    )
    isolated = page.evaluate(
        """() => [...document.querySelectorAll('[dir=auto]')].every(
          each => ['isolate', 'plaintext'].includes(getComputedStyle(each).unicodeBidi)
        )"""
    )

    assert len(set(lefts)) == 1
    assert isolated


@pytest.mark.parametrize("name", hostile.BY_NAME)
def test_a_form_that_is_shown_again_is_whole_with_any_text(
    hub: HubProcess, page: Page, name: str
) -> None:
    text = hostile.BY_NAME[name].encode("utf-8", "replace").decode()
    page.goto(hub.address + "/new/need")
    with page.expect_navigation():
        page.locator("[name=category]").first.click()
    page.locator("textarea[name=text]").fill(text)
    with page.expect_navigation():
        page.locator(".rail .button--lamp").click()

    assert page.evaluate(SIDE_WAYS) <= 0
    assert page.evaluate(OVER_THE_EDGE) == []
