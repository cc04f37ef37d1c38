"""Scripted people who tell the product their story through its doors."""
