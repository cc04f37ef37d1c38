"""One turn: what came in is read as an event, thought about, and what it comes to becomes rows."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from bot.ids import draw_id
from bot.services.effects import PROGRAM_DOOR, PUSHED, Rows
from bot.services.ports import Reader
from bot.services.rendering import Renderer
from bot.services.world import Worlds
from handlers.alarm import Alarm
from handlers.case import Case, CaseId
from handlers.dialogue.effects import Quote, Say
from handlers.dialogue.engine import advance
from handlers.dialogue.events import Chose, Event, FileKept, Gave, Said, SentFile, Told
from handlers.dialogue.state import DialogueState, new_state
from handlers.dialogue.talk import Turn
from handlers.errors import Invalid
from handlers.jsonable import Json
from handlers.phrases import Phrase
from handlers.world import World
from nlp.choosing import read_numbers
from storage import codec
from storage.queues.inbox import Head, Item
from storage.records.conversations import Conversation, Offered
from storage.records.messages import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A file at the door: our id for it, the door's, and its name."""

    file: str
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A turn as it was thought: the head it took, the event it read, and where it leads."""

    head: Head
    event: Event
    words: Message | None
    """The worker's own message, if he said something."""
    turn: Turn
    world: World
    alarm: Alarm | None
    remote: tuple[Remote, ...] = ()
    """Files that are still at the door and must be fetched."""

    @property
    def conversation(self) -> Conversation:
        """Return the conversation as it was before the turn."""
        return self.head.conversation


#: Doors where many people read along.
GROUPS = frozenset({"telegram_group"})


class Ignored(Exception):
    """An update that says nothing to a conversation: a join, a reaction."""


def think(
    head: Head,
    *,
    cases: tuple[Case, ...],
    alarm: Alarm | None,
    worlds: Worlds,
    readers: Mapping[str, Reader],
    now: datetime,
    group: Case | None = None,
) -> Taken:
    """Take one turn in memory; nothing is written, whatever it raises leaves no trace."""
    conversation = head.conversation
    event, words, remote = _read(head, readers, now)
    state = STATES.read(conversation.state)
    world = worlds.of_turn(
        _door_of(head), cases=cases, alarm=alarm,
        more_waiting=head.more_waiting, code=conversation.code, group=group,
    )  # fmt: skip
    if conversation.door in GROUPS:
        turn, words = _answer_group(state), None
    else:
        turn = advance(state, event, world, now)
    return Taken(
        head=head, event=event, words=words, turn=turn, world=world, alarm=alarm, remote=remote
    )


def _door_of(head: Head) -> str:
    """Return the door this came in by: it decides what may be taken here."""
    door = head.item.door
    return head.conversation.door if door == PROGRAM_DOOR else door


def _answer_group(state: DialogueState) -> Turn:
    """Say in a group that it is no place to talk; nothing said there is ever kept."""
    return Turn(state=state, effects=(Say(phrase=Phrase("group-private"), asking="none"),))


def say_all(taken: Taken, says: list[Message], rows: Rows) -> None:
    """Put the turn's messages and the conversation as it is now among the rows."""
    before = taken.conversation
    new = ([taken.words] if taken.words else []) + says
    last = says[-1] if says else None
    after = replace(
        before,
        state=STATES.write(taken.turn.state),
        last_seq=new[-1].seq if new else before.last_seq,
        updated_at=rows.now,
        locale=taken.turn.state.locale,
    )
    if last is not None:
        after = replace(
            after, offered=last.choices, numbered=last.numbered, many=last.many, asking=last.asking
        )
    rows.conversations.append(after)
    rows.messages.extend((after, message) for message in new)


def message_of(
    said: Say | Quote,
    taken: Taken,
    seq: int,
    renderer: Renderer,
    now: datetime,
    extras: Mapping[str, Json] | None = None,
) -> Message:
    """Render one message: the bot's own sentence, or an officer's words as they are."""
    locale = taken.turn.state.locale
    message = Message(
        id=draw_id(),
        conversation=taken.conversation.id,
        seq=seq,
        sender="bot",
        text=renderer.say(said.phrase if isinstance(said, Say) else said.text, locale),
        at=now,
        in_reply_to=taken.words.seq if taken.words else None,
        asking=said.asking,
        choices=tuple(
            Offered(id=choice.id, label=renderer.say(choice.label, locale))
            for choice in said.choices
        ),
        extras=extras or {},
    )
    if isinstance(said, Say):
        return replace(message, numbered=said.numbered, many=said.many)
    event = taken.event
    case = event.case if isinstance(event, Told) else None
    return replace(
        message,
        sender="officer",
        officer=said.officer,
        files=said.files,
        entry=said.entry,
        case=CaseId(case) if case is not None else None,
    )


class States:
    """Dialogue states by the very bytes they were written as: reading one back costs nothing.

    A state is a value and its bytes are its name, so this can be wrong in no process.
    """

    def __init__(self, most: int = 4096) -> None:
        self._most = most
        self._known: OrderedDict[bytes, DialogueState] = OrderedDict()

    def read(self, body: bytes | None) -> DialogueState:
        """Return the state of a conversation; a new one where it has none."""
        if body is None:
            return new_state()
        return self._known.get(body) or codec.load(DialogueState, body)

    def write(self, state: DialogueState) -> bytes:
        """Write a state, and remember it for its next turn."""
        body = codec.dump(DialogueState, state)
        self._known[body] = state
        self._known.move_to_end(body)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return body


STATES = States()


def _read(
    head: Head, readers: Mapping[str, Reader], now: datetime
) -> tuple[Event, Message | None, tuple[Remote, ...]]:
    item, conversation = head.item, head.conversation
    if item.kind == "event":
        return cast(Event, codec.load_union(Event, item.body.encode())), None, ()
    body: Mapping[str, Json] = json.loads(item.body)
    if item.kind == "update":
        body = readers[item.door].read(body)
    remote = _remote_of(body)
    if remote:
        body = {**body, "files": [one.file for one in remote]}
    seq = conversation.last_seq + 1
    event = _event_of(body, conversation, seq)
    return event, _words_of(item, body, event, conversation, seq, now), remote


def _remote_of(body: Mapping[str, Json]) -> tuple[Remote, ...]:
    """Name the files that are still at the door; what is drawn and not used is thrown away."""
    told = cast("list[dict[str, str]]", body.get("remote") or [])
    return tuple(
        Remote(file=f"{draw_id():x}", id=one["id"], name=one.get("name", "")) for one in told
    )


def _event_of(body: Mapping[str, Json], conversation: Conversation, seq: int) -> Event:
    if files := body.get("files"):
        kind = cast(str, body.get("kind", "document"))
        return SentFile(
            seq=seq, files=tuple(cast(list[str], files)), text=cast(str, body.get("text") or ""),
            kind=kind,  # type: ignore[arg-type]
        )  # fmt: skip
    if field := body.get("field"):
        return Gave(seq=seq, field=cast(str, field), text=cast(str, body.get("text")))
    if problem := body.get("problem"):
        return FileKept(file="", problem=cast(str, problem))
    if chosen := body.get("choices"):
        ids = tuple(cast(list[str], chosen))
        offered = {choice.id for choice in conversation.offered}
        # a press on an old message must not act on the present question
        asked = body.get("asking", conversation.asking)
        stale = not offered.issuperset(ids) or asked != conversation.asking
        return Chose(seq=seq, choices=ids, stale=stale)
    text = body.get("text")
    if not isinstance(text, str):
        raise Invalid("text")
    ids = () if body.get("edited") else typed_choices(text, conversation)
    return Chose(seq=seq, choices=ids) if ids else Said(seq=seq, text=text)


def typed_choices(text: str, conversation: Conversation) -> tuple[str, ...]:
    """Return the choices whose label or number was typed, if any."""
    typed = text.strip()
    for choice in conversation.offered:
        if typed == choice.label or typed.casefold() == choice.id:
            return (choice.id,)
    if not conversation.numbered:
        return ()
    numbers = read_numbers(typed, len(conversation.offered))
    if len(numbers) > 1 and not conversation.many:
        return ()
    return tuple(conversation.offered[number - 1].id for number in numbers)


def _words_of(
    item: Item,
    body: Mapping[str, Json],
    event: Event,
    conversation: Conversation,
    seq: int,
    now: datetime,
) -> Message:
    text = cast(str, body.get("text") or "")
    if isinstance(event, Chose) and not text:
        labels = {choice.id: choice.label for choice in conversation.offered}
        text = " · ".join(labels.get(choice, choice) for choice in event.choices)
    return Message(
        id=draw_id(), conversation=conversation.id, seq=seq, sender="worker", text=text,
        at=item.at if item.door not in PUSHED else now,
        client_id=cast("str | None", body.get("client_id")),
        files=event.files if isinstance(event, SentFile) else (),
    )  # fmt: skip
