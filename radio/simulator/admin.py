"""Answers to the admin messages that a host sends to its own radio."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from meshtastic.protobuf import admin_pb2, connection_status_pb2

from radio.simulator.configuration import Configuration, metadata
from radio.simulator.packet import RoutingError

SESSION_KEY = b"porchlit"
"""Eight bytes that real radios draw at random; a host hands them back."""

Request: TypeAlias = admin_pb2.AdminMessage
Answer: TypeAlias = admin_pb2.AdminMessage | RoutingError


def answer(request: Request, configuration: Configuration) -> Answer:
    """Do what is asked; the reply, or an ACK or NAK where a reply has no content."""
    asked = request.WhichOneof("payload_variant")
    if asked in _SETTERS:
        done = _SETTERS[asked](request, configuration)
        return RoutingError.NONE if done else RoutingError.BAD_REQUEST
    if asked in _GETTERS:
        reply = admin_pb2.AdminMessage(session_passkey=SESSION_KEY)
        found = _GETTERS[asked](request, reply, configuration)
        return reply if found else RoutingError.BAD_REQUEST
    if asked in _TAKEN:
        return RoutingError.NONE
    return RoutingError.BAD_REQUEST


def _set_owner(request: Request, configuration: Configuration) -> bool:
    configuration.set_owner(request.set_owner)
    return True


_SETTERS: dict[str, Callable[[Request, Configuration], bool]] = {
    "set_owner": _set_owner,
    "set_channel": lambda request, configuration: configuration.set_channel(
        request.set_channel
    ),
    "set_config": lambda request, configuration: configuration.set_config(
        request.set_config
    ),
    "set_module_config": lambda request, configuration: configuration.set_module_config(
        request.set_module_config
    ),
}

_TAKEN = frozenset(
    {
        "begin_edit_settings",
        "commit_edit_settings",
        "reboot_seconds",
        "remove_fixed_position",
        "set_time_only",
    }
)
"""Accepted: every change is in force at once here, and booting is others' work."""

_REBOOTING = frozenset(
    {"set_owner", "set_config", "set_module_config", "commit_edit_settings"}
)

REBOOT_AFTER_S = 7
"""DEFAULT_REBOOT_SECONDS (firmware, main.h; measured)."""


def reboots_after_s(request: Request) -> int | None:
    """When a radio boots again that has done what was asked; None: it does not.

    Below zero: neither does it any more if it was about to.
    """
    asked = request.WhichOneof("payload_variant")
    if asked == "reboot_seconds":
        return int(request.reboot_seconds)
    return REBOOT_AFTER_S if asked in _REBOOTING else None


def _get_config(request: Request, reply: Request, held: Configuration) -> bool:
    # ConfigType counts from 0 what Config numbers from 1.
    sections = held.config_sections()
    if request.get_config_request >= len(sections):
        return False
    reply.get_config_response.CopyFrom(sections[request.get_config_request])
    return True


def _get_module_config(request: Request, reply: Request, held: Configuration) -> bool:
    sections = held.module_config_sections()
    if request.get_module_config_request >= len(sections):
        return False
    reply.get_module_config_response.CopyFrom(
        sections[request.get_module_config_request]
    )
    return True


def _get_channel(request: Request, reply: Request, held: Configuration) -> bool:
    # The request carries index + 1, since protobuf does not send a zero.
    index = request.get_channel_request - 1
    if not 0 <= index < len(held.channels):
        return False
    reply.get_channel_response.CopyFrom(held.channels[index])
    return True


def _get_owner(_request: Request, reply: Request, held: Configuration) -> bool:
    reply.get_owner_response.CopyFrom(held.owner)
    return True


def _get_metadata(_request: Request, reply: Request, held: Configuration) -> bool:
    reply.get_device_metadata_response.CopyFrom(metadata(held))
    return True


def _get_canned(_request: Request, reply: Request, _held: Configuration) -> bool:
    reply.get_canned_message_module_messages_response = ""
    return True


def _get_ringtone(_request: Request, reply: Request, _held: Configuration) -> bool:
    reply.get_ringtone_response = ""
    return True


def _get_connection(_request: Request, reply: Request, _held: Configuration) -> bool:
    status = connection_status_pb2.DeviceConnectionStatus()
    status.ethernet.status.is_connected = True
    reply.get_device_connection_status_response.CopyFrom(status)
    return True


_GETTERS: dict[str, Callable[[Request, Request, Configuration], bool]] = {
    "get_config_request": _get_config,
    "get_module_config_request": _get_module_config,
    "get_channel_request": _get_channel,
    "get_owner_request": _get_owner,
    "get_device_metadata_request": _get_metadata,
    "get_canned_message_module_messages_request": _get_canned,
    "get_ringtone_request": _get_ringtone,
    "get_device_connection_status_request": _get_connection,
}
