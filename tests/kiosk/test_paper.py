"""Paper as Chromium prints it: the right sheets, and on them all that was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from tests.pdf import Sheet, plain, sheets_of
from tests.served import served

pytestmark = pytest.mark.browser

SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}

POSTS = (
    ("need", "Insulin for my father, flat 12"),
    ("need", "Water for four people on the second floor, and bread. " * 5),
    ("need", "需要有人照看两个孩子 下午三点到六点。" * 14),
    ("need", "نحتاج بطانيات دافئة لثلاثة أشخاص " * 8),
    ("need", "W" * 280),
    ("offer", "Sopa caliente para diez, hoy a las siete"),
    ("offer", "Tôi dịch được tiếng Việt và tiếng Anh"),
)


@dataclass(frozen=True)
class Lobby:
    """A board with posts, and where a browser finds it."""

    address: str
    ids: tuple[str, ...]


@pytest.fixture
def lobby(service: HubService, stewards: Stewards) -> Iterator[Lobby]:
    ids = []
    for number in range(14):
        kind, text = POSTS[number % len(POSTS)]
        text = f"{number}: {text}"[:280].strip()
        fields = {"kind": kind, "category": "food", "text": text, "urgency": "week"}
        ids.append(str(service.post(fields, text.encode()).post_id))
    hub = WebHub(
        "14 Elm St",
        service,
        stewards,
        lambda: None,
        "http://10.42.0.1",
        wifi_name="Porchlight",
        wifi_password="lamp-river-stone",  # noqa: S106 - printed for all to see
        now=lambda: 1_782_000_000.0,
    )
    with served(create_app(hub)) as address:
        yield Lobby(address, tuple(ids))


def _printed(page: Page) -> list[Sheet]:
    return sheets_of(page.pdf(prefer_css_page_size=True))


def _open(browser: Browser, address: str, locale: str = "en") -> Page:
    page = browser.new_page(locale=locale)
    page.goto(address)
    return page


def _texts(service: HubService) -> list[str]:
    return [each.post.posted.text for each in service.board().posts]


@pytest.mark.parametrize(
    ("size", "locale"), [("a4", "en"), ("a4", "zh"), ("letter", "en"), ("letter", "ar")]
)
def test_each_sheet_of_the_board_is_one_sheet_of_paper(
    browser: Browser, lobby: Lobby, size: str, locale: str
) -> None:
    page = _open(browser, f"{lobby.address}/paper/board?sheet={size}", locale)

    sheets = _printed(page)

    assert len(sheets) == page.locator(".sheet").count() > 1
    for sheet in sheets:
        assert (sheet.wide, sheet.tall) == pytest.approx(SIZES[size], abs=0.5)


@pytest.mark.parametrize("size", SIZES)
def test_every_posts_text_is_on_paper_whole(
    browser: Browser, lobby: Lobby, service: HubService, size: str
) -> None:
    page = _open(browser, f"{lobby.address}/paper/board?sheet={size}")

    printed = "".join(each.text for each in _printed(page))

    for text in _texts(service):
        if "ن" not in text:  # Arabic stands on paper in the order of its shapes
            assert plain(text) in printed
    arabic = sum(text.count("ن") for text in _texts(service))
    assert plain(printed).count("ن") == arabic


@pytest.mark.parametrize(("size", "locale"), [("a4", "en"), ("letter", "ar")])
def test_nothing_on_paper_leaves_its_sheet(
    browser: Browser, lobby: Lobby, size: str, locale: str
) -> None:
    page = _open(browser, f"{lobby.address}/paper/board?sheet={size}", locale)
    page.emulate_media(media="print")

    outside = page.evaluate(
        """() => [...document.querySelectorAll(".sheet")].flatMap((sheet) => {
          const frame = sheet.getBoundingClientRect();
          const parts = [...sheet.querySelectorAll("p:not(.facts), span, svg, li")];
          return parts.filter((part) => {
            const box = part.getBoundingClientRect();
            return box.left < frame.left - 6 || box.right > frame.right + 6
              || box.top < frame.top || box.bottom > frame.bottom + 1;
          }).map((part) => part.outerHTML);
        })"""
    )

    assert outside == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", [0, 2, 4])
def test_a_post_short_or_long_has_one_sheet_with_its_strips(
    browser: Browser, lobby: Lobby, which: int, size: str
) -> None:
    post_id = lobby.ids[which]
    page = _open(browser, f"{lobby.address}/paper/posts/{post_id}?sheet={size}")

    (sheet,) = _printed(page)

    assert plain(f"{which}: {POSTS[which][1]}"[:280].strip()) in sheet.text
    assert sheet.text.count(f"http://10.42.0.1/posts/{post_id}") == 8
    assert (sheet.wide, sheet.tall) == pytest.approx(SIZES[size], abs=0.5)


@pytest.mark.parametrize("size", SIZES)
def test_the_flyer_is_one_sheet(browser: Browser, lobby: Lobby, size: str) -> None:
    page = _open(browser, f"{lobby.address}/paper/flyer?sheet={size}", "ar")

    (sheet,) = _printed(page)

    assert "http://10.42.0.1" in sheet.text
    assert "lamp-river-stone" in sheet.text


@pytest.mark.parametrize("size", SIZES)
def test_codes_are_printed_five_to_a_sheet(
    browser: Browser, lobby: Lobby, service: HubService, size: str
) -> None:
    page = browser.new_page()
    entries = ".".join(f"{each}:K7R-4M{n}" for n, each in enumerate(lobby.ids[:7]))
    name = f"own-{service.origin:08x}"
    page.context.add_cookies([{"name": name, "value": entries, "url": lobby.address}])
    page.goto(f"{lobby.address}/paper/codes?sheet={size}")

    first, second = (each.text for each in _printed(page))

    assert [each.count("K7R-4M") for each in (first, second)] == [5, 2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_at_dusk_too(
    browser: Browser, lobby: Lobby, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{lobby.address}/paper/board")
    asked = "getComputedStyle(document.querySelector('.sheet')).backgroundColor"

    assert page.evaluate(asked) == "rgb(255, 255, 255)"


def test_a_touch_prints_where_scripts_run_and_a_hint_stands_where_not(
    browser: Browser, lobby: Lobby
) -> None:
    page = browser.new_page()
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(f"{lobby.address}/paper/board")
    page.get_by_role("button", name="Print").click()
    still = browser.new_page(java_script_enabled=False)
    still.goto(f"{lobby.address}/paper/board")

    assert page.title() == "printed"
    assert not page.locator(".print-hint").is_visible()
    assert still.locator(".print-hint").is_visible()
    assert not still.locator("button.print").is_visible()
