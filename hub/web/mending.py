"""What is to mend in a form that was sent: kept by the session, and shown by a page of
its own address. The answer to a form itself is no page that one can go back to: the
browser would show an error of its own. What is wrong is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, request
from werkzeug.wrappers import Response

from hub.domain.texts import printable
from hub.web.guard import keyed_fields
from hub.web.phrases import Phrase
from hub.web.sessions import ToMend, current_session, known_session


def sent_fields() -> dict[str, str]:
    """As `fields_as_typed`, but for signs that can't be shown: they come with what was
    pasted, and nobody could find them there to take them out. Raises FormTrouble.
    """
    return {name: printable(value) for name, value in fields_as_typed().items()}


def fields_as_typed() -> dict[str, str]:
    """The fields of a form that this browser may send; what was to mend in the one
    before is so no more. Raises FormTrouble, which can only be answered at once: a
    session that is over keeps nothing.
    """
    fields = keyed_fields()
    current_session().to_mend = None
    return fields


def lead_to_mend(
    address: str, typed: Mapping[str, str], problems: Mapping[str, Phrase]
) -> Response:
    """Show at that address of ours what is wrong, with all that was typed."""
    current_session().to_mend = ToMend(address, dict(typed), problems)
    return redirect(address, 303)


def to_mend() -> ToMend | None:
    """What is to mend at the address that is asked for, until a form is sent again."""
    session = known_session()
    kept = session.to_mend if session is not None else None
    here = request.full_path.removesuffix("?")
    return kept if kept is not None and kept.address == here else None
