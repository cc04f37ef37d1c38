"""Accuracy and speed beside other people's parts, on our test set; totals only.

They are installed from a hashed lock file of their own into `.venv-rivals`; where that cannot be
done, one sentence says so. Fields that a rival does not know count as missed, as they would for a
worker; what none of them reads (who owes, evidence, signals) is left out of the comparison.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from nlp.divisions import division_name
from nlp.lexicon import read_table
from nlp.reader import understand
from nlp.understanding import Fact, FactValue
from tests.bench.rival_readers import READERS
from tests.gold.samples import TODAY, Sample, load
from tests.gold.scoring import MIRROR, Share, Tally

ROOT = Path(__file__).parents[2]
VENV = ROOT / ".venv-rivals"
LOCK = ROOT / "requirements" / "rivals.lock"
PAGE = ROOT / "docs" / "understanding-scores.md"
TITLE = "## Side by side"

#: What at least one of them reads.
FIELDS = tuple(MIRROR)


def main() -> None:
    """Measure everybody, print the table and keep it in the documentation."""
    missing = install()
    if missing:
        print(missing)
        return
    lines = table()
    print("\n".join(lines))
    kept = PAGE.read_text("utf-8").partition(f"\n{TITLE}\n")[0].rstrip("\n")
    PAGE.write_text("\n".join([kept, "", *lines]) + "\n", "utf-8")


def kept_section(page: Path) -> list[str]:
    """Return the table as it stands on a page, so that writing the page anew leaves it."""
    _, title, rest = page.read_text("utf-8").partition(f"{TITLE}\n")
    return ["", *(title + rest).rstrip("\n").splitlines()] if title else []


def install() -> str | None:
    """Install the rivals; return one sentence where that cannot be done."""
    done = VENV / ".done"
    if done.exists() and done.stat().st_mtime >= LOCK.stat().st_mtime:
        return None
    pip = [str(_python()), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    steps = ([sys.executable, "-m", "venv", str(VENV)], [*pip, "--require-hashes", "-r", str(LOCK)])
    for step in steps:
        if subprocess.run(step, check=False, capture_output=True).returncode:
            return "The rivals cannot be installed here, so nothing is set beside them."
    done.touch()
    return None


def table() -> list[str]:
    """Return the table, a line each."""
    samples = [sample for sample in load("test") if sample.asking is None]
    lines = [
        TITLE, "",
        "Written by `make bench`: the same messages of the test set in one run, the facts of the",
        "mirror alone (sum, months, start, end, place, people), since the others read no more. Of",
        f"{len(samples)} messages; a rival that breaks on a message has read nothing in it.", "",
        "| who | precision | recall | F1 | mirror right | messages a second |",
        "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, read, seconds in (_ours(samples), *(_rival(name, samples) for name in READERS)):
        total, mirror = score(samples, read)
        lines.append(
            f"| {name} | {total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f} "
            f"| {mirror.rate:.3f} | {len(samples) / seconds:.0f} |"
        )
    return lines


Read = Sequence[Mapping[str, FactValue]]


def score(samples: Sequence[Sample], read: Read) -> tuple[Tally, Share]:
    """Count the facts of the mirror, and the messages where all of them are right."""
    total, mirror = Tally(), Share()
    for sample, facts in zip(samples, read, strict=True):
        before = (total.wrong, total.missed)
        for field in FIELDS:
            _count(total, sample, field, facts.get(field))
        if sample.facts.keys() & set(FIELDS):
            mirror.count(hit=before == (total.wrong, total.missed))
    return total, mirror


def _count(total: Tally, sample: Sample, field: str, value: FactValue | None) -> None:
    gold, may = sample.facts.get(field), sample.may.get(field)
    right = value is not None and any(
        each is not None and each.accepts(_fact(field, value)) for each in (gold, may)
    )
    if value is not None and not right:
        total.wrong += 1
    if gold is not None:
        total.right += right
        total.missed += not right


def _fact(field: str, value: FactValue) -> Fact:
    return Fact(field=field, value=value, text="", span=(0, 0), confidence=1.0)


def _ours(samples: Sequence[Sample]) -> tuple[str, Read, float]:
    understand(samples[0].text, TODAY)
    began = time.perf_counter()
    read = [understand(sample.text, TODAY).facts for sample in samples]
    seconds = time.perf_counter() - began
    return (
        "ours",
        [{name: fact.value for name, fact in facts.items()} for facts in read],
        seconds,
    )


def _rival(name: str, samples: Sequence[Sample]) -> tuple[str, Read, float]:
    program = Path(__file__).with_name("rival_readers.py")
    told = subprocess.run(
        [str(_python()), str(program), name],
        input="\n".join(json.dumps(sample.text) for sample in samples),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *rows, seconds = told.stdout.splitlines()[-len(samples) - 1 :]
    return name, [_named(json.loads(row)) for row in rows], float(seconds)


def _named(facts: dict[str, FactValue]) -> dict[str, FactValue]:
    """Give a place that is only named its code."""
    place = facts.pop("place", None)
    code = _codes().get(str(place)) if place else None
    return facts | ({"division": code} if code and "division" not in facts else {})


@cache
def _codes() -> dict[str, str]:
    return {division_name(row[0]): row[0] for row in read_table("divisions.tsv")}


def _python() -> Path:
    return VENV / "bin" / "python"


if __name__ == "__main__":
    main()
