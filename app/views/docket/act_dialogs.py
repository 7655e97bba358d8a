"""What can be decided about a deadline, each in a small dialog: who decided, why, on what paper."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.terms import DeadlineAct, Side
from app.services.docket.rows import Authority, DeadlineCard, Done, OwnDateDraft, RecordName, StartDraft
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.views.docket.rule_choice import rule_meant, rules_like
from app.views.docket.wording import due_words
from app.views.shared.work_dialog import WorkDialog
from app.views.shared.workplace import Workplace

Decide = Callable[[Progress], Done]

_DECIDER = "如检察长、部门负责人、上级院"
_LENGTH = "如 一个月、15日、10个工作日"
_CLOCK_HINT = "按小时计算的才填，如 10:30"


class DocketDialog(WorkDialog):
    """Subclasses say in ``job`` which decision is made; what the user must read afterwards is in ``said``."""

    said: tuple[str, ...] = ()

    @override
    def job(self, actor: Actor) -> Decide:
        raise NotImplementedError

    @override
    def came(self, result: Done) -> None:
        card = self.workplace.desk.docket.card(result.id)
        self.said = result.said
        due = f"，届满日 {due_words(card)}" if card.due_on else ""
        self._done_words = f"{self.windowTitle()}：“{card.name}”{due}。"
        self.finish(Written(result.id, result.act))

    @override
    def done_words(self) -> str:
        return "".join((self._done_words, *self.said))

    def add_authority(self, *, is_decided: bool = True) -> None:
        """The fields of a decision; ``is_decided``: somebody above decided it."""
        self.form.add_text("reason", "理由")
        if is_decided:
            self.form.add_text("decided_by", "决定人", hint=_DECIDER)
        self.form.add_text("document", "决定文书", hint="文书名称和文号，没有可不填")
        self.form.add_file("scan", "文书扫描件")

    def authority(self, *, is_decided: bool = True) -> Authority:
        """Who decided, why, and on what paper."""
        form = self.form
        decided_by = form.text("decided_by") if is_decided else ""
        return Authority(decided_by, form.text("reason"), form.text("document"), form.file("scan"))

    def add_start(self, day: PartialDate | None = None, clock: str = "") -> None:
        """The day a period starts, and the hour where hours are counted."""
        self.form.add_date("start", "起算日", day)
        self.form.add_text("clock", "起算时刻", clock, hint=_CLOCK_HINT)

    def start(self) -> str:
        """The start as the services read it."""
        return f"{self.form.needed_date('start').text} {self.form.text('clock')}".strip()

    def day(self, name: str) -> date:
        """A day; raises FieldProblem where it is missing or no day."""
        return self.form.needed_date(name).first


class ActDialog(DocketDialog):
    """A decision about one deadline."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, title: str, parent: QWidget | None) -> None:
        """``title`` names the decision, on the button too."""
        super().__init__(workplace, title, title, parent)
        self._card = card
        self.docket = workplace.desk.docket
        self.today = PartialDate.of(workplace.desk.clock.today())
        told = f"{card.record.number} · {card.name}。起算日 {card.started_on or '不明'}，届满日 {due_words(card)}。"
        self.tell(told + self.more_words())

    def more_words(self) -> str:
        """What else the user should know before typing."""
        return ""


class ExtendDialog(ActDialog):
    """延长."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline."""
        super().__init__(workplace, card, "延长", parent)
        self.form.add_text("length", "延长多久", hint=_LENGTH)
        self.form.add_check("is_total", "算法", "写的是连同原期限一共多久")
        self.add_authority()

    @override
    def more_words(self) -> str:
        if self._card.rule_code is None:
            return ""
        try:
            rule = self.workplace.desk.deadlines.library.rule(self._card.rule_code)
        except DomainError:  # a day somebody named, or a rule that is gone: nothing is written about extensions
            return ""
        return f"规则写明：{'；'.join(map(str, rule.extensions))}。" if rule.extensions else ""

    @override
    def job(self, actor: Actor) -> Decide:
        docket, key, authority = self.docket, self._card.id, self.authority()
        length, is_total = self.form.text("length"), self.form.is_checked("is_total")
        return lambda progress: docket.extend(actor, key, length, authority, is_total, progress)


class PauseDialog(ActDialog):
    """暂停."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline."""
        super().__init__(workplace, card, "暂停", parent)
        self.form.add_date("first", "中止日期", self.today)
        self.add_authority()

    @override
    def more_words(self) -> str:
        return "中止当日起不计，到恢复为止。"

    @override
    def job(self, actor: Actor) -> Decide:
        docket, key, day, authority = self.docket, self._card.id, self.day("first"), self.authority()
        return lambda progress: docket.pause(actor, key, day, authority, progress)


class ResumeDialog(ActDialog):
    """恢复."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline."""
        super().__init__(workplace, card, "恢复", parent)
        self.form.add_date("on", "恢复日期", self.today)
        self.add_authority()

    @override
    def more_words(self) -> str:
        return f"从 {self._card.paused_on} 起中止；恢复当日重新计入。"

    @override
    def job(self, actor: Actor) -> Decide:
        docket, key, day, authority = self.docket, self._card.id, self.day("on"), self.authority()
        return lambda progress: docket.resume(actor, key, day, authority, progress)


class RestartDialog(ActDialog):
    """重新起算."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline."""
        super().__init__(workplace, card, "重新起算", parent)
        self.form.add_date("on", "重新起算日", self.today)
        self.add_authority()

    @override
    def more_words(self) -> str:
        return "从这一天重新计算，以前的中止和延长不再计入。"

    @override
    def job(self, actor: Actor) -> Decide:
        docket, key, day, authority = self.docket, self._card.id, self.day("on"), self.authority()
        return lambda progress: docket.restart(actor, key, day, authority, progress)


class CorrectStartDialog(ActDialog):
    """更正起算日."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline."""
        super().__init__(workplace, card, "更正起算日", parent)
        self.add_start(card.start_changed_to or card.started_on, card.started_at or "")
        self.form.add_text("proof", "起算依据", card.start_proof)
        self.add_authority()

    @override
    def more_words(self) -> str:
        changed = self._card.start_changed_to
        return f"记录上的日期现在是 {changed}。" if changed else ""

    @override
    def job(self, actor: Actor) -> Decide:
        docket, key, authority = self.docket, self._card.id, self.authority()
        start, proof = self.start(), self.form.text("proof")
        return lambda progress: docket.correct_start(actor, key, start, proof, authority, progress)


class WaiveDialog(ActDialog):
    """免除."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline."""
        super().__init__(workplace, card, "免除", parent)
        self.form.add_date("on", "免除日期", self.today)
        self.add_authority()

    @override
    def job(self, actor: Actor) -> Decide:
        docket, key, on, authority = self.docket, self._card.id, self.form.needed_date("on"), self.authority()
        return lambda progress: docket.waive(actor, key, on, authority, progress)


class MetDialog(ActDialog):
    """标记完成."""

    def __init__(self, workplace: Workplace, card: DeadlineCard, parent: QWidget | None = None) -> None:
        """``card`` is the deadline."""
        super().__init__(workplace, card, "标记完成", parent)
        self.form.add_date("on", "完成日期", self.today, is_month_enough=True)
        self.form.add_text("reason", "说明")
        self.form.add_text("document", "证明文书", hint="文书名称和文号，没有可不填")
        self.form.add_file("scan", "文书扫描件")

    @override
    def job(self, actor: Actor) -> Decide:
        docket, key, on = self.docket, self._card.id, self.form.needed_date("on")
        authority = self.authority(is_decided=False)
        return lambda progress: docket.mark_met(actor, key, on, authority, progress)


class StartByRuleDialog(DocketDialog):
    """添加期限, by a rule of the library."""

    def __init__(self, workplace: Workplace, record: RecordName, parent: QWidget | None = None) -> None:
        """``record`` is where the deadline will run."""
        super().__init__(workplace, "按规则添加期限", "添加期限", parent)
        self._record = record
        self.tell(f"{record.number} {record.subject}")
        library = workplace.desk.deadlines.library
        self.form.add_looked_up(
            "rule", "规则", "", lambda typed: rules_like(library, typed), hint="代码或名称，如 F01、回复、复议"
        )
        self.add_start()
        self.form.add_text("proof", "起算依据", hint="什么证明起算日，如送达回证、受理登记表")
        self.form.add_check("is_custody", "在押", "当事人在押（期满不顺延）")
        self.form.add_text("period", "另定期限", hint="文书自己写明的期限，没有可不填")

    @override
    def job(self, actor: Actor) -> Decide:
        form, desk = self.form, self.workplace.desk
        rule = rule_meant(desk.deadlines.library, form.text("rule"))
        draft = StartDraft(
            rule.code, self.start(), form.text("proof"), form.is_checked("is_custody"), form.text("period")
        )
        docket, record = desk.docket, self._record
        return lambda _: docket.start_by_rule(actor, record.record_type, record.record_id, draft)


class OwnDateDialog(DocketDialog):
    """添加期限, on a day somebody named."""

    def __init__(self, workplace: Workplace, record: RecordName, parent: QWidget | None = None) -> None:
        """``record`` is where the deadline will run."""
        super().__init__(workplace, "指定届满日", "添加期限", parent)
        self._record = record
        self.tell(f"{record.number} {record.subject}。上级或者领导要求的办结日，程序不推算、不顺延。")
        self.form.add_text("name", "期限名称", hint="如 上级交办要求办结")
        self.form.add_date("due_on", "届满日")
        self.form.add_text("basis", "依据", hint="谁要求的、文号")
        self.form.add_term("side", "谁的期限", Side, Side.OWN)

    @override
    def job(self, actor: Actor) -> Decide:
        form = self.form
        draft = OwnDateDraft(form.text("name"), form.needed_date("due_on"), form.text("basis"), form.term("side", Side))
        docket, record = self.workplace.desk.docket, self._record
        return lambda _: docket.start_on_date(actor, record.record_type, record.record_id, draft)


DIALOGS: dict[DeadlineAct, Callable[[Workplace, DeadlineCard, QWidget], DocketDialog]] = {
    DeadlineAct.EXTENDED: ExtendDialog,
    DeadlineAct.PAUSED: PauseDialog,
    DeadlineAct.RESUMED: ResumeDialog,
    DeadlineAct.RESTARTED: RestartDialog,
    DeadlineAct.START_CORRECTED: CorrectStartDialog,
    DeadlineAct.WAIVED: WaiveDialog,
    DeadlineAct.MET: MetDialog,
}
