"""One virtual radio's TCP port: bytes between a socket and a `Line`."""

from __future__ import annotations

import asyncio
import contextlib

from radio.simulator.line import Line

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
        line: Line,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._line = line
        self._reader = reader
        self._writer = writer
        self._output = asyncio.Event()
        self.cut_off = False
        writer.transport.set_write_buffer_limits(high=WRITE_BUFFER_BYTES)
        line.on_output = self._output.set

    async def run(self) -> None:
        """Carry bytes both ways until either side closes."""
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
        self.cut_off = True
        self._writer.transport.abort()

    async def _receive(self) -> None:
        with contextlib.suppress(OSError):
            while piece := await self._reader.read(READ_BYTES):
                self._line.receive(piece)

    async def _send(self) -> None:
        while not self._writer.is_closing():
            await self._output.wait()
            self._output.clear()
            while (piece := self._line.next_piece()) is not None:
                self._writer.write(piece)
                await self._writer.drain()


class RadioServer:
    """One radio's TCP port; a new client ends the connection of the one before."""

    stays_over_reboot = False
    """A radio without power answers no network."""

    def __init__(self, line: Line, host: str, port: int) -> None:
        self._line = line
        self._host = host
        self._port = port
        self._client: _Client | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> int:
        """Listen; returns the port, chosen by the system if it was 0."""
        self._server = await asyncio.start_server(
            self._connected, self._host, self._port
        )
        self._port = self._server.sockets[0].getsockname()[1]
        return self._port

    async def close(self) -> None:
        """Stop listening and hang up."""
        if self._server is None:
            return
        await self._accept_no_more(self._server)
        self._server.close()
        while self._connections:
            self._drop_client()
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

    async def hang_up(self) -> None:
        """Cut off the client, if there is one."""
        self._drop_client()

    def _drop_client(self) -> None:
        if self._client is not None:
            self._client.close()

    async def _connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._connections.add(task)
            task.add_done_callback(self._connections.discard)
        self._drop_client()
        self._line.client_arrived()
        client = self._client = _Client(self._line, reader, writer)
        try:
            await client.run()
        finally:
            if self._client is client:
                self._client = None
                if client.cut_off:
                    self._line.client_left()
                else:
                    self._line.client_vanished()
