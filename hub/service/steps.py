"""The steps of a post's life, each by who may take it: its writer, or a helper.

A writer and a helper prove themselves with the keep code that they got; with none only
where whoever calls has made sure in another way who asks. Every method raises
NoSuchPost, WrongCode, TooManyGuesses and LedgerUnavailable; those that take words raise
DraftInvalid besides.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from hub.domain.changes import (
    Arranged,
    Change,
    Claimed,
    Closed,
    Corrected,
    Noted,
    Outcome,
    PartlyMet,
    Released,
    Renewed,
    Thanked,
)
from hub.domain.checks import DraftInvalid, Problem
from hub.domain.contact import Contact
from hub.domain.drafts import (
    check_handle,
    check_hours,
    check_left,
    check_note,
    check_text,
    check_thanks,
)
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.post import Note, Post
from hub.service.door import HubService
from hub.service.views import Accepted, NoSuchPost


class Writer:
    """The writer of one post that was written on this hub."""

    def __init__(
        self, service: HubService, post_id: PostId, keep_code: str | None
    ) -> None:
        """Check the code; None: whoever calls has made sure who asks."""
        _prove(service, post_id, keep_code)
        self._service = service
        self._post = post_id
        self._named = post_id.written_by(service.origin)

    def close(self, outcome: Outcome) -> None:
        """It is met, withdrawn or done by others; what has ended stays as it ended."""
        self._say(lambda post: None if post.outcome else Closed(self._named, outcome))

    def partly_met(self, left: object) -> None:
        """Some of it is done; `left` is still needed or there (0: not said)."""
        still = check_left(left)
        self._say(lambda _post: PartlyMet(self._named, still))

    def renew(self) -> None:
        """It is still needed: its lifetime begins again."""
        self._say(lambda _post: Renewed(self._named))

    def correct(self, text: str) -> None:
        """Put the words right; those of a post that has ended stand."""
        words = check_text(text)

        def put_right(post: Post) -> Corrected:
            if post.outcome is not None:
                raise NoSuchPost
            return Corrected(self._named, text=words)

        self._say(put_right)

    def arrange(self, claim: ClaimId) -> None:
        """Writer and helper agreed how."""
        self._say(lambda post: Arranged(self._known(post, claim)))

    def release(self, claim: ClaimId) -> None:
        """This helper is not needed after all."""
        self._say(lambda post: Released(self._known(post, claim)))

    def thank(self, text: str) -> None:
        """Say thanks."""
        words = check_thanks(text)
        self._say(lambda _post: Thanked(self._named, words))

    def note(self, text: str) -> None:
        """Say something to those who help now (`Post.addressees`).

        Each gets a note of their own, those of other hubs a sealed one. Who helps later
        reads none of them: it is refused while nobody helps.
        """
        words = check_note(text)
        view = self._service.find(self._post)
        if view is None:
            raise NoSuchPost
        if not view.post.addressees:
            raise DraftInvalid({"note": Problem.NO_HELPER})
        for claim in sorted(view.post.addressees, key=self._is_afar):
            self._say(partial(_note_to, self._post, words, claim))

    def _is_afar(self, claim: ClaimId) -> bool:
        return not self._service.is_ours(claim)

    def _known(self, post: Post, claim: ClaimId) -> ClaimId:
        if claim not in [each.id for each in post.claims]:
            raise NoSuchPost
        return claim.written_by(self._service.origin)

    def _say(self, make: Callable[[Post], Change | None]) -> None:
        self._service.write(self._post, make)


def _prove(service: HubService, record: RecordId, keep_code: str | None) -> None:
    if keep_code is not None:
        service.prove(record, keep_code)
    elif not service.is_ours(record):
        raise NoSuchPost


def _note_to(post_id: PostId, words: str, claim: ClaimId, post: Post) -> Noted | None:
    """None where they have handed it back, or it was arranged with another, by now."""
    return Noted(post_id, words, claim) if claim in post.addressees else None


class Helper:
    """A neighbour who claimed a post, of whatever hub, on this one."""

    def __init__(
        self,
        service: HubService,
        post_id: PostId,
        claim: ClaimId,
        keep_code: str | None,
    ) -> None:
        """Check the code; None: whoever calls has made sure who asks."""
        _prove(service, claim, keep_code)
        if service.post_of(claim) != post_id:  # a helper of another post is a stranger
            raise NoSuchPost
        self._service = service
        self._post = post_id
        self._claim = claim

    def release(self) -> None:
        """Hand it back; there is no shame in it."""
        self._say(Released)

    def note(self, text: str) -> None:
        """Say something to the writer."""
        words = check_note(text)
        note = Noted(self._post, words, self._claim, from_writer=False)
        self._say(lambda _claim: note)

    def notes(self) -> tuple[Note, ...]:
        """What this helper may read, while their claim stands."""
        return self._as_it_is().notes_for(self._claim)

    def contact(self) -> Contact | None:
        """How to reach the writer, once they confirmed this helper; on their hub only.

        None where they did not, or left nothing.
        """
        mine = (each for each in self._as_it_is().claims if each.id == self._claim)
        confirmed = any(each.arranged for each in mine)
        return self._service.contact_of(self._post) if confirmed else None

    def _as_it_is(self) -> Post:
        view = self._service.find(self._post)
        if view is None:
            raise NoSuchPost
        return view.post

    def _say(self, make: Callable[[ClaimId], Change]) -> None:
        def of(post: Post) -> Change:
            if self._claim not in [each.id for each in post.claims]:
                raise NoSuchPost
            return make(self._claim.written_by(self._service.origin))

        self._service.write(self._post, of)


def claim(
    service: HubService, post_id: PostId, handle: object, hours: object, key: bytes
) -> Accepted:
    """A neighbour will help, or would like some of an offer; gets a keep code.

    `handle` may be empty; asked again with the same key the answer is the same.
    Raises DraftInvalid, NoSuchPost, KeyReused, LedgerUnavailable.
    """
    view = service.find(post_id)
    if view is None or view.state.over:
        earlier = service.recall(key)
        if earlier is None:
            raise NoSuchPost
        return earlier
    named = post_id.written_by(service.origin)
    change = Claimed(named, check_hours(hours), check_handle(handle))
    return service.accept(change, key, service.log_of(post_id))
