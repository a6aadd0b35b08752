"""The set-up page by page: the way in, the steps, and the hub that begins anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.datastructures import LanguageAccept
from werkzeug.wrappers import Response

from hub.domain.checks import DraftInvalid
from hub.domain.guesses import TooManyGuesses
from hub.domain.languages import language_of
from hub.service import WrongCode
from hub.web import problem_words
from hub.web.cookies import LANGUAGE, cookie_of
from hub.web.guard import FormTrouble, form_fields, keyed_fields
from hub.web.hub_port import current_hub
from hub.web.language_choice import turned
from hub.web.mending import fields_as_typed, lead_to_mend, to_mend
from hub.web.phrases import Phrase
from hub.web.qr import qr_of
from hub.web.sessions import Face, current_face, current_session
from hub.web.setup import words
from hub.web.setup.admission import (
    admit,
    current_desk,
    has_steward,
    is_admitted,
    is_free_for_the_screen,
    is_new,
    prove,
)
from hub.web.setup.asking import AnswerInvalid, Asked, shown, take, without_secrets
from hub.web.setup.meanwhile import Answers
from hub.web.setup.steps import Step, first_open
from hub.web.speaking import choose, current_wording, speak_in

pages = Blueprint("setup", __name__, url_prefix="/setup")

Page = str | Response | tuple[str, int]
STEP = "any(language, name, steward, wifi, radio, network):step"
PUBLIC = frozenset({"setup.begin", "setup.come_in", "setup.wait", "setup.done"})


@pages.record_once
def _remember_answers(state: BlueprintSetupState) -> None:
    state.app.extensions["setup_answers"] = Answers()


@pages.app_context_processor
def _tell_of_setup() -> dict[str, bool]:
    """All templates know whether the hub is to be set up, and for the first time."""
    desk = current_hub().setup
    return {"is_to_set_up": desk is not None and desk.is_open, "is_new_hub": is_new()}


@pages.before_request
def _only_who_may() -> Page | None:
    desk = current_desk()
    if desk.is_open:
        _speak_as_chosen()
    if is_free_for_the_screen():
        admit()
    if request.endpoint in PUBLIC or is_admitted():
        return None
    if request.method == "POST":
        return _asked_again()
    return redirect(url_for("setup.begin"), 303)


def _speak_as_chosen() -> None:
    """The language of the hub counts at once, but for who speaks another: by a touch,
    or by their phone. The touchscreen speaks for the hub."""
    chosen = language_of(current_desk().choice("language"))
    if chosen is None or "language" not in current_desk().answered:
        return
    own = request.accept_languages if current_face() is Face.HAND else LanguageAccept()
    speak_in(choose(request.cookies.get(cookie_of(LANGUAGE)), own, chosen))


def _asked_again() -> Page:
    """Their visit is over: who they are is asked once more, and no word is lost."""
    step = (request.view_args or {}).get("step", "")
    if step:
        current_session().keep_draft(_draft(step), without_secrets(form_fields()))
    return _door({"form": words.SAY_AGAIN}), 403


@pages.get("")
def begin() -> Page:
    """Welcome; or who is it?"""
    desk = current_desk()
    if desk.is_ending:
        return redirect(url_for("setup.wait"), 303)
    if not desk.is_open and not has_steward():
        abort(404)
    return _door({})


def _door(errors: Mapping[str, Phrase], handle: str = "") -> str:
    desk = current_desk()
    address = current_hub().phone_address
    place = f"{address}{url_for('setup.begin')}" if address else ""
    return render_template(
        "setup/begin.html",
        is_open=desk.is_open,
        admitted=is_admitted(),
        has_begun=bool(desk.answered),
        has_steward=has_steward(),
        code=desk.code if is_free_for_the_screen() else "",
        place=place,
        place_qr=qr_of(place) if place else None,
        following=first_open(desk.answered).value,
        errors=errors,
        handle=handle,
    )


@pages.post("/door")
def come_in() -> Page:
    """A phone with the code, or a steward."""
    fields: Mapping[str, str] = {}
    try:
        fields = keyed_fields()
        prove(fields)
    except FormTrouble as trouble:
        return _door(trouble.problems), trouble.code or 400
    except WrongCode:
        is_code = "setup_code" in fields
        name = "setup_code" if is_code else "passphrase"
        said = problem_words.NOT_THE_CODE if is_code else words.WRONG_STEWARD
        return _door({name: said}, fields.get("handle", "")), 403
    except DraftInvalid as invalid:
        missing = problem_words.problems(invalid.problems)
        return _door(missing, fields.get("handle", "")), 400
    except TooManyGuesses as many:
        return _door({"form": problem_words.slow_down(many.wait_s)}), 429
    return redirect(_address(first_open(current_desk().answered)), 303)


@pages.get(f"/<{STEP}>")
def look(step: str) -> Page:
    """A step, with what is known and what was typed."""
    if current_desk().is_ending:
        return redirect(url_for("setup.wait"), 303)
    mend = to_mend()
    if mend is not None:
        return _page(Step(step), mend.typed, mend.problems)
    return _page(Step(step), current_session().draft(_draft(step)) or {}, {})


@pages.post(f"/<{STEP}>")
def answer(step: str) -> Page:
    """Keep an answer and go on; or back; or stay with what is to mend."""
    at = Step(step)
    try:
        fields = fields_as_typed()
    except FormTrouble as trouble:
        return _page(at, trouble.fields, trouble.problems), trouble.code or 400
    current_session().keep_draft(_draft(step), without_secrets(fields))
    if "language" in fields:
        return turned(fields["language"], _address(at))
    if fields.get("go") == "back":
        return redirect(_address(at.before), 303)
    return _ahead(at, fields)


def _ahead(at: Step, fields: Mapping[str, str]) -> Page:
    answers, who = _answers(), current_session().name
    try:
        if answers.is_overtaken(at.value, fields.get("seen", ""), who):
            raise AnswerInvalid({"form": words.MEANWHILE})
        take(_asked(), at, fields)
    except AnswerInvalid as invalid:
        return lead_to_mend(_address(at), without_secrets(fields), invalid.problems)
    answers.note(at.value, who)
    current_session().drafts.pop(_draft(at.value), None)
    if at is Step.NETWORK:
        way = (
            "setup_network.start" if fields["way"] == "start" else "setup_network.join"
        )
        return redirect(url_for(way), 303)
    following = _address(at.after(current_desk().answered))
    if at is Step.LANGUAGE:
        return turned(current_desk().choice("language"), following)
    return redirect(following, 303)


@pages.get("/wait")
def wait() -> Page:
    """The hub begins anew; the page comes back by itself until it is there."""
    desk = current_desk()
    if not desk.is_ending:
        return redirect(url_for("setup.done"), 303)
    return render_template("setup/wait.html", wifi=desk.wifi())


@pages.get("/done")
def done() -> Page:
    """What to do next; for as long as the hub runs that was just set up."""
    desk = current_desk()
    if not desk.is_fresh or desk.is_open:
        return redirect(url_for("board.show"), 303)
    return render_template(
        "setup/done.html", wifi=desk.wifi(), address=current_hub().phone_address
    )


def _page(step: Step, typed: Mapping[str, str], errors: Mapping[str, Phrase]) -> str:
    known = without_secrets(typed)
    return render_template(
        f"setup/{step.value}.html",
        **shown(_asked(), step, known),
        step=step,
        seen=_answers().count(step.value),
        errors=errors,
    )


def _asked() -> Asked:
    return Asked(current_hub(), current_desk(), current_wording().language.code)


def _answers() -> Answers:
    return cast(Answers, current_app.extensions["setup_answers"])


def _address(step: Step | None) -> str:
    if step is None:
        return url_for("setup.begin")
    return url_for("setup.look", step=step.value)


def _draft(step: str) -> str:
    return f"setup-{step}"
