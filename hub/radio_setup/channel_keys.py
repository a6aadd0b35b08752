"""The keys of a radio's channels: grown from the network's key, so that all hubs come
to the same and nobody has to carry them about.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from hub.network_key import network_keys
from hub.settings import SettingsInvalid
from radio.keys import NETWORK_KEY_BYTES, Keyring, NetworkKey
from radio.meshtastic_channels import HUBS, NEIGHBOURS
from radio.radio_plan import ChannelKeys


def is_there(file: Path) -> bool:
    """Whether there is a network's key. Raises SettingsInvalid: we may not look."""
    try:
        return file.is_file()
    except OSError as error:
        message = f"{file} can't be read ({error.strerror}): run this with sudo."
        raise SettingsInvalid(message) from error


def channel_keys(file: Path) -> ChannelKeys:
    """From the network's key in that file, which is made if it is not there.

    Raises SettingsInvalid.
    """
    if not file.absolute().parent.is_dir():
        raise SettingsInvalid(
            f"There is no folder {file.parent}: start the hub once, or say --data."
        )
    keys = network_keys(file)
    if keys is None:
        raise SettingsInvalid(f"The network key {file} can't be made: may you write?")
    return _grown(keys)


def passing_channel_keys() -> ChannelKeys:
    """Of no network: for showing what would change where there is no key yet."""
    return _grown(Keyring(NetworkKey(secrets.token_bytes(NETWORK_KEY_BYTES))))


def _grown(keys: Keyring) -> ChannelKeys:
    eldest = keys.eldest
    return ChannelKeys(eldest.channel_key(HUBS), eldest.channel_key(NEIGHBOURS))
