"""Makes the model of `radio.textmodel` from texts; no part of the running program."""
