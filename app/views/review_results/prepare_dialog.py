"""拟制结果 of a review, and changing one that has not left."""

from PySide6.QtWidgets import QComboBox, QWidget

from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.review_results.kinds import REFERRAL, Reach, ResultKind
from app.services.review_results.rows import ResultDraft, ResultRow
from app.views.review_results.finding_picks import FindingPicks
from app.views.review_results.wording import kind_words
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_INSPECTION = "检务督察部门"


class PrepareDialog(FormDialog):
    """What kind it is says what is asked for, and who decides."""

    def __init__(
        self,
        workplace: Workplace,
        review: int,
        row: ResultRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``review`` is its id; with ``row`` that result is changed."""
        super().__init__(workplace, "修改审视结果" if row else "拟制审视结果", "保存" if row else "拟制", parent)
        self._review, self._row = review, row
        service = workplace.desk.review_results
        self._kinds = {each.name: each for each in service.kinds.all if each.opens in {"", REFERRAL}}
        problems = service.problems(self._review)
        form = self.form
        self._kind: QComboBox = form.add_choice("kind", "种类", self._kinds, row.name if row else "")
        self._kind.setEditable(False)
        self._kind.currentIndexChanged.connect(lambda _: form.changed.emit())
        self._kind.setPlaceholderText("请选择")
        form.add_text("title", "标题", row.title if row else "", hint="如 关于某类问题的提醒、培训的名称")
        form.add_looked_up("addressee", "对象", row.addressee if row else "", self._known, hint="部门、单位的全称")
        self._outside = form.add_check("is_outside", "外单位", "发到外单位（以本院名义，由检察长决定）")
        ticked = [each.id for each in (row.findings if row else problems)]
        self._picks = FindingPicks(problems, ticked)
        self._picks.picked.connect(form.changed)
        if row is None:  # what our own office did wrong is not told to others unless somebody wants it
            own = [each.id for each in problems if each.is_own]
            self._outside.toggled.connect(lambda is_on: self._picks.leave(own) if is_on else None)
        form.add_field("finding_ids", "所涉问题", self._picks, self._picks)
        form.add_long_text("content", "内容", row.content if row else "", lines=4)
        form.check("is_outside", row.is_outside if row else False)
        self._kind.currentIndexChanged.connect(lambda _: self._follow())
        self._follow()

    def perform(self, actor: Actor) -> Written:
        """Draft it, or change it."""
        kind = self._chosen()
        if kind is None:
            raise FieldProblem("kind", "请选择结果的种类。")
        draft = ResultDraft(
            kind=kind.code,
            title=self.form.text("title"),
            addressee=self.form.text("addressee"),
            is_outside=self.form.is_checked("is_outside"),
            content=self.form.text("content"),
            finding_ids=self._picks.ids(),
        )
        service = self.workplace.desk.review_results
        if self._row is None:
            return service.prepare(actor, self._review, draft)
        return service.amend(actor, self._row.id, self._row.version, draft)

    def _chosen(self) -> ResultKind | None:
        return self._kinds.get(self._kind.currentText())

    def _follow(self) -> None:
        """Say what the kind asks for, and ask only what may be chosen."""
        kind = self._chosen()
        self.form.show_field("is_outside", kind is not None and kind.reach is Reach.EITHER)
        if kind is None:
            return
        self.tell(kind_words(kind))
        if kind.opens == REFERRAL and not self.form.text("addressee"):
            self.form.append("addressee", _INSPECTION)
        if self.isVisible():
            self.fit()

    def _known(self, typed: str) -> list[str]:
        offices = self.workplace.desk.offices
        departments = [name for name in offices.departments() if typed.strip() in name]
        return [*departments, *(found.name for found in offices.suggest(typed))]
