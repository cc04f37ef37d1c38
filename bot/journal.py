"""Logs without personal data: an event's name, ids and counts, as JSON lines on standard error."""

import logging
import sys

import structlog


def open_journal(level: int = logging.INFO) -> None:
    """Send every log line, ours and the libraries' warnings, to standard error as JSON."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _name_the_error,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(levelname)s %(name)s")


def journal(station: str) -> structlog.typing.FilteringBoundLogger:
    """Return the logger of a station; give it ids and counts, never words."""
    logger: structlog.typing.FilteringBoundLogger = structlog.get_logger(station=station)
    return logger


def _name_the_error(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Write an exception as its class and place only: its text may hold a worker's words."""
    error = event.pop("error", None)
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        if trace:
            code = trace.tb_frame.f_code
            event["at"] = f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
    return event
