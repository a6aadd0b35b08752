"""axe-core finds no barrier on any page, in any language, on either face."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from hub.domain.languages import LANGUAGES, Language
from tests.browser import SCREENS
from tests.kiosk.lobby import ON, enter, tap_and_go, visit
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
FACES = ("screen", "phone")
ON_SCREEN = ("en", "ar", "zh")
"""Phones are looked at in every language, the screen in one of each kind of script."""

WAYS = [
    pytest.param(face, each, id=f"{face}-{each.code}")
    for face in FACES
    for each in LANGUAGES
    if face == "phone" or each.code in ON_SCREEN
]


NO_PAGE = frozenset(
    {
        *("static", "suggestions.show", "board.news"),
        *("api.board", "api.one", "api.healthz", "status.status", "stewards.places"),
        *("aloud.board", "aloud.post", "aloud.step", "aloud.posted"),
        *("screen.enter", "screen.rest", "screen.light_wanted"),
        *("setup.begin", "setup.look", "setup.wait", "setup.done"),
        *("setup_network.start", "setup_network.join"),
    }
)
"""Files, JSON, sound, a word for a program, and what only leads to a page. Those of the
set-up are looked at in test_setup.py."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    data = tmp_path_factory.mktemp("hub") / "data"
    with HubProcess(data, "--address", "http://10.42.0.1") as running:
        running.post("Water for 4 people", urgency="now")
        running.post("نحتاج بطانيات", category="clothes")
        running.post("可以教中文", kind="offer", category="translation")
        yield running


@contextmanager
def _visit(
    browser: Browser, hub: HubProcess, face: str, language: Language
) -> Iterator[Page]:
    width, height = SCREENS[face]
    # As long as it takes: what a page's end hides under the rail is no barrier.
    tall = height if face == "screen" else 3000
    with visit(browser, (width, tall), language.tag) as page:
        enter(page, hub, face)
        yield page


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
    looks = _alone(browser, hub, face, language)

    assert [each for page in looks for each in _barriers(page)] == []


@pytest.mark.parametrize(("face", "language"), WAYS)
def test_claiming_and_talking_have_no_barrier(
    browser: Browser, hub: HubProcess, face: str, language: Language
) -> None:
    looks = _together(browser, hub, face, language)

    assert [each for page in looks for each in _barriers(page)] == []


def test_no_page_of_the_hub_is_forgotten(
    browser: Browser, hub: HubProcess, client: FlaskClient
) -> None:
    rules = client.application.url_map
    way = (browser, hub, "phone", LANGUAGES[0])

    seen = {urlsplit(page.url).path for page in chain(_alone(*way), _together(*way))}

    bound = rules.bind("hub.test")
    looked_at = {bound.match(path)[0] for path in seen if bound.test(path, "GET")}
    asked_for = {each.endpoint for each in rules.iter_rules() if "GET" in each.methods}
    assert looked_at == asked_for - NO_PAGE


def _alone(
    browser: Browser, hub: HubProcess, face: str, language: Language
) -> Iterator[Page]:
    """Each look at a page of somebody who posts and then looks around."""
    with _visit(browser, hub, face, language) as page:
        for _ in _posting(page, hub):
            yield page
        for path in _paths(hub.board()[0]["id"]):
            page.goto(hub.address + path)
            yield page


def _together(
    browser: Browser, hub: HubProcess, face: str, language: Language
) -> Iterator[Page]:
    """Each look of two who help each other, at pages of their own."""
    post = hub.post("A ladder", category="tools", quantity="3", urgency="whenever")
    hub.post("A drill", category="tools", kind="offer")
    with (
        _visit(browser, hub, face, language) as helper,
        _visit(browser, hub, face, language) as writer,
    ):
        for _ in _helping(helper, writer, hub, post):
            yield from (helper, writer)


def _helping(
    helper: Page, writer: Page, hub: HubProcess, post: dict[str, str]
) -> Iterator[None]:
    """A claim, a note, a wrong code, what the writer can do, met, and the lists."""
    at = f"{hub.address}/posts/{post['id']}"
    helper.goto(f"{at}/help")
    writer.goto(f"{at}?code=222-222")
    yield
    helper.locator("#handle").fill("Mo")
    tap_and_go(helper, ON)
    writer.goto(f"{at}?code={post['keep_code']}")
    writer.locator("#partly summary").click()
    yield
    tap_and_go(helper, ON)
    helper.locator("textarea[name=note]").fill("w" * 170)
    tap_and_go(helper, "button[value=note]:not(.hidden) >> nth=0")
    tap_and_go(writer, "button[value=arrange]:not(.hidden) >> nth=0")
    yield
    helper.locator("textarea[name=note]").fill("On my way")
    tap_and_go(helper, "button[value=note]:not(.hidden) >> nth=0")
    tap_and_go(writer, "button[value=met]:not(.hidden) >> nth=0")
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
        "/portal",
        "/kept",
        "/own",
        "/paper/flyer",
        "/paper/board",
        f"/paper/posts/{post}",
        "/paper/codes",
        "/nothing",
    ]


def _posting(page: Page, hub: HubProcess) -> Iterator[None]:
    """Each step of a post, one that is to be mended, and the moment after."""
    page.goto(f"{hub.address}/new/need")
    yield
    tap_and_go(page, "button[name=category][value=rides]")
    yield
    tap_and_go(page, ON)
    yield
    page.locator("#text").fill("A lift at noon")
    tap_and_go(page, ON)
    page.locator("summary").click()
    yield
    tap_and_go(page, ON)
    yield


def test_a_barrier_would_be_found(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.set_content("<main><img src=x.png><button></button></main>")

    assert any("button-name" in each for each in _barriers(page))
