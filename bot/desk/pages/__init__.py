"""The pages of the desk: everything works without script, which only makes it quicker."""

from aiohttp import web

from bot.desk.ink import INK
from bot.desk.pages import (
    account,
    alarms,
    casefile,
    directory,
    field,
    figures,
    files,
    firms,
    intake,
    posting,
    printed,
    signin,
    staff,
    tasks,
    worklist,
)  # fmt: skip


def add_pages(app: web.Application) -> None:
    """Add every page."""
    app.router.add_get("/static/{version}/{name}", app[INK].static.serve)
    app.router.add_get("/login", signin.show)
    app.router.add_post("/login", signin.sign_in)
    app.router.add_post("/logout", signin.sign_out)
    app.router.add_get("/", worklist.show)
    app.router.add_get("/cases/{reference}", casefile.show)
    app.router.add_get("/cases/{reference}/files/{file}", files.serve)
    app.router.add_get("/cases/{reference}/field", field.show)
    app.router.add_get("/cases/{reference}/print", printed.show)
    app.router.add_get("/intake", intake.show)
    app.router.add_post("/intake", intake.post)
    app.router.add_get("/firms", firms.show)
    app.router.add_post("/cases/{reference}/{action}", posting.post)
    app.router.add_get("/alarms", alarms.show_list)
    app.router.add_get("/alarms/{alarm}", alarms.show)
    app.router.add_post("/alarms/{alarm}/{action}", alarms.act)
    app.router.add_get("/figures", figures.show)
    app.router.add_get("/figures/ledger.xlsx", figures.export)
    app.router.add_get("/directory", directory.show)
    app.router.add_post("/directory/{kind}", directory.post)
    app.router.add_post("/directory/{kind}/{action}", directory.act)
    app.router.add_get("/staff", staff.show)
    app.router.add_post("/staff", staff.invite)
    app.router.add_post("/staff/{username}/{action}", staff.act)
    app.router.add_get("/account", account.show)
    app.router.add_post("/account/{action}", account.act)
    app.router.add_get("/tasks", tasks.show)
    app.router.add_post("/tasks/{task}/{action}", tasks.act)
