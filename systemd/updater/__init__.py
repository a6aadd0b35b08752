"""Signed updates: made by those who publish, checked and installed by a box, on the
installed release's Python, which has what checks a signature. The hub runs none of it.
"""
