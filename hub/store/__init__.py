"""Durable records: TinyDB's interface on one SQLite file."""
