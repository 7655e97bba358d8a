"""Every kind of write the program does, each as often as it is asked for; what goes before it is done with room."""

import shutil
from collections.abc import Callable
from pathlib import Path

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.indicator_terms import MonthState
from app.models.terms import RecordType, Stage, SuggestionKind
from app.models.trust_terms import PlaceKind
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.foundation.errors import KnownError
from app.services.matters.rows import MatterDraft
from app.services.own_forms.rows import Filling
from app.services.papers.rows import LETTER, RecordKey
from app.services.store.care_rows import PlaceDraft
from app.services.store.opening import open_store
from app.services.store.restoring import put_back, restore
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.architecture.source_tree import ROOT
from tests.models.letter_writer import SAID
from tests.models.review_writer import HEAD
from tests.proof.small_disk import Small
from tests.services.own_forms.forms import quarterly_form

CLERK, SECOND = Actor("张某"), Actor("李某")
MONTH, FIRST = "2025-01", 1
Act = Callable[[], object]
OLD = ROOT / "tests" / "data" / "schema_0002.db"


def paste(small: Small, turn: int) -> Act:
    drafts = [FigureDraft("批捕人数", MONTH, MONTH, 1, unit=f"第{turn}院{each}") for each in range(12)]
    return lambda: small.desk.base_data.record(CLERK, drafts)


def ledger(small: Small, turn: int) -> Act:
    table = small.beside / "原案.csv"
    rows = (f"青检受〔2025〕{turn}-{each}号,赵某{turn}盗窃案,刑事,王某,刑事申诉,2" for each in range(10))
    table.write_text("\n".join((HEAD, *rows)), encoding="utf-8-sig")
    plan = small.desk.importing.plan("cases", table)
    for made in (small.disk / "台账.backups").glob("*"):
        made.unlink()
    small.desk.backups.automatic("导入前")
    return lambda: small.desk.importing.commit(CLERK, plan)


def issue(small: Small, turn: int) -> Act:
    key = RecordKey(RecordType.SUGGESTION, letter_in(small))
    day = PartialDate.of(small.clock.today())
    number = f"青检建〔2026〕{turn + 1}号"
    return lambda: small.desk.papers.issuing.issue(CLERK, key, LETTER, IssueDraft(number, day))


def lock(small: Small, turn: int) -> Act:
    closing = small.desk.month_closing
    if closing.standing(MONTH).state is MonthState.LOCKED:
        closing.unlock(SECOND, MONTH, "再锁一次")
    if closing.standing(MONTH).state is not MonthState.REVIEWED:
        closing.compute(CLERK, MONTH)
        closing.review(SECOND, MONTH, {})
    return lambda: closing.lock(CLERK, MONTH)


def take_in(small: Small, turn: int) -> Act:
    form = quarterly_form(small.beside / "表.xlsx")
    return lambda: small.desk.own_forms.take_in(CLERK, form, f"表{turn}")


def fill(small: Small, turn: int) -> Act:
    forms = small.desk.own_forms
    if not forms.forms():
        forms.take_in(CLERK, quarterly_form(small.beside / "表.xlsx"), "表")
    return lambda: forms.write(CLERK, forms.forms()[0].id, Filling(Months(MONTH, MONTH)), small.disk / "填好.xlsx")


def export(small: Small, turn: int) -> Act:
    key = RecordKey(RecordType.SUGGESTION, FIRST)
    return lambda: small.desk.papers.write(CLERK, LETTER, key, small.disk / "建议书.pdf")


def attach(small: Small, turn: int) -> Act:
    scan = small.beside / "回证.pdf"
    scan.write_bytes(b"%PDF-1.7 " + bytes([turn % 256]) * 300_000)
    return lambda: small.desk.attachments.add(CLERK, RecordType.SUGGESTION, FIRST, f"材料{turn}", scan)


def move(small: Small, turn: int) -> Act:
    matter = small.desk.matters.register(CLERK, MatterDraft(kind="内部事项", unit="青山县公安局")).id
    return lambda: small.desk.matters.move_to(CLERK, matter, tuple(Stage)[1])


def keep_draft(small: Small, turn: int) -> Act:
    note, typed = DraftNote("新增检察建议", "", "suggestions"), {"problem": "漏管失控。" * 4000}
    return lambda: small.desk.drafts.keep(CLERK, DraftPlace("suggestion", f"{turn}"), note, typed)


def package(small: Small, turn: int) -> Act:
    shutil.rmtree(small.disk / "案件包", ignore_errors=True)
    matter = small.desk.matters.register(CLERK, MatterDraft(kind="内部事项", unit="青山县公安局")).id
    return lambda: small.desk.case_packages.write(CLERK, [matter], small.disk / "案件包")


def back_up(small: Small, turn: int) -> Act:
    shutil.rmtree(small.disk / "备份", ignore_errors=True)
    return lambda: small.desk.store.backup(small.disk / "备份")


def follow(small: Small, turn: int) -> Act:
    places, folder = small.desk.second_places, small.disk / "第二处"
    if not places.rows():
        places.name(CLERK, PlaceDraft(PlaceKind.FOLDER, str(folder), "本院规定"))
    shutil.rmtree(folder / "台账.backups", ignore_errors=True)
    small.desk.backups.automatic()

    def act() -> None:
        if problems := places.follow().problems:
            raise KnownError("".join(problems))

    return act


def bring_back(small: Small, turn: int) -> Act:
    for made in small.disk.glob("恢复*"):
        shutil.rmtree(made) if made.is_dir() else made.unlink()
    backup = backup_of(small)
    return lambda: restore(backup, small.disk / "恢复.jdt")


def replace_damaged(small: Small, turn: int) -> Act:
    damaged, backup = small.disk / "坏.jdt", backup_of(small)
    for made in small.disk.glob("坏*"):
        shutil.rmtree(made) if made.is_dir() else made.unlink()
    damaged.write_bytes(b"damaged")
    return lambda: put_back(backup, damaged, small.clock.now())


def upgrade(small: Small, turn: int) -> Act:
    old = small.disk / "旧.jdt"
    for made in small.disk.glob("旧*"):
        made.unlink()
    shutil.copyfile(OLD, old)

    def act() -> None:
        assert list(small.disk.glob("旧*.bak")) == []  # or every try would leave less room
        open_store(old, small.clock).close()

    return act


def letter_in(small: Small) -> int:
    """A draft letter."""
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", **SAID)
    return small.desk.suggestions.draft(CLERK, draft).id


def backup_of(small: Small) -> Path:
    """One backup, made once on the other disk."""
    made = small.beside / "源.jdtbak"
    if not made.exists():
        small.desk.store.backup(small.beside / "别处").path.rename(made)
    return made
