"""`make score`, second half: the people are played, the table printed and written to the docs."""

import asyncio
import sys

from tests.people.person import read_cast
from tests.people.report import play_all, summary, table, write_page


def main(names: list[str]) -> None:
    """Play everybody, or those whose names hold one of the words, with their whole talk."""
    cast = [one for one in read_cast() if not names or any(name in one.name for name in names)]
    played = asyncio.run(play_all(cast))
    for one in played:
        if names or one.faults:
            print(f"\n== {one.person.name}", *one.faults, sep="\n  ! ")
        if names:
            print(*one.talks["web"], sep="\n")
    print("", *table(played), "", *summary(played), sep="\n")
    if not names:
        write_page(played)


if __name__ == "__main__":
    main(sys.argv[1:])
