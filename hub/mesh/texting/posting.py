"""Needs, offers and calls for help by text: onto the board, each once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from hub.domain.buckets import Lately
from hub.domain.changes import MAX_QUANTITY, Kind, Urgency
from hub.domain.checks import DraftInvalid
from hub.domain.ids import PostId
from hub.mesh.texting.asking import Asker
from hub.mesh.texting.commands import Post, Sos
from hub.mesh.texting.elsewhere import REPEAT_S, Elsewhere, plain
from hub.mesh.texting.guard import MAX_SENDERS, WRITES, Guard, Room
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.sayings import Refusal, Saying
from hub.mesh.texting.shown import Shown
from hub.service import HubService
from hub.service.radios import Owned

CONFIRM_S = 900.0
"""How long a guess waits for its Y."""

MOST_TIMES = 50
"""One radio's same words within the time that receipts are kept."""

URGENCY = {Kind.NEED: Urgency.TODAY, Kind.OFFER: Urgency.WHENEVER}
"""Who texts a need can't say by when. It stays three days, and STILL prolongs it."""


@dataclass(frozen=True, slots=True)
class _Guessed:
    post: Post
    until: float


class Posting:
    """What becomes of posts that come by text."""

    def __init__(
        self,
        service: HubService,
        shown: Shown,
        neighbours: Neighbours,
        guard: Guard,
        elsewhere: Elsewhere,
    ) -> None:
        self._elsewhere = elsewhere
        self._service = service
        self._shown = shown
        self._neighbours = neighbours
        self._guard = guard
        self._guesses: Lately[int, list[_Guessed]] = Lately(MAX_SENDERS, list)

    def post(self, asker: Asker, post: Post) -> Saying:
        """Put it on the board, unless it was just now. Raises Refusal."""
        self._guesses.forget(asker.radio)
        return self._posted(asker, post, URGENCY[post.kind])

    def call_for_help(self, asker: Asker, sos: Sos) -> Saying:
        """Tell the stewards; with words it is an urgent need too. Raises Refusal."""
        try:
            return self._called(asker, sos)
        except TooMany as refusal:
            if self._neighbours.calls_for_help(asker.radio):
                return lambda say: say.sos_noted()
            raise Refusal(lambda say: say.cannot_write()) from refusal

    def _called(self, asker: Asker, sos: Sos) -> Saying:
        self._check_in(asker, well=False, words=sos.words)
        if not sos.words.strip():
            return lambda say: say.sos_noted()
        return self._posted(asker, Post(Kind.NEED, sos.words, "safety"), Urgency.NOW)

    def be_well(self, asker: Asker) -> Saying:
        """Tell the stewards. Raises Refusal."""
        self._check_in(asker, well=True, words="")
        return lambda say: say.ok_noted()

    def guess(self, asker: Asker, post: Post) -> Saying:
        """Ask whether that is to be posted."""
        self._guesses[asker.radio][:] = [_Guessed(post, asker.now + CONFIRM_S)]
        return lambda say: say.confirm(post.kind, post.category)

    def has_guess(self, radio: int, now: float) -> bool:
        """Whether that radio was asked, and has not answered yet."""
        if radio not in self._guesses:
            return False
        return any(now < each.until for each in self._guesses[radio])

    def confirm(self, asker: Asker) -> Saying:
        """Yes. Raises Refusal."""
        if not self.has_guess(asker.radio, asker.now):
            return lambda say: say.nothing_asked()
        return self.post(asker, self._guesses[asker.radio][0].post)

    def leave(self, asker: Asker) -> Saying:
        """No."""
        asked = self.has_guess(asker.radio, asker.now)
        self._guesses.forget(asker.radio)
        return lambda say: say.not_posted() if asked else say.nothing_asked()

    def has_posted(self, radio: int, post: Post) -> bool:
        """Whether these words of that radio stand on the board from here."""
        key = _key(radio, post, URGENCY[post.kind], 0)
        for times in range(1, MOST_TIMES):
            earlier = self._service.recall(key)
            if earlier is None:
                return False
            if self._is_young(earlier.post_id):
                return True
            key = _key(radio, post, URGENCY[post.kind], times)
        return False

    # -- inside -------------------------------------------------------------

    def _check_in(self, asker: Asker, *, well: bool, words: str) -> None:
        """The same said again is not counted: it writes nothing."""
        radio, key, known = asker.radio, asker.key, self._neighbours
        verified = asker.proved and known.is_same(radio, key)
        if known.is_news(radio, well=well, words=words, verified=verified):
            self.allow(asker, Room.USUAL if well else Room.SOS)
            known.check_in(radio, well=well, words=words, verified=verified, key=key)

    def allow(self, asker: Asker, room: Room = Room.USUAL) -> None:
        """Count one thing that is written. Raises Refusal."""
        if not self._guard.may_write(asker.sender, asker.now, room):
            raise too_many()

    def _posted(self, asker: Asker, post: Post, urgency: Urgency) -> Saying:
        """Post it, unless it is there already."""
        for times in range(MOST_TIMES):
            key = _key(asker.radio, post, urgency, times)
            earlier = self._service.recall(key)
            if earlier is None:
                theirs = self._elsewhere.posted(
                    asker.radio, post.kind, urgency, post.words
                )
                if theirs is not None:
                    return self._already(theirs.post.id)
                return self._new(asker, post, urgency, key)
            if self._is_the_same(asker, earlier.post_id):
                self._own(asker, earlier.post_id)
                return self._already(earlier.post_id)
        raise too_many()

    def _already(self, post: PostId) -> Saying:
        short_id = self._shown.id_of(post)
        return lambda say: say.posted_already(short_id)

    def _is_the_same(self, asker: Asker, earlier: PostId) -> bool:
        """Whether this text is that post once more, and no new one with its words.

        A text that is played back has its number: it can't bring back what is over.
        """
        owned = self._neighbours.owned_by(asker.radio, earlier)
        if any(each.packet == asker.packet for each in owned):
            return True
        return self._is_young(earlier)

    def _is_young(self, post: PostId) -> bool:
        view = self._service.find(post)
        return view is not None and not view.state.over and view.age_s < REPEAT_S

    def _new(self, asker: Asker, post: Post, urgency: Urgency, key: bytes) -> Saying:
        self.allow(asker, Room.SOS if urgency is Urgency.NOW else Room.USUAL)
        try:
            accepted = self._service.post(_fields(post, urgency), key)
        except DraftInvalid as invalid:
            raise Refusal(lambda say: say.say_what(post.kind)) from invalid
        self._own(asker, accepted.post_id)
        short_id = self._shown.id_of(accepted.post_id)
        return lambda say: say.posted(short_id, post.kind, post.words)

    def _own(self, asker: Asker, post: PostId) -> None:
        proved, open_air = asker.proved, asker.open_air
        owned = Owned(post.plain, post, proved, asker.packet, open_air, asker.key)
        self._neighbours.own(asker.radio, owned)


class TooMany(Refusal):
    """A limit is reached."""


def too_many() -> TooMany:
    """On the channel it would be said to everybody, about one radio: it is not."""
    return TooMany(lambda say: say.too_many(WRITES.every_s), worth_airtime=False)


def _fields(post: Post, urgency: Urgency) -> Mapping[str, object]:
    quantity = post.quantity
    if quantity is not None and not 1 <= quantity <= MAX_QUANTITY:
        quantity = None
    return {
        "kind": post.kind.value,
        "category": post.category,
        "urgency": urgency.value,
        "text": post.words,
        "quantity": quantity,
        "reach": "all_hubs",
    }


def _key(radio: int, post: Post, urgency: Urgency, times: int) -> bytes:
    """Names the attempt, the same before and after a restart, so that the ledger knows
    a repeated text even where the power went before the rest was kept."""
    words = plain(post.words)
    said = f"{radio} {post.kind.value} {urgency.value} {times} {words}"
    return b"text\0" + hashlib.sha256(said.encode()).digest()
