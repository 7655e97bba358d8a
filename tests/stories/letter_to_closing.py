"""An issued letter taken from its seal to 办结 on its page."""

from PySide6.QtCore import Qt

from app.views.closing.checklist import Checklist
from app.views.suggestions.reply_dialog import ReplyDialog
from tests.stories.letter_page import TODAY, LetterPage

SERVE, REPLY, RECTIFY, CLOSE = "登记送达", "登记回复", "登记整改", "办结"


class LetterToClosing:
    """Each act on the day that it is."""

    def __init__(self, page: LetterPage) -> None:
        """``page`` shows the letter."""
        self.page = page

    def serve(self) -> None:
        """The seal, the receipt with its scan, and every copy ticked off."""
        self.page.press_on(self.page.serving, "登记用印…")
        self.page.desk.fill(sealed_on=TODAY, approved_by="钱某", sealed_by="李某")
        self.page.confirm("登记用印")
        self.page.desk.click(SERVE, self.page.record)
        self.page.desk.fill(method="书面送达", received_on=TODAY, receiver="赵某")
        self.page.desk.fill(scan=str(self.page.desk.has_scan("送达回证.pdf")))
        self.page.confirm("登记送达")
        table = self.page.serving.copies.table
        for place in range(table.rows.rowCount()):
            self.page.press_on(self.page.serving)
            table.setCurrentIndex(table.rows.index(place, 0))
            if table.texts()[place][0] in {"备案", "抄送"}:
                self.page.desk.click("登记报送…", self.page.serving)
                self.page.desk.fill(sent_on=TODAY, receiver="周某")
                self.page.confirm("登记备案抄送")

    def reply(self) -> None:
        """The answer, item by item."""
        self.page.desk.click(REPLY, self.page.record)
        self.page.desk.fill(registered_on=TODAY, scan=str(self.page.desk.has_scan()), summary="全部采纳，正在落实。")
        self.page.desk.tick("by_item")
        dialog = self.page.desk.dialog
        assert isinstance(dialog, ReplyDialog)
        self.page.bot.keyClick(dialog.items.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.page.bot.keyClick(dialog.items.grid, Qt.Key.Key_1)
        self.page.confirm("登记回复")

    def rectify(self) -> None:
        """Seen to be put right, item by item."""
        self.page.desk.click(RECTIFY, self.page.record)
        self.page.desk.fill(kind="现场检查", seen_on=TODAY, note="已清除，制度已建立")
        self.page.desk.fill(item_1_state="已到位", item_2_state="已到位")
        self.page.desk.fill(item_1_evidence="验收单", item_2_evidence="制度文本")
        self.page.confirm("登记核查")

    def evaluate(self) -> None:
        """What became of it."""
        self.page.choose("登记评估…")
        self.page.desk.fill(evaluated_on=TODAY, effect="河道已清理", mechanism="建立巡河制度")
        self.page.confirm("登记评估")

    def close(self) -> None:
        """办结, with nothing wanting on the checklist."""
        self.page.desk.click(CLOSE, self.page.record)
        shown = self.page.desk.dialog.findChild(Checklist)
        assert shown.accessibleName() == "结案清单 都已齐备"
        self.page.desk.fill(reason="已整改到位")
        self.page.confirm("办结")
