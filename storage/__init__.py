"""Memory that survives: every table, every query, every seal. Row objects never leave this folder.

Functions take the open unit first: a `Work` where they write, a `Reading` where they look.
"""
