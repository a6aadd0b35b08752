"""What the hub answers, by name: a language has a text for each, or it doesn't load.

What stands in braces is filled in: {id} a post's short id, {words} what a neighbour
wrote, which is cut to fit, {kind} "need" or "offer", {category} what it is about.
Capitals are keywords of the same language, for copying.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The answers in one language."""

    code: str
    need: str
    offer: str
    taken: str
    """In a list, after the kind: a neighbour is on it."""

    posted: str
    posted_already: str
    send_the_rest: str
    """The text ended with an ellipsis."""
    say_what_need: str
    say_what_offer: str
    confirm_need: str
    confirm_offer: str
    not_posted: str
    nothing_asked: str
    """To a yes or no that answers nothing."""

    empty_list: str
    more_follows: str
    """At the end of a list or a text: {count} more behind it."""
    no_more: str

    no_such: str
    several: str
    """{ids}: longer names, one of which is meant."""
    which_one: str
    over: str

    claimed: str
    backup: str
    claimed_already: str
    own_post: str
    noted: str
    say_what_note: str
    met: str
    still: str
    dropped: str
    released: str
    """A claim was let go."""
    not_writer: str
    claim_first: str
    """A note of one who neither wrote the post nor claimed it."""

    direct_please: str
    unsure_radio: str
    too_many: str
    """{minutes} to wait."""
    too_long: str
    """{most} characters are allowed."""
    cannot_write: str

    sos_noted: str
    ok_noted: str
    language_set: str
    which_language: str
    """{codes} of those there are."""
    help: str
    help_more: str
    unclear: str

    announced: str
    helper_found: str
    """To the writer of a post."""
    note_for_you: str
    note_waits: str
    """To its writer or helper, unasked: how to read it."""
    still_needed: str
    alert: str
    alert_over: str
