"""Replicates opaque records between hubs over a slow, lossy, shared channel.

Knows nothing of needs and offers, of the hub, or of the kiosk.
"""
