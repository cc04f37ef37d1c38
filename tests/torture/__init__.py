"""Faults with the real thing: a full disk, a read-only one, a clock that jumps, a database gone."""
