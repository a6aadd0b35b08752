"""What the hub keeps of anybody: what, where, how long, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from hub.web.phrases import Phrase, phrase

pages = Blueprint("kept", __name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing: who sees it, and for how long it is here."""

    picture: str
    what: Phrase
    who: Phrase
    how_long: Phrase


KEPT = (
    Kept(
        "lamp",
        phrase("What you post: your words, the kind, how soon, the place you choose."),
        phrase(
            "Everybody in this building. By radio the other hubs, if you say so: the "
            "radio's words are locked, only hubs can read them."
        ),
        phrase("Until its time is over, and a month in the hub's memory after that."),
    ),
    Kept(
        "claimed",
        phrase("That somebody helps, and the first name they gave, if any."),
        phrase("Whoever wrote the post. Others may see it too: no full name, please."),
        phrase("As long as the post."),
    ),
    Kept(
        "note",
        phrase("Notes between the two of you."),
        phrase("You two. By radio they go sealed, for the other's hub alone."),
        phrase("As long as the post."),
    ),
    Kept(
        "phone",
        phrase("How to reach you, if you left it."),
        phrase("The one helper you choose. It never leaves this hub."),
        phrase("It is wiped when your post is over."),
    ),
    Kept(
        "code",
        phrase("Your keep code."),
        phrase("Only you. We keep a scrambled form that can't be read back."),
        phrase("As long as the post. Your phone keeps it two months, for you."),
    ),
    Kept(
        "radio",
        phrase("A radio that texts us: its number, its language, what it posted."),
        phrase("Whoever looks after this hub."),
        phrase("30 days after its last text."),
    ),
    Kept(
        "wifi",
        phrase("That your phone came in by the Wi-Fi's welcome page."),
        phrase("Nobody. It is a scrambled mark in the box's memory, not on its card."),
        phrase("A day after your phone last looked, or until the box starts anew."),
    ),
    Kept(
        "phone",
        phrase("How much your phone sent just now, and how many wrong codes."),
        phrase("Nobody. It is a scrambled mark in the box's memory, not on its card."),
        phrase("Half a minute. Wrong codes until the box starts anew."),
    ),
)

NEVER = (
    phrase("Who looked at the board, and when."),
    phrase("Addresses, names or numbers of phones."),
    phrase("Anything that goes out to the internet."),
)


@pages.get("/kept")
def show() -> str:
    """In one touch from every page."""
    return render_template("kept.html", kept=KEPT, never=NEVER)
