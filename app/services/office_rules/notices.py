"""A year's holiday notice from a small file, and as JSON in the store."""

import csv
import io
import json
from datetime import date
from pathlib import Path

from app.services.deadlines.calendar_files import Paper, YearNotice, read_year
from app.services.deadlines.inputs import parse_day
from app.services.foundation.errors import DomainError

_HEADS = ("日期", "名称", "安排")
_REST, _WORK = "放假", "上班"


def read_notice(path: Path, title: str = "") -> YearNotice:
    """A notice from YYYY.toml as shipped, or a .csv with 日期, 名称, 安排 (放假 or 上班).

    ``title`` names the notice a .csv stands for. Raises DomainError naming file and line.
    """
    if path.suffix.lower() == ".toml":
        notice = read_year(path)
        if notice.provisional:
            raise DomainError(f"文件 {path.name} 标明是暂定的，不是正式放假通知，没有采用。请等通知印发后再导入。")
        return notice
    if path.suffix.lower() != ".csv":
        raise DomainError(f"“{path.name}”不是放假通知文件。请选 .toml 或 .csv 文件。")
    if not title.strip():
        raise DomainError("请填写放假通知的名称和文号，作为计算的依据。")
    return _from_csv(path.name, _text(path), title.strip())


def as_json(notice: YearNotice) -> str:
    """The text kept in the store."""
    whole = {
        "year": notice.year,
        "papers": [vars(paper) for paper in notice.papers],
        "rest": {day.isoformat(): name for day, name in sorted(notice.rest.items())},
        "worked": sorted(day.isoformat() for day in notice.worked),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)


def notice_of(body: str) -> YearNotice:
    """The notice of such a text."""
    whole = json.loads(body)
    return YearNotice(
        year=whole["year"],
        papers=tuple(Paper(**paper) for paper in whole["papers"]),
        rest={date.fromisoformat(day): name for day, name in whole["rest"].items()},
        worked=frozenset(date.fromisoformat(day) for day in whole["worked"]),
        provisional=False,
    )


def title_of(notice: YearNotice) -> str:
    """The papers of a notice as cited."""
    return "；".join(map(str, notice.papers))


def _from_csv(name: str, text: str, title: str) -> YearNotice:
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or tuple(cell.strip() for cell in rows[0][:3]) != _HEADS:
        raise DomainError(f"文件 {name} 第 1 行应当是表头“日期,名称,安排”。请改正后再导入。")
    rest: dict[date, str] = {}
    worked: set[date] = set()
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            _take(f"文件 {name} 第 {number} 行", row, rest, worked)
    years = {day.year for day in (*rest, *worked)}
    if len(years) != 1 or not rest:
        raise DomainError(f"文件 {name} 应当写明一个年份的放假日期，现有 {len(years)} 个年份。请按年份分开。")
    return YearNotice(years.pop(), (Paper(title, "", ""),), rest, frozenset(worked), False)


def _take(where: str, row: list[str], rest: dict[date, str], worked: set[date]) -> None:
    cells = [cell.strip() for cell in row[:3]]
    if len(cells) < 3 or not all(cells):
        raise DomainError(f"{where}没有写全日期、名称、安排。请补全后再导入。")
    try:
        day = parse_day(cells[0])
    except DomainError as error:
        raise DomainError(f"{where}：{error}") from error
    if day in rest or day in worked:
        raise DomainError(f"{where}的 {day} 写了两次。请只保留一条。")
    if cells[2] == _REST:
        rest[day] = cells[1]
    elif cells[2] == _WORK and day.weekday() >= 5:
        worked.add(day)
    elif cells[2] == _WORK:
        raise DomainError(f"{where}：{day} 不是星期六或星期日，不会是调休上班日。请核对。")
    else:
        raise DomainError(f"{where}的安排“{cells[2]}”应当是“放假”或“上班”。")


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DomainError(f"读不了文件 {path}（{error.strerror}）。请重新选择文件。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DomainError(f"文件 {path.name} 的文字编码认不出来。请另存为 UTF-8 的 .csv 再导入。")
