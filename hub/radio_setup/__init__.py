"""The hub's own radio on the bench: `porchlight radio`; no running hub enters."""
