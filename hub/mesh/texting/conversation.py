"""What the hub answers to what it understood: each command to the part that does it."""

from __future__ import annotations

from hub.mesh.texting.answers import CODES, Answers
from hub.mesh.texting.asking import Asker
from hub.mesh.texting.commands import (
    About,
    Command,
    Guess,
    Language,
    Listing,
    OnPost,
    Plain,
    Post,
    Sos,
    Unclear,
)
from hub.mesh.texting.elsewhere import Elsewhere
from hub.mesh.texting.guard import Guard, Room
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.pages import Pages
from hub.mesh.texting.posting import Posting
from hub.mesh.texting.sayings import Refusal, Reply, Saying, joined, line_of, pages_of
from hub.mesh.texting.shown import Shown
from hub.mesh.texting.stepping import Stepping
from hub.service import HubService, LedgerUnavailable, NoSuchPost

_Told = Post | Sos | Guess | OnPost | Language | Plain

MAX_LISTED = 100
"""Posts in a list: thirty texts of it, and who would read them all."""


class Conversation:
    """One hub's answers. For one thread."""

    def __init__(
        self,
        service: HubService,
        neighbours: Neighbours,
        guard: Guard,
        elsewhere: Elsewhere,
    ) -> None:
        self._neighbours = neighbours
        self._guard = guard
        self._pages = Pages()
        self._shown = Shown(service)
        self.posting = Posting(service, self._shown, neighbours, guard, elsewhere)
        self.stepping = Stepping(
            service, self._shown, neighbours, self.posting.allow, elsewhere
        )

    def answer(self, asker: Asker, command: Command) -> str | None:
        """Do what was asked for; what to say, None: better nothing."""
        if command is Plain.MORE:
            left = self._pages.more(asker.reader, asker.now)
            return left or self._answers(asker).no_more()
        reply = self._reply(asker, command)
        if reply is None:
            return None
        texts = reply(self._answers(asker))
        return self._pages.begin(asker.reader, texts, asker.now)

    def go_on(self, asker: Asker) -> str:
        """To a text of which more is to come."""
        return self._answers(asker).send_the_rest()

    def room_for(self, asker: Asker, command: Command) -> Room:
        """Which limits there are for an answer to that."""
        if isinstance(command, Sos):
            return Room.SOS
        goes_on = command is Plain.MORE and self.has_more(asker)
        if command in (Plain.YES, Plain.NO, Plain.OK):
            goes_on = self.posting.has_guess(asker.radio, asker.now)
        return Room.GOING_ON if goes_on else Room.USUAL

    def has_more(self, asker: Asker) -> bool:
        """Whether that radio is in the middle of an answer of ours."""
        return self._pages.has_more(asker.reader, asker.now)

    def _answers(self, asker: Asker) -> Answers:
        """In the language that its neighbour chose, or else wrote."""
        return Answers(self._neighbours.language(asker.radio) or asker.language)

    def _reply(self, asker: Asker, command: Command) -> Reply | None:
        """What can't be kept here may be kept by another hub that heard it."""
        try:
            return self._done(asker, command)
        except Refusal as refusal:
            unsaid = asker.open_air and not refusal.worth_airtime
            return None if unsaid else _short(refusal.saying)
        except NoSuchPost:
            return _short(lambda say: say.no_such(""))
        except LedgerUnavailable:
            return None if asker.open_air else _short(lambda say: say.cannot_write())

    def _done(self, asker: Asker, command: Command) -> Reply | None:
        match command:
            case Listing():
                return self._listed(command)
            case OnPost(about=About.READ):
                return self._read(asker, command)
            case Plain.HELP:
                return lambda say: [say.help(), say.help_more()]
            case Unclear():
                return self._puzzled(asker)
        return _short(self._told(asker, command))

    def _told(self, asker: Asker, command: _Told) -> Saying:
        match command:
            case Post():
                return self.posting.post(asker, command)
            case Sos():
                return self.posting.call_for_help(asker, command)
            case Guess(post=post):
                return self.posting.guess(asker, post)
            case OnPost():
                return self.stepping.take(asker, command)
            case Language(code=code):
                return self._speak(asker, code)
        return self._plainly(asker, command)

    def _plainly(self, asker: Asker, command: Plain) -> Saying:
        """An OK to a question is a yes."""
        asked = self.posting.has_guess(asker.radio, asker.now)
        if command is Plain.OK and not asked:
            return self.posting.be_well(asker)
        if command is Plain.NO:
            return self.posting.leave(asker)
        return self.posting.confirm(asker)

    def _listed(self, asked: Listing) -> Reply:
        found = self._shown.listed(asked)[:MAX_LISTED]
        ids = self._shown.ids_of(each.post.id for each in found)
        return pages_of([line_of(*each) for each in zip(ids, found, strict=True)])

    def _read(self, asker: Asker, asked: OnPost) -> Reply:
        """A post, and what was noted for that very neighbour."""
        view = self.stepping.standing.one(asked)
        short_id = self._shown.id_of(view.post.id)
        notes = self.stepping.standing.notes_for(asker, view)
        return lambda say: joined(
            say,
            [
                *say.post(line_of(short_id, view)),
                *(say.note_for_you(short_id, each) for each in notes),
            ],
        )

    def _speak(self, asker: Asker, code: str | None) -> Saying:
        if code not in CODES:
            return lambda say: say.which_language()
        if self._neighbours.language(asker.radio) != code:
            self.posting.allow(asker)
            self._neighbours.speak(asker.radio, code, asker.key)
        return lambda say: say.language_set()

    def _puzzled(self, asker: Asker) -> Reply | None:
        if asker.open_air or not self._guard.may_puzzle(asker.sender, asker.now):
            return None
        return _short(lambda say: say.unclear())


def _short(saying: Saying) -> Reply:
    return lambda say: [saying(say)]
