"""What the desk is joined to: everything it needs of the rest, handed in by `bot.app`."""

from dataclasses import dataclass

from aiohttp import web

from bot.bell import Bell
from bot.desk.present import Presenter
from bot.services.accounts import Accounts
from bot.services.casework import Casework
from bot.services.credentials import Credentials
from bot.services.directory import Directories
from bot.services.evidence import Evidence
from bot.services.intake import Intake
from bot.services.ports import Clock
from bot.services.rendering import Renderer
from bot.services.staff import Staff
from bot.services.world import Worlds
from bot.settings import Settings
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskParts:
    """The parts the desk is made of."""

    settings: Settings
    store: Store
    bell: Bell
    clock: Clock
    casework: Casework
    accounts: Accounts
    evidence: Evidence
    intake: Intake
    worlds: Worlds
    renderer: Renderer
    presenter: Presenter
    rehearsal: bool = False
    """`run --clock`: every page says that this is not real time."""

    @property
    def staff(self) -> Staff:
        """Return what keeps the accounts of others."""
        return Staff(self.store, self.accounts)

    @property
    def directories(self) -> Directories:
        """Return what edits the directory."""
        return Directories(self.store, self.worlds, self.casework, self.clock)

    @property
    def credentials(self) -> Credentials:
        """Return what keeps somebody's own account."""
        return Credentials(self.store, self.accounts)


DESK = web.AppKey("DESK", DeskParts)
