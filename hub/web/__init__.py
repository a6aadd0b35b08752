"""The pages and the API: Flask's application factory. Holds no rules of the domain."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from flask import Flask
from flask.json.provider import DefaultJSONProvider

import kiosk
from hub.domain.languages import Language
from hub.domain.texts import USUAL_NAME
from hub.web import (
    api,
    board,
    brightness,
    clock,
    errors,
    helping,
    kept,
    language_choice,
    looks,
    own_posts,
    paper,
    posting,
    posts,
    quiet,
    screen,
    sessions,
    shown_words,
    speaking,
    status,
    steps,
    stewards,
    suggestions,
)
from hub.web.aloud import views as aloud
from hub.web.board_news import carry_news
from hub.web.compression import compress_answers
from hub.web.guard import MAX_BODY_BYTES, new_token, refuse_other_sites
from hub.web.headers import seal
from hub.web.hosts import keep_to_our_names
from hub.web.hub_port import WebHub
from hub.web.limits import limit_writes
from hub.web.portal import views as portal
from hub.web.presenters import radio_chip
from hub.web.setup import network as setup_network
from hub.web.setup import pages as setup
from hub.web.static_files import serve_static
from hub.web.wording import Wording, wording_of

PARTS = (
    board,
    posting,
    posts,
    helping,
    quiet,
    screen,
    kept,
    language_choice,
    status,
    paper,
    api,
    steps,
    stewards,
    suggestions,
    aloud,
    clock,
    portal,
    setup,
    setup_network,
)
"""One blueprint for each subject."""


def create_app(
    hub: WebHub,
    wordings: Callable[[Language], Wording] = wording_of,
    monotonic: Callable[[], float] = time.monotonic,
) -> Flask:
    """The application over one hub, that speaks with those wordings."""
    app = Flask(__name__, template_folder=str(kiosk.TEMPLATES), static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    cast(DefaultJSONProvider, app.json).ensure_ascii = False
    app.extensions["hub"] = hub
    app.extensions["wordings"] = wordings
    speaking.speak(app)
    shown_words.show_words(app)
    sessions.keep_sessions(app, monotonic, hub.form_secret)
    own_posts.carry_codes(app)
    carry_news(app, monotonic)
    keep_to_our_names(app, monotonic)
    screen.set_up(app)
    looks.show_looks(app)
    app.before_request(refuse_other_sites)
    limit_writes(app, monotonic)
    brightness.watch_the_screen(app, monotonic)
    app.after_request(seal)
    compress_answers(app)
    serve_static(app, kiosk.STATIC)
    app.context_processor(
        lambda: {
            "hub_name": hub.name,
            "is_named": hub.name != USUAL_NAME,
            "radio": radio_chip(hub.radio_status()),
            "asks_phones": hub.clock.asks_phones(),
            "once": new_token,
        }
    )
    for part in PARTS:
        app.register_blueprint(part.pages)
    errors.register(app)
    return app
