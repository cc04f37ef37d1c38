"""Carries out what a turn wants: each effect becomes rows; worker's orders go through `decide`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.ids import draw_id
from bot.journal import journal
from bot.services.effects import Rows, check_code, group_code
from bot.services.links import LASTS, Link, What, write_link
from bot.services.pasts import Pasts
from bot.services.rendering import Renderer
from bot.services.turns import Taken, message_of, say_all
from handlers.alarm import Alarm, AlarmId
from handlers.case import Case, CaseId
from handlers.casework.filing import open_case
from handlers.casework.rules import decide
from handlers.dialogue import effects as of_talk
from handlers.facts import words
from handlers.jsonable import Json
from handlers.lead import Lead
from handlers.officer import WORKER
from handlers.phrases import Phrase
from handlers.routing import route
from handlers.task import Task, TaskId
from handlers.triage import Past
from storage.queues.timers import Timer
from storage.records.history import Histories
from storage.records.messages import Message
from storage.seal import Keys

log = journal("orders")

#: How long a person at the desk has to take an alarm before it is handed on (casework.md §5).
ALARM_WAIT = timedelta(minutes=5)


class Orders:
    """Carries out the effects of a batch of turns into its rows."""

    def __init__(
        self, renderer: Renderer, histories: Histories, keys: Keys, pasts: Pasts
    ) -> None:
        self._pasts = pasts
        self._renderer = renderer
        self._histories = histories
        self._keys = keys

    def try_carry_out(self, taken: Taken, rows: Rows) -> bool:
        """Carry out a whole turn, or nothing of it: a turn that fails here leaves no rows."""
        attempt = Rows(now=rows.now)
        try:
            _Turn(
                taken, attempt, self._renderer, self._histories, self._keys, rows.changed,
                self._pasts.get(taken.conversation.id, Past()),
            ).carry_out()  # fmt: skip
        except Exception as error:
            log.error("turn.failed", conversation=taken.conversation.id, error=error)
            return False
        rows.take_over(attempt)
        return True


class _Turn:
    """The rows of one turn in the making."""

    def __init__(
        self,
        taken: Taken,
        rows: Rows,
        renderer: Renderer,
        histories: Histories,
        keys: Keys,
        moved: Mapping[CaseId, Case],
        past: Past,
    ) -> None:
        """`moved` are cases that another turn of this batch has changed already."""
        self.keys = keys
        self.past = past
        self.taken = taken
        self.rows = rows
        self.renderer = renderer
        self.histories = histories
        self.says: list[Message] = []
        own = (*taken.world.cases, *((taken.world.group,) if taken.world.group else ()))
        self.cases: dict[int, Case] = {case.id: moved.get(case.id, case) for case in own}
        self.alarm: Alarm | None = taken.alarm
        self.words = taken.words
        self.remote = {one.file: one for one in taken.remote}
        self.paper: str | None = None

    @property
    def now(self) -> datetime:
        return self.rows.now

    @property
    def locale(self) -> str:
        return self.taken.turn.state.locale

    def carry_out(self) -> None:
        for effect in self.taken.turn.effects:
            self._carry_out(effect)
        if self.words and self.taken.conversation.blocked:
            self.rows.unblocked.append(self.taken.conversation.id)
        taken = replace(self.taken, words=self.words)
        say_all(taken, self.says, self.rows)

    def _carry_out(self, effect: of_talk.Effect) -> None:
        match effect:
            case of_talk.Say():
                self._say(effect)
            case of_talk.Quote():
                self._quote(effect)
            case of_talk.FileLead(lead=lead):
                self._file(lead)
            case of_talk.Order(case=case_id, command=command, row=row):
                case = self.cases[case_id]
                history = self.histories.get(CaseId(case_id), ())
                world = replace(self.taken.world, row=row)
                outcome = decide(case, command, WORKER, world, self.now, history=history)
                self.cases[case_id] = self.rows.move(outcome, self.taken.world)
            case of_talk.RaiseAlarm():
                self._raise(effect)
            case of_talk.UpdateAlarm():
                self._update_alarm(effect)
            case of_talk.AskStaff():
                self._ask_staff(effect)
            case _:
                self._note(effect)

    def _note(self, effect: of_talk.Effect) -> None:
        conversation = self.taken.conversation
        match effect:
            case of_talk.KeepFile(file=file, kind=kind):
                case_id = max(self.cases, default=None)
                case = CaseId(case_id) if case_id else None
                self.rows.kept.append((file, conversation.id, case, kind))
                self._fetch(file)
            case of_talk.Mask(seq=seq, spans=spans):
                self._mask(seq, spans)
            case of_talk.SetTimer(what=what, at=at):
                self.rows.timers.append(
                    Timer(
                        subject_kind="conversation", subject=conversation.id, what=what, due_at=at
                    )
                )
            case of_talk.DropTimer(what=what):
                self.rows.dropped.append(("conversation", conversation.id, what))
            case of_talk.Forget(everything=everything):
                self.rows.forgotten.append((conversation.id, everything))
            case of_talk.ClearChat():
                self.rows.send_out("clear", {}, conversation.id)
            case of_talk.OfferPaper(paper=paper):
                self.paper = self._link("paper", paper)
            case of_talk.OfferSecurePage(field=field):
                opens: What = "upload" if field == of_talk.UPLOAD else "field"
                said = self.says[-1]
                link = {"link": self._link(opens, field)}
                self.says[-1] = replace(said, extras={**said.extras, **link})

    def _fetch(self, file: str) -> None:
        """Have a file fetched that is still at the door."""
        if (remote := self.remote.get(file)) is None:
            return
        errand = {"file": file, "door": self.taken.head.item.door, "remote": remote.id,
                  "name": remote.name}  # fmt: skip
        self.rows.send_out("fetch", errand, self.taken.conversation.id)

    def _link(self, what: What, argument: str) -> str:
        return write_link(
            self.keys,
            Link(
                conversation=self.taken.conversation.id, what=what, argument=argument,
                until=self.now + LASTS,
            ),
        )  # fmt: skip

    @property
    def next_seq(self) -> int:
        return self.taken.conversation.last_seq + len(self.says) + (1 if self.words else 0) + 1

    def _say(self, say: of_talk.Say) -> None:
        extras: dict[str, Json] = {
            name: self.renderer.argument(value, self.locale) for name, value in say.extras.items()
        }
        if say.way_back or say.receipt:
            code = self._code()
            if say.way_back:
                extras["code"] = code
            if say.receipt:
                case = self.cases[say.receipt]
                extras["receipt"] = self.renderer.receipt(
                    case, check_code(self.keys, case.id), code
                )
        if say.progress:
            extras["progress"] = self.renderer.progress(
                self.cases[say.progress], self.taken.world.directory, self.locale
            )
        if self.paper is not None:
            extras["link"], self.paper = self.paper, None
        if say.group and isinstance(say.phrase, Phrase):
            code = group_code(self.keys, self.cases[say.group])
            phrase = Phrase(say.phrase.key, {**say.phrase.args, "code": code})
            say = replace(say, phrase=phrase)
        if say.card:
            extras["card"] = self._card(say)
        self.says.append(
            message_of(say, self.taken, self.next_seq, self.renderer, self.now, extras)
        )

    def _card(self, say: of_talk.Say) -> list[Json]:
        return [
            {
                "field": field,
                "label": self.renderer.say(Phrase(f"fact-{field}"), self.locale),
                "value": None if value is None else self.renderer.say(value, self.locale),
            }
            for field, value in say.card
        ]

    def _code(self) -> str:
        conversation = self.taken.conversation
        if conversation.code:
            return conversation.code
        code = self.taken.world.drawn.code
        if (conversation.id, code) not in self.rows.codes:
            self.rows.codes.append((conversation.id, code))
        return code

    def _quote(self, quote: of_talk.Quote) -> None:
        self.says.append(message_of(quote, self.taken, self.next_seq, self.renderer, self.now))

    def _file(self, lead: Lead) -> None:
        # the rules know neither the conversation nor its door
        conversation = self.taken.conversation
        lead = replace(lead, conversation=conversation.id, channel=conversation.door)
        world, today = self.taken.world, self.now.astimezone(self.renderer.zone).date()
        routing = route(
            lead, world.directory, world.calendar, today,
            similar=self.past.similar, repeat=self.past.repeat,
        )  # fmt: skip
        outcome = open_case(lead, routing, world, self.now)
        case = self.rows.file(outcome, world)
        if self.alarm is not None:
            self.alarm = replace(self.alarm, case=case.id, reference=case.reference)
            self.rows.alarms[self.alarm.id] = self.alarm
        self.cases[case.id] = case
        self.rows.joined.append((self.taken.conversation.id, case.id))

    def _raise(self, raised: of_talk.RaiseAlarm) -> None:
        now, state = self.now, self.taken.turn.state
        if self.alarm is not None:
            self.alarm = replace(
                self.alarm, signals=(*self.alarm.signals, *raised.signals),
                division=raised.division or self.alarm.division,
                place=raised.place or self.alarm.place,
            )  # fmt: skip
            self.rows.alarms[self.alarm.id] = self.alarm
            return
        case = max(self.cases.values(), key=lambda one: one.filed_at, default=None)
        self.alarm = Alarm(
            id=AlarmId(self.taken.world.drawn.alarm), kind=raised.kind, signals=raised.signals,
            conversation=self.taken.conversation.id, opened_at=now, due_at=now + ALARM_WAIT,
            case=case.id if case else None, reference=case.reference if case else None,
            division=raised.division, place=raised.place, phone=words(state.facts, "phone"),
        )  # fmt: skip
        self.rows.raised.append(self.alarm)
        self.rows.timers.append(
            Timer(
                subject_kind="alarm", subject=self.alarm.id, what="hand_on",
                due_at=self.alarm.due_at,
            )
        )  # fmt: skip
        self.rows.send_out("page", {"alarm": str(self.alarm.id)})

    def _update_alarm(self, update: of_talk.UpdateAlarm) -> None:
        if self.alarm is None:
            return
        self.alarm = replace(
            self.alarm,
            division=update.division or self.alarm.division,
            place=update.place or self.alarm.place,
            phone=update.phone or self.alarm.phone,
            toned_down_at=self.now if update.toned_down else self.alarm.toned_down_at,
        )
        if any(one.id == self.alarm.id for one in self.rows.raised):
            self.rows.raised = [
                self.alarm if one.id == self.alarm.id else one for one in self.rows.raised
            ]
        else:
            self.rows.alarms[self.alarm.id] = self.alarm

    def _ask_staff(self, wanted: of_talk.AskStaff) -> None:
        case = self.cases.get(wanted.case) if wanted.case else None
        division = words(self.taken.turn.state.facts, "division")
        self.rows.made.append(
            Task(
                id=TaskId(draw_id()), kind=wanted.kind,
                role="author" if wanted.kind == "question" else "officer", made_at=self.now,
                case=case.id if case else None, reference=case.reference if case else None,
                conversation=self.taken.conversation.id,
                agency=case.lead.agency if case else None,
                division=case.division if case else division, args=wanted.args,
            )
        )  # fmt: skip

    def _mask(self, seq: int, spans: tuple[tuple[int, int], ...]) -> None:
        if self.words is not None and self.words.seq == seq:
            self.words = replace(self.words, text=masked(self.words.text, spans))
            return
        log.warning("mask.late", conversation=self.taken.conversation.id, seq=seq)


def masked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Hide spans of a text, character for character, so that every other span stays true."""
    for start, end in spans:
        text = text[:start] + "*" * (end - start) + text[end:]
    return text
