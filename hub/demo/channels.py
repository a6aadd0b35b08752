"""The demo's radios set up as `porchlight radio setup` does it, all at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hub.demo.processes import DemoFailed
from hub.radio_setup.channel_keys import channel_keys
from hub.settings import SettingsInvalid
from radio.bearer import BearerDown, RadioAddress
from radio.meshtastic_setup import RadioOnBench
from radio.radio_plan import CannotPlan, ChannelKeys, Wish, wanted


def set_up_radios(addresses: Sequence[RadioAddress], network_key: Path) -> None:
    """Give all of them the channels of hubs and of neighbours. Raises DemoFailed."""
    try:
        keys = channel_keys(network_key)
        with ThreadPoolExecutor(len(addresses)) as threads:
            list(threads.map(lambda each: _set_up(each, keys), addresses))
    except (BearerDown, CannotPlan, SettingsInvalid) as error:
        raise DemoFailed(f"A virtual radio could not be set up: {error}.") from error


def _set_up(address: RadioAddress, keys: ChannelKeys) -> None:
    with RadioOnBench(address) as bench:
        now = bench.report().settings
        bench.write(wanted(now, Wish(keys, 100_000 + secrets.randbelow(900_000))))
        bench.restart()
