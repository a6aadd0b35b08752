"""The messages that change a radio, and the code by which others join its channel."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from meshtastic.protobuf import (
    admin_pb2,
    apponly_pb2,
    channel_pb2,
    localonly_pb2,
    mesh_pb2,
)

from radio.meshtastic_edits import edits, joining_url
from radio.meshtastic_form import Told, told_sections
from radio.radio_plan import wanted
from radio.radio_settings import RadioChannel, RadioSettings
from tests.radio.radio_settings import KEYS, SETTINGS, SHOP, WISH


class Radio:
    """A radio's settings as the library holds them, all at nothing."""

    def __init__(self) -> None:
        self.config = localonly_pb2.LocalConfig()
        self.module_config = localonly_pb2.LocalModuleConfig()
        for holder in (self.config, self.module_config):
            for field in holder.DESCRIPTOR.fields:
                if field.message_type:
                    getattr(holder, field.name).SetInParent()
        self.places = [channel_pb2.Channel(index=index) for index in range(8)]
        self.user = mesh_pb2.User()

    def take(self, message: admin_pb2.AdminMessage) -> str:
        """Change what it says; what that was."""
        kind: str = message.WhichOneof("payload_variant")
        if kind == "set_owner":
            self.user.CopyFrom(message.set_owner)
        elif kind == "set_channel":
            self.places[message.set_channel.index].CopyFrom(message.set_channel)
        elif kind in ("set_config", "set_module_config"):
            held = self.config if kind == "set_config" else self.module_config
            section = getattr(message, kind).WhichOneof("payload_variant")
            getattr(held, section).CopyFrom(getattr(getattr(message, kind), section))
        return kind

    @property
    def told(self) -> Told:
        sections = told_sections(self.config, self.module_config)
        return Told(sections, self.places, self.user)

    def change(self, then: RadioSettings) -> list[str]:
        return [self.take(message) for message in edits(self.told, then)]


@given(SETTINGS, SETTINGS)
def test_the_messages_make_any_settings_into_any_others(
    one: RadioSettings, other: RadioSettings
) -> None:
    radio = Radio()

    for then in (one, other):
        radio.change(then)
        assert radio.told.settings == then


@given(SETTINGS)
def test_changes_come_in_one_go_and_a_role_before_what_it_would_change(
    then: RadioSettings,
) -> None:
    radio = Radio()

    kinds = radio.change(then)

    assert kinds[0] == "begin_edit_settings"
    assert kinds[-1] == "commit_edit_settings"
    assert radio.change(then) == ["begin_edit_settings", "commit_edit_settings"]


def test_settings_that_are_none_of_ours_are_left_alone() -> None:
    radio = Radio()
    radio.config.lora.tx_power = 17
    radio.config.device.tzdef = "CET-1"

    radio.change(wanted(replace(SHOP, role="ROUTER"), WISH))

    assert radio.config.lora.tx_power == 17
    assert radio.config.device.tzdef == "CET-1"


def test_a_setting_too_new_for_the_library_is_kept_and_named_by_its_number() -> None:
    radio = Radio()
    radio.config.lora.modem_preset = 99

    assert radio.told.settings.preset == "99"
    radio.change(replace(radio.told.settings, hop_limit=3))

    assert radio.config.lora.modem_preset == 99


def _invitation(url: str) -> apponly_pb2.ChannelSet:
    code = url.partition("#")[2]
    octets = base64.urlsafe_b64decode(code + "=" * (-len(code) % 4))
    return apponly_pb2.ChannelSet.FromString(octets)


def test_the_code_invites_to_the_neighbours_channel_and_to_no_other() -> None:
    url = joining_url(wanted(SHOP, WISH))

    invitation = _invitation(url)
    (channel,) = invitation.settings
    assert url.startswith("https://meshtastic.org/e/#")
    assert (channel.name, channel.psk) == ("neighbours", KEYS.neighbours)
    assert channel.HasField("module_settings")  # so that people tell no position there
    assert channel.module_settings.position_precision == 0
    assert KEYS.hubs not in invitation.SerializeToString()


def test_a_radio_that_joins_is_told_region_preset_and_frequency() -> None:
    then = wanted(SHOP, replace(WISH, preset="MEDIUM_FAST", frequency_slot=9))

    lora = _invitation(joining_url(then)).lora_config

    assert (lora.region, lora.modem_preset) == (3, 4)  # EU_868, MEDIUM_FAST
    assert lora.use_preset
    assert lora.tx_enabled
    assert (lora.channel_num, lora.hop_limit) == (9, 3)


def test_adding_the_channel_differs_in_the_address_alone() -> None:
    then = wanted(SHOP, WISH)

    adding = joining_url(then, adding=True)

    assert adding.startswith("https://meshtastic.org/e/?add=true#")
    assert _invitation(adding) == _invitation(joining_url(then))


@pytest.mark.parametrize(
    "channels",
    [
        (),
        (RadioChannel("neighbours", b"\x01"),),
        (RadioChannel("porchlight", KEYS.hubs), RadioChannel("neighbours", b"k" * 32)),
    ],
)
def test_no_code_is_made_of_another_channel_or_a_published_key(
    channels: tuple[RadioChannel, ...],
) -> None:
    with pytest.raises(ValueError, match="neighbours"):
        joining_url(replace(SHOP, channels=channels))


def test_a_section_that_a_radio_did_not_tell_is_missing_and_not_empty() -> None:
    config = localonly_pb2.LocalConfig()
    config.lora.SetInParent()

    assert set(told_sections(config, localonly_pb2.LocalModuleConfig())) == {"lora"}
