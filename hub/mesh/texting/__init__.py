"""Neighbours who only have a radio: commands by text, and the answers to them."""
