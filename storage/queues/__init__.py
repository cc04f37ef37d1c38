"""Ponds between stations: what waits to be read, sent, fetched, or to come due."""
