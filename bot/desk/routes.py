"""Joins the desk to the site: pages under /desk/, the same data as JSON under /desk/api/."""

from aiohttp import web

from bot.desk.api import add_api
from bot.desk.api.answers import answer_errors
from bot.desk.api.bodies import read_bodies
from bot.desk.ink import INK, Ink
from bot.desk.live import add_live
from bot.desk.pages import add_pages
from bot.desk.pages.errors import show_errors
from bot.desk.pages.frame import deny_by_default
from bot.desk.parts import DESK, DeskParts
from bot.desk.session import find_actor

#: The largest upload, a little over the limit of a file.
LARGEST = 210 * 1024**2


def add_desk(site: web.Application, desk: DeskParts) -> None:
    """Add the desk as applications of their own, each with its way of answering errors."""
    api = web.Application(
        middlewares=[answer_errors, read_bodies, find_actor], client_max_size=LARGEST
    )
    api[DESK] = desk
    add_api(api)
    site.add_subapp("/desk/api/", api)
    layers = [show_errors, find_actor, deny_by_default]
    pages = web.Application(middlewares=layers, client_max_size=LARGEST)
    pages[DESK] = desk
    pages[INK] = Ink(desk)
    add_pages(pages)
    add_live(pages)
    site.add_subapp("/desk/", pages)
