"""When the link says which text: from the text box, within the engine's airtime.

Texts and frames take turns, so that neither starves. No thread, no clock.
"""

from __future__ import annotations

import math

from radio.bearer import Bearer
from radio.events import TextSent
from radio.sync import SyncEngine
from radio.textbox import TextBox, TextsStatus
from radio.texts import TextToDrop, TextToSend


class Saying:
    """The texts of one link."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine
        self._box = TextBox()
        self._frames_next = False

    def add(self, text: TextToSend, now: float) -> None:
        """It is to be said; what there is no room for is counted."""
        self._box.put(text, now)

    def drop(self, text: TextToDrop) -> None:
        """What waits in answer to that on the channel need not be said."""
        self._box.answered(text.answers)

    def up(self, now: float) -> None:
        """A radio can be talked to."""
        self._box.up(now)

    def down(self, now: float) -> None:
        """None can be."""
        self._box.down(now)

    def wakes_at(self, now: float) -> float:
        """When a text may go."""
        head = self._box.head(now)
        if head is None:
            return math.inf
        room_at = self._engine.text_opens_at(head.urgent, now)
        return max(self._box.opens_at(), room_at)

    def is_due(self, now: float, frame_is_due: bool) -> bool:
        """Whether a text goes now; beside a frame that is due: if it is its turn."""
        if frame_is_due and self._frames_next:
            return False
        return self.wakes_at(now) <= now

    def frame_had_its_turn(self) -> None:
        """Whether or not it had anything to say."""
        self._frames_next = False

    def say(self, bearer: Bearer, now: float) -> float:
        """Hand the next text to the radio; its airtime in seconds. Raises BearerDown.

        What the radio has no way to say is dropped.
        """
        text = self._box.head(now)
        if text is None:
            return 0.0
        airtime_s = bearer.text_airtime_s(text)
        if airtime_s is None:
            self._box.drop()
            return 0.0
        bearer.send_text(text)
        self._box.said(now)
        self._frames_next = True
        self._engine.handle(TextSent(airtime_s), now)
        return airtime_s

    def status(self) -> TextsStatus:
        """For people."""
        return self._box.status()
