"""What a hub hands to its radio, as Meshtastic's packets."""

from __future__ import annotations

from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2

from radio.carriage import Carriage
from radio.meshtastic_channels import Channels
from radio.meshtastic_texts import BROADCAST, HeardRadios
from radio.texts import TextToSend

Port = portnums_pb2.PortNum
Priority = mesh_pb2.MeshPacket.Priority


def frame_packet(
    frame: bytes, carriage: Carriage, channels: Channels, hop_limit: int
) -> mesh_pb2.MeshPacket:
    """A frame for all hubs, on their channel."""
    packet = mesh_pb2.MeshPacket(
        to=BROADCAST,
        channel=channels.hubs,
        hop_limit=hop_limit,
        priority=Priority.DEFAULT,
    )
    as_text = carriage.as_text
    packet.decoded.portnum = Port.TEXT_MESSAGE_APP if as_text else Port.PRIVATE_APP
    packet.decoded.payload = carriage.payload_of(frame)
    return packet


def text_packet(
    text: TextToSend, channels: Channels, known: HeardRadios, own: int, hop_limit: int
) -> mesh_pb2.MeshPacket:
    """A text for everybody on the neighbours' channel, or for one radio.

    A direct message goes sealed for its reader, or on the neighbours' channel: never on
    one whose key everybody knows, as the firmware would have it.
    """
    direct = text.to is not None
    sealed = channels.neighbours is None or text.to in known.with_keys
    packet = mesh_pb2.MeshPacket(
        to=BROADCAST if text.to is None else text.to,
        channel=channels.neighbours or 0,
        hop_limit=hop_limit,
        want_ack=direct,
        pki_encrypted=direct and sealed,
    )
    if text.urgent:
        packet.priority = Priority.HIGH
    # Otherwise the radio addresses its word on a dropped text to nobody.
    setattr(packet, "from", own)
    packet.decoded.portnum = Port.TEXT_MESSAGE_APP
    packet.decoded.payload = text.text.encode()
    packet.decoded.reply_id = text.answers or 0
    return packet


def channel_question(index: int, own: int) -> mesh_pb2.MeshPacket:
    """Asks the radio for one of its channels; the answer comes as a packet."""
    # Counted from 1, since protobuf does not send a zero.
    question = admin_pb2.AdminMessage(get_channel_request=index + 1)
    packet = mesh_pb2.MeshPacket(to=own)
    packet.decoded.portnum = Port.ADMIN_APP
    packet.decoded.payload = question.SerializeToString()
    packet.decoded.want_response = True
    return packet
