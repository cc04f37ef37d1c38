"""Crashes by fork: a clean process with everything imported forks a server and lets it be killed."""
