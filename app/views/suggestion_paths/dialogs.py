"""What is done about a step of a letter, each in a small dialog."""

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.models.case_terms import Verdict
from app.models.letter_terms import AddresseeRelation, LetterOpinionKind
from app.services.approvals.rows import COMMITTEE
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.suggestion_paths.rows import (
    AnswerDraft,
    AskDraft,
    OtherAddressee,
    SentToOthers,
    StepDraft,
    StepRow,
    SystemDecision,
)
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_NAMED = 3  # letters named one by one
_RESEARCH = "研究"


class StepDialog(SavingDialog):
    """The day of a step, with the scan of its paper."""

    def __init__(self, workplace: Workplace, letter_id: int, row: StepRow, parent: QWidget | None = None) -> None:
        """``row`` is the step."""
        super().__init__(workplace, f"登记{row.step.title}", "登记", parent)
        self._letter, self._row = letter_id, row
        self.tell(_told(row))
        self.form.add_date("on", f"{row.step.title}日期"[:9])
        self.form.add_file("scan", "扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        service, code, letter = self.workplace.desk.suggestion_paths, self._row.code, self._letter
        draft = StepDraft(self.form.needed_date("on"), scan=self.form.file("scan"))
        return lambda progress: service.record_step(actor, letter, code, draft, progress)


class SystemDialog(SavingDialog):
    """业务系统审批结果: who decided in the national system, and when."""

    def __init__(self, workplace: Workplace, letter_id: int, row: StepRow, parent: QWidget | None = None) -> None:
        """``row`` is the step that was decided."""
        super().__init__(workplace, "登记业务系统审批结果", "登记", parent)
        self._letter, self._row = letter_id, row
        posts = workplace.desk.suggestion_paths.deciders(row.step.act)
        self.tell(f"{_told(row)}\n由{'、'.join(posts)}决定。这里只登记业务系统里已经作出的决定。")
        self._post: QComboBox = self.form.add_choice("post", "决定人职务", posts, posts[0])
        self._person: QComboBox = self.form.add_choice("person", "决定人", ())
        self.form.add_date("on", "决定日期")
        self.form.add_text("number", "授权或决定文号", hint="检察委员会的决定文号，或副检察长的书面授权")
        self.form.add_text("note", "说明")
        self.form.add_file("scan", "系统截图、扫描件")
        self._post.currentTextChanged.connect(lambda _: self._offer())
        self._offer()

    @override
    def job(self, actor: Actor) -> Save:
        form, service, code = self.form, self.workplace.desk.suggestion_paths, self._row.code
        decision = SystemDecision(
            on=form.needed_date("on"),
            person=form.text("person"),
            post=form.text("post"),
            number=form.text("number"),
            note=form.text("note"),
            scan=form.file("scan"),
        )
        letter = self._letter
        return lambda progress: service.register_system_decision(actor, letter, code, decision, progress)

    def _offer(self) -> None:
        post = self._post.currentText().strip()
        people = (COMMITTEE,) if post == COMMITTEE else self.workplace.desk.approvals.people_for(post)
        self._person.clear()
        self._person.addItems(list(people))
        self._person.setEditText(people[0] if len(people) == 1 else "")


class AskDialog(FormDialog):
    """送请审核、征求意见."""

    def __init__(self, workplace: Workplace, letter_id: int, row: StepRow, parent: QWidget | None = None) -> None:
        """``row`` is the step whose opinion is asked for."""
        super().__init__(workplace, f"送{row.step.title}", "登记送出", parent)
        self._letter, self._row = letter_id, row
        self.tell(_told(row))
        known, first = self._offered(row)
        self.form.add_choice("counterpart", "送请单位", known, first)
        self.form.add_date("asked_on", "送出日期")

    def perform(self, actor: Actor) -> Written:
        """Ask."""
        draft = AskDraft(self.form.text("counterpart"), self.form.needed_date("asked_on"))
        return self.workplace.desk.suggestion_paths.ask(actor, self._letter, self._row.code, draft)

    def _offered(self, row: StepRow) -> tuple[list[str], str]:
        desk = self.workplace.desk
        if row.step.opinion is LetterOpinionKind.ADDRESSEE:
            addressee = desk.suggestions.card(self._letter).draft.addressee
            return [addressee], addressee
        if row.step.opinion is LetterOpinionKind.RESEARCH:
            known = list(desk.offices.departments())
            return known, next((name for name in known if _RESEARCH in name), "法律政策研究室")
        return [], ""


class AnswerDialog(SavingDialog):
    """登记审核、征求意见的结果."""

    def __init__(self, workplace: Workplace, letter_id: int, row: StepRow, parent: QWidget | None = None) -> None:
        """``row`` is the step whose opinion came."""
        super().__init__(workplace, f"登记{row.step.title}结果", "登记", parent)
        self._letter, self._row = letter_id, row
        self.tell(_told(row))
        form = self.form
        form.add_date("answered_on", "答复日期")
        form.add_term("verdict", "意见", Verdict, Verdict.AGREED)
        form.add_long_text("opinion", "意见内容", lines=4)
        form.add_text("person", "审核、答复人")
        form.add_text("post", "职务")
        form.add_text("number", "答复文号")
        form.add_file("scan", "扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        form, service, code, letter = self.form, self.workplace.desk.suggestion_paths, self._row.code, self._letter
        draft = AnswerDraft(
            answered_on=form.needed_date("answered_on"),
            verdict=form.term("verdict", Verdict),
            opinion=form.text("opinion"),
            person=form.text("person"),
            post=form.text("post"),
            number=form.text("number"),
            scan=form.file("scan"),
        )
        return lambda progress: service.answer(actor, letter, code, draft, progress)


class SubmitDialog(FormDialog):
    """送审."""

    def __init__(self, workplace: Workplace, letter_id: int, parent: QWidget | None = None) -> None:
        """``letter_id`` is the draft."""
        super().__init__(workplace, "送审", "送审", parent)
        self._letter = letter_id
        self.tell("草稿送部门负责人、研究部门等审核，状态改为“待审”。退回修改的，回到草稿。")

    def perform(self, actor: Actor) -> Written:
        """Submit it."""
        return self.workplace.desk.suggestion_paths.submit(actor, self._letter)


class OthersDialog(FormDialog):
    """另发给其他单位: the same letter for further units, each with its own numbers and deadlines."""

    def __init__(self, workplace: Workplace, letter_id: int, name: str, parent: QWidget | None = None) -> None:
        """``name`` is the letter's number."""
        super().__init__(workplace, "另发给其他单位", "另行起草", parent)
        self._letter, self._sent = letter_id, SentToOthers((), 0)
        self.tell(
            f"按 {name} 的内容，给每个单位（每行写一个全称）另起一份草稿，互相关联；登记号、文号、送达、期限各算各的。"
            "立项、调查核实一并办理，审核和决定各份分别办理；公益诉讼按单位分别立案。"
        )
        self.form.add_long_text("addressees", "单位全称", lines=5)
        self.form.add_term("relation", "单位关系", AddresseeRelation, AddresseeRelation.LOCAL)
        self.form.add_text("level", "单位层级", hint="如 县级")

    def perform(self, actor: Actor) -> Written:
        """Begin them."""
        relation, level = self.form.term("relation", AddresseeRelation), self.form.text("level")
        names = [line.strip() for line in self.form.text("addressees").splitlines()]
        others = [OtherAddressee(name, level, relation) for name in names if name]
        self._sent = self.workplace.desk.suggestion_paths.send_to_others(actor, self._letter, others)
        return Written(self._sent.letters[0][0], self._sent.act)

    @override
    def done_words(self) -> str:
        numbers = [number for _, number in self._sent.letters]
        more = f" 等 {len(numbers)} 份" if len(numbers) > _NAMED else ""
        return f"已另行起草 {'、'.join(numbers[:_NAMED])}{more}"


def _told(row: StepRow) -> str:
    note = f"{row.step.note}\n" if row.step.note else ""
    return f"{note}依据：{row.step.basis}（{row.step.certainty.label}）。"
