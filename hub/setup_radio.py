"""What can be said of the radio without waiting for it: what is plugged in, and how the
link stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from serial.tools.list_ports import comports

from hub.web.setup.port import Found, RadioFound
from radio.bearer import ANY_PLACE, BearerDown, RadioAddress
from radio.link_status import LinkState, LinkStatus
from radio.meshtastic_ports import SeveralRadios, UsbPort, find_radio
from radio.radio_state import Concern

MOST_LETTERS = 40


def look_at_radio(
    address: RadioAddress | None,
    link: LinkStatus | None,
    ports: Sequence[UsbPort] | None = None,
) -> RadioFound:
    """The radio that is wanted; `link` is None where the hub uses another, or none."""
    if address is None:
        return RadioFound(Found.NOT_WANTED)
    if link is not None and link.state is LinkState.UP:
        return _heard(link)
    if address.kind == "serial" and address.place == ANY_PLACE:
        return _plugged_in(list(comports()) if ports is None else ports, link)
    if link is not None:
        return RadioFound(Found.SILENT)
    if address.kind == "tcp":
        return RadioFound(Found.UNTRIED)  # no page opens a connection
    return RadioFound(Found.THERE if Path(address.place).exists() else Found.MISSING)


def _heard(link: LinkStatus) -> RadioFound:
    radio = link.radio
    if radio is None:
        return RadioFound(Found.WELL)
    known = Concern.REGION_UNSET not in radio.concerns
    return RadioFound(
        Found.WELL if known else Found.NO_REGION, region=radio.region if known else ""
    )


def _plugged_in(ports: Sequence[UsbPort], link: LinkStatus | None) -> RadioFound:
    try:
        path = find_radio(lambda: ports)
    except SeveralRadios:
        return RadioFound(Found.SEVERAL)
    except BearerDown:
        return RadioFound(Found.MISSING)
    device = next(each for each in ports if each.device == path)
    named = str(getattr(device, "product", None) or "")
    name = named[:MOST_LETTERS] if named.isprintable() else ""
    return RadioFound(Found.SILENT if link is not None else Found.THERE, name)
