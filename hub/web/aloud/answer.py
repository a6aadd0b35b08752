"""Answers with the words of a page as a sound, on the touchscreen alone. Knows no page:
which words they are, its caller says.

Phones have screen readers of their own, and strangers could keep the machine busy.
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, abort

from hub.web.aloud.sound import NotASound, joined
from hub.web.aloud.utterances import utterances
from hub.web.hub_port import Speechless, current_hub
from hub.web.phrases import Words
from hub.web.sessions import Face, current_face
from hub.web.speaking import current_wording
from hub.web.text_language import language_of_text

LONGEST_S = 90.0
"""When to stop, at the next breath: nobody listens for longer at a screen."""


def reads_aloud() -> bool:
    """Whether whoever asks is read to: at the touchscreen, by a machine that can."""
    return current_hub().speak is not None and current_face() is Face.SCREEN


def aloud_response(lines: Iterable[Words], longest_s: float = LONGEST_S) -> Response:
    """The lines as a WAV: phrases in the language of the request, what neighbours
    wrote in theirs. 404 elsewhere than on the touchscreen, 503 where the voice fails.
    """
    speak = current_hub().speak
    if speak is None or not reads_aloud():
        abort(404)
    spoken = utterances(lines, current_wording(), language_of_text)
    try:
        sound = joined((speak(each.text, each.language) for each in spoken), longest_s)
    except (Speechless, NotASound):
        abort(503)
    return Response(sound, mimetype="audio/wav", headers={"Cache-Control": "no-store"})
