"""The captive portal: a phone that joins is shown the way to the board, then let be.

Nothing here keeps an address of a phone, on disk or in a log.
"""
