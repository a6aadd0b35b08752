"""The keyboard drawn in the page, under a finger in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Locator, expect

from tests.hub.web.visitor import step
from tests.kiosk.lobby import SIZES
from tests.kiosk.typist import HUB, PAGE, Typist, typist_at

pytestmark = pytest.mark.browser

Arrive = Callable[..., AbstractContextManager[Typist]]


@pytest.fixture(params=SIZES)
def arrive(
    request: pytest.FixtureRequest, browser: Browser, client: FlaskClient
) -> Arrive:
    """Comes to the page for typing: `with arrive("fr") as typist`."""

    def at(language: str = "en", html: str = PAGE) -> AbstractContextManager[Typist]:
        return typist_at(browser, client, SIZES[request.param], language, html)

    return at


@pytest.fixture
def typist(browser: Browser, client: FlaskClient) -> Iterator[Typist]:
    """On the small screen, in English."""
    with typist_at(browser, client) as typist:
        yield typist


def _value(field: Locator) -> str:
    return field.input_value()


@pytest.mark.parametrize(
    ("language", "keys", "text"),
    [
        ("en", "hot soup, ok.", "Hot soup, ok."),
        ("es", "leña", "Leña"),
        ("ht", "mwen bezwen mèt", "Mwen bezwen mèt"),
        ("fr", "bébé", "Bébé"),
        ("pt", "berço", "Berço"),
        ("vi", "nuwowcs uoongs", "Nước uống"),
        ("zh", "tanzi 。", "毯子。"),
        ("ar", "بطانيات دافئة، غدا", "بطانيات دافئة، غدا"),
    ],
)
def test_every_language_is_typed_with_its_own_keys(
    arrive: Arrive, language: str, keys: str, text: str
) -> None:
    with arrive(language) as typist:
        field = typist.open()
        typist.type(keys)

        assert _value(field) == text


def test_the_keys_are_large_and_in_the_lower_half(arrive: Arrive) -> None:
    with arrive("ar") as typist:
        typist.open()
        size = typist.page.viewport_size
        whole = typist.keyboard.bounding_box()
        assert size
        assert whole
        assert whole["y"] >= size["height"] / 2
        assert whole["y"] + whole["height"] == size["height"]
        for key in typist.keyboard.locator("button:visible").all():
            box = key.bounding_box()
            assert box
            assert box["width"] >= 56
            assert box["height"] >= 56


def test_a_field_is_seen_above_the_keyboard(arrive: Arrive) -> None:
    with arrive() as typist:
        typist.open()
        field = typist.open("Keep code")
        above = typist.keyboard.bounding_box()
        assert above
        typist.page.wait_for_function(
            "([field, y]) => field.getBoundingClientRect().bottom <= y",
            arg=[field.element_handle(), above["y"]],
        )
        box = field.bounding_box()
        assert box
        assert box["y"] >= 0


def test_a_phone_never_sees_it(arrive: Arrive) -> None:
    with arrive(html=PAGE.replace(' data-face="screen"', "")) as typist:
        field = typist.page.get_by_label("What do you need?")
        field.tap()

        assert typist.keyboard.count() == 0
        assert field.get_attribute("inputmode") is None


def test_the_form_of_the_hub_takes_it(browser: Browser, client: FlaskClient) -> None:
    script = '<script type="module" src="/static/keyboard/keyboard.js"></script>'
    words = step(client, "what", {"category": "food"}).headers["Location"]
    form = client.get(words).text.replace("</head>", script + "</head>")
    form = form.replace('data-face="hand"', 'data-face="screen"')

    with typist_at(browser, client, html=form) as typist:
        field = typist.open("Or in your own words")
        typist.type("soup")

        assert _value(field) == "Soup"


def test_a_second_keyboard_of_the_system_stays_away(typist: Typist) -> None:
    field = typist.open()

    assert field.get_attribute("inputmode") == "none"
    own = typist.page.get_by_label("Typed by other means")
    assert own.get_attribute("inputmode") is None


def test_a_field_can_keep_it_away(typist: Typist) -> None:
    typist.open()
    typist.page.get_by_label("Typed by other means").focus()
    typist.page.keyboard.press("a")

    typist.keyboard.wait_for(state="hidden")


def test_a_trembling_finger_types_one_letter(typist: Typist) -> None:
    field = typist.open()
    touches = """key => {
      const touch = (kind, pointerId) => key.dispatchEvent(
        new PointerEvent(kind, { pointerId, bubbles: true, cancelable: true }));
      for (const id of [1, 2, 3]) { touch("pointerdown", id); touch("pointerup", id); }
    }"""

    typist.letter("o").evaluate(touches)

    assert _value(field) == "O"
    typist.page.wait_for_timeout(80)
    typist.letter("o").tap()
    assert _value(field) == "Oo"


def test_a_mouse_types_one_letter(typist: Typist) -> None:
    field = typist.open()

    typist.letter("o").click()

    assert _value(field) == "O"


def test_two_fingers_type_two_letters(typist: Typist) -> None:
    field = typist.open()
    typist.page.evaluate(
        """() => {
          const touch = (kind, letter, pointerId) => document
            .querySelector(`[data-letter="${letter}"]`)
            .dispatchEvent(new PointerEvent(kind, { pointerId, bubbles: true }));
          touch("pointerdown", "n", 1);
          touch("pointerdown", "o", 2);
          touch("pointerup", "n", 1);
          touch("pointerup", "o", 2);
        }"""
    )

    assert _value(field) == "No"


def test_the_caret_can_be_anywhere(typist: Typist) -> None:
    field = typist.open()
    typist.type("spup")
    for _ in "up":
        typist.key("Left").tap()
        typist.page.wait_for_timeout(80)
    typist.key("Delete").tap()
    typist.type("o")

    assert _value(field) == "Soup"
    typist.type("a")
    assert _value(field) == "Soaup"


def test_left_is_left_in_arabic(browser: Browser, client: FlaskClient) -> None:
    with typist_at(browser, client, language="ar") as typist:
        field = typist.open()
        typist.type("ما")
        typist.key("يمين").tap()  # to the right: back
        typist.type("ن")
        typist.key("يسار").tap()
        typist.type("ء")

        assert _value(field) == "مناء"
        assert field.evaluate("field => getComputedStyle(field).direction") == "rtl"


def test_arabic_suggestions_begin_at_the_right(
    browser: Browser, client: FlaskClient
) -> None:
    with typist_at(browser, client, language="ar") as typist:
        typist.open()
        typist.suggestion("ماء").wait_for()
        first, second = (
            typist.keyboard.locator(".suggestion").nth(index).bounding_box()
            for index in (0, 1)
        )

        assert first
        assert second
        assert first["x"] > second["x"]


def test_no_more_is_typed_than_a_field_takes(typist: Typist) -> None:
    field = typist.open("First name")
    typist.type("marisol")

    assert _value(field) == "Maris"


def test_half_a_suggestion_is_never_put_in(typist: Typist) -> None:
    field = typist.open("First name")
    typist.type("b")
    typist.take("Blankets")
    assert _value(field) == "B"

    typist.key("Delete").tap()
    typist.type("wa")
    typist.take("Water")
    assert _value(field) == "Water"


def test_a_suggestion_completes_the_word(typist: Typist) -> None:
    field = typist.open()
    typist.suggestion("blankets").wait_for()
    typist.type("two bl")

    assert typist.suggested() == ["blankets"]
    typist.take("blankets")
    assert _value(field) == "Two blankets "


def test_a_phrase_goes_on_from_its_first_words(typist: Typist) -> None:
    field = typist.open()
    typist.suggestion("blankets").wait_for()
    typist.type("water f")
    typist.take("Water for 4 people")

    assert _value(field) == "Water for 4 people "


def test_suggestions_need_no_accents(browser: Browser, client: FlaskClient) -> None:
    with typist_at(browser, client, language="es") as typist:
        field = typist.open()
        typist.suggestion("mañana").wait_for()
        typist.type("manan")
        typist.take("Mañana")

        assert _value(field) == "Mañana "


def test_a_suggestion_keeps_what_comes_after(typist: Typist) -> None:
    field = typist.open()
    typist.suggestion("water").wait_for()
    field.fill("some  please")
    field.evaluate("field => field.setSelectionRange(5, 5)")
    typist.type("wat")
    typist.take("water")

    assert _value(field) == "some water please"


def test_pinyin_becomes_characters_one_part_after_another(
    browser: Browser, client: FlaskClient
) -> None:
    with typist_at(browser, client, language="zh") as typist:
        field = typist.open()
        typist.type("womenxuyaoshui")
        assert typist.suggested()[0] == "我们需要水"

        typist.take("我们")
        assert _value(field) == "我们xuyaoshui"
        typist.take("需要")
        typist.take("水")

        assert _value(field) == "我们需要水"


def test_a_space_takes_the_first_characters(
    browser: Browser, client: FlaskClient
) -> None:
    with typist_at(browser, client, language="zh") as typist:
        field = typist.open()
        typist.suggestion("四个人").wait_for()
        typist.type("sgr")
        assert typist.suggested()[0] == "四个人"
        typist.type(" ")

        assert _value(field) == "四个人"


@pytest.mark.parametrize(("language", "keys"), [("zh", "si ge ci"), ("vi", "caaf ow")])
def test_a_secret_stays_the_letters_that_were_touched(
    browser: Browser, client: FlaskClient, language: str, keys: str
) -> None:
    field = '<input class="field" id="name" maxlength="5">'
    masked = '<input class="field" id="name" type="password" autocomplete="off">'
    html = PAGE.replace(field, f"<form>{masked}</form>")
    with typist_at(browser, client, language=language, html=html) as typist:
        touched = typist.open("First name or nickname")
        typist.type(keys)

        assert _value(touched).lower() == keys
        assert typist.suggested() == []


def test_all_candidates_can_be_seen_at_once(
    browser: Browser, client: FlaskClient
) -> None:
    with typist_at(browser, client, language="zh") as typist:
        field = typist.open()
        typist.type("shi")
        typist.key("更多候选").tap()
        expect(typist.letter("q")).to_be_hidden()
        typist.take("室")

        assert _value(field) == "室"
        expect(typist.letter("q")).to_be_visible()


def test_english_before_the_caret_is_not_taken_for_pinyin(typist: Typist) -> None:
    field = typist.open()
    typist.type("can")
    typist.key("Language of the keyboard").tap()
    typist.key("简体中文").tap()
    expect(typist.letter("。")).to_be_visible()
    typist.type(" ")

    assert _value(field) == "Can "


def test_the_language_of_the_keys_can_be_changed(typist: Typist) -> None:
    field = typist.open()
    typist.key("Language of the keyboard").tap()
    typist.key("Kreyòl ayisyen").tap()
    typist.letter("è").tap()
    typist.type("ò")

    assert _value(field) == "Èò"
    assert typist.keyboard.get_attribute("aria-label") == "Klavye"
    typist.open("Keep code")
    expect(typist.letter("è")).to_be_visible()


def test_a_held_key_offers_its_other_letters(
    browser: Browser, client: FlaskClient
) -> None:
    with typist_at(browser, client, language="fr") as typist:
        field = typist.open()
        typist.type("f")
        finger = typist.hold(typist.letter("e"))
        variant = typist.keyboard.locator("[data-variant=ê]")
        variant.wait_for()
        finger.lift()
        variant.tap()
        typist.type("te")

        assert _value(field) == "Fête"


def test_a_finger_slides_to_another_letter(
    browser: Browser, client: FlaskClient
) -> None:
    with typist_at(browser, client, language="pt") as typist:
        field = typist.open()
        finger = typist.hold(typist.letter("a"))
        variant = typist.keyboard.locator("[data-variant=Á]")
        variant.wait_for()
        finger.move(variant)
        finger.lift()

        expect(field).to_have_value("Á")
        expect(variant).to_be_hidden()


def test_delete_goes_on_while_it_is_held(typist: Typist) -> None:
    field = typist.open()
    field.fill("a long need 🧡")

    finger = typist.hold(typist.key("Delete"))
    expect(field).to_have_value("")
    finger.lift()


def test_a_letter_of_several_parts_is_deleted_whole(typist: Typist) -> None:
    field = typist.open()
    field.fill("a👩‍👧")
    typist.key("Delete").tap()

    assert _value(field) == "a"


def test_capitals_come_at_a_sentence_and_by_shift(typist: Typist) -> None:
    field = typist.open()
    shift = typist.key("Capital letters")
    expect(shift).to_have_attribute("aria-pressed", "true")
    typist.type("a. b")
    expect(shift).to_have_attribute("aria-pressed", "false")
    shift.tap()
    typist.type("cd")
    shift.tap()
    typist.page.wait_for_timeout(80)
    shift.tap()
    typist.type("ef")

    assert _value(field) == "A. BCdEF"


def test_a_keep_code_is_typed_in_capitals(typist: Typist) -> None:
    field = typist.open("Keep code")
    typist.type("abc")

    assert _value(field) == "ABC"


def test_numbers_open_on_the_digits(typist: Typist) -> None:
    field = typist.open("How many?")
    typist.type("42")

    assert _value(field) == "42"


def test_the_page_hears_of_every_letter(typist: Typist) -> None:
    field = typist.open()
    field.evaluate(
        """field => {
          window.heard = [];
          for (const kind of ["beforeinput", "input", "change"])
            field.addEventListener(kind, (event) =>
              heard.push(`${kind} ${event.inputType ?? ""} ${event.data ?? ""}`));
        }"""
    )
    typist.type("a")
    typist.key("Delete").tap()
    typist.key("Done").tap()

    assert typist.page.evaluate("heard") == [
        "beforeinput insertText A",
        "input insertText A",
        "beforeinput deleteContentBackward ",
        "input deleteContentBackward ",
        "change  ",
    ]


def test_the_page_may_refuse_a_letter(typist: Typist) -> None:
    field = typist.open()
    field.evaluate(
        "field => field.addEventListener('beforeinput', (e) => e.preventDefault())"
    )
    typist.type("a")

    assert _value(field) == ""


def test_done_closes_and_lets_the_field_go(typist: Typist) -> None:
    field = typist.open()
    typist.key("Done").tap()

    expect(typist.keyboard).to_be_hidden()
    expect(field).not_to_be_focused()


def test_a_touch_of_a_key_touches_nothing_that_lay_below(typist: Typist) -> None:
    typist.page.evaluate(
        """() => {
          window.clicks = 0;
          document.addEventListener("click", () => (clicks += 1), true);
        }"""
    )
    typist.open()
    before = typist.page.evaluate("clicks")
    finger = typist.hold(typist.letter("e"))
    variant = typist.keyboard.locator("[data-variant=É]")
    variant.wait_for()
    finger.lift()
    variant.tap()
    typist.key("Done").tap()
    expect(typist.keyboard).to_be_hidden()

    assert typist.page.evaluate("clicks") == before


def test_a_touch_elsewhere_closes_and_still_counts(typist: Typist) -> None:
    typist.page.evaluate(
        """() => document.querySelector("button").addEventListener("click",
             () => document.body.append("touched"))"""
    )
    typist.open("Keep code")
    typist.open("What do you need?")
    typist.page.get_by_role("button", name="Another thing").tap()

    expect(typist.page.get_by_text("touched")).to_be_visible()
    expect(typist.keyboard).to_be_hidden()


@pytest.mark.parametrize("mark", ["autofocus", "data-keyboard"])
def test_a_field_that_asks_opens_it_at_once(
    browser: Browser, client: FlaskClient, mark: str
) -> None:
    html = PAGE.replace('id="code"', f'id="code" {mark}')

    with typist_at(browser, client, html=html) as typist:
        typist.keyboard.wait_for()
        expect(typist.page.get_by_label("Keep code")).to_be_focused()


def test_a_real_keyboard_passes_it_by(typist: Typist) -> None:
    typist.open("How many?")
    typist.page.keyboard.press("Tab")
    expect(typist.page.get_by_label("Typed by other means")).to_be_focused()

    expect(typist.keyboard).to_be_hidden()
    assert typist.keyboard.locator("button:not([tabindex='-1'])").count() == 0


def test_a_screen_readers_press_types(typist: Typist) -> None:
    field = typist.open()
    typist.key("A").evaluate("key => key.click()")

    assert _value(field) == "A"
    assert typist.keyboard.locator("[aria-live]").count() == 0


def test_without_scripts_there_is_nothing(
    browser: Browser, client: FlaskClient
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(HUB)

    assert page.locator(".keyboard").count() == 0
    context.close()
