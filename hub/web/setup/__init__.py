"""The pages on which a hub is set up: at its first start, and by a steward later."""
