"""What other hubs in earshot took up of what radios said on the channel. Keeps and
tells only: who waits, posts or withdraws for it is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hub.domain.buckets import Lately
from hub.domain.changes import Kind, Urgency
from hub.mesh.texting.answers import posted_as
from hub.mesh.texting.commands import About, Command, Guess, OnPost, Post, Sos
from hub.mesh.texting.shown import Shown
from hub.service import PostView

REPEAT_S = 1800.0
"""Who sends the same words within this time asks whether they arrived."""

MAX_KEPT = 300
MAX_NAMES = 8
"""Of texts with one and the same number: these are drawn from 32 bits."""

_Name = tuple[int, str]
"""A radio, and what it said."""


@dataclass(slots=True)
class _Taken:
    """`posted`: the short id that the other hub told, empty where it told none; `sure`:
    its radio is known as a hub's.
    """

    at: float = float("-inf")
    posted: str = ""
    sure: bool = False


class Elsewhere:
    """One hub's memory of it. For one thread."""

    def __init__(self, us: int, shown: Shown) -> None:
        self._us = us
        self._shown = shown
        self._packets: Lately[int, list[_Name]] = Lately(MAX_KEPT, list)
        self._taken: Lately[_Name, _Taken] = Lately(MAX_KEPT, _Taken)
        self.revision = 0
        """Grows with what is known."""

    def heard(self, radio: int, packet: int, command: Command) -> None:
        """A radio said that on the channel, in that packet."""
        said = _said(command)
        if said is not None and len(self._packets[packet]) < MAX_NAMES:
            self._packets[packet].append((radio, said))

    def answered(self, packet: int, text: str, now: float, *, sure: bool) -> None:
        """Another hub answered that packet; `sure`: by a radio known as a hub's."""
        if packet not in self._packets:
            return
        posted = posted_as(text)
        for name in self._packets[packet]:
            taken = self._taken[name]
            taken.at = now
            if posted and (sure or not taken.sure):
                taken.posted, taken.sure = posted, sure
            self.revision += 1

    def has(self, radio: int, command: Command, now: float) -> bool:
        """Whether another hub answered the same of that radio lately."""
        said = _said(command)
        if said is None or (radio, said) not in self._taken:
            return False
        return now - self._taken[radio, said].at < REPEAT_S

    def posted(
        self,
        radio: int,
        kind: Kind,
        urgency: Urgency,
        words: str,
        *,
        sure: bool = False,
    ) -> PostView | None:
        """The post that another hub said it made when that radio said this, if it is on
        the board, young and not over; `sure`: only if a hub's radio said so."""
        name = (radio, _of_post(kind, words))
        if name not in self._taken or (sure and not self._taken[name].sure):
            return None
        for view in self._found(self._taken[name].posted):
            told = view.post.posted
            if (told.kind, told.urgency) == (kind, urgency) and plain(
                told.text
            ) == plain(words):
                return view
        return None

    def _found(self, short_id: str) -> Iterable[PostView]:
        return (
            view
            for view in (self._shown.find(short_id) if short_id else ())
            if view.post.id.origin != self._us
            and not view.state.over
            and view.age_s < REPEAT_S
        )


def plain(words: str) -> str:
    """Words however they are spaced and written."""
    return " ".join(words.casefold().split())


def _said(command: Command) -> str | None:
    """What is the same when it is said once more; None where that does not matter."""
    match command:
        case Post(kind=kind, words=words) | Guess(post=Post(kind=kind, words=words)):
            return _of_post(kind, words)
        case Sos(words=words):
            return _of_post(Kind.NEED, words)
        case OnPost(about=About.CLAIM, short_id=short_id):
            return f"claim {short_id}"
    return None


def _of_post(kind: Kind, words: str) -> str:
    return f"{kind.value} {plain(words)}"
