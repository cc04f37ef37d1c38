"""The settings of a command; a wrong one ends it with one sentence."""

import sys

import click

from bot.settings import Settings, WrongSetting, load_settings


def settings_or_exit() -> Settings:
    """Read the settings; a wrong one ends the command with one sentence."""
    try:
        return load_settings()
    except WrongSetting as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(1)
