"""How much of an hour a radio may transmit, by Meshtastic's names of regions."""

from __future__ import annotations

from types import MappingProxyType

DUTY_CYCLES = MappingProxyType(
    {
        "EU_433": 0.1,
        "EU_866": 0.025,
        "EU_868": 0.1,
        "EU_N_868": 0.1,
        "TH": 0.1,
        "UA_433": 0.1,
        "UA_868": 0.01,
    }
)
"""As the firmware has them (RadioInterface.cpp, the table of regions). The others have
no limit. In EU_866 routers may send for 10 %; we count as none."""


def duty_cycle(region: str) -> float:
    """The part of an hour for which that region lets a radio transmit; 1 for all."""
    return DUTY_CYCLES.get(region, 1.0)
