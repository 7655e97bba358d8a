"""启动检察建议 and 移送线索 from a review: what the findings say stands in the fields already."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget

from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.services.clues.rows import ClueDraft
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.review_results.rows import ClueStart, SuggestionStart
from app.views.review_results.finding_picks import FindingPicks
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestion_paths.path_choice import PathChoice

_KINDS = tuple(kind for kind in SuggestionKind if kind is not SuggestionKind.UNCLASSIFIED)


class _FromFindings(FormDialog):
    """Ticking other findings words the fields anew, but never what somebody typed."""

    def __init__(self, workplace: Workplace, title: str, verb: str, review: int, parent: QWidget | None) -> None:
        """``review`` is the review's id."""
        super().__init__(workplace, title, verb, parent)
        self._review, self._filled = review, dict[str, str]()
        problems = workplace.desk.review_results.problems(review)
        of_others = [each for each in problems if not each.is_own]  # it goes to somebody else, or is about them
        self.picks = FindingPicks(problems, [each.id for each in of_others or problems])
        self.form.add_field("finding_ids", "所涉问题", self.picks, self.picks)
        self.add_fields()
        self._word()
        self.picks.picked.connect(self._word)
        self.picks.picked.connect(self.form.changed)

    def add_fields(self) -> None:
        """The fields below the findings."""
        raise NotImplementedError

    def worded(self) -> Mapping[str, str]:
        """What the ticked findings say, by field."""
        raise NotImplementedError

    def _word(self) -> None:
        for name, text in self.worded().items():
            if self.form.text(name) == self._filled.get(name, ""):
                self.form.put(name, text)
            self._filled[name] = text


class SuggestionDialog(_FromFindings):
    """A draft letter; it is worked on in 检察建议 from then on."""

    def __init__(self, workplace: Workplace, review: int, parent: QWidget | None = None) -> None:
        """``review`` is the review's id."""
        super().__init__(workplace, "启动检察建议", "启动", review, parent)
        self.tell(
            "在“检察建议”里生成草稿，审视发现的事实、问题和依据带过去，两边互相关联；以后按它的办理类别审批、制发。"
        )

    def add_fields(self) -> None:
        """The letter's own texts."""
        form = self.form
        form.add_looked_up("addressee", "被建议单位", "", self._known, hint="单位全称")
        kind: QComboBox = form.add_term("kind", "建议类别", _KINDS, SuggestionKind.SOCIAL_GOVERNANCE)
        self._path = PathChoice(self.workplace, form, kind)
        form.add_long_text("facts", "查明的事实", lines=4)
        form.add_long_text("problem", "存在的问题", lines=3)
        form.add_long_text("proposal", "建议内容", lines=3)
        form.add_text("basis", "依据")

    def worded(self) -> Mapping[str, str]:
        """As the findings say it."""
        start = self._start()
        return {name: getattr(start, name) for name in ("addressee", "facts", "problem", "proposal", "basis")}

    def perform(self, actor: Actor) -> Written:
        """Open it."""
        form, start = self.form, self._start()
        typed = SuggestionStart(
            addressee=form.text("addressee"),
            kind=form.term("kind", SuggestionKind),
            facts=form.text("facts"),
            problem=form.text("problem"),
            proposal=form.text("proposal"),
            basis=form.text("basis"),
            path=self._path.code,
            handler=start.handler,
            department=start.department,
            finding_ids=start.finding_ids,
        )
        return self.workplace.desk.review_results.open_suggestion(actor, self._review, typed)

    def _start(self) -> SuggestionStart:
        return self.workplace.desk.review_results.suggestion_from(self._review, self.picks.ids())

    def _known(self, typed: str) -> list[str]:
        return [found.name for found in self.workplace.desk.offices.suggest(typed)]


class ClueDialog(_FromFindings):
    """A supervision clue; it is triaged in 线索 from then on."""

    def __init__(self, workplace: Workplace, review: int, parent: QWidget | None = None) -> None:
        """``review`` is the review's id."""
        super().__init__(workplace, "移送监督线索", "移送", review, parent)
        self.tell(
            "在“线索”里登记，由办案部门研判，两边互相关联。司法工作人员职务犯罪等线索不收入本台账，请按规定另行移送。"
        )

    def add_fields(self) -> None:
        """The clue's own texts."""
        form, desk = self.form, self.workplace.desk
        form.add_choice("to", "移送给", desk.offices.departments())
        form.add_date("on", "移送日期", PartialDate.of(desk.clock.today()))
        form.add_text("subject", "线索名称")
        form.add_text("unit", "涉及单位")
        form.add_long_text("found", "发现的问题", lines=4)
        form.add_choice("kind", "拟办类型", desk.matter_types.kinds())

    def worded(self) -> Mapping[str, str]:
        """As the findings say it."""
        draft = self._draft()
        return {name: getattr(draft, name) for name in ("subject", "unit", "found")}

    def perform(self, actor: Actor) -> Written:
        """Hand it on."""
        form, said = self.form, self._draft()
        draft = ClueDraft(
            source=said.source,
            source_person=said.source_person,
            found_on=said.found_on,
            subject=form.text("subject"),
            unit=form.text("unit"),
            found=form.text("found"),
            kind=form.text("kind"),
            department=form.text("to"),
            remarks=said.remarks,
        )
        start = ClueStart(draft, form.text("to"), form.needed_date("on"), self.picks.ids())
        return self.workplace.desk.review_results.hand_on_clue(actor, self._review, start)

    def _draft(self) -> ClueDraft:
        return self.workplace.desk.review_results.clue_from(self._review, self.picks.ids())
