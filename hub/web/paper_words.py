"""Every phrase that paper says besides those of its templates."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.domain.changes import Kind
from hub.web.phrases import Phrase, phrase

TITLES: Mapping[Kind, Phrase] = MappingProxyType(
    {Kind.NEED: phrase("Needs"), Kind.OFFER: phrase("Offers")}
)
ALERTS = phrase("Alert")

WHAT_THIS_IS = phrase(
    "Ask neighbours for help, or offer some. Free, no account, no internet needed."
)
"""One line for people who have never heard of it."""
