"""The steps of a post's life by text: claimed, noted, met, renewed, dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from hub.domain.buckets import Lately
from hub.domain.changes import Outcome
from hub.domain.checks import DraftInvalid
from hub.domain.ids import ClaimId, PostId
from hub.domain.post import Claim
from hub.domain.texts import HANDLE_LIMIT, NOTE_LIMIT
from hub.mesh.texting.asking import Asker
from hub.mesh.texting.commands import About, OnPost
from hub.mesh.texting.elsewhere import Elsewhere
from hub.mesh.texting.guard import MAX_SENDERS
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.posting import too_many
from hub.mesh.texting.sayings import Refusal, Saying
from hub.mesh.texting.shown import Shown
from hub.mesh.texting.standing import Standing, claim_of
from hub.service import HubService, NotIntroduced, PostView
from hub.service.radios import Owned
from hub.service.steps import Helper, Writer, claim

CLAIM_HOURS = 24
"""How long a claim by text is good for."""

RENEWED_S = 600.0
"""Who says STILL again within this time asks whether it arrived."""

MOST_TIMES = 20

Step = Callable[[Asker, PostView, str], Saying]


@dataclass(slots=True)
class _Renewed:
    at: float = field(default=float("-inf"))


class Stepping:
    """What radios do with posts. Steps raise Refusal, and what the service raises."""

    def __init__(
        self,
        service: HubService,
        shown: Shown,
        neighbours: Neighbours,
        allow: Callable[[Asker], None],
        elsewhere: Elsewhere,
    ) -> None:
        """`allow` counts what is written, and raises Refusal where it is too much."""
        self._service = service
        self._shown = shown
        self._neighbours = neighbours
        self._allow = allow
        self._elsewhere = elsewhere
        self.standing = Standing(service, shown, neighbours)
        self._renewed: Lately[tuple[int, PostId], _Renewed] = Lately(
            MAX_SENDERS, _Renewed
        )
        self._steps: Mapping[About, Step] = MappingProxyType(
            {
                About.CLAIM: self._claim,
                About.NOTE: self._note,
                About.MET: self._met,
                About.STILL: self._still,
                About.DROP: self._drop,
            }
        )

    def take(self, asker: Asker, asked: OnPost) -> Saying:
        """Do what is asked for."""
        view = self.standing.one(asked)
        return self._steps[asked.about](asker, view, asked.words)

    # -- helpers --------------------------------------------------------------------

    def _claim(self, asker: Asker, view: PostView, words: str) -> Saying:
        post = view.post.id
        short_id = self._shown.id_of(post)
        if self.standing.is_writer(asker, post):
            raise Refusal(lambda say: say.own_post(short_id))
        if view.state.over:
            raise Refusal(lambda say: say.over(short_id))
        held = view.moment.holder is not None
        if self._was_handed_back(asker, view):
            return lambda say: say.released(short_id)
        if self._is_claimed_elsewhere(asker, view):
            return lambda say: say.claimed_already(short_id)
        claimed, is_new = self._claimed(asker, view, words.strip())
        proved, open_air = asker.proved, asker.open_air
        owned = Owned(claimed, post, proved, asker.packet, open_air, asker.key)
        self._neighbours.own(asker.radio, owned)
        if not is_new:
            return lambda say: say.claimed_already(short_id)
        if held:
            return lambda say: say.backup(short_id)
        return lambda say: say.claimed(short_id, view.post.posted.text)

    def _was_handed_back(self, asker: Asker, view: PostView) -> bool:
        """A text that is played back has its number: it claims nothing again."""
        lasting = [each.id for each in _lasting(view)]
        return any(
            each.packet == asker.packet and claim_of(each) not in lasting
            for each in self._neighbours.owned_by(asker.radio, view.post.id)
        )

    def _is_claimed_elsewhere(self, asker: Asker, view: PostView) -> bool:
        """Whether another hub took up the same of that radio, and a claim of another
        hub's stands."""
        asked = OnPost(About.CLAIM, self._shown.id_of(view.post.id))
        return self._elsewhere.has(asker.radio, asked, asker.now) and any(
            not self._service.is_ours(each.id) for each in _lasting(view)
        )

    def _claimed(
        self, asker: Asker, view: PostView, handle: str
    ) -> tuple[ClaimId, bool]:
        """The claim of that radio, and whether it is a new one."""
        lasting = [each.id for each in _lasting(view)]
        for times in range(MOST_TIMES):
            key = _key(asker.radio, view.post.id, times)
            earlier = self._service.recall(key)
            if earlier is None:
                self._allow(asker)
                return self._new_claim(view.post.id, handle, key), True
            if earlier.claim_id in lasting:
                return earlier.claim_id, False
        raise too_many()

    def _new_claim(self, post: PostId, handle: str, key: bytes) -> ClaimId:
        name = handle[:HANDLE_LIMIT].strip()
        try:
            return claim(self._service, post, name, CLAIM_HOURS, key).claim_id
        except DraftInvalid:  # a name that can't be shown: then without one
            return claim(self._service, post, "", CLAIM_HOURS, key).claim_id

    # -- both -----------------------------------------------------------------------

    def _note(self, asker: Asker, view: PostView, words: str) -> Saying:
        short_id = self._shown.id_of(view.post.id)
        if not self.standing.has_part(asker, view.post.id):
            raise Refusal(lambda say: say.claim_first(short_id))
        part = self.standing.part_in(asker, view)
        if not part.is_claim and not view.post.addressees:
            raise Refusal(lambda say: say.claim_first(short_id))
        if len(words) > NOTE_LIMIT:
            raise Refusal(lambda say: say.too_long(NOTE_LIMIT))
        try:
            if not _was_noted(view, part, words):
                self._allow(asker)
                self._as_who(part).note(words)
        except DraftInvalid as invalid:
            raise Refusal(lambda say: say.say_what_note(short_id)) from invalid
        except NotIntroduced as stranger:
            raise Refusal(lambda say: say.cannot_write()) from stranger
        return lambda say: say.noted(short_id)

    def _as_who(self, part: Owned) -> Writer | Helper:
        if part.is_claim:
            return Helper(self._service, part.post, claim_of(part), None)
        return Writer(self._service, part.post, None)

    def _drop(self, asker: Asker, view: PostView, _words: str) -> Saying:
        """Take the post down, or hand the claim on it back."""
        part = self.standing.part_in(asker, view)
        if not part.is_claim:
            return self._close(asker, view, Outcome.WITHDRAWN)
        short_id = self._shown.id_of(view.post.id)
        if claim_of(part) in [each.id for each in view.post.claims]:
            self._allow(asker)
            Helper(self._service, part.post, claim_of(part), None).release()
        return lambda say: say.released(short_id)

    # -- writers --------------------------------------------------------------------

    def _met(self, asker: Asker, view: PostView, _words: str) -> Saying:
        return self._close(asker, view, Outcome.MET)

    def _close(self, asker: Asker, view: PostView, outcome: Outcome) -> Saying:
        writer, ended = self._writer(asker, view), view.post.outcome
        short_id = self._shown.id_of(view.post.id)
        if ended is None:
            self._allow(asker)
            writer.close(outcome)
        elif ended is not outcome:
            raise Refusal(lambda say: say.over(short_id))
        if outcome is Outcome.MET:
            return lambda say: say.met(short_id)
        return lambda say: say.dropped(short_id)

    def _still(self, asker: Asker, view: PostView, _words: str) -> Saying:
        writer = self._writer(asker, view)
        short_id = self._shown.id_of(view.post.id)
        if view.post.outcome is not None:
            raise Refusal(lambda say: say.over(short_id))
        renewed = self._renewed[asker.radio, view.post.id]
        if asker.now - renewed.at > RENEWED_S:
            self._allow(asker)
            writer.renew()
            renewed.at = asker.now
        return lambda say: say.still(short_id)

    def _writer(self, asker: Asker, view: PostView) -> Writer:
        if self.standing.part_in(asker, view).is_claim:
            raise self.standing.not_writer(view)
        return Writer(self._service, view.post.id, None)


def _lasting(view: PostView) -> list[Claim]:
    return [each for each in view.post.claims if each not in view.moment.ran_out]


def _was_noted(view: PostView, part: Owned, words: str) -> bool:
    """Who sends the same note again asks whether it arrived; a writer may say it again
    for a helper who came since."""
    told = [claim_of(part)] if part.is_claim else view.post.addressees
    same = [
        note
        for note in view.post.notes
        if note.text == words and note.from_writer is not part.is_claim
    ]
    return all(any(note.is_for(each) for note in same) for each in told)


def _key(radio: int, post: PostId, times: int) -> bytes:
    """Names the attempt, the same before and after a restart."""
    claimed = f"{radio} {post} {times}"
    return b"text claim\0" + hashlib.sha256(claimed.encode()).digest()
