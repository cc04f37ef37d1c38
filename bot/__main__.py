"""`python -m bot …`: one command a file under `bot/commands`."""

import importlib
import sys
from pathlib import Path

import click

import bot

COMMANDS = {
    "run": "run", "chat": "chat", "understand": "understand", "route": "route", "ask": "ask",
    "due": "due", "move": "move", "migrate": "migrate", "check": "check", "staff": "staff",
    "token": "tokens", "import": "imports", "export": "exports", "backup": "backups",
    "restore": "backups", "history": "history", "demo": "demo",
}  # fmt: skip


class Commands(click.Group):
    """Loads a command's file only when it is asked for, so that each starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command whose file is there."""
        folder = Path(bot.__file__).parent / "commands"
        return [name for name, file in COMMANDS.items() if (folder / f"{file}.py").exists()]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load one command."""
        if name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"bot.commands.{COMMANDS[name]}")
        command: click.Command = getattr(module, name if name != "import" else "import_")
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """薪声 Xinsheng: a worker tells it once; the agency that must act gets a case it can verify."""


def guard_names() -> None:
    """Refuse to start when another distribution's `handlers` stands first on the path."""
    root = Path(bot.__file__).resolve().parent.parent
    for name in ("handlers", "nlp", "storage", "locales"):
        file = importlib.import_module(name).__file__
        if file is None or Path(file).resolve().parent.parent != root:
            sys.exit(f"Another package named {name} stands first on the path: {file}. Remove it.")


if __name__ == "__main__":
    guard_names()
    main(prog_name="python -m bot")
