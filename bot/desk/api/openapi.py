"""What the API is, for programs: OpenAPI 3.1, drawn from the table of moves and the shapes.

Bodies come from the very fields that a move's rule reads; so what is described is what is asked.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from aiohttp import web
from pydantic.json_schema import models_json_schema

from bot.desk import schemas
from bot.desk.api.alarms import ALARM_ACTIONS, TASK_ACTIONS
from bot.desk.guard import SCOPES
from bot.desk.ledger import BY
from bot.services.directory import COLUMNS
from handlers.alarm import AlarmState
from handlers.casework import alarms, staffing, tasks
from handlers.casework.bodies import SUM_MAX, Field, Reader, Shape
from handlers.casework.moves import MOVES, WORKERS_OWN
from handlers.casework.rules import rule_of
from handlers.facts import FACTS
from handlers.jsonable import Json

Object = dict[str, Json]

#: Refusals with what they mean; every call but the description itself may give the first three.
_REFUSALS = {
    400: "cannot be read: no JSON object, a wrong limit, a foreign cursor",
    401: "no valid token",
    403: "`scope`: the token lacks it · otherwise the account may not",
    404: "not there, or out of sight",
    409: "`stale` · `not_from_here` · `held` · `not_held` · `gate` · `second_person` …",
    413: "too large",
    422: "a value is wrong; `field` names it",
}
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_REFERENCE: Object = {"type": "string", "pattern": r"^\d{3}-\d{4}-\d$"}
_FILE: Object = {"type": "string", "pattern": "^[0-9a-f]+$"}
_SHAPES: Mapping[Shape, Object] = {
    Shape.YES_NO: {"type": "boolean"},
    Shape.SUM: {"type": "integer", "minimum": 1, "maximum": SUM_MAX},
    Shape.COUNT: {"type": "integer", "minimum": 0},
    Shape.HAPPENED: {"type": "string", "description": "a date or time, not in the future"},
    Shape.DAY: {"type": "string", "pattern": _DAY, "format": "date"},
    Shape.PERIOD: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
    Shape.AGENCY: {"type": "string", "pattern": r"^(\d{6}|\d{9})-[a-z_]+$"},
    Shape.DIVISION: {"type": "string", "pattern": r"^(\d{6}|\d{9})$"},
    Shape.ANY: {},
}


async def describe(_request: web.Request) -> web.Response:
    """GET /desk/api/openapi.json: public; it says nothing of anybody."""
    headers = {"Cache-Control": "public, max-age=300"}
    return web.json_response(document(), headers=headers)


@cache
def document() -> Object:
    """Return the whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Xinsheng desk API", "version": "1"},
        "servers": [{"url": "/desk/api"}],
        "security": [{"token": []}],
        "paths": {**_case_paths(), **_action_paths(), **_other_paths()},
        "components": {
            "schemas": _components(),
            "securitySchemes": {
                "token": {
                    "type": "http", "scheme": "bearer",
                    "description": "scopes: " + " ".join(SCOPES),
                },
            },
        },
    }  # fmt: skip


def body_schema(fields: Iterable[Field], *, versioned: bool = False) -> Object:
    """Describe a body by the fields that are read of it."""
    known = tuple(fields)
    properties: Object = {field.name: value_schema(field.read) for field in known}
    if versioned:
        properties["version"] = {"type": "integer", "description": "as `If-Match`"}
    required: list[Json] = [field.name for field in known if field.needed]
    shape: Object = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": required} if required else shape


def value_schema(read: Reader) -> Object:
    """Describe a value by what its reader takes."""
    match read.shape:
        case Shape.WORDS:
            return {"type": "string", "minLength": 1, "maxLength": read.longest}
        case Shape.CODE:
            return {"type": "string", "enum": list(read.codes)}
        case Shape.LIST if read.each is not None:
            return {
                "type": "array", "items": value_schema(read.each), "uniqueItems": True,
                "minItems": read.at_least, "maxItems": read.longest,
            }  # fmt: skip
        case Shape.RECORD:
            return body_schema(read.parts)
        case shape:
            return dict(_SHAPES.get(shape, {}))


def _components() -> Object:
    wanted = [(model, "serialization") for model in schemas.ANSWERS]
    _, made = models_json_schema(wanted, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    components: Object = made["$defs"]
    return components


def _case_paths() -> Object:
    narrowing = ("status", "kind", "level", "division", "agency", "held_by", "due_before", "q")
    fact: Object = {"description": "the value of a fact, as casework.md names it"}
    told: Object = {
        "type": "object", "additionalProperties": False,
        "properties": {
            "text": {"type": "string", "maxLength": 4000},
            "facts": {
                "type": "object", "additionalProperties": False,
                "properties": {name: fact for name in FACTS},
            },
            "unnamed": {"type": "boolean"},
        },
    }  # fmt: skip
    upload: Object = {
        "type": "object", "required": ["file"],
        "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
    }  # fmt: skip
    one = [_path("reference", _REFERENCE)]
    return {
        "/cases": {
            "get": _call("list_cases", "Cases", "next due first", parameters=_paged(*narrowing)),
            "post": _call("file_case", "Case", "file for a caller", status=201, body=told,
                          parameters=[_key()], also=(413, 422)),
        },
        "/cases/{reference}": {
            "get": _call("show_case", "Case", "one case", parameters=one, also=(404,)),
        },
        "/cases/{reference}/reads": {
            "get": _call("list_reads", "Reads", "who read it", parameters=one, also=(404,)),
        },
        "/cases/{reference}/files": {
            "get": _call("list_files", "Files", "evidence", parameters=one, also=(404,)),
            "post": _call("add_file", "File", "keep a file", status=201, body=upload,
                          media="multipart/form-data", parameters=one, also=(404, 413, 422)),
        },
        "/cases/{reference}/files/{file}": {
            "get": _call("open_file", "", "the bytes", also=(404,),
                         parameters=[*one, _path("file", _FILE)]),
        },
    }  # fmt: skip


def _action_paths() -> Object:
    paths: Object = {}
    for action in sorted({row.action for row in MOVES} - WORKERS_OWN):
        variants = [
            body_schema(rule_of(row.action, row.variant).fields, versioned=True)
            for row in MOVES
            if row.action == action
        ]
        distinct = [shape for n, shape in enumerate(variants) if shape not in variants[:n]]
        body: Object = distinct[0] if len(distinct) == 1 else {"anyOf": list[Json](distinct)}
        parameters = [_path("reference", _REFERENCE), _version(), _key()]
        paths[f"/cases/{{reference}}/actions/{action}"] = {
            "post": _call(action, "Case", f"the move `{action}`", body=body,
                          parameters=parameters, also=(404, 409, 413, 422)),
        }  # fmt: skip
    return paths


def _other_paths() -> Object:
    states: Object = {"type": "string", "enum": [state.value for state in AlarmState]}
    paths: Object = {
        "/alarms": {
            "get": _call("list_alarms", "Alarms", "the oldest first",
                         parameters=[*_paged(), _query("state", states)]),
        },
        "/tasks": {
            "get": _call("list_tasks", "Tasks", "next due first",
                         parameters=_paged("state", "kind")),
        },
        "/figures": {
            "get": _call("show_figures", "Figures", "counts of a period", parameters=[
                _query("from", _SHAPES[Shape.DAY]), _query("to", _SHAPES[Shape.DAY]),
                _query("by", {"type": "string", "enum": list(BY)}),
            ]),
        },
        "/openapi.json": {
            "get": {
                "operationId": "openapi", "summary": "this page", "security": [],
                "responses": {"200": {"description": "OpenAPI 3.1", "content": {
                    "application/json": {"schema": {"type": "object"}},
                }}},
            },
        },
    }  # fmt: skip
    paths |= _staff_paths() | _directory_paths()
    for action in ALARM_ACTIONS:
        body = body_schema(alarms.fields_of(action), versioned=True)
        paths[f"/alarms/{{alarm}}/actions/{action}"] = {
            "post": _call(f"alarm_{action}", "Alarm", f"{action} an alarm", body=body,
                          parameters=[_path("alarm", _named("a")), _key()],
                          also=(404, 409, 413, 422)),
        }  # fmt: skip
    for action in TASK_ACTIONS:
        body = body_schema(tasks.fields_of(action), versioned=True)
        paths[f"/tasks/{{task}}/actions/{action}"] = {
            "post": _call(f"task_{action}", "Task", f"{action} a task", body=body,
                          parameters=[_path("task", _named("t")), _key()],
                          also=(404, 409, 413, 422)),
        }  # fmt: skip
    return paths


def _staff_paths() -> Object:
    """Describe what may be done to accounts."""
    paths: Object = {
        "/staff": {
            "get": _call("list_staff", "Staff", "who works here"),
            "post": _call("invite", "Invited", "make an account", status=201,
                          body=body_schema(staffing.INVITATION), also=(409, 413, 422)),
        },
    }  # fmt: skip
    for action, answer, fields in (
        ("hand_over", "HandedOver", staffing.HAND_OVER), ("reset", "Way", ()),
        ("close", "Named", ()), ("open", "Named", ()), ("set_roles", "Named", (staffing.ROLES,)),
    ):  # fmt: skip
        paths[f"/staff/{{username}}/actions/{action}"] = {
            "post": _call(f"account_{action}", answer, f"{action} an account",
                          body=body_schema(fields), also=(404, 413, 422),
                          parameters=[_path("username", {"type": "string"}), _key()]),
        }  # fmt: skip
    return paths


def _directory_paths() -> Object:
    """Describe the rows that the desk edits, kind by kind."""
    key = _path("key", {"type": "string"})
    paths: Object = {}
    for kind, columns in COLUMNS.items():
        row, reason = _row_schema(columns), _row_schema(())
        base = f"/directory/{kind}"
        paths[base] = {
            "get": _call(f"list_{kind}", "DirectoryRows", f"every {kind} row", also=(404,)),
            "post": _call(f"put_{kind}", "Keyed", f"write a {kind} row", body=row,
                          also=(404, 413, 422)),
        }  # fmt: skip
        paths[f"{base}/{{key}}/history"] = {
            "get": _call(f"past_{kind}", "Changes", "its past", parameters=[key], also=(404,)),
        }
        for action in ("remove", "undo"):
            paths[f"{base}/{{key}}/actions/{action}"] = {
                "post": _call(f"{action}_{kind}", "Keyed", f"{action} it", body=reason,
                              parameters=[key], also=(404, 413, 422)),
            }  # fmt: skip
    paths["/directory/routing/preview"] = {
        "post": _call("preview", "Preview", "the open cases a row would move",
                      body=_row_schema(COLUMNS["routing"]), also=(413, 422)),
    }  # fmt: skip
    return paths


def _row_schema(columns: Iterable[str]) -> Object:
    """Describe a row of words with the reason for changing it."""
    text: Object = {"type": "string"}
    reason: Object = {"type": "string", "minLength": 1, "maxLength": 500}
    properties: Object = {**dict.fromkeys(columns, text), "reason": reason}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _call(
    name: str, answer: str, summary: str, *, status: int = 200, body: Object | None = None,
    media: str = "application/json", parameters: Iterable[Object] = (), also: Iterable[int] = (),
) -> Object:  # fmt: skip
    shown: Object = {"application/octet-stream": {"schema": {}}}
    if answer:
        shown = {"application/json": {"schema": _ref(answer)}}
    responses: Object = {str(status): {"description": summary, "content": shown}}
    for code in (400, 401, 403, *also):
        responses[str(code)] = _refusal(code)
    call: Object = {
        "operationId": name, "summary": summary, "parameters": list[Json](parameters),
        "responses": responses,
    }  # fmt: skip
    if body is not None:
        call["requestBody"] = {"content": {media: {"schema": body}}, "required": bool(
            body.get("required") or "anyOf" in body
        )}  # fmt: skip
    return call


def _refusal(code: int) -> Object:
    content: Object = {"application/json": {"schema": _ref("Error")}}
    if code == 400:
        # what is no HTTP at all is refused before anybody can write JSON
        content["text/plain"] = {"schema": {"type": "string"}}
    return {"description": _REFUSALS[code], "content": content}


def _ref(name: str) -> Object:
    return {"$ref": f"#/components/schemas/{name}"}


def _named(letter: str) -> Object:
    return {"type": "string", "pattern": rf"^{letter}\d+$"}


def _path(name: str, schema: Object) -> Object:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query(name: str, schema: Object) -> Object:
    return {"name": name, "in": "query", "schema": schema}


def _paged(*names: str) -> list[Object]:
    text: Object = {"type": "string"}
    limit: Object = {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
    return [*(_query(name, text) for name in names), _query("limit", limit), _query("cursor", text)]


def _version() -> Object:
    schema: Object = {"type": "string", "pattern": r'^"\d{1,9}"$'}
    described = "the version that was seen; 409 `stale` where the case has moved on"
    return {"name": "If-Match", "in": "header", "schema": schema, "description": described}


def _key() -> Object:
    schema: Object = {"type": "string", "minLength": 1, "maxLength": 200}
    described = "the same key and body within 24 hours give the first answer again"
    return {"name": "Idempotency-Key", "in": "header", "schema": schema, "description": described}
