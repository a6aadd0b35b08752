"""A radio's settings for tests: as from the shop, and drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from radio.radio_plan import ChannelKeys, Wish
from radio.radio_settings import NO_REGION, RadioChannel, RadioSettings

KEYS = ChannelKeys(hubs=bytes(range(32)), neighbours=bytes(range(100, 132)))
PIN = 735_219
WISH = Wish(KEYS, PIN, region="EU_868", name="14 Elm Street")

SHOP = RadioSettings(
    region="UNSET",
    preset="LONG_FAST",
    uses_preset=True,
    frequency_slot=0,
    hop_limit=3,
    transmits=True,
    breaks_duty_cycle=False,
    ok_to_mqtt=False,
    mqtt=False,
    long_name="Meshtastic 1a2b",
    short_name="1a2b",
    takes_messages=True,
    ham=False,
    role="CLIENT",
    rebroadcast="ALL",
    saves_power=False,
    smart_position=True,
    position_interval_s=900,
    node_info_interval_s=10_800,
    telemetry_interval_s=1_800,
    pairing="FIXED_PIN",
    pin=123456,
    channels=(RadioChannel("", b"\x01", position_bits=13),),
)

NAMES = st.text(st.characters(categories=["L", "N", "S"]), min_size=1, max_size=9)
KEYS_DRAWN = st.sampled_from([b"", b"\x01", b"\x09"]) | st.binary(
    min_size=16, max_size=32
)
CHANNELS = st.builds(
    RadioChannel,
    name=NAMES | st.sampled_from(["", "porchlight", "neighbours"]),
    key=KEYS_DRAWN,
    position_bits=st.none() | st.integers(0, 32),
    on_internet=st.booleans(),
)
SETTINGS = st.builds(
    RadioSettings,
    region=st.sampled_from([NO_REGION, "US", "EU_868", "ANZ"]),
    preset=st.sampled_from(["LONG_FAST", "SHORT_TURBO", "MEDIUM_SLOW"]),
    uses_preset=st.booleans(),
    frequency_slot=st.integers(0, 200),
    hop_limit=st.integers(0, 7),
    transmits=st.booleans(),
    breaks_duty_cycle=st.booleans(),
    ok_to_mqtt=st.booleans(),
    mqtt=st.booleans(),
    long_name=NAMES,
    short_name=st.text("abc", min_size=1, max_size=4),
    takes_messages=st.booleans(),
    ham=st.booleans(),
    role=st.sampled_from(["CLIENT", "ROUTER", "TAK", "REPEATER"]),
    rebroadcast=st.sampled_from(["ALL", "KNOWN_ONLY", "CORE_PORTNUMS_ONLY"]),
    saves_power=st.booleans(),
    smart_position=st.booleans(),
    position_interval_s=st.integers(0, 2**32 - 1),
    node_info_interval_s=st.integers(0, 2**32 - 1),
    telemetry_interval_s=st.integers(0, 2**32 - 1),
    pairing=st.sampled_from(["RANDOM_PIN", "FIXED_PIN", "NO_PIN"]),
    pin=st.sampled_from([0, 123456]) | st.integers(100_000, 999_999),
    channels=st.lists(CHANNELS, min_size=1, max_size=6).map(tuple),
)
