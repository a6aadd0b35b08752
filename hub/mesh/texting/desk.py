"""The desk where radios' texts are heard and answered: what is answered at all, when,
and by which hub. No threads, clocks, chance or radio of its own.

It never answers hubs, itself, an echo, or an answer to somebody else; so two programs
can't talk to each other for long, whatever the other one does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from hub.domain.buckets import Bucket, Lately, Rate
from hub.mesh.texting.answers import is_answer
from hub.mesh.texting.asking import Asker
from hub.mesh.texting.commands import Plain
from hub.mesh.texting.conversation import Conversation
from hub.mesh.texting.elsewhere import Elsewhere, plain
from hub.mesh.texting.guard import Guard, Room
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.parts import Parts, Whole
from hub.mesh.texting.shown import Shown
from hub.mesh.texting.surroundings import Surroundings
from hub.mesh.texting.turns import Turns
from hub.mesh.texting.waiting import Waits
from hub.mesh.texting.watching import Watching
from hub.service import HubService
from radio.texts import TextHeard, TextToDrop, TextToSend, ToSay, Way

READ = Rate(burst=60, every_s=0.5)
"""Texts that are looked at: more than a mesh's channel can carry for long."""

LOOK_EVERY_S = 2.0
"""How soon the board's news are seen."""

MAX_PACKETS = 500
MAX_WRITERS = 8
"""Of texts with one and the same number: these are drawn from 32 bits."""

MAX_SAID = 40
LEAST_ECHO = 12
"""Letters: a shorter text of ours may be said by others too."""


class Desk:
    """One hub's desk. For one thread; `now` is monotonic, in seconds."""

    def __init__(
        self, service: HubService, neighbours: Neighbours, around: Surroundings
    ) -> None:
        self._neighbours = neighbours
        self._around = around
        self._guard = Guard(neighbours.mute, neighbours.is_settled)
        self._elsewhere = Elsewhere(service.origin, Shown(service))
        self._conversation = Conversation(
            service, neighbours, self._guard, self._elsewhere
        )
        self._watching = Watching(
            service, neighbours, self._guard, around, self._elsewhere
        )
        self._waits = Waits(service.origin, self._conversation, self._elsewhere, around)
        self._parts = Parts()
        self._turns: Turns[Whole] = Turns()
        self._reading = Bucket(READ)
        self._packets: Lately[tuple[int, int], None] = Lately(MAX_PACKETS, _nothing)
        self._writers: Lately[int, set[int]] = Lately(MAX_PACKETS, set)
        self._said: deque[str] = deque(maxlen=MAX_SAID)
        self._look_at = float("-inf")

    def hear(self, heard: TextHeard, now: float) -> Sequence[ToSay]:
        """A radio sent a text; what to send at once, or not to send after all."""
        if heard.from_hub or (not _is_by_person(heard) and is_answer(heard.text)):
            return self._hear_hub(heard, now)
        if not self._is_for_us(heard, now):
            return []
        said = self._around.understand(heard.text, by_person=_is_by_person(heard))
        if said.command is Plain.NO:
            self._parts.drop(heard)
        whole = self._parts.take(heard, said, now)
        if whole is None:
            return self._ask_for_the_rest(heard, said.language, now)
        return self._take_turn(whole, now)

    def look(self, now: float) -> list[TextToSend]:
        """What is to be said by now: alerts, answers whose turn it is, news."""
        said: list[TextToSend] = []
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY_S
            said += self._watching.look(self._around.company(), now)
        for whole in self._parts.overdue(now):
            said += self._take_turn(whole, now)
        for whole in self._turns.due(now, busy=self._around.busy()):
            said += self._answer(whole, now)
        self._remember(said)
        return said

    @property
    def wake_at(self) -> float:
        """When to look again, at the latest."""
        return min(self._look_at, self.owes_at)

    @property
    def owes_at(self) -> float:
        """When the next answer is due; infinite where none is."""
        return min(self._turns.next_at, self._parts.next_at)

    # -- what is heard ------------------------------------------------------------

    def _hear_hub(self, heard: TextHeard, now: float) -> list[TextToDrop]:
        """Another hub speaks: what it answered is not for us to answer, and not to be
        said where our answer still waits for the radio."""
        self._note_packet(heard)
        if heard.way is not Way.CHANNEL:
            return []
        self._watching.announcer.heard(heard.text)
        if heard.answers is None:
            return []
        self._elsewhere.answered(heard.answers, heard.text, now, sure=heard.from_hub)
        too_late = self._turns.answered(
            heard.answers, lambda whole: self._waits.suffices(heard.text, whole)
        )
        return [TextToDrop(heard.answers)] if too_late else []

    def _is_for_us(self, heard: TextHeard, now: float) -> bool:
        """Whether it may be answered at all."""
        name = (heard.radio, heard.packet)
        known = name in self._packets
        _ = self._packets[name]
        to_another = heard.answers is not None and self._is_anothers(heard)
        self._note_packet(heard)
        return (
            not known
            and not to_another
            and self._reading.take(now)
            and not self._neighbours.is_blocked(heard.radio)
            and not self._is_echo(heard.text)
        )

    def _note_packet(self, heard: TextHeard) -> None:
        if heard.way is not Way.CHANNEL:
            return
        writers = self._writers[heard.packet]
        if len(writers) < MAX_WRITERS:
            writers.add(heard.radio)

    def _is_anothers(self, heard: TextHeard) -> bool:
        """Whether it answers what somebody else said on the channel."""
        answered = heard.answers
        if answered is None or answered not in self._writers:
            return False
        return heard.radio not in self._writers[answered]

    def _is_echo(self, text: str) -> bool:
        echoed = plain(text)
        return any(said in echoed for said in self._said)

    # -- who answers --------------------------------------------------------------

    def _take_turn(self, whole: Whole, now: float) -> list[TextToSend]:
        """A direct message is answered at once; on the channel one hub answers."""
        if whole.heard.way is Way.DIRECT:
            said = self._answer(whole, now)
            self._remember(said)
            return said
        heard = whole.heard
        self._elsewhere.heard(heard.radio, heard.packet, whole.said.command)
        wait_s = self._waits.wait_s(whole, now)
        if wait_s is not None:
            self._turns.wait(whole.heard, whole, now + wait_s)
        return []

    # -- answering ----------------------------------------------------------------

    def _answer(self, whole: Whole, now: float) -> list[TextToSend]:
        command = whole.said.command
        asker = Asker.of(whole.heard, whole.said.language, now)
        return self._say(
            whole.heard,
            asker,
            lambda: self._conversation.answer(asker, command),
            self._conversation.room_for(asker, command),
        )

    def _ask_for_the_rest(
        self, heard: TextHeard, language: str | None, now: float
    ) -> list[TextToSend]:
        """On the channel the end is answered, and nothing before."""
        if heard.way is Way.CHANNEL:
            return []
        asker = Asker.of(heard, language, now)
        said = self._say(heard, asker, lambda: self._conversation.go_on(asker))
        self._remember(said)
        return said

    def _say(
        self,
        heard: TextHeard,
        asker: Asker,
        answer: Callable[[], str | None],
        room: Room = Room.USUAL,
    ) -> list[TextToSend]:
        """Answer, where the limits allow it: else nothing is done for that text."""
        said = plain(heard.text)
        if not self._guard.may_answer(asker.sender, said, asker.now, room):
            return []
        text = answer()
        if text is None:
            return []
        to = None if asker.open_air else heard.radio
        return [TextToSend(text, to=to, answers=heard.packet)]

    def _remember(self, said: list[TextToSend]) -> None:
        """Who sends back what we said is no neighbour."""
        texts = (plain(each.text) for each in said)
        self._said += [each for each in texts if len(each) >= LEAST_ECHO]


def _is_by_person(heard: TextHeard) -> bool:
    """Hubs write to neighbours' radios alone, and who writes is sure here: words like
    a hub's ("Note on K7Q: on my way") are a neighbour's."""
    return heard.verified and heard.way is Way.DIRECT and not heard.from_hub


def _nothing() -> None:
    return None
