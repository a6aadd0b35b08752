"""The steps that a writer and a helper can take, by the names that forms and the API
give them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from werkzeug.exceptions import BadRequest

from hub.domain.changes import Outcome
from hub.domain.ids import ClaimId
from hub.service.steps import Helper, Writer
from hub.web.json_requests import text_in
from hub.web.phrases import phrase
from hub.web.speaking import said

Fields = Mapping[str, object]


def _claim_in(fields: Fields) -> ClaimId:
    parsed = ClaimId.parse(text_in(fields, "claim"))
    if parsed is None:
        raise BadRequest(said(phrase("Which claim? Send its id as `claim`.")))
    return parsed


def _close(outcome: Outcome, writer: Writer, _fields: Fields) -> None:
    writer.close(outcome)


WRITERS: Mapping[str, Callable[[Writer, Fields], None]] = MappingProxyType(
    {
        **{each.value: partial(_close, each) for each in Outcome},
        "partly_met": lambda writer, fields: writer.partly_met(fields.get("left", 0)),
        "renew": lambda writer, _: writer.renew(),
        "correct": lambda writer, fields: writer.correct(text_in(fields, "text")),
        "arrange": lambda writer, fields: writer.arrange(_claim_in(fields)),
        "release": lambda writer, fields: writer.release(_claim_in(fields)),
        "thank": lambda writer, fields: writer.thank(text_in(fields, "thanks")),
        "note": lambda writer, fields: writer.note(text_in(fields, "note")),
    }
)
"""What the writer of a post can say of it."""

HELPERS: Mapping[str, Callable[[Helper, Fields], None]] = MappingProxyType(
    {
        "release": lambda helper, _: helper.release(),
        "note": lambda helper, fields: helper.note(text_in(fields, "note")),
    }
)
"""What a helper can say."""
