"""The messages by which a radio's settings are changed, and that by which other radios
join its channel; only the library's forms are used, and nothing is sent here.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from meshtastic.protobuf import admin_pb2, apponly_pb2, config_pb2

from radio.meshtastic_channels import NEIGHBOURS
from radio.meshtastic_form import (
    CONFIG,
    Told,
    fill_channel,
    fill_joining,
    fill_owner,
    fill_place,
    fill_section,
    owner_changes,
    place_changes,
    section_changes,
)
from radio.radio_settings import NO_REGION, RadioChannel, RadioSettings

REGIONS = tuple(
    name
    for name in config_pb2.Config.LoRaConfig.RegionCode.DESCRIPTOR.values_by_name
    if name != NO_REGION and not name.endswith("_2M")
)
"""Meshtastic's codes, but for the bands of hams, who may not encrypt."""

JOINING = "https://meshtastic.org/e/"
"""Where Meshtastic's apps take codes from; what follows # is sent to nobody."""

NO_CHANNEL = RadioChannel("", b"")


def joining_url(settings: RadioSettings, *, adding: bool = False) -> str:
    """What makes another radio hear the neighbours' channel, for Meshtastic's apps.

    `adding`: as one more channel of a radio that is in use, on the same frequency;
    else it replaces the radio's channels. Only ever of the neighbours' channel: raises
    ValueError where that is not the primary, or has a published key.
    """
    primary = next(iter(settings.channels), NO_CHANNEL)
    if primary.name != NEIGHBOURS or not primary.has_private_key:
        raise ValueError("the radio's primary channel is not the neighbours'")
    invitation = apponly_pb2.ChannelSet()
    fill_channel(invitation.settings.add(), primary)
    fill_joining(invitation.lora_config, settings)
    code = base64.urlsafe_b64encode(invitation.SerializeToString()).decode()
    return f"{JOINING}{'?add=true' if adding else ''}#{code.rstrip('=')}"


def edits(told: Told, then: RadioSettings) -> Iterator[Any]:
    """The admin messages that change a radio's settings, all in force at once."""
    now = told.settings
    yield admin_pb2.AdminMessage(begin_edit_settings=True)
    for section in section_changes(now, then):
        message = admin_pb2.AdminMessage()
        setter = message.set_config if section in CONFIG else message.set_module_config
        changed = getattr(setter, section)
        changed.CopyFrom(told.sections[section])
        fill_section(changed, section, now, then)
        yield message
    if owner_changes(now, then):
        message = admin_pb2.AdminMessage()
        fill_owner(message.set_owner, then)
        yield message
    for index, place in enumerate(told.places):
        channel = then.channels[index] if index < len(then.channels) else None
        message = admin_pb2.AdminMessage()
        fill_place(message.set_channel, index, channel)
        if place_changes(place, message.set_channel):
            yield message
    yield admin_pb2.AdminMessage(commit_edit_settings=True)
