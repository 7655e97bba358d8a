"""What the tab 送达 says: its steps, its lamps, its rows, and the words below a service."""

from typing import NamedTuple

from app.models.letter_terms import CopyUse
from app.models.terms import DeadlineState, Lamp
from app.services.docket.rows import DeadlineCard
from app.services.serving.rows import CopyRow, ServiceRow, ServingCard
from app.services.suggestions.rows import LetterCard
from app.views.shared.stage_bar import Phase, Step

REMINDER, FILINGS = "P01", ("F03", "G08", "E02-2")


class Shown(NamedTuple):
    """One lamp with its words."""

    lamp: Lamp
    words: str


def steps(card: LetterCard, serving: ServingCard) -> tuple[Step, ...]:
    """用印 → 份数 → 送出 → 签收 → 备案 → 抄送, each with its day or count; the first not done is the present."""
    total = sum(row.copies for row in serving.copies)
    sealed = card.sealed_on.text if card.sealed_on else ""
    sent = card.sent_on.text if card.sent_on else ""
    received = card.received_on.text if card.received_on else ""
    found = [
        (f"用印 {sealed}", bool(sealed)),
        (f"份数 {total}份" if total else "份数", bool(total)),
        (f"送出 {sent}", bool(sent or received)),
        (f"签收 {received}", bool(received)),
        _counted("备案", serving.of(CopyUse.FILING), serving.filings_needed, is_done=card.filed_on is not None),
    ]
    copied = serving.of(CopyUse.COPIED)
    if copied:
        found.append(_counted("抄送", copied, 0, is_done=all(row.sent_on for row in copied)))
    present = next((place for place, (_, is_done) in enumerate(found) if not is_done), len(found))
    return tuple(Step(title.strip(), _phase(place, present, is_done)) for place, (title, is_done) in enumerate(found))


def _counted(title: str, rows: tuple[CopyRow, ...], needed: int, *, is_done: bool) -> tuple[str, bool]:
    sent = sum(row.sent_on is not None for row in rows)
    return f"{title} {sent}/{max(len(rows), needed)}", is_done


def _phase(place: int, present: int, is_done: bool) -> Phase:
    if is_done:
        return "done"
    return "now" if place == present else "ahead"


def lamps(serving: ServingCard, deadlines: tuple[DeadlineCard, ...]) -> tuple[Shown, ...]:
    """What is awaited: the receipt, its paper, the filing."""
    running = {each.rule_code: each for each in deadlines if each.state is DeadlineState.OPEN}
    found = []
    if REMINDER in running:
        found.append(Shown(running[REMINDER].lamp, f"送达回证收回：{running[REMINDER].lamp_words}"))
    lacking = serving.lacking_receipt
    if lacking is not None:
        day = lacking.received_on or lacking.sent_on
        found.append(Shown(Lamp.NEAR, f"送达回证还没有收回（{day} {lacking.result.label}）"))
    found += [Shown(running[code].lamp, f"报备：{running[code].lamp_words}") for code in FILINGS if code in running]
    return tuple(found)


def sealed_words(serving: ServingCard) -> str:
    """The uses of the seal, in one line."""
    uses = (
        f"{row.entry_number} {row.paper} {row.copies}份"
        f"（{row.sealed_on}，批准人{row.approved_by}，监印人{row.sealed_by}）"
        for row in serving.seals
    )
    return "用印：" + "；".join(uses) if serving.seals else "还没有登记用印。"


def service_cells(row: ServiceRow) -> tuple[str, ...]:
    """One line of the services."""
    filed = row.receipt_name or ("未收回" if row.lacks_receipt else "—")
    return (
        row.method_as_written or row.method.label,
        row.result.label,
        row.sent_on.text if row.sent_on else "—",
        row.received_on.text if row.received_on else "—",
        row.receiver or "—",
        filed,
    )


def service_words(row: ServiceRow | None) -> str:
    """All else that is known of a service, and what to do next."""
    if row is None:
        return "还没有登记送达。送出后先登记“送出”，收到回证再登记“签收”；当场签收的也可以用“登记送达”一步完成。"
    tried = "；".join(f"{each.tried_on} {each.outcome}" for each in row.attempts)
    parts = (
        f"送达人：{row.sent_by}" if row.sent_by else "",
        f"邮件号：{row.tracking_number}" if row.tracking_number else "",
        f"地点：{row.place}" if row.place else "",
        f"在场：{row.participants}" if row.participants else "",
        f"经过：{tried}" if tried else "",
        f"投递期到 {row.post_until:%Y-%m-%d}" if row.post_until else "",
        f"原因：{row.refusal}" if row.refusal else "",
        row.note,
    )
    said = "　".join(part for part in parts if part)
    return "\n".join(part for part in (said, f"下一步：{row.next_words}" if row.next_words else "") if part)


def copy_cells(row: CopyRow) -> tuple[str, ...]:
    """One line of the copies."""
    sent = row.sent_on.text if row.sent_on else ("见送达" if row.use is CopyUse.SERVED else "未送出")
    return (
        row.use.label,
        row.recipient,
        str(row.copies),
        f"✓ {sent}" if row.sent_on else sent,
        row.receiver or row.note,
    )
