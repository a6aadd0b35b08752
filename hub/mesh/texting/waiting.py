"""How long a hub leaves a text on the channel to other hubs, and which answer of theirs
settles it. Nothing is answered, done or kept here.
"""

from __future__ import annotations

from hub.mesh.texting.answers import asks_what, is_alert, posted_as, says_no_such
from hub.mesh.texting.asking import Asker
from hub.mesh.texting.commands import About, Guess, OnPost, Plain, Post, Sos, Unclear
from hub.mesh.texting.conversation import Conversation
from hub.mesh.texting.elsewhere import Elsewhere
from hub.mesh.texting.parts import Whole
from hub.mesh.texting.standing import Whose
from hub.mesh.texting.surroundings import Surroundings
from hub.mesh.texting.turns import AT_ONCE_S, LAST_S, SLOT_S, turn_s

SETTLING_S = 600.0
"""Within this time after the first text each hub in earshot has said something."""


class Waits:
    """One hub's place among those that heard a text. For one thread."""

    def __init__(
        self,
        us: int,
        conversation: Conversation,
        elsewhere: Elsewhere,
        around: Surroundings,
    ) -> None:
        self._us = us
        self._conversation = conversation
        self._elsewhere = elsewhere
        self._around = around
        self._began_at: float | None = None

    def wait_s(self, whole: Whole, now: float) -> float | None:
        """How long to leave the answer to other hubs; None: it is not for us at all."""
        radio, command = whole.heard.radio, whole.said.command
        if isinstance(command, Unclear) or _is_likely_a_hubs(whole):
            return None
        if command is Plain.MORE:
            asker = Asker.of(whole.heard, None, now)
            return AT_ONCE_S if self._conversation.has_more(asker) else None
        if command in (Plain.YES, Plain.NO, Plain.OK):
            asked = self._conversation.posting.has_guess(radio, now)
            return AT_ONCE_S if asked else None
        if isinstance(command, OnPost):
            return self._wait_for_step_s(whole, command, now)
        if isinstance(command, Post | Guess) and self._is_ours(radio, command):
            return AT_ONCE_S
        return self._late_s(whole, now) + self._turn_s(whole, now)

    def suffices(self, told: str, whole: Whole) -> bool:
        """Whether what another hub told is all that is to be said to it. It may have
        heard only the end of a long post, or not know the post that is meant."""
        match whole.said.command:
            case Post(words=words) | Sos(words=words) if words.strip():
                return posted_as(told) is not None or asks_what(told)
            case OnPost(short_id=short_id) if says_no_such(told):
                return not self._conversation.stepping.standing.knows(short_id)
        return True

    # -- inside -------------------------------------------------------------

    def _is_ours(self, radio: int, said: Post | Guess) -> bool:
        """Whether the same words of that radio stand on the board from here."""
        post = said.post if isinstance(said, Guess) else said
        return self._conversation.posting.has_posted(radio, post)

    def _late_s(self, whole: Whole, now: float) -> float:
        """Who says the same once more is answered by the hub that took it up."""
        taken = self._elsewhere.has(whole.heard.radio, whole.said.command, now)
        return LAST_S if taken else 0.0

    def _wait_for_step_s(self, whole: Whole, step: OnPost, now: float) -> float | None:
        """The hub where a post or a claim was written answers a step of its radio; who
        does not know the post lets those go before that do."""
        standing = self._conversation.stepping.standing
        whose = standing.whose(whole.heard.radio, step.short_id)
        if whose is Whose.NOBODYS:
            return LAST_S + self._turn_s(whole, now)
        if step.about is About.READ:
            return self._turn_s(whole, now)
        if whose is Whose.OURS:
            return AT_ONCE_S
        if step.about is About.CLAIM:
            return self._late_s(whole, now) + self._turn_s(whole, now)
        if whose is Whose.ELSEWHERE:
            return None
        return LAST_S + self._turn_s(whole, now)

    def _turn_s(self, whole: Whole, now: float) -> float:
        others, chance = self._around.company(), self._around.rng.random()
        if not others and self._is_new_here(now):
            return AT_ONCE_S + 2 * SLOT_S * chance
        return turn_s(whole.heard, self._us, others, chance)

    def _is_new_here(self, now: float) -> bool:
        """Whether there may be hubs that were not heard yet."""
        if self._began_at is None:
            self._began_at = now
        return now - self._began_at < SETTLING_S


def _is_likely_a_hubs(whole: Whole) -> bool:
    """Whether it may be an alert, said by a hub that is not known yet."""
    return isinstance(whole.said.command, Guess) and is_alert(whole.heard.text)
