"""The simulator: one shared air, Meshtastic's mesh behaviour, virtual radios.

`air`, `node` and what they stand on know no clock, socket or protobuf: time and
chance are handed in. `server.VirtualRadios` is the door for programs and tests.
"""
