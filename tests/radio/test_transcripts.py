"""Small conversations between hubs, as text that a person can read.

Each scene is played with its seed and compared with its file in transcripts/. After a
change of the engine that is meant, write them anew, and read what has changed:

    PORCHLIGHT_TRANSCRIPTS=write pytest tests/radio/test_transcripts.py && git diff
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    PassedFrame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
    Span,
)
from radio.record import RecordName
from tests.radio.world import World

FILES = Path(__file__).parent / "transcripts"
NAMES = {1: "Ash", 2: "Birch", 3: "Cedar", 4: "Dogwood"}


# -- in words -----------------------------------------------------------------


def _record(name: RecordName) -> str:
    return f"{NAMES[name[0]]} {name[1]}"


def _span(span: Span) -> str:
    first = _record((span.origin, span.first))
    return first if span.count == 1 else f"{first}-{span.first + span.count - 1}"


def _spans(spans: tuple[Span, ...]) -> str:
    return ", ".join(_span(each) for each in spans)


def _held(followed: Followed) -> str:
    said = _span(Span(followed.origin, 1, followed.upto))
    return f"{said} without {_spans(followed.gaps)}" if followed.gaps else said


def _words(frame: Frame) -> str:
    match frame:
        case RecordsFrame(records=records):
            return "records " + ", ".join(_record(each.record.name) for each in records)
        case DigestFrame(followed=followed, asks=asks):
            held = ", ".join(_held(each) for each in followed) or "nothing"
            return f"digest: holds {held}" + "; what do you hold?" * asks
        case ShortDigestFrame():
            return "digest, short"
        case RequestFrame(spans=spans):
            return f"request for {_spans(spans)}"
        case PassedFrame(spans=spans):
            return f"passed: {_spans(spans)}"
        case FragmentFrame(origin=origin, sequence=sequence, index=index, total=total):
            return f"piece {index + 1} of {total} of {_record((origin, sequence))}"


def _heard_by(hubs: list[int]) -> str:
    return ", ".join(NAMES[hub] for hub in hubs) or "nobody"


class Scene:
    """A world that writes down what happens in it."""

    def __init__(self, hubs: int, seed: int = 1) -> None:
        self.world = World(hubs, seed)
        self.world.overheard = self._frame
        self._lines: list[str] = []
        self._began_at = 0.0

    def meet(self) -> None:
        """The hubs have known each other for a day; that is not written down."""
        for hub in self.world.stations:
            self.world.post(hub)
            self.world.run(60)
        self.world.run(24 * 3600)
        self.begin()

    def begin(self) -> None:
        """What was until now is not written down."""
        self._began_at = self.world.now
        self._lines.clear()

    def post(self, hub: int) -> RecordName:
        # Said before it is done: a frame may go out at once.
        name = (hub, self.world.stations[hub].written + 1)
        self.note(f"{NAMES[hub]} writes {_record(name)}")
        return self.world.post(hub, b"a need of some length")

    def note(self, words: str) -> None:
        self._lines.append(f"{self._clock()}  -- {words}")

    def misses(self, *receivers: int) -> None:
        """From now on these hear nobody, and nobody hears them."""
        self.world.cut = lambda sender, to: sender in receivers or to in receivers
        self.note(f"{_heard_by(list(receivers))} can't be reached")

    def hears_all(self) -> None:
        """From now on all hear each other."""
        self.world.cut = lambda _sender, _to: False
        self.note("all hear each other")

    def ends(self) -> str:
        """The whole of it, with what is on the boards in the end."""
        same = len(set(self.world.boards())) == 1
        self.note("all boards are equal" if same else "the boards differ")
        return "".join(f"{line}\n" for line in self._lines)

    def _frame(self, sender: int, frame: Frame, heard: list[int]) -> None:
        said = f"{NAMES[sender]:<8} {_words(frame)}"
        self._lines.append(f"{self._clock()}  {said}  [{_heard_by(heard)}]")

    def _clock(self) -> str:
        seconds = self.world.now - self._began_at
        return f"{int(seconds // 60):4}:{seconds % 60:04.1f}"


# -- scenes -------------------------------------------------------------------


def heard_by_all() -> str:
    """A post, and nothing more is said of it."""
    scene = Scene(hubs=3)
    scene.meet()
    scene.post(1)
    scene.world.run(120)
    return scene.ends()


def missed_by_one() -> str:
    """The next frame tells Cedar that something is missing."""
    scene = Scene(hubs=3)
    scene.meet()
    scene.misses(3)
    scene.post(1)
    scene.world.run(5)
    scene.hears_all()
    scene.post(2)
    scene.world.run(60)
    return scene.ends()


def away() -> str:
    """Cedar has no power while others write, and comes back."""
    scene = Scene(hubs=3)
    scene.meet()
    scene.note("Cedar has no power")
    scene.world.kill(3)
    for hub in (1, 2, 1, 2, 1, 1):
        scene.post(hub)
        scene.world.run(120)
    scene.note("Cedar starts")
    scene.world.boot(scene.world.stations[3])
    scene.world.run(120)
    return scene.ends()


def split() -> str:
    """Ash and Birch on one side, Cedar and Dogwood on the other."""
    scene = Scene(hubs=4)
    scene.meet()
    scene.world.cut = lambda sender, to: (sender <= 2) != (to <= 2)
    scene.note("Ash and Birch hear each other, Cedar and Dogwood hear each other")
    for hub in (1, 3, 2, 4):
        scene.post(hub)
        scene.world.run(60)
    scene.world.run(1800)
    scene.hears_all()
    scene.post(1)
    scene.world.run(300)
    return scene.ends()


def newcomer() -> str:
    """Dogwood is new, and knows nobody."""
    scene = Scene(hubs=4)
    scene.world.kill(4)
    for hub in (1, 2, 3):
        scene.world.post(hub, b"a need of some length")
        scene.world.run(60)
    scene.world.run(24 * 3600)
    scene.begin()
    scene.note("Dogwood starts for the first time")
    scene.world.boot(scene.world.stations[4])
    scene.world.run(120)
    return scene.ends()


def passed() -> str:
    """Cedar was away while a post was written and expired; nobody can send it."""
    scene = Scene(hubs=3)
    scene.meet()
    scene.misses(3)
    name = scene.post(1)
    scene.world.run(60)
    scene.note(f"{_record(name)} expires")
    scene.world.expire(Span(*name, 1))
    scene.world.run(600)
    scene.hears_all()
    scene.post(1)
    scene.world.run(300)
    return scene.ends()


@pytest.mark.parametrize(
    "play", [heard_by_all, missed_by_one, away, split, newcomer, passed]
)
def test_a_conversation_goes_as_it_is_written_down(play: Callable[[], str]) -> None:
    played = f"{play.__doc__}\n\n{play()}"
    file = FILES / f"{play.__name__}.txt"

    if os.environ.get("PORCHLIGHT_TRANSCRIPTS") == "write":
        file.write_text(played)

    assert file.read_text() == played
    assert played.endswith("all boards are equal\n")
