"""The parts of the page about letters, files and the trail, with links into the package."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from app.services.case_packages.card_sections import day, joined
from app.services.case_packages.filling import Filled
from app.services.case_packages.gathering import LetterContents, MatterContents
from app.services.case_packages.html import Block, Cell, Facts, Heading, LampWords, Link, Note, Section, Table
from app.services.case_packages.process_sections import deadline_blocks
from app.services.case_packages.rows import HASH_LIST, PackedPaper
from app.services.suggestions.rows import HistoryLine

_SHORT = 12  # hex digits of a hash that are shown; the whole stands in the list
_TIMELINE = (("时间", "经办人", "事项", "变化"), (16, 11, 21, 52))


def letters(contents: MatterContents, filled: Sequence[Filled]) -> Section:
    """检察建议, each with its lamp, its course, its files and its own trail."""
    blocks = [block for letter, files in zip(contents.letters, filled, strict=True) for block in _letter(letter, files)]
    return Section("letters", "检察建议", tuple(blocks) or (Note("没有。"),))


def _letter(letter: LetterContents, filled: Filled) -> Iterator[Block]:
    card, draft = letter.card, letter.card.draft
    yield Heading(letter.name)
    yield Facts(
        (
            ("类型", draft.kind.label),
            ("状态", card.state.label),
            ("灯", LampWords(card.lamp, card.lamp_words or card.lamp.label)),
            ("发出日期", day(card.issued_on)),
            (
                "送达",
                joined(day(card.received_on), card.receiver, card.service_method.label) if card.received_on else "",
            ),
            ("回复届满日", card.due_on.isoformat() if card.due_on else ""),
            ("回复日期", day(card.replied_on)),
            ("采纳情况", card.adoption.label if card.replied_on else ""),
            ("整改", joined(card.rectification.label, day(card.rectified_on), card.rectification_note)),
            ("办结日期", day(card.closed_on)),
            *card.ledger,
        )
    )
    yield from deadline_blocks(letter.deadlines)
    yield from file_blocks(filled)
    yield Note("这份检察建议的全部经过：")
    yield _timeline(letter.history)


def papers_and_files(filled: Filled) -> Section:
    """文书和附件 of the matter itself."""
    return Section("files", "文书和附件", tuple(file_blocks(filled)) or (Note("没有。"),))


def file_blocks(filled: Filled) -> Iterator[Block]:
    """The papers and attachments of one record."""
    if filled.papers:
        heads = ("文书", "文号", "日期", "状态", "文件")
        papers: list[tuple[Cell, ...]] = [
            (each.title, each.number, each.dated, each.standing, _opening(each)) for each in filled.papers
        ]
        yield Table(heads, papers, (25, 23, 16, 25, 11))
    if filled.attachments:
        files: list[tuple[Cell, ...]] = [
            (
                Link(PurePosixPath(each.file.path).name, each.file.path)
                if each.file
                else f"{each.name}（没有收入：{each.problem}）",
                each.purpose,
                size_words(each.size),
                each.added_at[:16].replace("T", " "),
                each.file.sha256[:_SHORT] if each.file else "",
            )
            for each in filled.attachments
        ]
        yield Table(("附件", "用途", "大小", "存入时间", "SHA-256（前段）"), files, (34, 17, 10, 20, 19))


def _opening(paper: PackedPaper) -> Cell:
    return Link("打开", paper.file.path) if paper.file else paper.problem


def trail(contents: MatterContents) -> Section:
    """全部经过."""
    return Section("trail", "全部经过", (_timeline(contents.history),))


def _timeline(lines: Sequence[HistoryLine]) -> Table:
    return Table(_TIMELINE[0], [_line(each) for each in lines], _TIMELINE[1])


def _line(line: HistoryLine) -> tuple[str, ...]:
    what = f"{line.title}\n理由：{line.reason}" if line.reason else line.title
    changes = "\n".join(f"{title}：{before or '（空）'} → {after or '（空）'}" for title, before, after in line.changes)
    return (line.at[:16].replace("T", " "), line.actor, what, changes)


def checking() -> Section:
    """How to prove that nothing was changed."""
    words = (
        f"每个文件的 SHA-256、大小和路径列在 {HASH_LIST}。核对：在检督台“系统管理”的“文书登记”里按“核对案件包…”，"
        f"或者在本文件夹里运行 sha256sum -c {HASH_LIST}。清单本身的 SHA-256 记在导出台账的打印输出登记簿。"
    )
    return Section("checking", "核对", (Facts((("清单", Link(HASH_LIST, HASH_LIST)),)), Note(words)))


def size_words(size: int) -> str:
    """1.5 MB, 12 KB, 300 B."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB"
    return f"{size / 1024:.0f} KB" if size >= 1024 else f"{size} B"
