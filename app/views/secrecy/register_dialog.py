"""Enter by hand what left without the program: burnt onto a disc, copied, printed elsewhere."""

from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from app.models.terms import Output
from app.models.trust_terms import Marking
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.papers.rows import Delivery, PaperNamed
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

KIND = "by-hand"  # in 打印输出登记簿
_WAYS = (Output.BURNED, Output.EXPORTED, Output.PRINTED)


class OutputDialog(FormDialog):
    """One line of 打印输出登记簿."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """A disc at first: what the program itself prints and exports is in the register already."""
        super().__init__(workplace, "登记刻录", "登记", parent)
        self.tell(
            "程序打印和导出的已自动登记，这里补记在程序外刻录、拷贝或打印的。登记簿只增不改，登错了另记一行说明。"
        )
        self.form.add_term("act", "方式", _WAYS, Output.BURNED)
        self.form.add_text("title", "内容", hint="如 青检建〔2026〕3号检察建议书及附件")
        self.form.add_term("marking", "标记", Marking, Marking.NONE)
        self.form.add_text("copies", "份数", "1")
        self.form.add_text("medium", "介质编号", hint="光盘、优盘在本院介质台账上的编号；打印不填")
        self.form.add_text("target", "去向", hint="如 移送县监察委员会、附卷")
        people = [person.name for person in workplace.desk.offices.people()]
        self.form.add_choice("approver", "审批人", people, "")
        self.form.add_text("reason", "事由")

    @override
    def perform(self, actor: Actor) -> Written:
        paper = PaperNamed(self.form.text("title"), KIND, 0, marking=self.form.term("marking", Marking))
        delivery = Delivery(
            self.form.term("act", Output),
            self.form.text("target"),
            copies=self._copies(),
            reason=self.form.text("reason"),
            approver=self.form.text("approver"),
            medium=self.form.text("medium"),
        )
        return self.workplace.desk.papers.log.enter(actor, paper, delivery)

    @override
    def finish(self, written: Written) -> None:
        QDialog.accept(self)
        self.workplace.say("已登记。")  # the register only grows: there is nothing to take back

    def _copies(self) -> int:
        said = self.form.text("copies").strip()
        if not said.isdecimal() or not int(said):
            raise FieldProblem("copies", "份数应是 1 以上的整数。")
        return int(said)
