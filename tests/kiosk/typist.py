"""A page to type on in a real browser, with the hub's own files and headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from playwright.sync_api import Browser, CDPSession, Locator, Page, Route

from hub.web.headers import CONTENT_SECURITY

HUB = "http://hub.test"
PAGE = Path(__file__).with_name("typing.html").read_text(encoding="utf-8")

SUGGESTIONS = {
    "en": ["water", "Water for 4 people", "blankets", "second floor"],
    "es": ["mañana", "Agua para cuatro"],
    "ar": ["ماء", "بطانيات دافئة", "اليوم"],
    "zh": ["需要饮用水", "四个人"],
}

BOUNCE_MS = 80
"""A robot touches the same key again sooner than any person: it waits that long."""


class Typist:
    """A finger on a page with the keyboard. What goes wrong in the page is noted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrongs: list[str] = []
        self.keyboard = page.locator(".keyboard")
        page.on("pageerror", lambda error: self.wrongs.append(str(error)))
        page.on("console", lambda said: self.wrongs.append(said.text))

    def open(self, label: str = "What do you need?") -> Locator:
        """Touch a field; the field."""
        field = self.page.get_by_label(label)
        field.tap()
        self.keyboard.wait_for()
        return field

    def type(self, letters: str) -> None:
        """Touch a key for each letter."""
        last = ""
        for letter in letters:
            if letter == last:
                self.page.wait_for_timeout(BOUNCE_MS)
            self.letter(letter).tap()
            last = letter

    def letter(self, letter: str) -> Locator:
        """The key that types it."""
        if letter == " ":
            return self.keyboard.locator("[data-action=space]")
        return self.keyboard.locator(f'[data-letter="{letter}"]')

    def key(self, name: str) -> Locator:
        """A key by the name that a screen reader says."""
        return self.keyboard.get_by_role("button", name=name, exact=True)

    def suggested(self) -> list[str]:
        """The words above the keys."""
        return self.keyboard.locator(".suggestion").all_inner_texts()

    def suggestion(self, text: str) -> Locator:
        """One of them."""
        return self.keyboard.locator(".suggestion").get_by_text(text, exact=True)

    def take(self, text: str) -> None:
        """Touch a suggestion, no sooner after another than a person would."""
        self.page.wait_for_timeout(BOUNCE_MS)
        self.suggestion(text).tap()

    def hold(self, key: Locator) -> Touch:
        """Put a finger on a key and leave it there."""
        return Touch(self.page.context.new_cdp_session(self.page), key)


class Touch:
    """A finger that stays until it is lifted."""

    def __init__(self, session: CDPSession, on: Locator) -> None:
        self._session = session
        self._send("touchStart", [_middle(on)])

    def move(self, to: Locator) -> None:
        """Slide to the middle of something."""
        self._send("touchMove", [_middle(to)])

    def lift(self) -> None:
        """Let go."""
        self._send("touchEnd", [])

    def _send(self, kind: str, points: list[dict[str, float]]) -> None:
        touch = {"type": kind, "touchPoints": points}
        self._session.send("Input.dispatchTouchEvent", touch)


def _middle(target: Locator) -> dict[str, float]:
    box = target.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def _answering(client: FlaskClient, html: str) -> Callable[[Route], None]:
    """The page at /typing, the hub's own files, and the words to suggest."""
    sealed = {"Content-Security-Policy": CONTENT_SECURITY}
    kind = "text/html; charset=utf-8"

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/typing":
            route.fulfill(body=html, content_type=kind, headers=sealed)
        elif path == "/suggestions.json":
            route.fulfill(body=json.dumps(SUGGESTIONS), content_type="application/json")
        else:
            with client.get(path) as found:
                headers = dict(found.headers)
                body = found.data
            route.fulfill(status=found.status_code, body=body, headers=headers)

    return answer


@contextmanager
def typist_at(
    browser: Browser,
    client: FlaskClient,
    size: tuple[int, int] = (800, 480),
    language: str = "en",
    html: str = PAGE,
) -> Iterator[Typist]:
    """A page for typing, in a language."""
    direction = "rtl" if language == "ar" else "ltr"
    html = html.replace('lang="en" dir="ltr"', f'lang="{language}" dir="{direction}"')
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=True
    )
    try:
        page = context.new_page()
        page.route("**/*", _answering(client, html))
        typist = Typist(page)
        page.goto(f"{HUB}/typing")
        yield typist
    finally:
        context.close()
    assert typist.wrongs == []
