"""只登记已移送: of a clue that is not taken in, the day, who did it and to which body; nothing else."""

from PySide6.QtWidgets import QWidget

from app.models.dates import PartialDate
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class ForwardedDialog(FormDialog):
    """Asks for nothing that would tell what the clue was about."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """Empty, with today's date."""
        super().__init__(workplace, "登记已移送专门机关", "登记", parent)
        self.tell(
            "司法工作人员职务犯罪线索和移送监察机关的线索，本台账只记何时、由谁、移送哪个机关。"
            "不要在这里填写内容、姓名或案件名称。"
        )
        form = self.form
        form.add_date("on", "移送日期", PartialDate.of(workplace.desk.clock.today()))
        form.add_choice("handler", "经手人", [each.name for each in workplace.desk.offices.people()])
        form.add_text("body", "接收机关", hint="机关名称")

    def perform(self, actor: Actor) -> Written:
        """Record the forwarding."""
        form = self.form
        day = form.needed_date("on")
        return self.workplace.desk.clues.record_forwarded(actor, day, form.text("handler"), form.text("body"))
