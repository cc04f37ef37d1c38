"""Transcripts in plain text, run through every door with the same effects."""
