"""A refusal is a code with a status and one clear sentence, the same for API and page."""

from collections.abc import Awaitable, Callable
from math import ceil

from aiohttp import web

from bot.channels.web.parts import CHAT
from handlers.errors import Conflict, Invalid, NotFound, ProductError, RetryLater

#: Every code of the chat API with its status; the sentence is `chat-error-CODE`.
STATUS = {
    "not_json": 400,
    "not_utf8": 400,
    "too_deep": 400,
    "wrong_shape": 400,
    "wrong_client_id": 400,
    "wrong_number": 400,
    "wrong_choice": 400,
    "empty": 400,
    "file_empty": 400,
    "stale_form": 400,
    "no_key": 401,
    "not_found": 404,
    "code_unknown": 404,
    "upload_unknown": 404,
    "wrong_offset": 409,
    "upload_unfinished": 409,
    "text_long": 413,
    "body_large": 413,
    "file_large": 413,
    "media_type": 415,
    "file_type": 415,
    "too_many": 429,
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Refusal(Exception):
    """What was sent is not taken; the code says why."""

    def __init__(self, code: str, *, headers: dict[str, str] | None = None, **args: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = STATUS[code]
        self.headers = headers or {}
        self.args_said = args

    def sentence(self, request: web.Request) -> str:
        """Return the one sentence, in the worker's language."""
        key = "chat-error-" + self.code.replace("_", "-")
        said = {name: value for name, value in self.args_said.items() if isinstance(value, int)}
        return request.app[CHAT].words.say(key, said)


def as_refusal(error: ProductError) -> Refusal:
    """Translate what a service raised."""
    match error:
        case RetryLater(after=after):
            return too_many(after)
        case NotFound():
            return Refusal(error.code if error.code in STATUS else "not_found")
        case Conflict():
            offset = str(error.details.get("offset", 0))
            code = error.code if error.code in STATUS else "wrong_offset"
            return Refusal(code, headers={"Upload-Offset": offset})
        case Invalid():
            code = error.code if error.code in STATUS else "wrong_shape"
            return Refusal(code, limit=error.details.get("limit"))
        case _:
            raise error


def too_many(after: float) -> Refusal:
    """Refuse for now, with the seconds to wait."""
    seconds = max(1, ceil(after))
    return Refusal("too_many", headers={"Retry-After": str(seconds)}, seconds=seconds)


def answering(handler: Handler) -> Handler:
    """Make a handler answer every refusal as the contract's JSON error."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refusal as refusal:
            return _as_json(refusal, request)
        except ProductError as error:
            return _as_json(as_refusal(error), request)

    return answer


def _as_json(refusal: Refusal, request: web.Request) -> web.Response:
    body = {"error": {"code": refusal.code, "message": refusal.sentence(request)}}
    return web.json_response(body, status=refusal.status, headers=refusal.headers)
