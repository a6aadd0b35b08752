"""The last step of the set-up: the network's key is shown for the next hub, or taken
from another one's page. It stands on no page but the one that is for writing it down.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hub.domain.checks import NO_NUMBER, number_in
from hub.web.guard import FormTrouble, keyed_fields
from hub.web.language_choice import turned
from hub.web.phrases import Phrase
from hub.web.qr import qr_of
from hub.web.screen import PEN_QUIET_S, rest_times
from hub.web.sessions import current_session, known_session
from hub.web.setup import words
from hub.web.setup.admission import current_desk, is_admitted
from hub.web.setup.port import KeyWrong, NotKept
from hub.web.setup.steps import Step

pages = Blueprint("setup_network", __name__, url_prefix="/setup/network")

Page = str | Response | tuple[str, int]

COUNT = 15
PLACES = range(1, COUNT + 1)
"""Of the words, as the pages of all hubs have them."""

KEPT = "setup-key"
"""Right words of a key of which others were wrong; in the visit's memory only."""


@pages.before_request
def _only_who_may() -> Page | None:
    return None if is_admitted() else redirect(url_for("setup.begin"), 303)


@pages.get("/start")
def start() -> Page:
    """The key, to be written down or scanned by whoever sets up the next hub."""
    try:
        key = current_desk().key_words()
    except NotKept:
        return _page("key", {"form": words.NOT_KEPT}, key_words=[], qr_svg=None), 503
    current_session().wait_for_a_pen()
    return _page(
        "key",
        {},
        key_words=key,
        qr_svg=qr_of(" ".join(key).upper()),
        rest_times=rest_times(PEN_QUIET_S, PEN_QUIET_S),
    )


@pages.post("/start")
def started() -> Page:
    """It was written down."""
    try:
        fields = keyed_fields()
    except FormTrouble as trouble:
        return _page("key", trouble.problems, key_words=[], qr_svg=None), 403
    if "language" in fields:
        return turned(fields["language"], url_for("setup_network.start"))
    return _finish()


@pages.get("/join")
def join() -> Page:
    """Where the words of another hub are typed or pasted."""
    return _join_page({}, {})


@pages.post("/join")
def joined() -> Page:
    """Take them; where some are wrong, only these are asked for again."""
    session, known = current_session(), _kept_words()
    try:
        fields = keyed_fields()
        if "language" in fields:
            return turned(fields["language"], url_for("setup_network.join"))
        current_desk().join(_typed(fields), known)
    except FormTrouble as trouble:
        return _join_page(trouble.problems, trouble.fields), trouble.code or 400
    except KeyWrong as wrong:
        session.keep_draft(KEPT, {str(at): word for at, word in wrong.right.items()})
        said = words.words_wrong(wrong.count, wrong.wrong)
        return _join_page({"key": said}, _to_correct(wrong, fields, known)), 400
    except NotKept:
        return _join_page({"form": words.NOT_KEPT}, fields), 503
    session.drafts.pop(KEPT, None)
    return _finish()


def _finish() -> Page:
    """Nothing is left to ask."""
    try:
        current_desk().finish()
    except NotKept:
        return _join_page({"form": words.NOT_KEPT}, {}), 503
    return redirect(url_for("setup.wait"), 303)


def _to_correct(
    wrong: KeyWrong, fields: Mapping[str, str], known: Mapping[int, str]
) -> Mapping[str, str]:
    """What was typed, where it can't be said which words of it are wrong."""
    if wrong.right:
        return {} if wrong.count == COUNT else fields
    if not known:
        return {"key": _typed(fields)}
    typed = iter(_typed(fields).split())
    whole = (known.get(place) or next(typed, "") for place in PLACES)
    return {"key": " ".join(whole)}


def _typed(fields: Mapping[str, str]) -> str:
    """All fifteen from one field, or each from its own."""
    places = sorted(_number(name) for name in fields if name.startswith("word-"))
    return fields.get("key") or " ".join(fields[f"word-{each}"] for each in places)


def _number(field: str) -> int:
    number = number_in(field.removeprefix("word-"), COUNT)
    return number if number is not None and number != NO_NUMBER else abort(400)


def _kept_words() -> dict[int, str]:
    session = known_session()
    kept = (session.draft(KEPT) if session else None) or {}
    return {int(place): word for place, word in kept.items()}


def _join_page(errors: Mapping[str, Phrase], typed: Mapping[str, str]) -> str:
    """`typed` is a secret: it goes back to whoever typed it, and is kept nowhere."""
    kept = _kept_words()
    missing = [each for each in PLACES if each not in kept] if kept else []
    return _page("join", errors, missing=missing, typed=typed)


def _page(name: str, errors: Mapping[str, Phrase], **more: object) -> str:
    return render_template(
        f"setup/{name}.html", step=Step.NETWORK, errors=errors, **more
    )
