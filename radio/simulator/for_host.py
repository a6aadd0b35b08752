"""What a radio tells its host: packets from the air, and its own words. Values only."""

from __future__ import annotations

import math

from meshtastic.protobuf import mesh_pb2, portnums_pb2, telemetry_pb2

from radio.simulator.air import Signal
from radio.simulator.node import Node
from radio.simulator.node_ports import Opened
from radio.simulator.packet import AirPacket

POWERED_PERCENT = 101
"""A battery level that stands for external power."""

POWERED_V = 4.2


def received(
    packet: AirPacket, opened: Opened, signal: Signal, unix_s: int
) -> mesh_pb2.MeshPacket:
    """The packet, with how and when it was heard."""
    message = mesh_pb2.MeshPacket(
        to=packet.to,
        channel=opened.channel,
        id=packet.packet_id,
        rx_time=unix_s,
        rx_snr=signal.snr_db,
        rx_rssi=signal.rssi_dbm,
        hop_limit=packet.hop_limit,
        hop_start=packet.hop_start,
        want_ack=packet.want_ack,
        relay_node=packet.relayer,
        transport_mechanism=mesh_pb2.MeshPacket.TransportMechanism.TRANSPORT_LORA,
        pki_encrypted=bool(opened.public_key),
        public_key=opened.public_key,
    )
    setattr(message, "from", packet.sender)
    message.decoded.ParseFromString(opened.plain)
    return message


def own_words(node: Node, content: mesh_pb2.Data, unix_s: int) -> mesh_pb2.MeshPacket:
    """A packet of the radio to its own host."""
    message = mesh_pb2.MeshPacket(
        to=node.number,
        id=node.new_packet_id(),
        rx_time=unix_s,
        decoded=content,
    )
    setattr(message, "from", node.number)
    return message


def device_metrics(node: Node, uptime_s: int) -> mesh_pb2.Data:
    """How the radio is, and how busy its channel."""
    telemetry = telemetry_pb2.Telemetry()
    telemetry.device_metrics.battery_level = POWERED_PERCENT
    telemetry.device_metrics.voltage = POWERED_V
    telemetry.device_metrics.channel_utilization = 100 * node.channel_use
    telemetry.device_metrics.air_util_tx = 100 * node.transmitted
    telemetry.device_metrics.uptime_seconds = uptime_s
    return mesh_pb2.Data(
        portnum=portnums_pb2.PortNum.TELEMETRY_APP,
        payload=telemetry.SerializeToString(),
    )


def duty_cycle_note(
    packet_id: int, waits_s: float, unix_s: int
) -> mesh_pb2.ClientNotification:
    """Why that packet is refused, and for how many minutes others will be."""
    minutes = math.ceil(waits_s / 60)
    return mesh_pb2.ClientNotification(
        reply_id=packet_id,
        time=unix_s,
        level=mesh_pb2.LogRecord.Level.WARNING,
        message=f"Nothing can be sent for {minutes} mins: duty cycle limit",
    )
