"""What the writer of a post and its helpers see besides: values for templates.

Whoever asks for them has made sure that it is the writer, or that helper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.domain.expiry import HOUR_S, State
from hub.domain.ids import ClaimId
from hub.domain.post import Claim, Note
from hub.service import HubService, PostView
from hub.service.steps import Helper
from hub.web import helping_words, words
from hub.web.phrases import Phrase, Words


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note; `mine`: the reader's own."""

    text: str
    mine: bool
    by: Words
    age_words: Phrase


@dataclass(frozen=True, slots=True)
class HelperLine:
    """A helper as the writer sees them; `part`: holder, backup, ran_out."""

    id: str
    name: Words
    part: str
    when: Phrase
    arranged: bool
    is_far: bool


@dataclass(frozen=True, slots=True)
class WriterPanel:
    """What the writer can see and do.

    `likely`: the step that is taken first of all: renew, arrange, met or, once it is
    met, thank; empty after that. `contact`: what they left for a helper they choose;
    `readers`: how many helpers a note goes to.
    """

    helpers: Sequence[HelperLine]
    readers: int
    notes: Sequence[NoteLine]
    likely: str
    contact: str
    ask_words: Phrase
    renew_words: Phrase
    met_words: Phrase
    partly_words: Phrase
    is_over: bool


@dataclass(frozen=True, slots=True)
class HelperPanel:
    """What a helper can see and do; `contact`: how to reach the writer, if they may."""

    id: str
    part: str
    when: Phrase
    arranged: bool
    contact: str
    is_far: bool
    notes: Sequence[NoteLine]


def writer_panel(service: HubService, view: PostView) -> WriterPanel:
    """For the writer of the post."""
    kind, contact = view.post.posted.kind, service.contact_of(view.post.id)
    return WriterPanel(
        helpers=[_helper_line(service, view, each) for each in view.post.claims],
        readers=len(view.post.addressees),
        notes=_to_the_writer(service, view),
        likely=_likely(view),
        contact=contact.text if contact is not None else "",
        ask_words=helping_words.NEEDED_YET[kind],
        renew_words=helping_words.RENEW[kind],
        met_words=helping_words.MET[kind],
        partly_words=helping_words.PARTLY[kind],
        is_over=view.state.over,
    )


def helper_panel(service: HubService, view: PostView, claim: Claim) -> HelperPanel:
    """For the neighbour who made the claim."""
    contact = Helper(service, view.post.id, claim.id, None).contact()
    notes = view.post.notes_for(claim.id)
    return HelperPanel(
        id=str(claim.id),
        part=_part(view, claim),
        when=_when(service, claim),
        arranged=claim.arranged,
        contact=contact.text if contact is not None else "",
        is_far=not service.is_ours(view.post.id),
        notes=[
            _note_line(service, each, helping_words.THE_WRITER, not each.from_writer)
            for each in _in_time(service, notes)
        ],
    )


def _likely(view: PostView) -> str:
    if view.state is State.MET:
        return "" if view.post.thanks else "thank"
    if view.state is State.EXPIRED or view.moment.ask_still_needed:
        return "renew"
    arranged = any(each.arranged for each in view.post.claims)
    return "arrange" if view.moment.holder and not arranged else "met"


def _helper_line(service: HubService, view: PostView, claim: Claim) -> HelperLine:
    return HelperLine(
        id=str(claim.id),
        name=claim.handle or helping_words.A_NEIGHBOUR,
        part=_part(view, claim),
        when=_when(service, claim),
        arranged=claim.arranged,
        is_far=not service.is_ours(claim.id),
    )


def _part(view: PostView, claim: Claim) -> str:
    if claim in view.moment.ran_out:
        return "ran_out"
    return "holder" if claim == view.moment.holder else "backup"


def _when(service: HubService, claim: Claim) -> Phrase:
    left_s = claim.hours * HOUR_S - service.age_of(claim.id)
    return helping_words.time_left(left_s)


def _to_the_writer(service: HubService, view: PostView) -> list[NoteLine]:
    names = {each.id: each.handle for each in view.post.claims}
    return [
        _note_line(service, each, _name(names, each.claim), each.from_writer)
        for each in _said_once(_in_time(service, view.post.notes))
    ]


def _name(names: dict[ClaimId, str], claim: ClaimId | None) -> Words:
    return (names.get(claim) if claim else "") or helping_words.A_NEIGHBOUR


def _in_time(service: HubService, notes: Iterable[Note]) -> list[Note]:
    """The oldest first: across hubs their ids don't tell."""
    return sorted(notes, key=lambda each: -service.age_of(each.id))


def _said_once(notes: Iterable[Note]) -> list[Note]:
    """What the writer says to several helpers is a note to each: one is shown."""
    shown: list[Note] = []
    for each in notes:
        last = shown[-1] if shown else None
        again = last and last.from_writer and each.from_writer
        if not (last and again and last.text == each.text):
            shown.append(each)
    return shown


def _note_line(service: HubService, note: Note, by: Words, mine: bool) -> NoteLine:
    shown_by = helping_words.YOU if mine else by
    return NoteLine(note.text, mine, shown_by, words.age(service.age_of(note.id)))
