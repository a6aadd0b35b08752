"""The language of a request: who chose it, and saying things in it."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, current_app, g, request
from werkzeug.datastructures import LanguageAccept

from hub.domain.languages import LANGUAGES, Language, language_of
from hub.web.cookies import LANGUAGE, cookie_of
from hub.web.hub_port import current_hub
from hub.web.phrases import Phrase, Words
from hub.web.wording import Wording


def speak(app: Flask) -> None:
    """Let the templates say what they and the presenters have to say."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: current_wording().gettext(text),
        lambda one, many, count: current_wording().ngettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.finalize = _finalize
    app.jinja_env.filters["said"] = said
    app.context_processor(_languages)


def _finalize(value: Any) -> Any:
    return said(value) if isinstance(value, Phrase) else value


def _languages() -> dict[str, Any]:
    return {
        "language": current_wording().language,
        "languages": LANGUAGES,
        "here": request.full_path.rstrip("?"),
    }


def said(words: Words) -> str:
    """Say it in the language of the request."""
    return current_wording().say(words)


def current_wording() -> Wording:
    """How one speaks with whoever sent the request."""
    if "wording" not in g:
        chosen = choose(
            request.cookies.get(cookie_of(LANGUAGE)),
            request.accept_languages,
            current_hub().language,
        )
        g.wording = current_app.extensions["wordings"](chosen)
    return cast(Wording, g.wording)


def speak_in(language: Language) -> None:
    """Answer this request in that language, whatever was chosen."""
    g.wording = current_app.extensions["wordings"](language)


def choose(
    touched: str | None, accepted: LanguageAccept, otherwise: Language
) -> Language:
    """What was chosen by touch, or the first of the phone's that we speak."""
    tags = [tag for tag, quality in accepted if quality > 0]
    codes = [touched or "", *(tag.partition("-")[0].lower() for tag in tags)]
    return next((found for code in codes if (found := language_of(code))), otherwise)
