"""等次规定 and 意见提醒: which set of grades counts from which day, and the office's own reminders, with the reason."""

from PySide6.QtWidgets import QWidget

from app.models.dates import PartialDate
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.review_grades.rows import GradeSetRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class GradeSetsDialog(FormDialog):
    """Shows every set with its source; sets the first day of the one whose day was not published."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """Reads the sets."""
        super().__init__(workplace, "设置等次规定施行日", "设置", parent)
        sets = workplace.desk.review_grades.sets()
        self._open = next((each for each in reversed(sets) if each.is_day_open), None)
        self.tell("\n".join(map(_words, sets)) + "\n已经决定的等次按决定时的规定显示，不因改日期而变。")
        if self._open is not None:
            self.form.add_date("day", f"{self._open.name}施行", PartialDate.of(self._open.first))
            self.form.add_long_text("reason", "理由", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Set the day."""
        if self._open is None:
            raise FieldProblem("day", "各套规定的施行日都已公布，没有可以设置的。")
        on = self.form.needed_date("day").exact
        if on is None:
            raise FieldProblem("day", "请填写施行的具体日期（年月日）。")
        return self.workplace.desk.review_grades.set_first_day(actor, self._open.code, on, self.form.text("reason"))


class RemindersDialog(FormDialog):
    """Sets after how many days the program reminds of an objection, and of a reconsideration."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """Shows what counts now."""
        super().__init__(workplace, "设置意见处理提醒", "设置", parent)
        now = workplace.desk.review_grades.reminders()
        self.tell(
            f"处理异议、申请复议没有公布的期限（{now.certainty}）。这是本院自己的提醒，按日历日算，到了只提示，不算超期。"
        )
        self.form.add_text("decision_days", "处理异议（日）", str(now.decision_days))
        self.form.add_text("reconsideration_days", "申请复议（日）", str(now.reconsideration_days))
        self.form.add_long_text("reason", "理由", lines=2)

    def perform(self, actor: Actor) -> Written:
        """Set them."""
        days = [self._days(name) for name in ("decision_days", "reconsideration_days")]
        return self.workplace.desk.review_grades.set_reminders(actor, days[0], days[1], self.form.text("reason"))

    def _days(self, name: str) -> int:
        text = self.form.text(name)
        if not text.isascii() or not text.isdigit():
            raise FieldProblem(name, "请填写天数，例如 10。")
        return int(text)


def _words(row: GradeSetRow) -> str:
    until = f"至 {row.last}" if row.last else "起"
    validity = f"{row.first} {until}"
    note = f"{row.note}。" if row.note and not row.changed else ""
    changed = f"{row.changed}。" if row.changed else ""
    return f"{row.name}（{validity}，{row.certainty}）：{'、'.join(row.grades)}。{row.source}。{note}{changed}"
