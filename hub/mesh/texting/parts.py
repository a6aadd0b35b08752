"""Long posts over several texts: joined as they come, until one ends without dots."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from hub.domain.texts import TEXT_LIMIT
from hub.mesh.texting.commands import Guess, Post, Said, Unclear
from hub.mesh.texting.reading import printable, without_ellipsis
from radio.texts import TextHeard, Way

PATIENCE_S = 300.0
"""From one part to the next; then what has come is posted as it is."""

MAX_OPEN = 20
MAX_PARTS = 5


_Name = tuple[int, Way, bool]
"""A radio, by which way, and whether it was proved: a stranger's words are no part of
what was."""


@dataclass(slots=True)
class _Begun:
    """A post of which more is to come; `heard`: its last text."""

    first: Post
    language: str | None
    words: list[str]
    heard: TextHeard
    until: float

    def whole(self) -> Said:
        """As one post, no longer than a post may be."""
        words = " ".join(self.words)
        if len(words) > TEXT_LIMIT:
            words = words[: TEXT_LIMIT - 1].rstrip() + "…"
        return Said(replace(self.first, words=words, goes_on=False), self.language)


@dataclass(frozen=True, slots=True)
class Whole:
    """Something that may be answered, and the text to which the answer goes."""

    heard: TextHeard
    said: Said


class Parts:
    """The posts that have begun, by radio, way and proof, and those joined lately:
    who sends the last part once more asks whether it arrived.
    """

    def __init__(self) -> None:
        self._begun: OrderedDict[_Name, _Begun] = OrderedDict()
        self._joined: OrderedDict[_Name, _Begun] = OrderedDict()

    def take(self, heard: TextHeard, said: Said, now: float) -> Whole | None:
        """What is whole with this text; None where more of it is to come."""
        name = _name(heard)
        begun, joined = self._begun.get(name), self._joined.get(name)
        if begun is not None and isinstance(said.command, Post | Guess | Unclear):
            return self._go_on(begun, heard, now)
        if joined and joined.heard.text == heard.text and now < joined.until:
            return Whole(heard, joined.whole())
        if isinstance(said.command, Post) and said.command.goes_on:
            words = [said.command.words]
            until = now + PATIENCE_S
            self._begun[name] = _Begun(said.command, said.language, words, heard, until)
            if len(self._begun) > MAX_OPEN:
                self._begun.popitem(last=False)
            return None
        return Whole(heard, said)

    def drop(self, heard: TextHeard) -> None:
        """Its writer doesn't want it after all."""
        self._begun.pop(_name(heard), None)

    def overdue(self, now: float) -> list[Whole]:
        """Those whose rest did not come."""
        names = [name for name, each in self._begun.items() if each.until <= now]
        late = [self._begun.pop(name) for name in names]
        return [Whole(each.heard, each.whole()) for each in late]

    @property
    def next_at(self) -> float:
        """When to look again; infinite where nothing has begun."""
        return min((each.until for each in self._begun.values()), default=float("inf"))

    def _go_on(self, begun: _Begun, heard: TextHeard, now: float) -> Whole | None:
        if heard.text == begun.heard.text:
            return None  # the same once more: its radio was not sure that it arrived
        words, goes_on = without_ellipsis(printable(heard.text))
        begun.words.append(words)
        begun.heard, begun.until = heard, now + PATIENCE_S
        long = len(" ".join(begun.words)) > TEXT_LIMIT or len(begun.words) >= MAX_PARTS
        if goes_on and not long:
            return None
        name = _name(heard)
        del self._begun[name]
        self._joined[name] = begun
        if len(self._joined) > MAX_OPEN:
            self._joined.popitem(last=False)
        return Whole(heard, begun.whole())


def _name(heard: TextHeard) -> _Name:
    return heard.radio, heard.way, heard.verified
