"""Every call of the chat API, and everything that may be wrong about one."""

import asyncio
import json

import pytest
from aiohttp import FormData, StreamReader, web
from aiohttp.test_utils import TestClient

from bot.channels.web.bodies import BODY_LIMIT, FILE_LIMIT
from bot.throttle import Throttle
from handlers.jsonable import Json
from tests.bot.channels.web.fakes import PNG, FakeTalk, body_of, make_client

Client = TestClient[web.Request, web.Application]


async def opened(client: Client) -> dict[str, str]:
    response = await client.post("/chat/api/conversations")
    return {"Authorization": f"Bearer {(await response.json())['key']}"}


async def said(client: Client, key: dict[str, str], body: Json, status: int = 202) -> Json:
    response = await client.post("/chat/api/messages", json=body, headers=key)
    assert response.status == status, await response.text()
    answer: Json = await response.json()
    return answer


async def told(client: Client, key: dict[str, str], query: str = "") -> list[dict[str, Json]]:
    response = await client.get(f"/chat/api/messages{query}", headers=key)
    assert response.status == 200
    messages: list[dict[str, Json]] = (await response.json())["messages"]
    return messages


async def test_a_new_conversation_already_holds_the_greeting() -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)

        messages = await told(client, key)

    assert [message["asking"] for message in messages] == ["story"]
    assert messages[0]["from"] == "bot"


async def test_the_shape_of_a_message_is_the_contracts() -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        await said(client, key, {"client_id": "5b1c", "text": "七个"})

        _, worker, bot = await told(client, key)

    assert worker == {
        "seq": 2, "from": "worker", "text": "七个", "client_id": "5b1c",
        "at": "2026-11-24T20:15:03+08:00",
    }  # fmt: skip
    assert bot["choices"] == [{"id": "yes", "label": "对"}, {"id": "fix", "label": "有错，我改"}]
    assert (bot["asking"], bot["in_reply_to"], bot["from"]) == ("confirm", 2, "bot")


async def test_what_a_turn_came_to_stands_beside_the_text() -> None:
    receipt = {"reference": "350-7214-6", "check": "Qm3x"}
    talk = FakeTalk(
        script=lambda _: [{"text": "交上去了。", "asking": "none", "extras": {"receipt": receipt}}]
    )
    async with make_client(talk) as client:
        key = await opened(client)
        await said(client, key, {"client_id": "1", "choice": "file"})

        messages = await told(client, key, "?after=2")

    assert messages[0]["receipt"] == receipt
    assert messages[0]["choices"] == []


async def test_the_same_client_id_again_is_the_same_message() -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        for text in ("欠我三万五", "欠我三万五", "别的"):
            assert await said(client, key, {"client_id": "one", "text": text}) == {"accepted": True}

        worker = [m["text"] for m in await told(client, key) if m["from"] == "worker"]

    assert worker == ["欠我三万五"]


async def test_two_conversations_may_use_the_same_client_id() -> None:
    async with make_client(FakeTalk()) as client:
        first, second = await opened(client), await opened(client)
        await said(client, first, {"client_id": "1", "text": "甲"})
        await said(client, second, {"client_id": "1", "text": "乙"})

        assert (await told(client, first))[1]["text"] == "甲"
        assert (await told(client, second))[1]["text"] == "乙"


async def test_a_choice_may_be_one_or_several() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        await said(client, key, {"client_id": "1", "choice": "report"})
        await said(client, key, {"client_id": "2", "choice": ["iou", "bank", "done"]})

    assert [post.body["choices"] for post in talk.posts.values()] == [
        ["report"],
        ["iou", "bank", "done"],
    ]
    assert {post.kind for post in talk.posts.values()} == {"choice"}


async def test_a_code_leads_back_and_the_old_key_stays_good() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        old = await opened(client)
        await said(client, old, {"client_id": "1", "text": "我的事"})
        talk.codes["K7QF-3M2P"] = talk.keys["key-1"]
        response = await client.post("/chat/api/conversations", json={"code": "K7QF-3M2P"})
        assert response.status == 201
        new = {"Authorization": f"Bearer {(await response.json())['key']}"}

        assert await told(client, new) == await told(client, old)


@pytest.mark.parametrize("code", ["nobody", 7, ["K7QF"], "长" * 500])
async def test_an_unknown_code_is_told_so(code: Json) -> None:
    async with make_client(FakeTalk()) as client:
        response = await client.post("/chat/api/conversations", json={"code": code})

        assert response.status == 404
        assert (await response.json())["error"]["message"] == "没有这个口令。对一下有没有抄错。"


async def test_reading_waits_until_something_new_comes() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        waiting = asyncio.create_task(told(client, key, "?after=1&wait=20"))
        await asyncio.sleep(0)
        await said(client, key, {"client_id": "1", "text": "来了"})

        messages = await asyncio.wait_for(waiting, 5)

    assert messages[0]["text"] == "来了"


async def test_reading_after_a_seq_tells_up_to_where_the_page_has_read() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        await said(client, key, {"client_id": "1", "text": "来了"})
        await told(client, key, "?after=3")

    assert talk.seen[talk.keys["key-1"]] == 3


@pytest.mark.parametrize(
    "query", ["?after=-1", "?after=x", "?wait=-5", "?after=1.5", "?after=٣", "?after=" + "9" * 40]
)
async def test_a_number_that_is_none_is_refused(query: str) -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        response = await client.get(f"/chat/api/messages{query}", headers=key)

        assert response.status == 400
        assert (await response.json())["error"]["code"] == "wrong_number"


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer forged", "Basic a2V5", "Bearer 钥匙"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "messages"), ("POST", "messages"), ("GET", "stream"), ("POST", "uploads"),
        ("HEAD", "uploads/u1"), ("PATCH", "uploads/u1"),
    ],
)  # fmt: skip
async def test_without_its_key_nothing_opens(method: str, path: str, header: str | None) -> None:
    async with make_client(FakeTalk()) as client:
        headers = {} if header is None else {"Authorization": header}
        response = await client.request(method, f"/chat/api/{path}", headers=headers)

        assert response.status == 401
        if method != "HEAD":
            assert (await response.json())["error"]["code"] == "no_key"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"client_id": "1"}, 400, "empty"),
        ({"client_id": "1", "text": ""}, 400, "empty"),
        ({"client_id": "1", "text": " \n\t"}, 400, "empty"),
        ({"client_id": "1", "text": "\u200b\u200d\ufeff"}, 400, "empty"),
        ({"client_id": "1", "text": 7}, 400, "wrong_shape"),
        ({"client_id": "1", "text": {"a": 1}}, 400, "wrong_shape"),
        ({"client_id": "1", "text": "钱" * 4001}, 413, "text_long"),
        ({"text": "没有编号"}, 400, "wrong_client_id"),
        ({"client_id": "", "text": "空编号"}, 400, "wrong_client_id"),
        ({"client_id": "x" * 101, "text": "长编号"}, 400, "wrong_client_id"),
        ({"client_id": 5, "text": "数字编号"}, 400, "wrong_client_id"),
        ({"client_id": "a\u0000b", "text": "怪编号"}, 400, "wrong_client_id"),
        ({"client_id": "1", "choice": []}, 400, "wrong_choice"),
        ({"client_id": "1", "choice": [1, 2]}, 400, "wrong_choice"),
        ({"client_id": "1", "choice": {"id": "yes"}}, 400, "wrong_choice"),
        ({"client_id": "1", "choice": "yes", "text": "两样"}, 400, "wrong_shape"),
        ({"client_id": "1", "upload": "nothing"}, 404, "upload_unknown"),
        ({"client_id": "1", "upload": 3}, 400, "wrong_choice"),
    ],
)
async def test_a_body_with_a_fault_is_refused_in_one_sentence(
    body: Json, status: int, code: str
) -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)

        error = body_of(body_of(await said(client, key, body, status))["error"])

    assert error["code"] == code
    assert str(error["message"]).endswith("。")


@pytest.mark.parametrize(
    ("raw", "kind", "status", "code"),
    [
        (b"\xff\xfe{}", "application/json", 400, "not_utf8"),
        (b"\x00\x01\x02", "application/json", 400, "not_json"),
        (b"{", "application/json", 400, "not_json"),
        (b'{"text": NaN}', "application/json", 400, "not_json"),
        (b"[" * 100_000, "application/json", 400, "too_deep"),
        (b'{"a":' * 100_000, "application/json", 400, "too_deep"),
        (b"[]", "application/json", 400, "wrong_shape"),
        (b'"text"', "application/json", 400, "wrong_shape"),
        (rb'{"client_id":"1","text":"\ud800"}', "application/json", 400, "not_utf8"),
        (b'{"client_id":"1","text":"a"}', "text/plain", 415, "media_type"),
        (b"client_id=1&text=a", "application/x-www-form-urlencoded", 415, "media_type"),
        (b"no parts", "multipart/form-data", 400, "wrong_shape"),
        (b"no parts", "multipart/form-data; boundary=x", 400, "wrong_shape"),
        (b"{" + b" " * BODY_LIMIT + b"}", "application/json", 413, "body_large"),
    ],
)  # fmt: skip
async def test_bytes_that_are_no_message_are_refused(
    raw: bytes, kind: str, status: int, code: str
) -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client) | {"Content-Type": kind}
        response = await client.post("/chat/api/messages", data=raw, headers=key)

        assert response.status == status
        assert (await response.json())["error"]["code"] == code


@pytest.mark.parametrize(
    "text",
    ["钱" * 4000, "\u202eטסט", "a\u200bb", "\u0001x", "😀", "نص", "<script>alert(1)</script>"],
)
async def test_odd_words_are_kept_as_they_are(text: str) -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        await said(client, key, {"client_id": "1", "text": text})

        assert (await told(client, key))[1]["text"] == text


async def test_markup_in_words_is_never_markup_on_the_page() -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        await said(client, key, {"client_id": '"><b>', "text": "<script>alert(1)</script>"})

        drawn = "".join(str(message["html"]) for message in await told(client, key, "?html=1"))

    assert "<script" not in drawn
    assert "<b>" not in drawn
    assert "&lt;script&gt;" in drawn


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "nowhere"), ("DELETE", "messages"), ("PUT", "uploads/u1")]
)
async def test_an_unknown_call_is_a_404_in_json(method: str, path: str) -> None:
    async with make_client(FakeTalk()) as client:
        response = await client.request(method, f"/chat/api/{path}")

        assert response.status == 404
        assert (await response.json())["error"]["code"] == "not_found"


async def test_a_file_with_words_is_one_message() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        form = FormData({"client_id": "1", "text": "告示牌"})
        form.add_field("file", PNG, filename="../../牌子.png", content_type="image/png")
        response = await client.post("/chat/api/messages", data=form, headers=key)

        assert response.status == 202
        message = (await told(client, key))[1]

    assert message["files"] == ["f1"]
    assert message["text"] == "告示牌"
    [post] = talk.posts.values()
    assert (post.kind, post.body["kind"]) == ("file", "photo")


@pytest.mark.parametrize(
    ("content", "status", "code"), [(b"not a picture", 415, "file_type"), (b"", 400, "file_empty")]
)
async def test_a_photo_that_is_none_is_refused(content: bytes, status: int, code: str) -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        form = FormData({"client_id": "1"})
        form.add_field("file", content, filename="a.jpg", content_type="image/jpeg")
        response = await client.post("/chat/api/messages", data=form, headers=key)

        assert response.status == status
        assert (await response.json())["error"]["code"] == code
    assert not talk.posts


async def test_a_video_over_the_limit_is_refused_before_it_is_sent() -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        begun = {"name": "a.mp4", "size": 250 * 2**20, "type": "video/mp4"}
        response = await client.post("/chat/api/uploads", json=begun, headers=key)

        assert response.status == 413
        assert (await response.json())["error"]["message"] == "文件太大了，一个最多 200 兆。"


async def test_a_form_that_says_it_is_too_large_is_refused_unread() -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client) | {"Content-Type": "multipart/form-data; boundary=x"}
        async with asyncio.timeout(10):
            server = client.server
            reader, writer = await asyncio.open_connection(server.host, server.port)
            key |= {"Host": "x", "Content-Length": str(FILE_LIMIT + 50 * 2**20)}
            head = "".join(f"{name}: {value}\r\n" for name, value in key.items())
            writer.write(f"POST /chat/api/messages HTTP/1.1\r\n{head}\r\n".encode())
            answer = await reader.readuntil(b"}}")
            writer.close()

    assert b" 413 " in answer.splitlines()[0]


async def test_an_upload_goes_on_where_it_broke() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        begun = {"name": "a.png", "size": len(PNG), "type": "image/png"}
        response = await client.post("/chat/api/uploads", json=begun, headers=key)
        assert response.status == 201
        assert await response.json() == {"upload": "u1", "offset": 0}
        path = "/chat/api/uploads/u1"

        first = await client.patch(path, data=PNG[:20], headers=key | {"Upload-Offset": "0"})
        assert (first.status, first.headers["Upload-Offset"]) == (204, "20")
        asked = await client.head(path, headers=key)
        assert (asked.status, asked.headers["Upload-Offset"]) == (200, "20")
        wrong = await client.patch(path, data=PNG, headers=key | {"Upload-Offset": "0"})
        assert (wrong.status, wrong.headers["Upload-Offset"]) == (409, "20")
        await said(client, key, {"client_id": "1", "upload": "u1"}, 409)
        await client.patch(path, data=PNG[20:], headers=key | {"Upload-Offset": "20"})
        await said(client, key, {"client_id": "1", "upload": "u1"})

        assert (await told(client, key))[1]["files"] == ["f1"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "a", "size": -1}, 400), ({"name": "a", "size": "7"}, 400), ({"name": "a"}, 400),
        ({"name": "a", "size": 0}, 400), ({"name": "a", "size": True}, 400), ({"size": 7}, 400),
        ({"name": "a" * 300, "size": 7}, 400), ({"name": "a", "size": 7, "type": 1}, 400),
    ],
)  # fmt: skip
async def test_an_upload_needs_a_name_and_a_size(body: Json, status: int) -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        response = await client.post("/chat/api/uploads", json=body, headers=key)

        assert response.status == status


async def test_a_patch_without_an_offset_is_refused() -> None:
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        response = await client.patch("/chat/api/uploads/u1", data=b"x", headers=key)

        assert response.status == 400


async def test_too_many_messages_are_told_when_to_come_back() -> None:
    throttle = Throttle(per_address=0, per_conversation=2, ticks=lambda: 0.0)
    async with make_client(FakeTalk(), throttle=throttle) as client:
        key, other = await opened(client), await opened(client)
        for number in ("1", "2"):
            await said(client, key, {"client_id": number, "text": "快"})
        response = await client.post(
            "/chat/api/messages", json={"client_id": "3", "text": "快"}, headers=key
        )

        assert response.status == 429
        assert response.headers["Retry-After"] == "30"
        await said(client, other, {"client_id": "3", "text": "别人"})


async def test_a_crisis_message_passes_every_limit() -> None:
    throttle = Throttle(per_address=1, per_conversation=1, ticks=lambda: 0.0)
    async with make_client(FakeTalk(), throttle=throttle) as client:
        key = await opened(client)
        for number in range(3):
            await said(client, key, {"client_id": str(number), "text": "我不想活了"})


async def test_the_stream_tells_what_comes_and_goes_on_where_it_broke() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        await said(client, key, {"client_id": "1", "text": "甲"})
        headers = key | {"Last-Event-ID": "2"}
        async with client.get("/chat/api/stream?after=0", headers=headers) as response:
            assert response.headers["Content-Type"].startswith("text/event-stream")
            assert response.headers["Cache-Control"] == "no-store"
            first = await _next_event(response.content)
            await said(client, key, {"client_id": "2", "text": "乙"})
            second = await _next_event(response.content)

    assert (first["seq"], second["seq"], second["text"]) == (3, 4, "乙")


async def test_the_stream_says_now_and_then_that_it_is_alive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.channels.web.stream.HEARTBEAT", 0.01)
    async with make_client(FakeTalk()) as client:
        key = await opened(client)
        async with client.get("/chat/api/stream?after=1", headers=key) as response:
            lines = [await response.content.readline() for _ in range(6)]

    assert lines == [b": \n", b"\n"] * 3


async def test_a_stopping_server_ends_its_streams() -> None:
    client = make_client(FakeTalk())
    await client.start_server()
    key = await opened(client)
    response = await client.get("/chat/api/stream?after=1", headers=key)
    await response.content.readline()

    async with asyncio.timeout(5):
        await client.server.close()
    await client.close()


async def _next_event(content: StreamReader) -> dict[str, Json]:
    async with asyncio.timeout(5):
        while not (line := await content.readline()).startswith(b"data: "):
            pass
    event: dict[str, Json] = json.loads(line.removeprefix(b"data: "))
    return event


async def test_a_choice_may_say_which_question_it_answers() -> None:
    talk = FakeTalk()
    async with make_client(talk) as client:
        key = await opened(client)
        await said(client, key, {"client_id": "1", "choice": "report", "asking": "story"})
        await said(client, key, {"client_id": "2", "choice": "yes", "asking": 7}, 400)

    assert [post.body.get("asking") for post in talk.posts.values()] == ["story"]
