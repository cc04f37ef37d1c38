"""How well the program understands a set, counted field by field."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.reader import understand
from nlp.understanding import Intent, Matter, Understanding
from tests.gold.routes import Routes
from tests.gold.samples import TODAY, Sample

#: What the worker sees in the mirror: sum, time, place, people.
MIRROR = ("amount_fen", "months", "period_start", "period_end", "division", "headcount")
CRISIS = frozenset({"distress", "violence", "detained"})


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what was said that was read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Precision and recall in one figure."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def count(self, *, hit: bool) -> None:
        """Count one more."""
        self.of += 1
        self.hits += hit

    @property
    def rate(self) -> float:
        """The share, 1 where nothing was counted."""
        return self.hits / self.of if self.of else 1.0


@dataclass(slots=True)
class Report:
    """All figures of one set."""

    samples: int = 0
    fields: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    signals: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    matters: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    wages: Tally = field(default_factory=Tally)
    intent: Share = field(default_factory=Share)
    mirror: Share = field(default_factory=Share)
    empty: Share = field(default_factory=Share)
    crisis_heard: Share = field(default_factory=Share)
    calm_left: Share = field(default_factory=Share)
    routing: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    trusted: list[tuple[float, bool]] = field(default_factory=list, repr=False)
    errors: list[str] = field(default_factory=list, repr=False)

    @property
    def facts(self) -> Tally:
        """All fields together."""
        return sum(self.fields.values(), Tally())

    @property
    def all_signals(self) -> Tally:
        """All signals together."""
        return sum(self.signals.values(), Tally())


def score(samples: Iterable[Sample]) -> Report:
    """Understand every message of a set and compare with its gold."""
    report = Report()
    routes = Routes()
    for sample in samples:
        read = understand(sample.text, TODAY, asking=sample.asking)
        report.samples += 1
        wrong = [
            *_score_facts(report, sample, read),
            *_score_signals(report, sample, read),
            *_score_matter(report, sample, read),
            *_score_intent(report, sample, read),
            *routes.score(report.routing, sample, read),
        ]
        if wrong:
            report.errors.append(f"{sample.id} {sample.text}\n    " + "\n    ".join(wrong))
    return report


def _score_facts(report: Report, sample: Sample, read: Understanding) -> list[str]:
    errors = []
    for name, fact in read.facts.items():
        gold = sample.facts.get(name) or sample.may.get(name)
        right = gold is not None and gold.accepts(fact)
        if right and name not in sample.facts:
            continue
        report.trusted.append((fact.confidence, right))
        report.fields[name].right += right
        report.fields[name].wrong += not right
        if not right:
            said = gold.values if gold else "nothing"
            errors.append(f"{name}: read {fact.value!r} ({fact.text}), said {said}")
    for name, gold in sample.facts.items():
        found = read.facts.get(name)
        if found is None or not gold.accepts(found):
            report.fields[name].missed += 1
        if found is None:
            errors.append(f"{name}: not read, said {gold.values}")
    if any(name in sample.facts for name in MIRROR):
        report.mirror.count(hit=not any(line.startswith(MIRROR) for line in errors))
    if not sample.facts and not sample.may:
        report.empty.count(hit=not read.facts)
    return errors


def _score_signals(report: Report, sample: Sample, read: Understanding) -> list[str]:
    heard = {signal.value for signal in read.signals}
    errors = []
    for value in heard | sample.signals:
        if value in sample.may_signals:
            continue
        tally = report.signals[value]
        tally.right += value in heard and value in sample.signals
        tally.wrong += value not in sample.signals
        tally.missed += value not in heard
        if value not in heard:
            errors.append(f"signal {value}: not heard")
        elif value not in sample.signals:
            words = next(signal.text for signal in read.signals if signal.value == value)
            errors.append(f"signal {value}: heard in {words}")
    if sample.signals & CRISIS:
        report.crisis_heard.count(hit=bool(heard & CRISIS))
    elif not sample.may_signals & CRISIS:
        report.calm_left.count(hit=not heard & CRISIS)
    return errors


def _score_matter(report: Report, sample: Sample, read: Understanding) -> list[str]:
    told = {read.matter, *read.also}
    fits = [
        one
        for one in sample.matters
        if one.main is read.matter and one.also <= told <= {one.main} | one.also | one.may
    ]
    report.matters[sample.matters[0].main].right += bool(fits)
    if not fits:
        report.matters[sample.matters[0].main].missed += 1
        report.matters[read.matter].wrong += 1
    owed = {Matter.WAGES in {one.main, *one.also} for one in sample.matters}
    if len(owed) == 1 and not any(Matter.WAGES in one.may for one in sample.matters):
        _count_wages(report.wages, heard=Matter.WAGES in told, said=owed.pop())
    expected = " or ".join("+".join([one.main, *sorted(one.also)]) for one in sample.matters)
    also = "+".join([read.matter, *read.also])
    return [] if fits else [f"matter: read {also}, is {expected}"]


def _count_wages(tally: Tally, *, heard: bool, said: bool) -> None:
    tally.right += heard and said
    tally.wrong += heard and not said
    tally.missed += said and not heard


def _score_intent(report: Report, sample: Sample, read: Understanding) -> list[str]:
    hit = read.intent in sample.intents
    report.intent.count(hit=hit)
    expected = " or ".join(Intent(intent) for intent in sample.intents)
    return [] if hit else [f"intent: read {read.intent}, is {expected}"]


def calibration(
    trusted: Sequence[tuple[float, bool]],
) -> tuple[float, list[tuple[int, float, float]]]:
    """Return the expected calibration error and ten bins: count, mean confidence, share right."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in trusted:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    rows = []
    error = 0.0
    for at in range(10):
        pairs = bins[at]
        if not pairs:
            rows.append((0, 0.0, 0.0))
            continue
        mean = sum(confidence for confidence, _ in pairs) / len(pairs)
        share = sum(right for _, right in pairs) / len(pairs)
        rows.append((len(pairs), mean, share))
        error += len(pairs) / len(trusted) * abs(mean - share)
    return error, rows


def count_errors(report: Report) -> Counter[str]:
    """Count what went wrong by the field it went wrong in."""
    return Counter(
        line.strip().split(":")[0] for error in report.errors for line in error.split("\n    ")[1:]
    )
