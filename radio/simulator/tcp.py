"""One virtual radio's TCP port: frames between a socket and a `VirtualRadio`."""

from __future__ import annotations

import asyncio
import contextlib

from radio.simulator.framing import FrameReader, encode_frame
from radio.simulator.virtual_radio import VirtualRadio

READ_BYTES = 4096

ACCEPT_TURNS = 5
"""Turns of the loop within which a connection that was just accepted has its task."""

WRITE_BUFFER_BYTES = 4096
"""A client that does not read gets no more than this beyond the kernel's buffers;
the rest waits in the radio, which has rules for what it drops."""


class _Client:
    """One TCP connection to a radio."""

    def __init__(
        self,
        radio: VirtualRadio,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._radio = radio
        self._reader = reader
        self._writer = writer
        self._output = asyncio.Event()
        writer.transport.set_write_buffer_limits(high=WRITE_BUFFER_BYTES)
        radio.on_output = self._output.set

    async def run(self) -> None:
        """Carry frames both ways until either side closes."""
        sending = asyncio.create_task(self._send())
        try:
            await self._receive()
        finally:
            sending.cancel()
            self._writer.close()
            await asyncio.gather(
                sending, self._writer.wait_closed(), return_exceptions=True
            )

    def close(self) -> None:
        """Hang up at once; `run` ends soon after."""
        self._writer.transport.abort()

    async def _receive(self) -> None:
        frames = FrameReader()
        with contextlib.suppress(OSError):
            while piece := await self._reader.read(READ_BYTES):
                for frame in frames.feed(piece):
                    self._radio.to_radio(frame)

    async def _send(self) -> None:
        while not self._writer.is_closing():
            await self._output.wait()
            self._output.clear()
            while (frame := self._radio.next_frame()) is not None:
                self._writer.write(encode_frame(frame))
                await self._writer.drain()


class RadioServer:
    """One radio's TCP port; a new client ends the connection of the one before."""

    def __init__(self, radio: VirtualRadio) -> None:
        self._radio = radio
        self._client: _Client | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port, chosen by the system if `port` is 0."""
        self._server = await asyncio.start_server(self._connected, host, port)
        listening: int = self._server.sockets[0].getsockname()[1]
        return listening

    async def stop(self) -> None:
        """Stop listening and hang up."""
        if self._server is None:
            return
        await self._accept_no_more(self._server)
        self._server.close()
        while self._connections:
            self.close_client()
            await asyncio.wait(self._connections)
            await asyncio.sleep(0)
        await self._server.wait_closed()

    async def _accept_no_more(self, server: asyncio.Server) -> None:
        """Let connections that are just being accepted become tasks first.

        asyncio fails on one that is accepted while its server closes.
        """
        for listening in server.sockets:
            asyncio.get_running_loop().remove_reader(listening.fileno())
        for _ in range(ACCEPT_TURNS):
            await asyncio.sleep(0)

    def close_client(self) -> None:
        """Hang up on the client, if there is one."""
        if self._client is not None:
            self._client.close()

    async def _connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        self.close_client()
        self._radio.client_arrived()
        client = self._client = _Client(self._radio, reader, writer)
        try:
            await client.run()
        finally:
            if self._client is client:
                self._client = None
                self._radio.client_left()
