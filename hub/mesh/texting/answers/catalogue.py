"""The short answers, each a method: whatever is put in, it comes out as one text."""

from __future__ import annotations

from collections.abc import Sequence

from hub.domain.changes import Kind
from hub.mesh.texting.answers.filling import fill
from hub.mesh.texting.answers.languages import CODES, DEFAULT, wording_of
from hub.mesh.texting.answers.lists import Line, Page, in_full, page_of
from hub.mesh.texting.answers.wording import Wording
from hub.mesh.texting.commands import About
from hub.mesh.texting.lexicon import keyword_in, label_in
from hub.mesh.texting.vocabulary import Keyword


class Answers:
    """The answers in one language of the product; in English for any other."""

    def __init__(self, language: str | None = None) -> None:
        self._wording: Wording = wording_of(language or DEFAULT)

    @property
    def language(self) -> str:
        """The code of the language."""
        return self._wording.code

    # -- posting --------------------------------------------------------------------

    def posted(self, short_id: str, kind: Kind, words: str) -> str:
        """It is on the board, durable."""
        told = self._wording.posted
        return fill(told, words, id=short_id, kind=self._kind(kind))

    def posted_already(self, short_id: str) -> str:
        """The same text came again."""
        return fill(self._wording.posted_already, id=short_id)

    def send_the_rest(self) -> str:
        """The text goes on: nothing is posted before its end has come."""
        return self._wording.send_the_rest

    def say_what(self, kind: Kind) -> str:
        """NEED or OFFER with no words after it."""
        wording = self._wording
        return wording.say_what_need if kind is Kind.NEED else wording.say_what_offer

    def confirm(self, kind: Kind, category: str) -> str:
        """Asks whether a guess is to be posted."""
        wording = self._wording
        told = wording.confirm_need if kind is Kind.NEED else wording.confirm_offer
        return fill(told, category=label_in(self.language, category))

    def not_posted(self) -> str:
        """The guess was answered with a no."""
        return self._wording.not_posted

    def nothing_asked(self) -> str:
        """A yes or no, but nothing waits for one."""
        return self._wording.nothing_asked

    # -- lists ----------------------------------------------------------------------

    def listing(self, lines: Sequence[Line]) -> Page:
        """As many of the lines as fit; at least one where there are any."""
        if not lines:
            return Page(self._wording.empty_list, 0)
        return page_of(lines, self._wording)

    def post(self, line: Line) -> tuple[str, ...]:
        """A whole post; a long one in several texts, with an ellipsis between."""
        return in_full(line, self._wording)

    def more_follows(self, count: int) -> str:
        """At the end of a text, where there are more of them."""
        return fill(self._wording.more_follows, count=count)

    def no_more(self) -> str:
        """To MORE, when all was shown."""
        return self._wording.no_more

    # -- which post -----------------------------------------------------------------

    def no_such(self, typed: str) -> str:
        """No live post has that short id."""
        return fill(self._wording.no_such, id=typed)

    def several(self, typed: str, short_ids: Sequence[str]) -> str:
        """More than one post may be meant."""
        return fill(self._wording.several, id=typed, ids=" ".join(short_ids))

    def which_one(self, about: About) -> str:
        """A command about a post, without its short id."""
        keyword = keyword_in(self.language, Keyword[about.name])
        return fill(self._wording.which_one, keyword=keyword)

    def over(self, short_id: str) -> str:
        """The post was met, withdrawn or expired."""
        return fill(self._wording.over, id=short_id)

    # -- what was done with it ------------------------------------------------------

    def claimed(self, short_id: str, words: str) -> str:
        """The claim is the first."""
        return fill(self._wording.claimed, words, id=short_id)

    def backup(self, short_id: str) -> str:
        """The claim comes after another neighbour's."""
        return fill(self._wording.backup, id=short_id)

    def claimed_already(self, short_id: str) -> str:
        """The same radio claimed it before."""
        return fill(self._wording.claimed_already, id=short_id)

    def own_post(self, short_id: str) -> str:
        """A claim on one's own post."""
        return fill(self._wording.own_post, id=short_id)

    def noted(self, short_id: str) -> str:
        """The note is kept, for its writer or helper."""
        return fill(self._wording.noted, id=short_id)

    def say_what_note(self, short_id: str) -> str:
        """NOTE and a short id, and nothing after it."""
        return fill(self._wording.say_what_note, id=short_id)

    def met(self, short_id: str) -> str:
        """Its writer says that it is met."""
        return fill(self._wording.met, id=short_id)

    def still(self, short_id: str) -> str:
        """Its writer says that it is still needed."""
        return fill(self._wording.still, id=short_id)

    def dropped(self, short_id: str) -> str:
        """Its writer took it down."""
        return fill(self._wording.dropped, id=short_id)

    def released(self, short_id: str) -> str:
        """A helper let go of a claim."""
        return fill(self._wording.released, id=short_id)

    def not_writer(self, short_id: str) -> str:
        """Another radio posted it."""
        return fill(self._wording.not_writer, id=short_id)

    def claim_first(self, short_id: str) -> str:
        """A note of a radio that neither posted it nor claimed it."""
        return fill(self._wording.claim_first, id=short_id)

    # -- what can't be done now -----------------------------------------------------

    def direct_please(self) -> str:
        """On the channel anybody could have said it."""
        return self._wording.direct_please

    def unsure_radio(self) -> str:
        """A direct message without a verified key."""
        return self._wording.unsure_radio

    def too_many(self, wait_s: float) -> str:
        """The radio is over its limit."""
        return fill(self._wording.too_many, minutes=max(1, round(wait_s / 60)))

    def too_long(self, most: int) -> str:
        """More characters than a post or note may have."""
        return fill(self._wording.too_long, most=most)

    def cannot_write(self) -> str:
        """The disk is full or read-only."""
        return self._wording.cannot_write

    # -- people and languages -------------------------------------------------------

    def sos_noted(self) -> str:
        """An SOS is kept and shown to the stewards."""
        return self._wording.sos_noted

    def ok_noted(self) -> str:
        """An OK is kept and shown to the stewards."""
        return self._wording.ok_noted

    def language_set(self) -> str:
        """In the new language."""
        return self._wording.language_set

    def which_language(self) -> str:
        """LANG and nothing that the product speaks."""
        return fill(self._wording.which_language, codes=" ".join(CODES))

    def help(self) -> str:
        """The commands that most need, in one text."""
        return self._wording.help

    def help_more(self) -> str:
        """The rest of them, to MORE."""
        return self._wording.help_more

    def unclear(self) -> str:
        """Nothing was understood."""
        return self._wording.unclear

    # -- without being asked --------------------------------------------------------

    def announced(self, short_id: str, kind: Kind, words: str) -> str:
        """A new post, for the neighbours' channel."""
        told = self._wording.announced
        return fill(told, words, id=short_id, kind=self._kind(kind))

    def helper_found(self, short_id: str) -> str:
        """To its writer: somebody claimed it."""
        return fill(self._wording.helper_found, id=short_id)

    def note_for_you(self, short_id: str, words: str) -> str:
        """To its writer or helper, who asked: what a note says."""
        return fill(self._wording.note_for_you, words, id=short_id)

    def note_waits(self, short_id: str) -> str:
        """To its writer or helper: somebody added a note."""
        return fill(self._wording.note_waits, id=short_id)

    def still_needed(self, short_id: str, words: str) -> str:
        """To its writer, before it expires."""
        return fill(self._wording.still_needed, words, id=short_id)

    def alert(self, words: str) -> str:
        """For the neighbours' channel."""
        return fill(self._wording.alert, words)

    def alert_over(self, words: str) -> str:
        """An alert was called off."""
        return fill(self._wording.alert_over, words)

    def _kind(self, kind: Kind) -> str:
        return self._wording.need if kind is Kind.NEED else self._wording.offer
