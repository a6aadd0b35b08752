"""What the set-up says: what is wrong with an answer, and how the radio stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.domain.passphrases import LEAST_LETTERS, MOST_LETTERS, Weakness
from hub.web.phrases import Phrase, phrase, plural
from hub.web.setup.port import Found

REFUSED: Mapping[str, Phrase] = MappingProxyType(
    {
        "name": phrase("Please choose a name of 1 to 60 letters, on one line."),
        "language": phrase("Please choose one of these languages."),
        "radio": phrase(
            "Please type the radio's place as HOST:PORT, such as 10.42.0.20:4403."
        ),
        "wifi_name": phrase(
            "A Wi-Fi's name has 1 to 32 letters; other scripts take more room."
        ),
        "wifi_password": phrase(
            "A Wi-Fi's password has 8 to 63 plain letters, numbers or signs."
        ),
    }
)

WEAK: Mapping[Weakness, Phrase] = MappingProxyType(
    {
        Weakness.SHORT: phrase(
            "That is too short: please use %(least)s letters or more. Four or five "
            "words that don't belong together are good.",
            least=LEAST_LETTERS,
        ),
        Weakness.LONG: phrase(
            "That is too long: %(most)s letters fit.", most=MOST_LETTERS
        ),
        Weakness.PLAIN: phrase(
            "That is easy to guess. Four or five words that don't belong together are "
            "good."
        ),
    }
)

NOT_THE_SAME = phrase(
    "The two are not the same. Please type the passphrase twice again."
)
NO_STEWARD = phrase("Please say who looks after this hub.")
NOT_KEPT = phrase(
    "The hub can't keep this: its card is full, or can only be read. What you chose "
    "before is safe."
)
MEANWHILE = phrase(
    "Somebody else has answered this page in the meantime. Please look it over, and go "
    "on if yours is to count."
)
PLACE_TWICE = phrase("Another place has this name already.")
WRONG_STEWARD = phrase("Name and passphrase don't fit together. Please try once more.")
KEY_NEEDED = phrase("Please type or paste the words of the other hub.")
NONE_RIGHT = phrase(
    "None of these words is right at its place. Please compare them with the other "
    "hub's page."
)
KEY_ORDER = phrase(
    "Each word could be right, but not all of them together. Please type them again "
    "from the other hub's page."
)
CHOOSE_WAY = phrase("Please choose one of the two.")
SAY_AGAIN = phrase(
    "This page was open for a long time. Please say again that you may set this hub "
    "up; what you typed is kept, but for what is secret."
)

AT_THE_END = phrase("The hub begins to talk with it when the set-up is done.")

FOUND: Mapping[Found, tuple[str, Phrase, Phrase]] = MappingProxyType(
    {
        Found.NOT_WANTED: (
            "building",
            phrase("No radio"),
            phrase("This hub serves this building alone. A radio can come later."),
        ),
        Found.MISSING: (
            "radio_down",
            phrase("None found"),
            phrase(
                "Plug it in with a cable that carries data, not power alone. You can "
                "go on without it."
            ),
        ),
        Found.SEVERAL: (
            "radio_down",
            phrase("More than one"),
            phrase("Please unplug all radios but one."),
        ),
        Found.THERE: (
            "radio",
            phrase("Found"),
            AT_THE_END,
        ),
        Found.UNTRIED: (
            "radio_quiet",
            phrase("One in the network"),
            AT_THE_END,
        ),
        Found.SILENT: (
            "radio_quiet",
            phrase("No answer yet"),
            phrase("A radio takes up to a minute to answer. You can go on."),
        ),
        Found.NO_REGION: (
            "radio_quiet",
            phrase("No region yet"),
            phrase(
                "It sends nothing before somebody says where it is: what is allowed "
                "differs by country, so nobody guesses. It is said on the hub itself: "
                "sudo /opt/porchlight/current/bin/porchlight radio setup --region and "
                "your region."
            ),
        ),
        Found.WELL: ("check", phrase("Well"), phrase("The radio works.")),
    }
)
"""A picture, the word, and what can be done."""


def words_wrong(count: int, wrong: tuple[int, ...]) -> Phrase:
    """A key was typed that is none."""
    if count == 0:
        return KEY_NEEDED
    if count != 15:
        return plural(
            "There are fifteen words; this is %(count)s.",
            "There are fifteen words; these are %(count)s.",
            count,
        )
    if len(wrong) == count:
        return NONE_RIGHT
    if wrong:
        return plural(
            "Word number %(which)s is not right. Please type it again; the others are "
            "kept.",
            "These words are not right: %(which)s. Please type them again; the others "
            "are kept.",
            len(wrong),
            which=", ".join(map(str, wrong)),
        )
    return KEY_ORDER
