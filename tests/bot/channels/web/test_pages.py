"""The chat as a plain page, the way a browser without script sees it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from aiohttp import ClientResponse, FormData, web
from aiohttp.test_utils import TestClient

from bot.settings import Settings
from storage.transcript import Offered
from tests.bot.channels.web.fakes import PNG, FakeTalk, make_client

Client = TestClient[web.Request, web.Application]


@dataclass
class Visitor:
    """A browser without script: it has cookies and fills in the forms it is shown."""

    client: Client
    text: str = ""

    async def look(self) -> str:
        response = await self.client.get("/")
        assert response.status == 200
        self.text = await response.text()
        return self.text

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]+)"', self.text)
        assert found
        return found[1]

    async def post(
        self, *, choice: tuple[str, ...] = (), photo: bytes | None = None, **fields: str
    ) -> ClientResponse:
        form = FormData(default_to_multipart=True)
        form.add_field("token", fields.pop("token", None) or self.hidden("token"))
        form.add_field("client_id", fields.pop("client_id", None) or self.hidden("client_id"))
        for name, value in fields.items():
            form.add_field(name, value)
        for chosen in choice:
            form.add_field("choice", chosen)
        if photo is not None:
            form.add_field("file", photo, filename="牌子.png", content_type="image/png")
        return await self.client.post("/", data=form, allow_redirects=False)


async def test_a_first_look_opens_nothing_and_shows_the_greeting() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        text = await Visitor(client).look()

    assert "您遇到什么事？直接说。" in text
    assert "老板欠我工资" in text
    assert not talk.messages


async def test_what_is_written_is_answered_on_the_page_it_leads_to() -> None:
    async with make_client(FakeTalk()) as client:
        visitor = Visitor(client)
        await visitor.look()
        response = await visitor.post(text="老板欠我三万五")
        assert (response.status, response.headers["Location"]) == (303, "/#turn-3")

        text = await visitor.look()

    assert 'id="turn-3"' in text
    assert "听到了：老板欠我三万五。对吗？" in text
    assert "✓" not in text
    assert "已收到" in text


async def test_a_choice_pressed_is_a_choice_said() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        visitor = Visitor(client)
        await visitor.look()
        await visitor.post(choice=("report",), text="")
        await visitor.look()
        await visitor.post(choice=("iou", "bank", "done"))

    assert [post.body["choices"] for post in talk.posts.values()] == [
        ["report"],
        ["iou", "bank", "done"],
    ]


async def test_a_photo_alone_may_begin_a_conversation() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        visitor = Visitor(client)
        await visitor.look()
        response = await visitor.post(text="", photo=PNG)

        assert response.status == 303
        assert "发了 1 个文件" in await visitor.look()
    assert next(iter(talk.posts.values())).body["files"] == ["f1"]


async def test_only_the_newest_question_keeps_its_choices() -> None:
    async with make_client(FakeTalk()) as client:
        visitor = Visitor(client)
        await visitor.look()
        await visitor.post(text="一")
        await visitor.look()
        await visitor.post(text="二")

        assert (await visitor.look()).count('value="yes"') == 1


async def test_the_same_form_sent_twice_is_one_message() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        visitor = Visitor(client)
        await visitor.look()
        await visitor.post(text="一次")
        key = visitor.client.session.cookie_jar.filter_cookies(client.make_url("/"))["chat"].value
        await visitor.look()
        again = visitor.hidden("client_id")
        for _ in range(2):
            await visitor.post(text="两次", client_id=again)

    assert key in talk.keys
    assert [post.body["text"] for post in talk.posts.values()] == ["一次", "两次"]


@pytest.mark.parametrize("token", ["forged", "钥匙", "0" * 32])
async def test_a_form_from_elsewhere_is_refused(token: str) -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        visitor = Visitor(client)
        await visitor.look()
        response = await visitor.post(text="不是我", token=token)

        assert response.status == 400
        assert "页面放得太久了" in await response.text()
    assert not talk.messages


async def test_a_post_that_a_browser_calls_foreign_is_refused() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        visitor = Visitor(client)
        await visitor.look()
        form = FormData(
            {"token": visitor.hidden("token"), "text": "不是我"}, default_to_multipart=True
        )
        response = await client.post("/", data=form, headers={"Sec-Fetch-Site": "cross-site"})

        assert response.status == 400
    assert not talk.messages


@pytest.mark.parametrize(
    ("text", "photo", "status", "sentence"),
    [
        ("", None, 400, "还没写字"),
        ("钱" * 4001, None, 413, "最多 4,000 个字"),
        ("看照片", b"no picture", 415, "这个文件打不开"),
    ],
)
async def test_what_is_refused_is_said_beside_the_field_and_the_words_stay(
    text: str, photo: bytes | None, status: int, sentence: str
) -> None:
    async with make_client(FakeTalk()) as client:
        visitor = Visitor(client)
        await visitor.look()
        response = await visitor.post(text=text, photo=photo)
        page = await response.text()

    assert response.status == status
    assert 'role="alert"' in page
    assert sentence in page


async def test_a_body_that_is_no_form_is_a_page_and_no_fault() -> None:
    async with make_client(FakeTalk()) as client:
        for kind, body in (
            ("text/plain", b"x"),
            ("multipart/form-data", b"x"),
            ("application/json", b"{"),
        ):
            response = await client.post("/", data=body, headers={"Content-Type": kind})
            assert response.status in (400, 415)
            assert response.content_type == "text/html"


async def test_large_type_is_remembered_and_opens_nothing() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        visitor = Visitor(client)
        await visitor.look()
        response = await visitor.post(type="large")
        assert (response.status, response.headers["Location"]) == (303, "/")

        assert 'data-type="large"' in await visitor.look()
        await visitor.post(type="normal")
        assert "data-type" not in await visitor.look()
    assert not talk.messages


async def test_a_cookie_lasts_longer_only_on_ones_own_phone() -> None:
    async with make_client(FakeTalk()) as client:
        visitor = Visitor(client)
        await visitor.look()
        first = await visitor.post(text="一")
        await visitor.look()
        own = await visitor.post(choice=("own",))

    assert "Max-Age" not in first.headers["Set-Cookie"]
    assert "Max-Age=15552000" in own.headers["Set-Cookie"]
    assert "SameSite=Strict" in own.headers["Set-Cookie"]
    assert "HttpOnly" in own.headers["Set-Cookie"]


async def test_over_https_the_cookie_is_bound_to_the_host() -> None:
    settings = Settings(public_url="https://xinsheng.example")
    async with make_client(FakeTalk(), settings=settings) as client:
        response = await client.get("/")

    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-chat=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


async def test_leaving_forgets_everything_and_shows_something_harmless() -> None:
    async with make_client(FakeTalk()) as client:
        visitor = Visitor(client)
        await visitor.look()
        await visitor.post(text="一")
        response = await client.get("/leave", allow_redirects=False)

        assert response.status == 303
        assert "://" in response.headers["Location"]
        assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "老板欠我工资" in await visitor.look()


async def test_words_from_a_poster_stand_in_the_field() -> None:
    async with make_client(FakeTalk()) as client:
        text = await (await client.get("/", params={"text": "<我在三号楼>"})).text()

    assert ">&lt;我在三号楼&gt;</textarea>" in text


async def test_a_personal_page_is_kept_nowhere_and_runs_nothing_foreign() -> None:
    async with make_client(FakeTalk()) as client:
        response = await client.get("/")

    assert response.headers["Cache-Control"] == "no-store"
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "unsafe" not in policy


async def test_a_first_visit_costs_at_most_twenty_kilobytes_on_the_wire() -> None:
    async with make_client(FakeTalk()) as client:
        raw = {"Accept-Encoding": "gzip"}
        async with client.session.get(
            client.make_url("/"), headers=raw, auto_decompress=False
        ) as page:
            total = len(await page.read())
        text = await Visitor(client).look()
        folder = re.search(r'href="(/chat/static/\w+/)chat.css"', text)
        assert folder
        for name in ("chat.css", "chat.js", "line.js", "files.js", "blank.svg"):
            address = client.make_url(folder[1] + name)
            async with client.session.get(address, headers=raw, auto_decompress=False) as file:
                assert file.status == 200
                assert "immutable" in file.headers["Cache-Control"]
                total += len(await file.read())

    assert total <= 20_000


async def test_a_static_file_is_not_sent_again() -> None:
    async with make_client(FakeTalk()) as client:
        first = await client.get("/chat/static/old/chat.css")
        again = await client.get(
            "/chat/static/old/chat.css", headers={"If-None-Match": first.headers["ETag"]}
        )

        assert (first.status, first.headers["Cache-Control"]) == (200, "no-cache")
        assert again.status == 304
        assert (await client.get("/chat/static/old/..%2fpages.py")).status == 404


async def test_a_genuine_receipt_shows_its_times_and_nothing_else() -> None:
    async with make_client(FakeTalk()) as client:
        response = await client.get("/r/Qm3x")
        text = await response.text()

    assert response.status == 200
    assert "这张回执是真的" in text
    assert "2026年11月19日 14:41" in text
    assert text.count('class="done"') == 2
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("check", ["Qm3y", "x" * 300, "%F0%9F%98%80", "%00"])
async def test_a_wrong_check_code_is_told_in_one_sentence(check: str) -> None:
    async with make_client(FakeTalk()) as client:
        response = await client.get(f"/r/{check}")

        assert response.status == 404
        assert "没有这个号。对一下有没有抄错。" in await response.text()


async def test_every_list_and_card_is_wellformed_without_script() -> None:
    choices = (Offered(id="iou", label="欠条"), Offered(id="done", label="选好了"))
    talk = FakeTalk(
        script=lambda _: [
            {"text": "有这些吗？", "asking": "evidence", "many": True, "choices": choices}
        ]
    )
    async with make_client(talk) as client:
        visitor = Visitor(client)
        await visitor.look()
        await visitor.post(text="有")
        text = await visitor.look()

    _Balanced().feed(text)
    assert 'type="checkbox" id="e3-iou" name="choice" value="iou"' in text


class _Balanced(HTMLParser):
    """Fails where a tag is closed that was not opened last."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "path", "rect", "circle", "use", "wbr"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
