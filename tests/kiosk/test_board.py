"""The board in a real browser: news come in, and nothing jumps under a finger.

Time in the page is the test's own, so nobody waits for the next look at the hub.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Locator, Page, expect

from hub.domain.changes import Alerted
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.service import HubService
from tests.browser import SCREENS
from tests.served import served

pytestmark = pytest.mark.browser

LOOK_MS = 7_600
"""The longest that a page waits until it looks for news. It gives up on an answer after
ten seconds of its time, which are none of ours: so time goes by in such steps."""

PHONE, SCREEN = SCREENS["phone"], SCREENS["screen"]


@dataclass
class Lobby:
    """A hub that is served, and somebody who looks at its board."""

    browser: Browser
    service: HubService
    address: str

    def post(self, text: str, **fields: str) -> None:
        """A neighbour posts."""
        draft = {"kind": "need", "category": "food", "urgency": "today", **fields}
        self.service.post({**draft, "text": text}, text.encode())

    def fill(self) -> None:
        """More than any screen shows at once."""
        for number in range(12):
            self.post(f"Need {number}")
            self.post(f"Offer {number}", kind="offer")

    def look(
        self, size: tuple[int, int] = PHONE, path: str = "/", **more: object
    ) -> Page:
        """Open the board."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=True,
            **more,  # type: ignore[arg-type]
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.clock.install()
        page.goto(self.address + path)
        return page

    def look_in_the_lobby(self, size: tuple[int, int]) -> Page:
        """Open it on a touchscreen."""
        page = self.look(size, "/screen", reduced_motion="reduce")
        page.goto(self.address)
        return page


@pytest.fixture
def lobby(
    browser: Browser, client: FlaskClient, service: HubService
) -> Iterator[Lobby]:
    with served(client.application) as address:
        yield Lobby(browser, service, address)
        for context in browser.contexts:
            context.close()


def _look_for_news(page: Page) -> None:
    """Let the page look once more, and have its answer."""
    with page.expect_response("**/board/news*"):
        page.clock.run_for(LOOK_MS)


def _wait_a_while(page: Page) -> None:
    """So long that nobody seems to stand there any more."""
    for _ in range(3):
        _look_for_news(page)


def _top(card: Locator) -> float:
    box = card.bounding_box()
    assert box
    return box["y"]


def _card(page: Page, text: str) -> Locator:
    return page.locator(".cards > li", has=page.get_by_text(text, exact=True))


def _chip(page: Page) -> Locator:
    return page.locator(".fresh")


def _touch(page: Page) -> None:
    """A finger on nothing in particular."""
    page.locator(".rail").dispatch_event("pointerdown", {"pointerType": "touch"})
    page.locator(".rail").dispatch_event("pointerup", {"pointerType": "touch"})


@pytest.mark.parametrize("locale", ["en", "ar", "zh-CN"])
@pytest.mark.parametrize("size", SCREENS.values(), ids=SCREENS)
def test_news_come_in_by_themselves_and_what_is_there_stays(
    lobby: Lobby, size: tuple[int, int], locale: str
) -> None:
    lobby.post("Bread")
    page = lobby.look(size, locale=locale)
    _wait_a_while(page)
    _card(page, "Bread").evaluate("card => { card.kept = true }")
    lobby.post("Insulin", urgency="now")

    _look_for_news(page)

    expect(page.locator(".cards > li")).to_have_count(2)
    expect(page.locator(".card__link")).to_have_text(["Insulin", "Bread"])
    expect(_card(page, "Insulin")).to_be_visible()
    assert _card(page, "Bread").evaluate("card => card.kept")
    expect(_chip(page)).to_have_count(0)


def test_a_look_for_news_is_nobodys_touch(lobby: Lobby) -> None:
    page = lobby.look_in_the_lobby(SCREEN)

    with page.expect_request("**/board/news*") as asked:
        _look_for_news(page)

    assert asked.value.headers["x-refresh"] == "1"


def test_a_card_in_view_stays_where_it_is_while_others_come_above_it(
    lobby: Lobby,
) -> None:
    lobby.fill()
    page = lobby.look()
    _wait_a_while(page)
    _card(page, "Need 8").evaluate("card => card.scrollIntoView({block: 'center'})")
    _wait_a_while(page)
    before = _top(_card(page, "Need 8"))
    lobby.post("Insulin", urgency="now")

    _look_for_news(page)

    expect(_card(page, "Insulin")).to_have_count(1)
    assert abs(_top(_card(page, "Need 8")) - before) <= 2


def test_where_somebody_is_about_to_touch_a_button_says_that_there_is_news(
    lobby: Lobby,
) -> None:
    lobby.fill()
    page = lobby.look()
    _wait_a_while(page)
    _touch(page)
    before = _top(_card(page, "Need 0"))
    lobby.post("Insulin", urgency="now")

    _look_for_news(page)

    expect(_chip(page)).to_contain_text("New on the board: 1")
    assert _top(_card(page, "Need 0")) == before
    page.clock.run_for(1_000)
    _chip(page).tap()
    expect(_card(page, "Insulin")).to_be_in_viewport()
    expect(_chip(page)).to_have_count(0)


def test_when_nobody_touched_for_a_while_the_news_come_in_after_all(
    lobby: Lobby,
) -> None:
    lobby.fill()
    page = lobby.look()
    _touch(page)
    lobby.post("Insulin", urgency="now")
    _look_for_news(page)
    expect(_chip(page)).to_have_count(1)

    _wait_a_while(page)

    expect(_card(page, "Insulin")).to_have_count(1)
    expect(_chip(page)).to_have_count(0)


@pytest.mark.parametrize(
    "events",
    [["pointerdown"], ["pointerdown", "pointercancel"]],
    ids=["it rests", "it began to scroll"],
)
def test_nothing_changes_while_a_finger_is_on_the_glass(
    lobby: Lobby, events: list[str]
) -> None:
    lobby.post("Bread")
    page = lobby.look()
    _wait_a_while(page)
    for event in events:
        page.locator(".rail").dispatch_event(event, {"pointerType": "touch"})
    lobby.post("Insulin", urgency="now")

    _look_for_news(page)
    page.clock.run_for(5_000)

    expect(page.locator(".cards > li")).to_have_count(1)
    expect(_chip(page)).to_have_count(0)


def test_a_focus_on_the_board_is_not_moved_either(lobby: Lobby) -> None:
    lobby.post("Bread")
    page = lobby.look()
    page.get_by_role("link", name="Bread").focus()
    _wait_a_while(page)
    lobby.post("Insulin", urgency="now")

    _look_for_news(page)

    expect(_chip(page)).to_be_visible()
    expect(page.get_by_role("link", name="Bread")).to_be_focused()
    expect(page.locator(".cards > li")).to_have_count(1)


def test_listeners_hear_what_is_new_once_in_a_while_and_an_alert_at_once(
    lobby: Lobby,
) -> None:
    page = lobby.look()
    _wait_a_while(page)
    lobby.post("Bread")
    lobby.post("Milk")
    _look_for_news(page)
    page.clock.run_for(200)
    expect(page.locator("#board-said")).to_have_text("New needs: 2.")

    lobby.post("Soup", kind="offer")
    alert = Alerted("Boil the water", hours=6)
    lobby.service.ingest(Record(HubId(77), Sequence(1), alert, pack(alert)), 0.0)
    _look_for_news(page)
    page.clock.run_for(200)

    expect(page.locator("#board-alarm")).to_have_text("Boil the water")
    expect(page.locator("#board-said")).to_have_text("New needs: 2.")
    page.clock.run_for(30_000)
    expect(page.locator("#board-said")).to_have_text("New offers: 1.")


@pytest.mark.parametrize(("size", "least"), [(PHONE, 48), (SCREEN, 64)])
def test_alerts_that_were_opened_stay_open_while_news_come(
    lobby: Lobby, size: tuple[int, int], least: int
) -> None:
    lobby.post("Bread")
    for number in range(1, 6):
        alert = Alerted(f"Alert {number}", hours=6)
        record = Record(HubId(77), Sequence(number), alert, pack(alert))
        lobby.service.ingest(record, 60.0 * number)
    page = lobby.look_in_the_lobby(size) if size == SCREEN else lobby.look(size)
    more, last = page.locator(".others__show"), page.get_by_text("Alert 5")
    box = more.bounding_box()
    assert box
    assert box["height"] >= least
    assert not last.is_visible()
    assert page.locator(".column__head").first.is_visible()

    more.tap()
    _wait_a_while(page)
    lobby.post("Milk")
    _look_for_news(page)

    expect(_card(page, "Milk")).to_be_attached()
    expect(last).to_be_visible()


def test_a_hub_that_is_out_of_reach_is_told_quietly_and_found_again(
    lobby: Lobby,
) -> None:
    lobby.post("Bread")
    page = lobby.look()
    page.route("**/board/news*", lambda route: route.abort())
    for _ in range(2):
        with page.expect_event("requestfailed"):
            page.clock.run_for(2 * LOOK_MS)
    expect(page.locator(".unreached")).to_contain_text("can't be reached just now")

    lobby.post("Milk")
    page.unroute("**/board/news*")
    with page.expect_response("**/board/news*"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator(".unreached")).to_have_count(0)
    expect(_card(page, "Milk")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False])
def test_a_touch_on_a_picture_shows_what_is_about_it(
    lobby: Lobby, script: bool
) -> None:
    lobby.post("Bread")
    lobby.post("A lift", category="rides")
    page = lobby.look(java_script_enabled=script)

    with page.expect_navigation():
        page.get_by_role("link", name="Rides & errands").tap()

    expect(page.locator(".card__link")).to_have_text(["A lift"])
    if script:
        lobby.post("A drive", category="rides")
        lobby.post("Milk")
        _wait_a_while(page)
        expect(page.locator(".cards > li")).to_have_count(2)


def test_without_a_script_the_page_loads_itself_anew(lobby: Lobby) -> None:
    page = lobby.look(java_script_enabled=False)

    refresh = page.locator("noscript meta, meta[http-equiv=refresh]")

    assert refresh.first.get_attribute("content") == "60"


def test_a_latin_name_stands_below_the_porchlight_where_people_read_from_the_right(
    lobby: Lobby,
) -> None:
    page = lobby.look(SCREEN, locale="ar")

    product, name = page.locator(".house").evaluate(
        """house => [...house.querySelectorAll('span:not([aria-hidden])')].map(each => {
          const words = document.createRange();
          words.selectNodeContents(each);
          return words.getBoundingClientRect().right;
        })"""
    )

    assert abs(product - name) <= 1


def test_two_arrows_move_the_lobbys_screen(lobby: Lobby) -> None:
    lobby.fill()
    page = lobby.look_in_the_lobby(SCREEN)
    up = page.get_by_role("button", name="Further up")
    down = page.get_by_role("button", name="Further down")
    box = down.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 64
    assert box["y"] > SCREEN[1] / 3
    expect(up).to_be_disabled()

    down.tap()

    expect(up).to_be_enabled()
    assert page.evaluate("scrollY") > SCREEN[1] / 3
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(down).to_be_disabled()


def test_where_nothing_scrolls_there_are_no_arrows(lobby: Lobby) -> None:
    page = lobby.look_in_the_lobby(SCREENS["wide"])

    expect(page.locator(".arrows")).to_be_hidden()


def test_phones_have_no_arrows(lobby: Lobby) -> None:
    lobby.fill()

    page = lobby.look()
    page.clock.run_for(1_000)

    expect(page.locator(".arrows")).to_have_count(0)
