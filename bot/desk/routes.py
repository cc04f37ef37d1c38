"""Joins the desk to the site: pages under /desk/, the same data as JSON under /desk/api/."""

from aiohttp import web

from bot.desk.api import add_api
from bot.desk.api.answers import answer_errors
from bot.desk.parts import DESK, DeskParts
from bot.desk.session import find_actor


def add_desk(site: web.Application, desk: DeskParts) -> None:
    """Add the desk as applications of their own, each with its way of answering errors."""
    api = web.Application(middlewares=[answer_errors, find_actor], client_max_size=210 * 1024**2)
    api[DESK] = desk
    add_api(api)
    site.add_subapp("/desk/api/", api)
