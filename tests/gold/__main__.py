"""`make score`: how well the program understands its own sets, printed and written to the docs.

The worst errors are listed for the development set alone: nobody looks at the test set's texts.
"""

import sys
from pathlib import Path

from tests.bench import rivals
from tests.gold.rights import score_rights
from tests.gold.samples import load
from tests.gold.scoring import Report, calibration, count_errors, score

PAGE = Path(__file__).parents[2] / "docs" / "understanding-scores.md"


def main(arguments: list[str]) -> None:
    """Score every set; with `--dev` the development set alone, with all its errors."""
    if "--dev" in arguments:
        report = score(load("dev"))
        print("\n".join(report.errors), "\n")
        print("\n".join(_summary("dev", report)))
        print(count_errors(report).most_common(20))
        return
    reports = {name: score(load(name)) for name in ("dev", "test", "empty")}
    lines = [line for name, report in reports.items() for line in _section(name, report)]
    lines += _rights_section()
    kept = rivals.kept_section(PAGE)
    PAGE.write_text("\n".join([*_HEAD, *lines, *kept]) + "\n", "utf-8")
    print("\n".join(lines))
    print("\nThe worst errors on the development set:\n")
    print("\n".join(sorted(reports["dev"].errors, key=lambda error: -error.count("\n"))[:15]))


_HEAD = [
    "# How well messages are understood",
    "",
    "Written by `make score`; do not edit. The sets and the rules of counting:",
    "[tests/gold/README.md](../tests/gold/README.md).",
]


def _rights_section() -> list[str]:
    """Tell how well rights articles are found, and how often there is an honest none."""
    lines = [
        "", "## Questions about rights", "",
        "| set | right article | among the first three | none where none fits |",
        "|---|---|---|---|",
    ]  # fmt: skip
    for name in ("rights_dev", "rights_test"):
        told = score_rights(name)
        shares = (told.right, told.among_three, told.silent)
        cells = " | ".join(f"{share.rate:.3f} ({share.of})" for share in shares)
        lines.append(f"| {name} | {cells} |")
    return lines


def _section(name: str, report: Report) -> list[str]:
    lines = ["", f"## {name}: {report.samples} messages", "", *_summary(name, report)]
    if name == "empty":
        return lines
    for title, tallies in (
        ("field", report.fields),
        ("signal", report.signals),
        ("matter", report.matters),
    ):
        lines += ["", f"| {title} | precision | recall | F1 | n |", "|---|---|---|---|---|"]
        lines += [
            f"| {key} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} "
            f"| {tally.right + tally.missed} |"
            for key, tally in sorted(tallies.items())
        ]
    return [*lines, *_bins(report)]


def _summary(name: str, report: Report) -> list[str]:
    facts, signals = report.facts, report.all_signals
    error, _ = calibration(report.trusted) if report.trusted else (0.0, [])
    figures = [
        ("no fact invented on messages that hold none", report.empty.rate, report.empty.of),
        ("ordinary messages left undisturbed", report.calm_left.rate, report.calm_left.of),
        ("intent", report.intent.rate, report.intent.of),
    ]
    if name != "empty":
        figures = [
            ("facts, micro F1", facts.f1, facts.right + facts.missed),
            ("facts, precision", facts.precision, facts.right + facts.wrong),
            ("facts, recall", facts.recall, facts.right + facts.missed),
            ("mirror right", report.mirror.rate, report.mirror.of),
            ("wages or not, F1", report.wages.f1, report.wages.right + report.wages.missed),
            ("signals, micro F1", signals.f1, signals.right + signals.missed),
            ("crisis recall", report.crisis_heard.rate, report.crisis_heard.of),
            *figures,
            *((f"routing: {key}", share.rate, share.of) for key, share in report.routing.items()),
            ("expected calibration error", error, len(report.trusted)),
        ]
    rows = [f"| {title} | {value:.3f} | {count} |" for title, value, count in figures]
    return ["| figure | value | n |", "|---|---|---|", *rows]


def _bins(report: Report) -> list[str]:
    _, bins = calibration(report.trusted)
    lines = ["", "| confidence | facts | mean confidence | right |", "|---|---|---|---|"]
    return lines + [
        f"| {at / 10:.1f}–{(at + 1) / 10:.1f} | {count} | {mean:.3f} | {share:.3f} |"
        for at, (count, mean, share) in enumerate(bins)
        if count
    ]


if __name__ == "__main__":
    main(sys.argv[1:])
