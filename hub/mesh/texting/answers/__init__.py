"""The hub's short answers to texts, in every language of the product."""

from hub.mesh.texting.answers.catalogue import Answers
from hub.mesh.texting.answers.echoes import (
    asks_what,
    is_alert,
    is_answer,
    posted_as,
    says_no_such,
)
from hub.mesh.texting.answers.languages import CODES
from hub.mesh.texting.answers.lists import Line, Page

__all__ = [
    "CODES",
    "Answers",
    "Line",
    "Page",
    "asks_what",
    "is_alert",
    "is_answer",
    "posted_as",
    "says_no_such",
]
