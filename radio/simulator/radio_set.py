"""Several virtual radios on one air, switched on and off one by one. No IO."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from radio.airtime import PRESETS
from radio.simulator.air import Air, Hears, Transmission, everyone
from radio.simulator.configuration import Configuration
from radio.simulator.directory import NodeDirectory
from radio.simulator.firmware import Firmware
from radio.simulator.node import Node
from radio.simulator.node_ports import NodeSettings
from radio.simulator.packet import AirPacket
from radio.simulator.radio_keyring import RadioKeyring
from radio.simulator.relaying import Relaying
from radio.simulator.scheduler import Scheduler
from radio.simulator.setup import Identity, RadioKind, RadioSetup, identity
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
        kinds: Mapping[int, RadioKind] = MappingProxyType({}),
    ) -> None:
        """`kinds` says which radios are not of the usual kind."""
        chosen = [kinds.get(index, RadioKind()) for index in range(count)]
        self.configurations = tuple(
            Configuration(identity(index, setup.seed, fresh=kind.fresh), setup, kind)
            for index, kind in enumerate(chosen)
        )
        self._directories = [self._others_of(index) for index in range(count)]
        self._setup = setup
        self._scheduler = scheduler
        self._unix_time = unix_time
        self._air = air
        self._on: dict[int, tuple[VirtualRadio, Node]] = {}
        self._boots = 0

    @property
    def identities(self) -> tuple[Identity, ...]:
        """Who the radios are now: names and numbers may change."""
        return tuple(own.identity for own in self.configurations)

    def switch(self, index: int) -> RadioSwitch:
        """The switch of radio `index`."""
        return RadioSwitch(self, index)

    def switch_on(self, index: int) -> VirtualRadio:
        """Boot radio `index`: settings as kept, everything else new."""
        own, directory = self.configurations[index], self._directories[index]
        again = own.boot()
        if again:
            directory.forget_keys()
        # A real radio draws new packet ids after each boot; so must these, or the
        # others would take them for repetitions.
        self._boots += 1
        radio = VirtualRadio(own, directory, self._scheduler, self._unix_time)
        node = Node(
            self._node_settings(index),
            self._air,
            self._scheduler,
            Random(f"{self._setup.seed} {index} {self._boots}"),
            RadioKeyring(own, directory),
            radio,
        )
        radio.join(node, again=again)
        self._on[index] = radio, node
        return radio

    def _node_settings(self, index: int) -> NodeSettings:
        own = self.configurations[index]
        relaying = Relaying(own)
        return NodeSettings(
            own.number,
            index,
            own.hop_limit,
            duty_cycle=own.duty_cycle,
            relays=relaying,
            is_router=relaying.is_router,
            forgets_opaque=own.firmware.forgets_opaque,
        )

    def _others_of(self, index: int) -> NodeDirectory:
        # A fresh radio has met nobody, and nobody a fresh radio.
        others = [
            (other.number, other.owner)
            for place, other in enumerate(self.configurations)
            if place != index and other.keys
        ]
        return NodeDirectory(others if self.configurations[index].keys else ())

    def read(self, packet: AirPacket) -> bytes | None:
        """What a packet carries on the private port, read with radio 0's keys."""
        opened = ChannelKeyring(self.configurations[0].channel_keys).open(packet)
        return private_payload(opened) if opened else None

    def switch_off(self, index: int) -> None:
        """Cut the power of radio `index`, if it is on."""
        if index in self._on:
            radio, node = self._on.pop(index)
            radio.power_cut()
            node.switch_off()


@dataclass(frozen=True, slots=True)
class RadioSwitch:
    """Power for one radio of a set."""

    radios: RadioSet
    index: int

    def on(self) -> VirtualRadio:
        """Boot it."""
        return self.radios.switch_on(self.index)

    def off(self) -> None:
        """Cut its power, if it is on."""
        self.radios.switch_off(self.index)

    def flash(self, firmware: Firmware) -> None:
        """Give it other firmware, while it is off."""
        self.radios.configurations[self.index].firmware = firmware


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
