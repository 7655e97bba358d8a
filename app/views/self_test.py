"""Proves an installed program: a store, every page drawn, one paper, a backup and what comes back from it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from app.models.terms import RecordType
from app.services.desk import Desk
from app.services.documents.preview import text_of
from app.services.foundation.errors import KnownError
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Unwatched
from app.services.lists.listing import ListQuery
from app.services.papers.rows import RecordKey
from app.services.store.rows import Restored
from app.views.snapshot import snapshot

PROVER = Actor("自检")
RESTORED = "恢复.jdt"
_TITLE = "检察建议书"
MATTERS = 6  # enough for every page to have rows


class Shop(Protocol):
    """What makes, opens and restores stores."""

    def open(self, store: Path) -> Desk:
        """Open an existing store."""

    def demonstrate(self, store: Path, matters: int, seed: int, today: date | None) -> None:
        """Make a store with demonstration data."""

    def restore(self, backup: Path, store: Path) -> Restored:
        """Restore a backup into a new place."""


def prove(shop: Shop) -> list[str]:
    """Go through it all in a temporary folder; gives one line for each proof, raises KnownError where one fails."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        store = folder / "自检.jdt"
        shop.demonstrate(store, MATTERS, 1, None)
        lines = ["数据：已新建并打开演示数据"]
        pictures = snapshot(shop.open, store, folder / "画面")
        lines.append(f"窗口：已画出 {len(pictures)} 页")
        lines.append(f"文书：已生成检察建议书 PDF（{_letter(shop, store, folder)} KB）")
        lines.append(f"备份：已备份并恢复，检察建议 {_restored(shop, store, folder)} 份")
        lines.append(f"检查：恢复的台账没有问题，审计链完整，共 {_checked(shop, folder / RESTORED)} 条")
        return [*lines, "自检通过"]


def _letter(shop: Shop, store: Path, folder: Path) -> int:
    """The size of one letter's PDF in KB."""
    desk = shop.open(store)
    try:
        letter = desk.suggestions.listing.ids(ListQuery(desk.clock.today()))[0]
        paper = folder / "检察建议书.pdf"
        desk.papers.write(PROVER, "suggestion-letter", RecordKey(RecordType.SUGGESTION, letter), paper)
    finally:
        desk.close()
    if _TITLE not in text_of(paper.read_bytes()):
        raise KnownError("自检没有通过：检察建议书的 PDF 里没有中文文字。请重新安装程序。")
    return paper.stat().st_size // 1024


def _restored(shop: Shop, store: Path, folder: Path) -> int:
    """How many letters came back from a backup."""
    desk = shop.open(store)
    try:
        letters = len(desk.suggestions.listing.ids(ListQuery(desk.clock.today())))
        backup = desk.store.backup(folder / "备份", Unwatched())
    finally:
        desk.close()
    back = shop.restore(backup.path, folder / RESTORED)
    if back.counts.get("suggestion", 0) != letters:
        raise KnownError("自检没有通过：备份恢复后的数量不一致。请重新安装程序，并检查磁盘。")
    return letters


def _checked(shop: Shop, store: Path) -> int:
    """How many audit entries the restored store proves."""
    desk = shop.open(store)
    try:
        report, verdict = desk.store.check(Unwatched()), desk.store.verify_audit(Unwatched())
    finally:
        desk.close()
    wrong = next((finding.message for finding in report.findings if finding.level == "错误"), None)
    if wrong is not None or not verdict.ok:
        raise KnownError(f"自检没有通过：{wrong or '审计链断开'}。请重新安装程序，并检查磁盘。")
    return verdict.entries
