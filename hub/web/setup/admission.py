"""Who may set the hub up. While nobody looks after it: its touchscreen, and a phone
with the code that stands there. From then on: a steward, or a phone with that code.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort

from hub.domain.checks import given
from hub.service import Role
from hub.web.devices import current_device
from hub.web.hub_port import current_hub
from hub.web.sessions import Face, current_face, current_session, known_session
from hub.web.setup.port import SetupDesk


def current_desk() -> SetupDesk:
    """The hub's set-up; 404 where it has none."""
    return current_hub().setup or abort(404)


def has_steward() -> bool:
    """Whether anybody looks after the hub."""
    return Role.STEWARD in current_hub().stewards.names().values()


def is_new() -> bool:
    """Whether the hub still waits for its first set-up, before anybody uses it."""
    desk = current_hub().setup
    return desk is not None and desk.is_open and not desk.is_again and not has_steward()


def is_free_for_the_screen() -> bool:
    """Whether the touchscreen needs no word: nothing is there yet to be taken over."""
    return (
        current_desk().is_open and not has_steward() and current_face() is Face.SCREEN
    )


def is_admitted() -> bool:
    """Whether whoever asks may set the hub up."""
    session = known_session()
    return (session is not None and session.sets_up) or is_free_for_the_screen()


def admit() -> None:
    """They may, for as long as this visit lasts."""
    current_session().sets_up = True


def prove(fields: Mapping[str, str]) -> None:
    """They have the code of the set-up, or are a steward.

    Raises WrongCode, TooManyGuesses and, where a field is empty, DraftInvalid.
    """
    device = current_device()
    if "setup_code" in fields:
        current_desk().prove_code(given(fields, "setup_code"), device)
    else:
        who = fields.get("handle", ""), given(fields, "passphrase")
        current_hub().stewards.prove(*who, Role.STEWARD, device=device)
    admit()
