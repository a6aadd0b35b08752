"""Words are written on a post's page, by touch: what stands beside them, and stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import SCREENS
from tests.kiosk.lobby import ON, enter, tap, visit
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

PLACES = ["screen", "phone"]
AWAKE_MS = 600
"""By then a new page takes touches, also without scripts."""

WAY_ON = f"{ON}:visible"
MET = ".rail button[value=met]"


def _claimed(page: Page, hub: HubProcess, screen: str, text: str) -> dict[str, str]:
    """A need that this browser is on; the page that says thanks for it."""
    posted = hub.post(f"{text} {screen}")
    enter(page, hub, screen)
    page.goto(f"{hub.address}/posts/{posted['id']}/help")
    tap(page.locator(ON))
    return posted


def _own(page: Page, hub: HubProcess, posted: dict[str, str]) -> None:
    page.goto(f"{hub.address}/posts/{posted['id']}?code={posted['keep_code']}")


def _is_in_reach(page: Page, target: Locator) -> bool:
    """Whether a finger would meet it, where the page stands now and is awake."""
    page.wait_for_timeout(AWAKE_MS)
    box = target.bounding_box()
    assert box is not None
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    script = "([own, at]) => own.contains(document.elementFromPoint(...at))"
    return bool(page.evaluate(script, [target.element_handle(), middle]))


def _write(page: Page, screen: str, field: str, words: str) -> None:
    """With the drawn keyboard on the lobby's screen."""
    page.locator(field).tap()
    if screen == "screen":
        page.locator(".keyboard").wait_for()
    page.keyboard.type(words)


def _turn(page: Page, language: str) -> None:
    tap(page.locator(f".languages__one[value={language}]"))
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("screen", PLACES)
def test_while_a_note_is_written_the_way_on_sends_it_and_closes_nothing(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with visit(browser, SCREENS[screen]) as page:
        _own(page, hub, _claimed(page, hub, screen, "A rope"))
        assert page.locator(MET).is_visible()

        _write(page, screen, "#note", "At four")

        assert not page.locator(MET).is_visible()
        send = page.locator(WAY_ON)
        assert send.inner_text().strip() == "Send it"
        assert _is_in_reach(page, send)
        assert _is_in_reach(page, page.locator("#note"))
        tap(send)
        assert page.locator(".bubble--mine").get_by_text("At four").is_visible()
        assert page.locator(MET).is_visible()


@pytest.mark.parametrize("screen", PLACES)
def test_what_closes_the_post_is_back_where_nothing_is_left_to_send(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with visit(browser, SCREENS[screen]) as page:
        _own(page, hub, _claimed(page, hub, screen, "A bucket"))
        page.locator("#note").fill("At")
        page.locator("#note").blur()
        page.wait_for_timeout(AWAKE_MS)
        assert not page.locator(MET).is_visible()

        page.locator("#note").fill("")
        page.locator("#note").blur()

        page.locator(MET).wait_for()
        assert page.locator(".rail__own").count() == 0


@pytest.mark.parametrize("screen", PLACES)
def test_thanks_are_said_beside_the_keys(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with visit(browser, SCREENS[screen]) as page:
        enter(page, hub, screen)
        posted = hub.post(f"A pan {screen}")
        hub.close(posted["id"], posted["keep_code"])
        _own(page, hub, posted)

        _write(page, screen, "#thanks", "Bless you")

        assert page.locator(WAY_ON).inner_text().strip() == "Say thanks"
        assert _is_in_reach(page, page.locator(WAY_ON))
        tap(page.locator(WAY_ON))
        assert page.locator(".thanked q").inner_text() == "Bless you"


@pytest.mark.parametrize("screen", PLACES)
def test_a_keep_code_is_sent_beside_the_keys_and_stays_in_another_language(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with visit(browser, SCREENS[screen]) as page:
        enter(page, hub, screen)
        posted = hub.post(f"A sieve {screen}")
        page.goto(f"{hub.address}/posts/{posted['id']}")
        page.locator(".code summary").tap()
        page.locator("#keep_code").fill(posted["keep_code"])

        _turn(page, "es")

        assert page.locator("#keep_code").input_value() == posted["keep_code"]
        page.locator("#keep_code").tap()
        tap(page.locator(WAY_ON))
        assert page.locator("#yours").is_visible()


@pytest.mark.parametrize("screen", PLACES)
def test_all_half_written_words_stay_in_another_language(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with visit(browser, SCREENS[screen]) as page:
        _own(page, hub, _claimed(page, hub, screen, "A kettle"))
        page.locator("#partly summary").tap()
        page.locator("#left").fill("3")
        page.locator("#text").fill("A large kettle")
        page.locator("#note").fill("At fo")

        for language in ("ar", "es"):
            _turn(page, language)

            assert page.locator("#note").input_value() == "At fo"
            assert page.locator("#text").input_value() == "A large kettle"
            assert page.locator("#left").input_value() == "3"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("screen", PLACES)
def test_writing_to_them_leads_to_the_field_and_opens_no_keyboard(
    browser: Browser, hub: HubProcess, screen: str, scripts: bool
) -> None:
    with visit(browser, SCREENS[screen], scripts=scripts) as page:
        _claimed(page, hub, screen, f"{'A very long ladder ' * 12}{scripts}")

        tap(page.locator(WAY_ON))

        assert _is_in_reach(page, page.locator("textarea[name=note]"))
        assert page.locator(".keyboard:visible").count() == 0


@pytest.mark.parametrize("screen", PLACES)
def test_enter_in_a_field_sends_its_form_and_chooses_no_language(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with visit(browser, SCREENS[screen], "es") as page:
        enter(page, hub, screen)
        posted = hub.post(f"A broom {screen}")
        page.goto(f"{hub.address}/posts/{posted['id']}/help")
        page.locator("#handle").fill("Mo")
        with page.expect_navigation(url="**/helped/*"):
            page.locator("#handle").press("Enter")
        hub.close(posted["id"], posted["keep_code"])
        _own(page, hub, posted)
        page.locator("#thanks").fill("Gracias")
        with page.expect_navigation():
            page.locator("#thanks").press("Enter")

        assert page.locator(".thanked q").inner_text() == "Gracias"
        assert page.locator("html").get_attribute("lang") == "es"
