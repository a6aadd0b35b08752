"""The program: what neighbours do, the store, the pages, the way to the radio."""
