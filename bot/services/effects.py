"""Turns effects into rows: what many turns want done is collected, then written table by table.

Ids are drawn and phrases rendered here; values are sealed by the storage functions. One `Rows`
belongs to one transaction and is written with one statement a table, however many turns it holds.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime

from bot.ids import draw_id
from handlers.alarm import Alarm
from handlers.case import Case, CaseId, Entry
from handlers.casework import effects as of_case
from handlers.casework.outcomes import Outcome
from handlers.casework.ticking import next_tick
from handlers.dialogue.events import Event, Told
from handlers.lead import ConversationId
from handlers.references import normalize_reference
from handlers.task import Task, TaskId
from handlers.world import World
from storage import codec
from storage.queues import inbox, jobs, outbox, timers
from storage.queues.inbox import NewItem
from storage.queues.jobs import NewJob
from storage.queues.outbox import Push
from storage.queues.timers import Timer
from storage.records import alarms, cases, conversations, evidence, history, messages, tasks
from storage.records.conversations import Conversation
from storage.records.messages import Message
from storage.seal import Keys
from storage.store import Work

#: Doors whose messages must be pushed; the others fetch.
PUSHED = frozenset({"telegram", "telegram_group"})
#: The door of what happens inside.
PROGRAM_DOOR = "program"


def event_item(
    conversation: ConversationId, event: Event, now: datetime, *, key: str | None = None
) -> NewItem:
    """Make an inbox row of something that happens to a conversation from inside."""
    drawn = draw_id()
    return NewItem(
        id=drawn, conversation=conversation, door=PROGRAM_DOOR, key=key or str(drawn),
        kind="event", body=codec.dump(Event, event).decode(), at=now,
    )  # fmt: skip


_PROOF_DIGITS = 8
_GROUP_CODE = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?!\d)")


@dataclass(slots=True)
class Rows:
    """All rows that the turns and moves of one transaction come to."""

    now: datetime
    conversations: list[Conversation] = field(default_factory=list)
    messages: list[tuple[Conversation, Message]] = field(default_factory=list)
    filed: list[Case] = field(default_factory=list)
    changed: dict[CaseId, Case] = field(default_factory=dict)
    entries: dict[CaseId, list[Entry]] = field(default_factory=dict)
    raised: list[Alarm] = field(default_factory=list)
    alarms: dict[int, Alarm] = field(default_factory=dict)
    made: list[Task] = field(default_factory=list)
    tasks: dict[int, Task] = field(default_factory=dict)
    timers: list[Timer] = field(default_factory=list)
    dropped: list[tuple[str, int, str]] = field(default_factory=list)
    items: list[NewItem] = field(default_factory=list)
    jobs: list[NewJob] = field(default_factory=list)
    masks: list[tuple[ConversationId, int, str]] = field(default_factory=list)
    kept: list[tuple[str, ConversationId, CaseId | None, str]] = field(default_factory=list)
    joined: list[tuple[ConversationId, CaseId]] = field(default_factory=list)
    unblocked: list[ConversationId] = field(default_factory=list)
    forgotten: list[tuple[ConversationId, bool]] = field(default_factory=list)
    codes: list[tuple[ConversationId, str]] = field(default_factory=list)

    def file(self, outcome: Outcome, world: World) -> Case:
        """A lead was filed: its case is new, with its first history entry."""
        self.filed.append(outcome.case)
        self._follow(outcome, world)
        return outcome.case

    def move(self, outcome: Outcome, world: World) -> Case:
        """A move changed a case; what it wants done follows from it."""
        self.changed[outcome.case.id] = outcome.case
        self._follow(outcome, world)
        return outcome.case

    def wind(self, case: Case, world: World) -> None:
        """Set the timer by which a case's clocks act next."""
        if at := next_tick(case, world, self.now):
            self.timers.append(Timer.of_case(case.id, at))

    def tell(self, case: Case, told: Told) -> None:
        """Let the worker hear something: a row of his conversation's inbox, never a direct send."""
        if case.conversation is not None:
            self.say(case.conversation, told)

    def say(self, conversation: ConversationId, event: Event) -> None:
        """Put an event from inside into a conversation's inbox."""
        self.items.append(event_item(conversation, event, self.now))

    def take_over(self, other: "Rows") -> None:
        """Add the rows of a turn that was carried out whole."""
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            if one.name == "entries":
                for case, entries in theirs.items():
                    mine.setdefault(case, []).extend(entries)
            elif isinstance(mine, list):
                mine.extend(theirs)
            elif isinstance(mine, dict):
                mine.update(theirs)

    def send_out(
        self, kind: str, args: Mapping[str, str], conversation: ConversationId | None = None
    ) -> None:
        """Put an errand out in the world among the jobs."""
        self.jobs.append(
            NewJob(
                id=draw_id(), kind=kind, body=json.dumps(dict(args)), due_at=self.now,
                conversation=conversation,
            )
        )  # fmt: skip

    def _follow(self, outcome: Outcome, world: World) -> None:
        case, entry = outcome.case, outcome.entry
        if entry is not None:
            self.entries.setdefault(case.id, []).append(entry)
        self.wind(case, world)
        for effect in outcome.effects:
            self._carry_out(case, entry, effect, world)

    def _carry_out(
        self, case: Case, entry: Entry | None, effect: of_case.Effect, world: World
    ) -> None:
        match effect:
            case of_case.Tell():
                self.tell(case, told_of(effect, case=case.id, entry=entry.seq if entry else None))
            case of_case.MakeTask():
                self.made.append(task_of(case, effect, self.now))
            case of_case.MakeCase():
                self.file(Outcome(case=effect.case, entry=effect.entry), world)
            case of_case.Notify():
                self.made.append(
                    Task(
                        id=TaskId(draw_id()), kind="notice", role=effect.to, made_at=self.now,
                        case=case.id, reference=case.reference, division=case.division,
                        agency=case.lead.agency, args={"about": effect.about, **effect.args},
                    )
                )  # fmt: skip

    async def write(self, work: Work) -> None:
        """Write everything, one statement a table where there is something to write."""
        await self._write_cases(work)
        await self._write_talk(work)
        await self._write_queues(work)

    async def _write_cases(self, work: Work) -> None:
        if self.filed:
            await cases.insert(
                work, [(case, check_code(work.keys, case.id)) for case in self.filed]
            )
        if self.changed:
            await cases.save(work, list(self.changed.values()))
        if self.entries:
            await history.append_all(work, self.entries)
        if self.raised:
            await alarms.insert(work, self.raised)
        if self.alarms:
            await alarms.save(work, list(self.alarms.values()))
        if self.made:
            await tasks.insert(work, self.made)
        if self.tasks:
            await tasks.save(work, list(self.tasks.values()))

    async def _write_talk(self, work: Work) -> None:
        # first: what this turn says, the goodbye, is not what was to be forgotten
        for conversation_id, everything in self.forgotten:
            await conversations.forget(work, conversation_id, everything=everything)
        if self.messages:
            await messages.append(work, [message for _, message in self.messages])
        for conversation_id, seq, text in self.masks:
            await messages.mask(work, conversation_id, seq, text)
        if self.conversations:
            await conversations.save(work, self.conversations)
        for conversation_id in self.unblocked:
            await conversations.set_blocked(work, conversation_id, blocked=False)
        for conversation_id, code in self.codes:
            await conversations.set_code(work, conversation_id, code)
        for file, conversation_id, case_id, kind in self.kept:
            await evidence.keep(work, file, conversation_id, case_id, kind, self.now)
        for conversation_id, case_id in self.joined:
            await evidence.attach_to_case(work, conversation_id, case_id)

    async def _write_queues(self, work: Work) -> None:
        pushed = [pair for pair in self.messages if _is_pushed(*pair)]
        if pushed:
            await outbox.add(
                work,
                [
                    Push(id=draw_id(), message=message, door=conversation.door, due_at=self.now)
                    for conversation, message in pushed
                ],
            )
        if self.items:
            await inbox.add(work, self.items)
        if self.dropped:
            await timers.drop(work, self.dropped)
        if self.timers:
            await timers.put(work, self.timers)
        if self.jobs:
            await jobs.add(work, self.jobs)


def told_of(tell: of_case.Tell, *, case: int | None, entry: int | None = None) -> Told:
    """Make an event of the conversation of what casework wants the worker to hear."""
    return Told(
        case=case, phrase=tell.phrase, text=tell.text, officer=tell.officer,
        asking=tell.asking, files=tell.files, entry=entry,
    )  # fmt: skip


def task_of(case: Case, wanted: of_case.MakeTask, now: datetime) -> Task:
    """Make a task of a case for the agency that leads it."""
    return Task(
        id=TaskId(draw_id()), kind=wanted.kind, role=wanted.role, made_at=now, case=case.id,
        reference=case.reference, conversation=case.conversation, agency=case.lead.agency,
        division=case.division, args=wanted.args, due_at=wanted.due_at,
    )  # fmt: skip


def check_code(keys: Keys, case: CaseId) -> str:
    """Return the check code (查验码) of a case's receipt: computed with a key, kept nowhere."""
    return base64.urlsafe_b64encode(keys.fingerprint(str(case), "receipt")).rstrip(b"=").decode()


def group_code(keys: Keys, case: Case) -> str:
    """Return the code by which a group's workers come to their rows: digits, to be said aloud.

    Its first half finds the case, its second is computed with a key and kept nowhere.
    """
    proof = int.from_bytes(keys.fingerprint(str(case.id), "group")) % 10**_PROOF_DIGITS
    digits = case.reference.replace("-", "") + f"{proof:0{_PROOF_DIGITS}}"
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def find_group_code(body: str) -> tuple[str, str] | None:
    """Find a group code in what came in: the reference it names, and its digits."""
    match = _GROUP_CODE.search(body)
    if match is None:
        return None
    digits = re.sub(r"\D", "", match[0])
    reference = normalize_reference(digits[:8])
    return (reference, digits) if reference else None


def _is_pushed(conversation: Conversation, message: Message) -> bool:
    return conversation.door in PUSHED and message.sender != "worker"
