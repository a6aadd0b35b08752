"""Ways to bring posts to all hubs, one module each, on the same air and the same posts.

Those of other projects are written from descriptions of what they do; nothing of
theirs is in here.
"""
