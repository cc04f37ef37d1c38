"""Over HTTP as in the rules: each action × role × status with `{}` gets the coded answer.

Where a role may not at all, whatever the status, each action is tried from two statuses.
"""

import pytest

from handlers.case import Status
from handlers.casework.moves import WORKERS_OWN, actions
from handlers.casework.refusals import FORBIDDEN
from handlers.officer import Role
from tests.bot.desk.api.outside import Answer, Outside
from tests.handlers.casework.desk import put
from tests.handlers.casework.test_totality import expect

#: Roles that a person at the desk may have.
AT_THE_DESK = [role for role in Role if role not in (Role.PROGRAM, Role.WORKER)]
#: A claim is done: it comes last, when nothing else is asked of the case.
ORDER = [*sorted(actions() - WORKERS_OWN - {"claim"}), "claim"]
STATUSES = list(Status)
HTTP = {"role": 403, "422": 422, "done": 200}


def fits(answer: Answer, expected: str) -> bool:
    """Whether status and code are those of the contract."""
    if answer.status != HTTP.get(expected, 409):
        return False
    return expected in ("422", "done") or answer.code == expected


@pytest.mark.parametrize("origin", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", AT_THE_DESK)
async def test_nothing_but_the_table(outside: Outside, role: Role) -> None:
    intake = await outside.everywhere("hotline", "intake")
    person = await outside.everywhere("person", role.value)
    wrong = []

    for status in Status:
        reference = await outside.file(intake, division=None)
        await outside.put(put(await outside.stored(reference), status.value))
        for number, action in enumerate(ORDER):
            expected = expect(action, role, status.value, "", held=False)
            if expected == "role" and (number + STATUSES.index(status)) % 6:
                continue
            answer = await person.act(reference, action, {})
            if not fits(answer, expected):
                wrong.append((status.value, action, expected, answer.status, answer.body))

    assert wrong == []


async def test_what_is_worker_s_own_or_unknown_has_no_address(outside: Outside) -> None:
    officer = await outside.everywhere("person", "officer")
    reference = await outside.file(officer)

    for action in (*sorted(WORKERS_OWN), "fly", "hand_over", "task_done", "file"):
        assert (await officer.act(reference, action, {})).status == 404, action
    assert {"down", "listed"} <= FORBIDDEN
