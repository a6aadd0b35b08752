"""Records carried between hubs by hand: export, import, and a running hub's inbox."""
