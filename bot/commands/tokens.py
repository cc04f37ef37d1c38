"""`token`: access tokens for the desk API, shown once."""

import click

from bot.commands.staff import with_accounts
from bot.desk.guard import SCOPES
from bot.services.accounts import Accounts
from storage.records import tokens
from storage.store import Store


@click.group()
def token() -> None:
    """Make, list and revoke access tokens."""


@token.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(SCOPES))
@click.option("--as", "username", help="The officer it acts as; else a service officer of its own.")
def add(name: str, scopes: tuple[str, ...], username: str | None) -> None:
    """Make a token and print it, alone on the line: it is not shown again."""

    async def work(_store: Store, accounts: Accounts, _address: str) -> None:
        click.echo(await accounts.add_token(name, frozenset(scopes), username))

    with_accounts(work)


@token.command("list")
def list_() -> None:
    """List tokens with their scopes."""

    async def work(store: Store, _accounts: Accounts, _address: str) -> None:
        async with store.reading() as reading:
            for one in await tokens.list_all(reading):
                state = "revoked" if one.revoked_at else " ".join(sorted(one.scopes))
                click.echo(f"{one.name}\t{state}")

    with_accounts(work)


@token.command()
@click.argument("name")
def revoke(name: str) -> None:
    """Revoke a token; it opens nothing from then on."""

    async def work(_store: Store, accounts: Accounts, _address: str) -> None:
        await accounts.revoke_token(name)
        click.echo(f"{name} is revoked.")

    with_accounts(work)
