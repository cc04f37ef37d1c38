"""The desk as JSON for other programs; the pages show nothing that is not here."""

from aiohttp import web

from bot.desk.api import alarms, cases, directory, figures, openapi, staff


def add_api(api: web.Application) -> None:
    """Add every call of contracts.md, Desk API."""
    api.router.add_get("/openapi.json", openapi.describe)
    api.router.add_get("/cases", cases.list_cases)
    api.router.add_post("/cases", cases.file_case)
    api.router.add_get("/cases/{reference}", cases.show_case)
    api.router.add_post("/cases/{reference}/actions/{action}", cases.act)
    api.router.add_get("/cases/{reference}/reads", cases.list_reads)
    api.router.add_get("/cases/{reference}/files", cases.list_files)
    api.router.add_post("/cases/{reference}/files", cases.add_file)
    api.router.add_get("/cases/{reference}/files/{file}", cases.open_file)
    api.router.add_get("/alarms", alarms.list_alarms)
    api.router.add_post("/alarms/{alarm}/actions/{action}", alarms.act_on_alarm)
    api.router.add_get("/tasks", alarms.list_tasks)
    api.router.add_post("/tasks/{task}/actions/{action}", alarms.act_on_task)
    api.router.add_get("/staff", staff.list_staff)
    api.router.add_post("/staff", staff.invite)
    api.router.add_post("/staff/{username}/actions/{action}", staff.act_on_account)
    api.router.add_get("/directory/{kind}", directory.list_rows)
    api.router.add_post("/directory/{kind}", directory.put_row)
    api.router.add_post("/directory/routing/preview", directory.preview)
    api.router.add_get("/directory/{kind}/{key}/history", directory.show_past)
    api.router.add_post("/directory/{kind}/{key}/actions/{action}", directory.act_on_row)
    api.router.add_get("/figures", figures.show_figures)
