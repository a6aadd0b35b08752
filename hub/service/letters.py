"""Notes between two hubs: sealed before they leave, opened where they are meant to be
read. Which hubs those are follows from the post and the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from hub.domain.changes import Introduced, Noted, SealedNote
from hub.domain.ids import RecordId
from hub.domain.record import HubId, Record
from hub.service.ports import Keys, Words
from hub.service.views import NotIntroduced

MAX_UNOPENED = 200
"""Sealed notes kept in mind until the hub that wrote them introduces itself."""


class Letters:
    """Seals and opens for one hub. Not for several threads at once."""

    def __init__(
        self,
        home: HubId,
        keys: Keys,
        introduced: Callable[[int], Introduced | None],
        words: Words,
    ) -> None:
        """`introduced` knows the keys of other hubs; `words` packs a note's text."""
        self._home = home
        self._keys = keys
        self._introduced = introduced
        self._words = words
        self._unopened: list[Record] = []

    def sealed(self, note: Noted, record: RecordId) -> SealedNote:
        """A note as the record of that name may say it. Raises NotIntroduced."""
        if note.claim is None:
            raise ValueError("a note for another hub names its claim")
        peer = note.claim if note.from_writer else note.post
        known = self._introduced(peer.origin)
        if known is None:
            raise NotIntroduced
        words = self._words.pack(note.text)
        try:
            beside = _beside(note.post, note.claim, from_writer=note.from_writer)
            sealed = self._keys.seal(known.sealing, record, words, beside)
        except ValueError as error:  # it introduced itself with what is no key
            raise NotIntroduced from error
        return SealedNote(
            note.post.written_by(self._home),
            note.claim.written_by(self._home),
            note.from_writer,
            sealed,
        )

    def opened(self, record: Record) -> Record:
        """The record; where it is a note for this hub, with what the note says."""
        note = record.change
        if not isinstance(note, SealedNote):
            return record
        post = note.post.read_in(record.origin)
        claim = note.claim.read_in(record.origin)
        between = {post.origin, claim.origin}
        peers = between - {self._home}
        if record.origin not in between or len(peers) != 1 or between == peers:
            return record
        known = self._introduced(peers.pop())
        if known is None:
            self._unopened = [*self._unopened[-MAX_UNOPENED + 1 :], record]
            return record
        name = record.name
        beside = _beside(post, claim, from_writer=note.from_writer)
        words = self._keys.open(known.sealing, name, note.sealed, beside)
        text = self._words.unpack(words) if words is not None else None
        if text is None:
            return record
        return replace(record, change=Noted(post, text, claim, note.from_writer))

    def forget(self, names: Collection[RecordId]) -> None:
        """These are held no longer."""
        self._unopened = [each for each in self._unopened if each.name not in names]

    def openable_now(self) -> list[Record]:
        """Those that could not be opened before; to be asked when a hub has come."""
        waiting, self._unopened = self._unopened, []
        opened = [self.opened(record) for record in waiting]
        return [each for each in opened if isinstance(each.change, Noted)]


def _beside(post: RecordId, claim: RecordId, *, from_writer: bool) -> bytes:
    """Whose note it is and where it stands: it can't be moved to another post."""
    numbers = (post.origin, post.sequence, claim.origin, claim.sequence)
    return b"".join(each.to_bytes(4) for each in numbers) + bytes([from_writer])
