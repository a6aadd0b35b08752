"""Several virtual radios on one air, switched on and off one by one. No IO."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from radio.airtime import PRESETS
from radio.simulator.air import Air, Hears, Transmission, everyone
from radio.simulator.configuration import Configuration, RadioSetup, identity
from radio.simulator.node import Node, NodeSettings
from radio.simulator.packet import AirPacket
from radio.simulator.scheduler import Scheduler
from radio.simulator.virtual_radio import VirtualRadio
from radio.simulator.wire import ChannelKeyring, private_payload


class RadioSet:
    """Radios 0 … count - 1, all off at first. All know each other's node info."""

    def __init__(
        self,
        count: int,
        setup: RadioSetup,
        scheduler: Scheduler,
        unix_time: Callable[[], float],
        air: Air,
    ) -> None:
        self.identities = tuple(identity(index, setup.seed) for index in range(count))
        self.configurations = tuple(
            Configuration(who, setup) for who in self.identities
        )
        self._setup = setup
        self._scheduler = scheduler
        self._unix_time = unix_time
        self._air = air
        self._nodes: dict[int, Node] = {}
        self._boots = 0

    def switch_on(self, index: int) -> VirtualRadio:
        """Boot radio `index`: settings as kept, everything else new."""
        who, configuration = self.identities[index], self.configurations[index]
        neighbours = [other for other in self.identities if other is not who]
        # A real radio draws new packet ids after each boot; so must these, or the
        # others would take them for repetitions.
        self._boots += 1
        radio = VirtualRadio(configuration, neighbours, self._unix_time)
        node = Node(
            NodeSettings(who.number, index, configuration.hop_limit),
            self._air,
            self._scheduler,
            Random(f"{self._setup.seed} {index} {self._boots}"),
            ChannelKeyring(configuration.keys),
            radio,
        )
        radio.join(node)
        self._nodes[index] = node
        return radio

    def read(self, packet: AirPacket) -> bytes | None:
        """What a packet carries on the private port, read with radio 0's keys."""
        opened = ChannelKeyring(self.configurations[0].keys).open(packet)
        return private_payload(opened) if opened else None

    def switch_off(self, index: int) -> None:
        """Cut the power of radio `index`, if it is on."""
        node = self._nodes.pop(index, None)
        if node is not None:
            node.switch_off()


def shared_air(
    setup: RadioSetup,
    scheduler: Scheduler,
    *,
    loss: float = 0.0,
    hears: Hears = everyone,
    observer: Callable[[Transmission], None] | None = None,
) -> Air:
    """An air of the set-up's preset whose chance comes from its seed."""
    return Air(
        scheduler,
        Random(f"{setup.seed} air"),
        PRESETS[setup.preset],
        loss=loss,
        hears=hears,
        observer=observer,
    )
