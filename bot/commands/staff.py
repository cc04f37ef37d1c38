"""`staff`: officers and their roles."""

import asyncio
import sys
from collections.abc import Awaitable, Callable

import click

from bot import app
from bot.commands.configuration import settings_or_exit
from bot.journal import open_journal
from bot.services.accounts import Accounts
from handlers.errors import ProductError
from handlers.officer import Grant, Role
from storage.records import officers
from storage.store import Store

#: Roles that people may be given; the program and the worker are built in.
ROLES = [role.value for role in Role if role not in (Role.PROGRAM, Role.WORKER)]


@click.group()
def staff() -> None:
    """Make, list, close and reset accounts."""


@staff.command()
@click.argument("username")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES))
@click.option("--division", help="Six or nine digits; without it nationwide.")
@click.option("--agency", help="DIVISION-kind; without it all agencies of the division.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(
    username: str, roles: tuple[str, ...], division: str | None, agency: str | None,
    password_stdin: bool,
) -> None:  # fmt: skip
    """Make an account; without a password print a one-time sign-in link."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    place = division or (agency.partition("-")[0] if agency else None)
    grants = [Grant(role=Role(role), division=place, agency=agency) for role in roles]

    async def work(_store: Store, accounts: Accounts, address: str) -> None:
        link = await accounts.add(username, grants, password=password)
        click.echo(f"{address}{link}" if link else f"{username} may sign in.")

    with_accounts(work)


@staff.command("list")
def list_() -> None:
    """List accounts with their roles."""

    async def work(store: Store, _accounts: Accounts, _address: str) -> None:
        async with store.reading() as reading:
            for account in await officers.list_all(reading):
                officer = account.officer
                held = ", ".join(
                    f"{grant.role.value}@{grant.agency or grant.division or '*'}"
                    for grant in officer.grants
                )
                state = "" if officer.active else " (closed)"
                click.echo(f"{officer.username}\t{held}{state}")

    with_accounts(work)


@staff.command()
@click.argument("username")
def disable(username: str) -> None:
    """Close an account and end its sessions."""

    async def work(_store: Store, accounts: Accounts, _address: str) -> None:
        await accounts.set_active(username, active=False)
        click.echo(f"{username} may no longer sign in.")

    with_accounts(work)


@staff.command()
@click.argument("username")
def reset(username: str) -> None:
    """Forget password and second factor of an account; print a one-time sign-in link."""

    async def work(_store: Store, accounts: Accounts, address: str) -> None:
        click.echo(address + await accounts.reset(username))

    with_accounts(work)


def with_accounts(work: Callable[[Store, Accounts, str], Awaitable[None]]) -> None:
    """Open store and accounts beside a running server, and turn refusals into one sentence."""

    async def go() -> None:
        settings = settings_or_exit()
        async with app.open_store(settings, migrate=not settings.database_url) as store:
            await work(store, app.open_accounts(settings, store), settings.address)

    open_journal(level=40)
    try:
        asyncio.run(go())
    except ProductError as refused:
        said = {"taken": "That name is taken already.", "not_found": "There is no such account."}
        click.echo(said.get(refused.code, str(refused.__doc__)), err=True)
        sys.exit(1)
