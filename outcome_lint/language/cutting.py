"""Where words of other languages begin and end: elisions, ordinals, phrases; and Japanese, which has no spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

Cut = tuple[int, int]

_MONTHS: Final = (
    r"jan|f[eé][bv]|m[aä]r|a[pbv][rv]|ma[ijgy]|j[iu][nul]|juil|gen|giu|lug|lip|ago|ao[uû]|aug|sie|se[pt]|wrz|set|ou?[tck]|pa[zź]"
    r"|no[vw]|lis|d[eéi][czs]|gru|sty|lut|kwi|cze|ene|mag"
)
_WORD: Final = re.compile(
    # `30 000`, with any kind of space; `1er mars`, `1. März`, `1 de junio`: the day with what makes it ordinal.
    r"\d{1,3}(?:[   ]\d{3})+(?!\d)"
    rf"|\d{{1,2}}(?:er|º|ª|°|\.)? de (?={_MONTHS})|\d{{1,2}}\.(?=\s?(?:{_MONTHS}|quartal|halbjahr|kwarta))"
    r"|\d+(?:ers?|ère|e|ème|º|ª|°)(?![^\W_])|\d+(?:[.,:/\-]\d+)*"
    # `l'application`, `qu'il`, `dell'utente`: two words.
    r"|(?:[cdjlmnst]|qu|jusqu|lorsqu|dell|nell|all|dall|sull|un|quell|dev)['’](?=[^\W\d_])"
    r"|[^\W\d_][^\W_]*(?:['’\-][^\W_]+)*|->|=>|→|[<>≤≥]=?|[.!?;](?=\s|$)|\n|[%€$£¥,:()#]"
)


def pieces(text: str) -> list[str]:
    """The words of a lexicon's entry or of a phrase, cut as the text is."""
    return [word.replace("’", "'") for word in _WORD.findall(text)]


def cut(low: str, phrases: Mapping[str, Iterable[tuple[str, ...]]]) -> list[Cut]:
    """The words of a lower-case text; a phrase is one word. `phrases`: by first word, the rest, longest first."""
    spans = [match.span() for match in _WORD.finditer(low)]
    words = [low[start:end].replace("’", "'") for start, end in spans]
    found: list[Cut] = []
    place, size = 0, len(words)
    while place < size:
        last = place
        for rest in phrases.get(words[place], ()):
            if tuple(words[place + 1 : place + 1 + len(rest)]) == rest:
                last = place + len(rest)
                break
        found.append((spans[place][0], spans[last][1]))
        place = last + 1
    return found


_POINT: Final = (
    r"(?:(?:(?:20)?\d\d|令和\d{1,2})年度?|再来年度?|来年度?|今年度?|翌年度?|年度|今期|来期|第?[1-4一二三四]四半期|q[1-4]|[上下]半期|[上下]期"
    r"|1?\d月(?:[123]?\d日)?|来月|今月|来週|今週|来春|今夏|年|期|月|夏|秋|冬|春|繁忙期|入学|新学期|連休|法改正|施行日?|期日|納期|期限|サービス終了|リリース|公開"
    r"|本番稼働|本番|稼働|導入|移転|運用開始|開始|ローンチ|移行)"
)
# What has been is no plan: years that are gone, and years when something was brought in.
_COMING: Final = r"20(?:2[5-9]|[3-9]\d)"
_SOON: Final = (
    r"(?:今年度?|来年度?|今期|来期|年度|[上下]期|[上下]半期|q[1-4]|第?[1-4一二三四]四半期|1?\d月"
    r"|(?:令和|r)\d{1,2}年度?|20\d\d年度?)"
)
# The same clause tells what has been: "サポートが終了したため".
_DONE: Final = r"[^。、\n]{0,12}(?:した(?!い|状態)|行った|あった|でした|ました)"
_WHEN: Final = (
    rf"{_POINT}(?:の?{_POINT}){{0,4}}(?:[(（](?:20\d\d年|[来今]年度?の?)?1?\d月(?:[123]?\d日)?[)）])?の?(?:末|初め|初頭|前半|後半|中旬|上旬|下旬|中|内)?(?:まで(?:には|に)?|以内に?|中に|以降)"
    rf"|(?:(?:来年度?|今年度?|翌年度?|来期|{_COMING}年度?)(?:1?\d月)?|1?\d月)(?:の[一-鿿ァ-ヺー]{{2,12}})?(?:末|初め|中|春|夏|秋|冬)?(?:[123]?\d日)?(?:から|より|まで|に)(?!\d|{_DONE})"
    rf"|{_SOON}(?:の?{_SOON})?中(?![一-鿿])|(?:(?:令和|r)(?:[89]|[1-9]\d)|{_COMING})年(?:度末|末|1?\d月末?)時点(?:で|に|[)）])"
    r"|来年?[春夏秋冬]|(?:今年度|来年度|今期|来期|今年|来年|(?:令和|r)\d{1,2}年度?|20\d\d年度?)の?(?:[上下]半?期|第?[1-4一二三四]四半期)(?!の?実績)"
    r"|1?\d/[1-3]?\d(?:[(（][月火水木金土日祝][)）])?(?:[〜~～]|から|より|までに?|以降)"
    r"|次の[一-鿿ァ-ヺー]{1,6}え?(?:までに|に間に合)"
    r"|[一-鿿ァ-ヺー]{0,6}(?:シーズン|選挙?|大会|総会|開業|開館|開校|開幕|着工|竣工|閉会)(?:までに|に間に合)"
    r"|年内に?|年度内に?|期末までに?|(?:年度|年|期|四半期)末(?:までに?|に)|月末までに?"
    r"|(?:リリース|公開|導入|稼働|開始|ローンチ|移行|切替)(?:後|から)\d+(?:[かヶカヵケ]月|週間?|年|日間?)(?:以内)?(?:に|で|まで)?"
    r"|\d+(?:[かヶカヵケ]月|年)以内に?"
    rf"|(?:{_COMING}|令和(?:[7-9]|[1-9]\d))年度?+(?:1?\d月)?+(?:[123]?\d日)?+"
    rf"(?!に{_DONE}|の?実績|の?時点|の?平均|比|は現在|現在|のデータ|の水準|度|に?導入|に?開始した|の?(?:開始)?以来)"
)
WHEN: Final = re.compile(_WHEN)
_RUN: Final = re.compile(
    rf"(?P<when>{_WHEN})|\d+(?:[.,:/]\d+)*|[a-zà-ÿ][a-zà-ÿ0-9]*(?:[-'][a-z0-9]+)*|->|=>|[→<>≤≥]=?|[。！？.!?;\n%％€$£¥,、:：()（）#]"
    r"|(?P<run>[ぁ-ゖァ-ヺー一-鿿々]{1,200})"
)


def cut_japanese(low: str, entries: Mapping[str, object], longest: int) -> list[Cut]:
    """Runs of kana and kanji are cut at the longest entries of the lexicon; what is left between them is one word."""
    found: list[Cut] = []
    at = 0
    while match := _RUN.search(low, at):
        at = match.end()
        if match["run"] is None:
            found.append(match.span())
            continue
        start = rest = match.start()
        while start < at:
            if start > match.start() and (point := WHEN.match(low, start)):
                found += [(rest, start)] if start > rest else []
                at = rest = start = point.start()
                break
            sizes = range(min(longest, at - start), 0, -1)
            size = next((size for size in sizes if low[start : start + size] in entries), 0)
            if size:
                if start > rest:
                    found.append((rest, start))
                found.append((start, start + size))
                rest = start = start + size
            else:
                start += 1
        if rest < at:
            found.append((rest, at))
    return found
