"""What the status page tells of the radio, ready to show; no rules of the domain."""

from __future__ import annotations

from collections.abc import Iterator

from hub.web import radio_words as words
from hub.web import status_words
from hub.web.phrases import Phrase, Words
from hub.web.status_part import Light, Part, Row, telling
from hub.web.words import age
from radio.link_status import LinkState, LinkStatus
from radio.radio_state import Concern, RadioState

MUTE = frozenset({Concern.REGION_UNSET, Concern.SILENCED})
"""With these nothing goes out at all."""

HARMLESS = frozenset({Concern.NO_NEIGHBOURS_CHANNEL})


def radio_part(link: LinkStatus) -> Part:
    """How it stands with the radio, and what it says of itself."""
    light, headline = {
        LinkState.UP: (Light.WELL, status_words.RADIO_UP),
        LinkState.CONNECTING: (Light.UNSURE, status_words.RADIO_CONNECTING),
        LinkState.DOWN: (Light.ILL, status_words.RADIO_DOWN),
    }[link.state]
    faults = telling(
        status_words.SEALS[link.sync.seal],
        status_words.IMPOSTOR if link.sync.impostors else None,
    )
    down = link.state is LinkState.DOWN
    retries = (status_words.RADIO_RETRIES, status_words.why(link.why)) if down else ()
    concerns = link.radio.concerns if link.radio else ()
    return Part(
        "radio",
        _light(Light.ILL if faults else light, concerns),
        status_words.RADIO,
        headline,
        telling(*retries, *faults, *(words.CONCERNS[each] for each in concerns)),
        tuple(_rows(link.radio, link.radio_heard_ago_s)) if link.radio else (),
    )


def _light(light: Light, concerns: tuple[Concern, ...]) -> Light:
    if light is Light.ILL or MUTE.intersection(concerns):
        return Light.ILL
    return Light.UNSURE if set(concerns) - HARMLESS else light


def _rows(radio: RadioState, heard_ago_s: float | None) -> Iterator[Row]:
    """What there is to say, the most telling first."""
    facts: dict[Phrase, Words | None] = {
        words.HEARD: None if heard_ago_s is None else age(heard_ago_s),
        words.CHANNEL: words.channel_use(radio.channel_use),
        words.SPOKE: words.own_use(radio.own_use),
        words.BATTERY: words.battery(radio.battery_percent, radio.powered),
        words.REGION: radio.region.replace("_", " "),
        words.PRESET: words.preset(radio.preset),
        words.FIRMWARE: words.firmware(radio.firmware),
    }
    return (Row(name, (fact,)) for name, fact in facts.items() if fact)
