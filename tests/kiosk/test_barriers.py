"""axe-core finds no barrier on any page, in any language, on either face."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from hub.domain.languages import LANGUAGES, Language
from tests.browser import SCREENS
from tests.kiosk.lobby import ON
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "resultTypes": ["violations"],
}
FACES = {"screen": "/screen", "phone": "/"}
ON_SCREEN = ("en", "ar", "zh")
"""Phones are looked at in every language, the screen in one of each kind of script."""

WAYS = [
    pytest.param(face, each, id=f"{face}-{each.code}")
    for face in FACES
    for each in LANGUAGES
    if face == "phone" or each.code in ON_SCREEN
]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    data = tmp_path_factory.mktemp("hub") / "data"
    with HubProcess(data, "--address", "http://10.42.0.1") as running:
        running.post("Water for 4 people", urgency="now")
        running.post("نحتاج بطانيات", category="clothes")
        running.post("可以教中文", kind="offer", category="translation")
        yield running


def _context(browser: Browser, face: str, language: Language) -> BrowserContext:
    width, height = SCREENS[face]
    # As long as it takes: what a page's end hides under the rail is no barrier.
    tall = height if face == "screen" else 3000
    return browser.new_context(
        viewport={"width": width, "height": tall}, locale=language.tag
    )


def _barriers(page: Page) -> list[str]:
    """What axe found, each with where and why."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{page.url}: {each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.mark.parametrize(("face", "language"), WAYS)
def test_no_page_has_a_barrier(
    browser: Browser, hub: HubProcess, face: str, language: Language
) -> None:
    found: list[str] = []
    context = _context(browser, face, language)
    page = context.new_page()
    page.goto(hub.address + FACES[face])
    post = hub.board()[0]["id"]

    for path in _paths(post):
        page.goto(hub.address + path)
        found += _barriers(page)
    for _ in _posting(page, hub):
        found += _barriers(page)
    context.close()

    assert not found


@pytest.mark.parametrize(("face", "language"), WAYS)
def test_claiming_and_talking_have_no_barrier(
    browser: Browser, hub: HubProcess, face: str, language: Language
) -> None:
    found: list[str] = []
    post = hub.post("A ladder", category="tools", quantity="3", urgency="whenever")
    hub.post("A drill", category="tools", kind="offer")
    helper, writer = (_context(browser, face, language).new_page() for _ in "12")

    for _ in _helping(helper, writer, hub, post):
        found += _barriers(helper) + _barriers(writer)
    for page in (helper, writer):
        page.context.close()

    assert not found


def _helping(
    helper: Page, writer: Page, hub: HubProcess, post: dict[str, str]
) -> Iterator[None]:
    """A claim, a note, a wrong code, what the writer can do, met, and the lists."""
    at = f"{hub.address}/posts/{post['id']}"
    helper.goto(f"{at}/help")
    writer.goto(f"{at}?code=222-222")
    yield
    helper.locator("#handle").fill("Mo")
    _go(helper, ON)
    writer.goto(f"{at}?code={post['keep_code']}")
    writer.locator("#partly summary").click()
    yield
    _go(helper, ON)
    helper.locator("textarea[name=note]").fill("w" * 170)
    _go(helper, "button[value=note]")
    _go(writer, "button[value=arrange]")
    yield
    helper.locator("textarea[name=note]").fill("On my way")
    _go(helper, "button[value=note]")
    _go(writer, "button[value=met]")
    yield
    for page in (helper, writer):
        page.goto(f"{hub.address}/own")
    yield


def _paths(post: str) -> list[str]:
    return [
        "/",
        "/?about=food",
        "/quiet",
        f"/posts/{post}",
        "/status",
        "/kept",
        "/paper/flyer",
        "/paper/board",
        "/nothing",
    ]


def _posting(page: Page, hub: HubProcess) -> Iterator[None]:
    """Each step of a post, one that is to be mended, and the moment after."""
    page.goto(f"{hub.address}/new/need")
    yield
    _go(page, "button[name=category][value=rides]")
    yield
    _go(page, ON)
    yield
    page.locator("#text").fill("A lift at noon")
    _go(page, ON)
    page.locator("summary").click()
    yield
    _go(page, ON)
    yield


def _go(page: Page, target: str) -> None:
    with page.expect_navigation():
        page.locator(target).click()


def test_a_barrier_would_be_found(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.set_content("<main><img src=x.png><button></button></main>")

    assert any("button-name" in each for each in _barriers(page))
