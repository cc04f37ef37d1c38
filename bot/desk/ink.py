"""Draws the desk's pages from its templates, with the words of `desk.ftl`."""

from datetime import date, datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.desk.parts import DESK, DeskParts
from locales import formats
from nlp import places

#: Strict: nothing inline, nothing from elsewhere, in no frame.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' blob:; media-src 'self'; font-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)


#: What the static files are.
_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


class Ink:
    """The templates of the desk with everything they may call."""

    def __init__(self, desk: DeskParts) -> None:
        self._desk = desk
        self.locale = desk.settings.locale
        self._words = desk.renderer.words(self.locale)
        self.static = Static()
        self._environment = Environment(
            loader=PackageLoader("bot.desk", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            t=self.say, ic=icon, static=self.static.address, rehearsal=desk.rehearsal
        )
        self._environment.filters.update(
            yuan=self.yuan,
            day=self.day,
            moment=self.moment,
            place=place_name,
            county=county_name,
            month=self.month,
            lines=with_breaks,
        )

    def say(self, key: str, **args: str | int) -> str:
        """Say a sentence or a label; a code without words stands for itself."""
        if not self._words.has(key):
            return key.rpartition("-")[2] or key
        return self._words.say(key, args)

    def page(
        self, request: web.Request, template: str, status: int = 200, **values: Any
    ) -> web.Response:
        """Draw a page; it is never cached and loads nothing from elsewhere."""
        text = self._environment.get_template(template).render(request=request, **values)
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)

    def yuan(self, fen: int | None) -> str:
        """Write a sum without its unit, `—` where it is not known."""
        return "—" if fen is None else formats.money(fen, self.locale).split()[0]

    def day(self, text: str | None) -> str:
        """Write a date or the day of a time."""
        return "" if not text else formats.day(date.fromisoformat(text[:10]), self.locale)

    def moment(self, text: str | None) -> str:
        """Write a time as local day and hour; a date stays a day."""
        if not text:
            return ""
        if len(text) == 10:
            return self.day(text)
        at = datetime.fromisoformat(text).astimezone(self._desk.presenter.zone)
        return formats.moment(at, self.locale)

    def month(self, text: str | None) -> str:
        """Write a date as exact as it was said."""
        return formats.month(text, self.locale) if text else ""


class Static:
    """Style and script, named by what is in them, so that they may be kept for ever."""

    def __init__(self) -> None:
        folder = files("bot.desk").joinpath("static")
        self._files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
        self._version = sha256(b"".join(self._files.values())).hexdigest()[:12]

    def address(self, name: str) -> str:
        """Return where a file is served."""
        return f"/desk/static/{self._version}/{name}"

    async def serve(self, request: web.Request) -> web.Response:
        """Serve a file."""
        body = self._files.get(request.match_info["name"])
        if body is None:
            raise web.HTTPNotFound
        kind = _KINDS[request.match_info["name"].rpartition(".")[2]]
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        answer = web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)
        answer.enable_compression()
        return answer


INK = web.AppKey("INK", Ink)


def icon(name: str, style: str = "") -> Markup:
    """Draw an icon of the page's sprite; the words beside it say the same."""
    kind = Markup(' class="{}"').format(style) if style else ""
    return Markup('<svg aria-hidden="true"{}><use href="#i-{}"/></svg>').format(kind, name)


def with_breaks(text: str) -> Markup:
    """Write a text with its line breaks."""
    return Markup("<br>").join(text.split("\n"))


def place_name(division: str | None) -> str:
    """Name a division."""
    return places.division_name(division) if division else ""


def county_name(division: str | None) -> str:
    """Name a county alone, without the province and city it lies in."""
    if not division:
        return ""
    county = division[:6]
    above = places.parent_of(county)
    name = places.division_name(county)
    return name.removeprefix(places.division_name(above)) if above else name


def ink_of(request: web.Request) -> Ink:
    """Return what draws this application's pages."""
    return request.app[INK]


def desk_of(request: web.Request) -> DeskParts:
    """Return the parts of the desk."""
    return request.app[DESK]
