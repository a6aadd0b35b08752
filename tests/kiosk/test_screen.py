"""The lobby's screen under a finger: the quiet screen, the keyboard on real pages,
controls within reach, and colours.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hub.domain.languages import LANGUAGES, Language
from hub.web.quiet import TURN_S
from tests.kiosk.lobby import SIZES, begin_words, lobby, tap_and_go
from tests.kiosk.typist import Typist
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

ALL = {each.code: each for each in LANGUAGES}
POSTED = ("food", "water", "health", "rides", "care", "company", "papers")

SAID = {
    "en": ("soup", "Soup"),
    "es": ("leña", "Leña"),
    "ht": ("mèt", "Mèt"),
    "fr": ("bébé", "Bébé"),
    "pt": ("berço", "Berço"),
    "vi": ("nuwowcs", "Nước"),
    "zh": ("tanzi ", "毯子"),
    "ar": ("ماء", "ماء"),
}
"""What a finger types with the keys of each language, and what stands there then."""

CUT = """() => [...document.querySelectorAll('.quiet *')].filter(each => {
  if (each.closest('.hidden, svg, .quiet__anywhere')) return false
  const box = each.getBoundingClientRect()
  return box.width > 1 && (box.left < 0 || box.top < 0
    || box.right > innerWidth || box.bottom > innerHeight)
}).map(each => each.className + each.textContent.trim())"""
"""What does not stand whole on the quiet screen."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    folder = tmp_path_factory.mktemp("hub")
    under = (
        "env",
        "PORCHLIGHT_WIFI_NAME=Porchlight 14 Elm St",
        "PORCHLIGHT_WIFI_PASSWORD=lanterns-on-elm-street",
    )
    arguments = ("--name", "14 Elm St", "--address", "http://10.42.0.1")
    with HubProcess(
        folder / "data", *arguments, "--clock", "trusted", under=under
    ) as running:
        for count, category in enumerate(POSTED):
            for kind in ("need", "offer"):
                running.post(f"Water {count}", category=category, kind=kind)
        yield running


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SIZES[request.param]


@pytest.fixture
def page(browser: Browser, hub: HubProcess, size: tuple[int, int]) -> Iterator[Page]:
    with lobby(browser, hub, size) as page:
        yield page


def test_the_quiet_screen_is_whole_in_every_language(
    page: Page, hub: HubProcess
) -> None:
    for turn, language in enumerate(LANGUAGES):
        page.goto(f"{hub.address}/quiet?turn={turn}")

        assert page.locator("html").get_attribute("lang") == language.tag
        assert page.evaluate(CUT) == [], language.code
        assert page.locator(".join .qr").count() == 2
        codes = _box(page.locator(".join"))
        for pane in page.locator(".pane").all():
            assert not _overlap(_box(pane), codes)


def test_what_can_be_touched_is_large_and_low(page: Page, hub: HubProcess) -> None:
    for path in ("/quiet", "/", "/new/need"):
        page.goto(hub.address + path)
        for each in page.locator(
            ".quiet__doors button, .tongues button, .quiet__still, .rail a, "
            ".rail button, .tool, .tile__face"
        ).all():
            box = _box(each)
            assert min(box["width"], box["height"]) >= 63.9, each.inner_text()
            if path == "/quiet":
                assert box["y"] >= _height(page) / 3


def _box(target: Locator) -> dict[str, float]:
    box = target.bounding_box()
    assert box
    return {**box}


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[at] < other[at] + other[long] and other[at] < one[at] + one[long]
        for at, long in (("x", "width"), ("y", "height"))
    )


def _height(page: Page) -> int:
    assert page.viewport_size
    return page.viewport_size["height"]


def test_a_touch_anywhere_opens_the_board(page: Page, hub: HubProcess) -> None:
    for target in (".quiet__head", ".tallies", ".join"):
        page.goto(hub.address + "/quiet")
        box = _box(page.locator(target))
        with page.expect_navigation():
            page.touchscreen.tap(box["x"] + 20, box["y"] + box["height"] / 2)

        assert page.url == hub.address + "/"


def test_one_touch_begins_a_post_in_the_language_it_was_offered_in(
    page: Page, hub: HubProcess
) -> None:
    page.goto(hub.address + "/quiet?turn=7")

    tap_and_go(page, ".quiet__doors .button--offer")

    assert page.url == hub.address + "/new/offer"
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_a_touched_language_opens_the_board_in_it(page: Page, hub: HubProcess) -> None:
    tap_and_go(page, ".tongues [value=zh]")

    assert page.url == hub.address + "/"
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_turns_come_softly_and_hold_still_for_a_finger(
    browser: Browser, hub: HubProcess
) -> None:
    with lobby(browser, hub, frozen=True) as page:
        page.evaluate("window.stays = true")
        spoken = [page.locator("html").get_attribute("lang")]
        for tag in ("es", "ht"):
            page.clock.run_for(TURN_S * 1000 + 100)
            page.locator(f"html[lang={tag}]").wait_for()
            spoken.append(tag)
        assert page.evaluate("window.stays")

        page.clock.run_for((TURN_S - 1) * 1000)
        page.dispatch_event(".quiet", "pointerdown")
        page.clock.run_for((TURN_S - 1) * 1000)
        assert page.locator("html").get_attribute("lang") == spoken[-1]


def test_who_goes_through_it_by_keyboard_is_not_hurried_but_for_ever(
    browser: Browser, hub: HubProcess
) -> None:
    with lobby(browser, hub, frozen=True) as page:
        turns: list[str] = []
        page.on("request", lambda request: turns.append(request.url))
        page.locator(".quiet a").first.focus()
        page.keyboard.press("Tab")
        assert page.locator(".quiet :focus-visible").count() == 1

        for _ in range(20):
            page.clock.run_for(TURN_S * 1000)
        assert not any("/quiet" in each for each in turns)

        with page.expect_response("**/quiet?*"):
            page.clock.run_for(6 * TURN_S * 1000)


def test_one_can_hold_it_still(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="Hold still").tap()
    assert "still" in page.url

    with page.expect_navigation():
        page.get_by_role("link", name="Go on turning").tap()
    assert page.url.endswith("turn=1")


def test_a_hub_that_is_away_leaves_what_it_said_last(
    browser: Browser, hub: HubProcess
) -> None:
    with lobby(browser, hub, frozen=True) as page:
        page.route("**/quiet?**", lambda route: route.abort())
        page.clock.run_for(5 * TURN_S * 1000)
        expect(page.locator("h1")).to_be_visible()

        page.unroute("**/quiet?**")
        page.clock.run_for(2 * TURN_S * 1000)
        page.locator("html[lang=es]").wait_for()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_a_post_is_typed_and_sent_by_touch_alone(
    browser: Browser, hub: HubProcess, language: Language
) -> None:
    keys, text = SAID[language.code]
    with lobby(browser, hub) as page:
        tap_and_go(page, f".tongues [value={language.code}]")
        tap_and_go(page, ".rail .button--need")
        tap_and_go(page, "#food")
        tap_and_go(page, ".stepper__key[value=more]")
        typist = Typist(page)
        page.locator("#text").tap()
        typist.keyboard.wait_for()
        typist.type(keys)
        expect(page.locator("#text")).to_have_value(text)
        tap_and_go(page, ".rail .button--lamp")
        tap_and_go(page, ".rail .button--lamp")

        page.wait_for_url("**/posted/**")
        assert typist.wrongs == []
    assert any(each["text"] == text for each in hub.board())


def test_the_keyboard_covers_neither_the_field_nor_the_way_on(
    page: Page, hub: HubProcess
) -> None:
    begin_words(page, hub)
    page.locator("#text").tap()
    keyboard = page.locator(".keyboard")
    keyboard.wait_for()
    page.wait_for_timeout(100)  # a frame, in which the field is brought into view

    field, rail = _box(page.locator("#text")), _box(page.locator(".rail"))
    assert field["y"] >= 0
    assert field["y"] + field["height"] <= rail["y"] + 1
    assert rail["y"] + rail["height"] <= _box(keyboard)["y"] + 1


def test_words_that_may_follow_are_offered_above_the_keys(
    page: Page, hub: HubProcess
) -> None:
    begin_words(page, hub)
    page.locator("#text").tap()
    offered = page.locator(".keyboard .suggestion")
    offered.first.wait_for()

    first = offered.first.inner_text()
    offered.first.tap()

    expect(page.locator("#text")).to_have_value(first + " ")


def test_how_many_needs_no_keyboard(page: Page, hub: HubProcess) -> None:
    begin_words(page, hub)
    page.locator("#quantity").tap()
    expect(page.locator(".keyboard")).to_be_hidden()

    for number in ("1", "2"):
        tap_and_go(page, ".stepper__key[value=more]")
        expect(page.locator("#quantity")).to_have_value(number)


LOWERED = ".header a, .header button, .rail a, .rail button, .tool, main a, main button"


@pytest.mark.parametrize("path", ["/", "/new/need", "/status", "/nothing"])
def test_controls_come_down_into_reach(page: Page, hub: HubProcess, path: str) -> None:
    page.goto(hub.address + path)
    lower = page.get_by_role("button", name="Bring the buttons down")
    lower.tap()
    page.locator("html[data-lowered]").wait_for()

    for each in page.locator(LOWERED).all():
        assert _box(each)["y"] >= _height(page) / 3 - 1, each.inner_text()
    expect(lower).to_have_attribute("aria-pressed", "true")
    page.goto(hub.address + path)
    expect(page.locator("html[data-lowered]")).to_have_count(1)
    lower.tap()
    expect(page.locator("html[data-lowered]")).to_have_count(0)


def test_another_look_leaves_what_is_being_typed(page: Page, hub: HubProcess) -> None:
    begin_words(page, hub)
    page.locator("#text").fill("Insulin for")
    page.locator(".keyboard [data-action=done]").tap()
    looks = []

    for _ in range(3):
        before = page.locator("html").get_attribute("class")
        page.locator("[name=look]").tap()
        page.locator(f"html:not([class='{before}'])").wait_for()
        looks.append(page.locator("html").get_attribute("class") or "")

    assert sum("theme-strong" in each for each in looks) == 1
    assert len(set(looks)) == 3
    expect(page.locator("#text")).to_have_value("Insulin for")


def test_looks_and_reach_need_no_script(browser: Browser, hub: HubProcess) -> None:
    with lobby(browser, hub, scripts=False) as page:
        page.goto(hub.address + "/")
        tap_and_go(page, "[name=lower]")
        tap_and_go(page, "[name=look]")

        assert page.url == hub.address + "/"
        assert page.locator("html").get_attribute("data-lowered") is not None
        assert "theme-" in (page.locator("html").get_attribute("class") or "")


def test_a_phone_has_no_keyboard_of_ours_and_is_asked_nothing(
    browser: Browser, hub: HubProcess
) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True
    )
    page = context.new_page()
    begin_words(page, hub)
    page.locator("#text").focus()

    assert page.locator(".keyboard, .tools, #rest").count() == 0
    context.close()
