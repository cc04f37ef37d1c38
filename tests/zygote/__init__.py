"""Crashes by fork: a clean process forks a server in milliseconds and lets it be killed."""
