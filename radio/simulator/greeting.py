"""What a radio tells a client that asks for its configuration, message by message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meshtastic.protobuf import mesh_pb2

from radio.simulator.configuration import Configuration, metadata

ONLY_CONFIG = 69420
"""A want_config_id that asks for no other nodes (firmware, PhoneAPI.h)."""

ONLY_NODES = 69421
"""A want_config_id that asks for nodes alone."""

MIN_APP_VERSION = 30_200
"""Oldest client that firmware 2.7 talks to, as it says itself."""


def greeting(
    nonce: int,
    own: Configuration,
    neighbours: Iterable[mesh_pb2.NodeInfo],
    unix_s: int,
) -> Iterator[mesh_pb2.FromRadio]:
    """The answer to want_config_id `nonce`.

    Clients rely on this order (firmware, PhoneAPI.cpp).
    """
    others = [] if nonce == ONLY_CONFIG else list(neighbours)
    if nonce != ONLY_NODES:
        yield mesh_pb2.FromRadio(my_info=_my_info(own, others))
    own_node = mesh_pb2.NodeInfo(num=own.number, user=own.owner, last_heard=unix_s)
    if own.has_gps:
        own_node.position.CopyFrom(_found(unix_s))
    yield mesh_pb2.FromRadio(node_info=own_node)
    if nonce != ONLY_NODES:
        yield from _settings(own)
    for node in others:
        yield mesh_pb2.FromRadio(node_info=node)
    yield mesh_pb2.FromRadio(config_complete_id=nonce)


def _found(unix_s: int) -> mesh_pb2.Position:
    """By a GPS, now: the firmware puts the time in each time it is asked."""
    source = mesh_pb2.Position.LocSource.LOC_INTERNAL
    return mesh_pb2.Position(
        latitude_i=1, longitude_i=1, location_source=source, time=unix_s
    )


def _my_info(
    own: Configuration, others: list[mesh_pb2.NodeInfo]
) -> mesh_pb2.MyNodeInfo:
    return mesh_pb2.MyNodeInfo(
        my_node_num=own.number,
        min_app_version=MIN_APP_VERSION,
        nodedb_count=1 + len(others),
    )


def _settings(own: Configuration) -> Iterator[mesh_pb2.FromRadio]:
    yield mesh_pb2.FromRadio(metadata=metadata(own))
    for channel in own.channels:
        yield mesh_pb2.FromRadio(channel=channel)
    for section in own.config_sections():
        yield mesh_pb2.FromRadio(config=section)
    for section in own.module_config_sections():
        yield mesh_pb2.FromRadio(moduleConfig=section)
