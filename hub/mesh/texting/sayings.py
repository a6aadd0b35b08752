"""What the hub has to say by text, whatever the language it is said in; which post a
line is about. No words of any language in here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hub.domain.expiry import State
from hub.mesh.texting.answers import Answers, Line
from hub.mesh.texting.answers.fitting import ELLIPSIS, beginning, byte_length
from hub.service import PostView
from radio.texts import MAX_TEXT_BYTES

Saying = Callable[[Answers], str]
"""One short text, in any language."""

Reply = Callable[[Answers], Sequence[str]]
"""One text or several: the first is sent, MORE asks for the next."""


class Refusal(Exception):
    """What was asked for is not done; `saying` says why.

    `worth_airtime`: to be said on the channel too, where all hear it.
    """

    def __init__(self, saying: Saying, *, worth_airtime: bool = True) -> None:
        super().__init__("refused")
        self.saying = saying
        self.worth_airtime = worth_airtime


def line_of(short_id: str, view: PostView) -> Line:
    """A post in a list."""
    posted = view.post.posted
    taken = view.state in (State.CLAIMED, State.ARRANGED)
    return Line(short_id, posted.kind, posted.text, posted.category.name, taken=taken)


def pages_of(lines: Sequence[Line]) -> Reply:
    """A list, over as many texts as it takes."""

    def say(answers: Answers) -> list[str]:
        page = answers.listing(lines)
        texts, shown = [page.text], page.shown
        while shown < len(lines):
            page = answers.listing(lines[shown:])
            texts.append(page.text)
            shown += page.shown
        return texts

    return say


def joined(answers: Answers, texts: Sequence[str]) -> list[str]:
    """As many in one packet as go into it, and how many more packets there are."""
    packets = [texts[0]]
    for text in texts[1:]:
        together = f"{packets[-1]}\n{text}"
        if byte_length(together) <= MAX_TEXT_BYTES:
            packets[-1] = together
        else:
            packets.append(text)
    return [
        _with_tail(text, answers.more_follows(left) if left else "")
        for text, left in zip(packets, range(len(packets) - 1, -1, -1), strict=True)
    ]


def _with_tail(text: str, tail: str) -> str:
    """Where it fits; a text that is cut says by its dots that it goes on."""
    longer = f"{text}\n{tail}"
    return longer if tail and byte_length(longer) <= MAX_TEXT_BYTES else text


def whole_alert(say: Callable[[str], str], words: str) -> list[str]:
    """An alert, over as many texts as it takes: nothing of it is cut off."""
    room = MAX_TEXT_BYTES - byte_length(say("")) - byte_length(ELLIPSIS)
    texts = []
    left = " ".join(words.split())
    while byte_length(left) > room:
        start = beginning(left, room)
        if not start:
            break
        texts.append(say(start + ELLIPSIS))
        left = left[len(start) :].strip()
    return [*texts, say(left)]
