"""A post in four touches, on every screen, in every kind of script, with or without
scripts of ours.
"""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import SCREENS
from tests.kiosk.lobby import LOCALES, ON, enter, tap, visit
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

WORDS = {"en": "A lift at noon", "ar": "توصيلة إلى الصيدلية", "zh": "中午去药房"}


def _begin(page: Page, hub: HubProcess, screen: str) -> None:
    enter(page, hub, screen)
    if page.locator(".rail .button--need").count() == 0:
        page.goto(hub.address)
    tap(page.locator(".rail .button--need"))


def _kept_on(page: Page) -> str:
    """All that the phone itself remembers."""
    return str(page.evaluate("JSON.stringify(sessionStorage)"))


@pytest.mark.parametrize(
    ("screen", "language", "scripts"),
    [*product(SCREENS, LOCALES, [True]), *product(SCREENS, ["ar"], [False])],
)
def test_four_touches_and_own_words_post(
    browser: Browser, hub: HubProcess, screen: str, language: str, scripts: bool
) -> None:
    words = f"{WORDS[language]} {screen} {scripts}"
    with visit(browser, SCREENS[screen], LOCALES[language], scripts=scripts) as page:
        _begin(page, hub, screen)
        tap(page.locator("button[name=category][value=rides]"))
        page.locator("#text").fill(words)
        tap(page.locator(ON))
        tap(page.locator(ON))

        assert page.locator(".ticket__code").is_visible()
        page.goto(hub.address)
        assert page.get_by_text(words).first.is_visible()


def test_every_step_goes_back_without_losing_anything(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["screen"]) as page:
        _begin(page, hub, "screen")
        tap(page.locator("button[name=category][value=care]"))
        page.locator("#text").fill("Somebody for the baby")
        tap(page.locator(ON))
        page.locator("label", has_text="This building only").tap()

        for _ in range(2):
            tap(page.locator("button[value=back]"))
        assert page.locator("button[value=care]").get_attribute("aria-current")
        tap(page.locator("button[value=care]"))
        assert page.locator("#text").input_value() == "Somebody for the baby"
        tap(page.locator(ON))

        assert page.locator("#reach-this_hub").is_checked()


def test_a_touched_phrase_takes_the_place_of_what_a_phone_has_kept(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["phone"]) as page:
        _begin(page, hub, "phone")
        tap(page.locator("button[value=food]"))
        page.locator("#text").fill("Half a se")
        tap(page.locator("button[name=saying]").first)

        tap(page.locator("button[value=back]"))

        text = page.locator("#text").input_value()
        assert text
        assert text != "Half a se"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_phones_own_way_back_leads_to_pages_after_what_was_wrong(
    browser: Browser, hub: HubProcess, scripts: bool
) -> None:
    with visit(browser, SCREENS["phone"], scripts=scripts) as page:
        _begin(page, hub, "phone")
        tap(page.locator("button[name=category][value=food]"))
        for wrong in ("", "Bread " * 60):
            page.locator("#text").fill(wrong)
            tap(page.locator(ON))
            assert page.get_by_role("alert").get_by_text("Almost there").is_visible()
            assert page.locator("#text").input_value() == wrong
        page.locator("#text").fill("Bread for two")
        tap(page.locator(ON))
        page.wait_for_url("**/reach")

        page.go_back()
        assert page.locator("#text").input_value() == "Bread for two"
        while page.go_back():
            assert page.locator("main").is_visible()


def test_a_double_tap_posts_once(browser: Browser, hub: HubProcess) -> None:
    with visit(browser, SCREENS["phone"]) as page:
        _begin(page, hub, "phone")
        tap(page.locator("button[value=food]"))
        page.locator("#text").fill("Tapped twice")
        tap(page.locator(ON))

        # By the page itself: two touches of a test may be a second apart, and the later
        # one would lead on from the page with the code.
        page.locator(ON).evaluate(
            "button => { button.click(); setTimeout(() => button.click(), 30); }"
        )
        page.wait_for_url("**/posted/**")

        assert page.locator(".ticket__code").is_visible()
        assert [each["text"] for each in hub.board()].count("Tapped twice") == 1


def test_a_lost_connection_keeps_what_was_typed(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["phone"]) as page:
        _begin(page, hub, "phone")
        tap(page.locator("button[value=food]"))
        page.locator("#text").fill("Out of reach")
        page.context.set_offline(True)

        page.locator(ON).tap()
        page.locator("[data-unreachable]").wait_for()
        page.context.set_offline(False)
        page.reload()

        assert page.locator("#text").input_value() == "Out of reach"


def test_a_phone_forgets_what_is_posted(browser: Browser, hub: HubProcess) -> None:
    with visit(browser, SCREENS["phone"]) as page:
        _begin(page, hub, "phone")
        tap(page.locator("button[value=food]"))
        page.locator("#text").fill("Only until it is posted")
        tap(page.locator(ON))
        assert "Only until it is posted" in _kept_on(page)

        tap(page.locator(ON))

        assert page.locator(".ticket__code").is_visible()
        assert "Only until it is posted" not in _kept_on(page)


def test_a_phone_counts_down_to_no_number_at_all(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["phone"]) as page:
        _begin(page, hub, "phone")
        tap(page.locator("button[value=food]"))
        page.locator("#quantity").fill("1")

        tap(page.locator("button[value=less]"))

        assert page.locator("#quantity").input_value() == ""


def test_the_screen_keeps_nothing_that_was_typed_in_the_browser(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["screen"]) as page:
        _begin(page, hub, "screen")
        tap(page.locator("button[value=food]"))
        page.locator("#text").fill("Not for the next one")

        page.reload()

        assert page.locator("#text").input_value() == ""


def test_one_more_and_one_less_by_touch(browser: Browser, hub: HubProcess) -> None:
    with visit(browser, SCREENS["screen"], scripts=False) as page:
        _begin(page, hub, "screen")
        tap(page.locator("button[value=food]"))

        for go in ("more", "more", "more", "less"):
            tap(page.locator(f"button[value={go}]"))

        assert page.locator("#quantity").input_value() == "2"


TOUCHED = ".tile, .saying, .stepper__key, .pill, summary, .field, .rail .button"


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("screen", SCREENS)
def test_what_is_touched_is_large_enough_on_each_step(
    browser: Browser, hub: HubProcess, screen: str, language: str
) -> None:
    least = 48 if screen == "phone" else 64
    with visit(browser, SCREENS[screen], LOCALES[language]) as page:
        _begin(page, hub, screen)
        for on in ("button[name=category][value=rides]", ON, None):
            page.evaluate("document.querySelectorAll('details').forEach(d=>d.open=1)")
            for target in page.locator(TOUCHED).all():
                box = target.bounding_box()
                assert box
                assert box["height"] >= least, target.evaluate("each => each.outerHTML")
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= SCREENS[screen][0]
            if on is ON:
                page.locator("#text").fill(WORDS[language])
            if on is not None:
                tap(page.locator(on))


@pytest.mark.parametrize("locale", [*LOCALES.values(), "es-ES"])
def test_what_is_chosen_stands_whole_on_the_small_screen(
    browser: Browser, hub: HubProcess, locale: str
) -> None:
    with visit(browser, SCREENS["screen"], locale) as page:
        _begin(page, hub, "screen")
        tap(page.locator("button[value=food]"))
        assert _lowest(page, ".saying") <= _top_of_rail(page)

        tap(page.locator(".saying").first)

        assert _lowest(page, ".door .tile__face") < _top_of_rail(page)
        assert _lowest(page, ".never") <= _top_of_rail(page)
        assert _lowest(page, "#urgency-now ~ .pill__face") <= _top_of_rail(page)
        assert _lowest(page, "#urgency-whenever ~ .pill__face") <= _top_of_rail(page)


@pytest.mark.parametrize("locale", LOCALES.values())
def test_what_the_radio_never_carries_is_seen_at_first_sight(
    browser: Browser, hub: HubProcess, locale: str
) -> None:
    with visit(browser, SCREENS["phone"], locale) as page:
        _begin(page, hub, "phone")
        tap(page.locator("button[value=food]"))

        tap(page.locator(".saying").first)

        assert _lowest(page, ".never") <= _top_of_rail(page)


def test_the_rail_stays_low_where_the_browser_plays_the_sound(
    browser: Browser, hub: HubProcess
) -> None:
    with visit(browser, SCREENS["screen"], "es-ES", scripts=False) as page:
        _begin(page, hub, "screen")
        tap(page.locator("button[value=food]"))

        assert page.viewport_size is not None
        assert page.viewport_size["height"] - _top_of_rail(page) <= 100


def _top_of_rail(page: Page) -> float:
    box = page.locator(".rail").bounding_box()
    assert box is not None
    return box["y"]


def _lowest(page: Page, selector: str) -> float:
    """How far down the lowest of them reaches."""
    boxes = [each.bounding_box() for each in page.locator(selector).all()]
    return max(box["y"] + box["height"] for box in boxes if box is not None)
