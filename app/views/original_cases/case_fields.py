"""The fields of an original case in groups: basics, stages, petition, people."""

from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit

from app.models.dates import PartialDate
from app.services.foundation.errors import FieldProblem
from app.services.original_cases.rows import DATES, PEOPLE, STAGES, TEXTS, CaseDraft
from app.services.original_cases.words import CaseWords
from app.views.original_cases.stage_field import StageField
from app.views.shared.form import Form
from app.views.shared.workplace import Workplace

_OF_STAGES = {stage.on: stage.result for stage in STAGES}  # a problem with the day stands beside the stage
HIDDEN = "承办人姓名仅授权可见，保存时保持原样。"


class CaseFields:
    """Puts the fields into a form and reads a draft from them."""

    def __init__(self, workplace: Workplace, form: Form, said: CaseDraft, *, is_people_shown: bool) -> None:
        """``said`` is what stands already; where the people are hidden, their fields cannot be typed into."""
        self._workplace, self._form = workplace, form
        self._words: CaseWords = workplace.desk.original_cases.words
        self._stages: dict[str, StageField] = {}
        self._add_basics(said)
        self._add_stages(said)
        self._add_petition(said)
        self._add_people(said, is_people_shown)

    def draft(self) -> CaseDraft:
        """All that was typed; raises FieldProblem for what cannot be read."""
        form = self._form
        results = {stage.result: self._stages[stage.result].result for stage in STAGES}
        texts: dict[str, Any] = {name: results[name] if name in results else form.text(name) for name in TEXTS}
        return CaseDraft(**texts | self._days(), petition_times=self._times())

    def placed(self, problem: FieldProblem) -> FieldProblem:
        """A problem beside the field where it can be put right."""
        field = _OF_STAGES.get(problem.field, problem.field)
        return problem if field == problem.field else FieldProblem(field, str(problem))

    def _days(self) -> dict[str, PartialDate | None]:
        found = {stage.on: self._stages[stage.result].typed_day() for stage in STAGES}
        return found | {name: self._form.date(name) for name in DATES if name not in found}

    def _times(self) -> int | None:
        typed = self._form.text("petition_times")
        if not typed:
            return None
        if not typed.isdecimal():
            raise FieldProblem("petition_times", f"次数“{typed}”不是整数。请只写数字，例如 3。")
        return int(typed)

    def _add_basics(self, said: CaseDraft) -> None:
        form, offices = self._form, self._workplace.desk.offices
        form.add_text("name", "案件名称", said.name, hint="如 张某盗窃案")
        form.add_text("number", "统一受案号", said.number, hint="全国检察业务应用系统的受案号")
        form.add_choice("kind", "案件类型", [word.name for word in self._words.kinds], said.kind)
        form.add_text("cause", "案由", said.cause)
        form.add_choice("field", "领域", self._workplace.desk.original_cases.choices.of("field"), said.field)
        hint = "单位全称；可用拼音首字母查找"
        form.add_looked_up("unit", "原办案单位", said.unit, self._organisations, hint=hint)
        form.add_choice("department", "承办部门", offices.departments(), said.department)
        form.add_text("parties", "当事人", said.parties, hint="用代号或“张某”，几人之间用顿号隔开")
        form.add_date("closed_on", "原案办结日期", said.closed_on, is_month_enough=True)

    def _add_stages(self, said: CaseDraft) -> None:
        form = self._form
        self._heading("stages", "各环节结果")
        for stage in STAGES[:4]:
            self._add_stage(stage.result, said)
        others = (("reconsideration_result", "复议复核结果"), ("protest_result", "抗诉结果"))
        for name, title in others:
            form.add_choice(name, title, self._words.results_of(name), getattr(said, name))
        form.add_text("charged_with", "起诉罪名", said.charged_with)
        form.add_text("convicted_of", "判决罪名", said.convicted_of)
        form.add_choice("difference", "诉判不一", self._words.results_of("difference"), said.difference)

    def _add_petition(self, said: CaseDraft) -> None:
        form = self._form
        self._heading("petition", "申诉信访")
        kinds = [word.name for word in self._words.petition_kinds]
        form.add_choice("petition_kind", "申诉信访类型", kinds, said.petition_kind)
        form.add_text("petition_number", "申诉信访编号", said.petition_number)
        form.add_date("petitioned_on", "申诉信访日期", said.petitioned_on, is_month_enough=True)
        times = "" if said.petition_times is None else str(said.petition_times)
        form.add_text("petition_times", "申诉信访次数", times, hint="第几次；2 次以上是重复信访")
        self._add_stage("petition_result", said)
        form.add_date("petition_settled_on", "息诉化解日期", said.petition_settled_on, is_month_enough=True)
        form.add_text("assigned_by", "督办交办单位", said.assigned_by)

    def _add_people(self, said: CaseDraft, is_shown: bool) -> None:
        form = self._form
        self._heading("people", "承办人员")
        titles = {"handlers": "本院承办人", "other_handlers": "外单位承办人"}
        for name in PEOPLE:
            value = "、".join(getattr(said, name).split("\n"))
            field = form.add_text(name, titles[name], value, hint="几人之间用顿号隔开")
            if not is_shown and value:
                _close(field)
        form.add_long_text("remarks", "备注", said.remarks, lines=2)

    def _add_stage(self, name: str, said: CaseDraft) -> None:
        stage = next(each for each in STAGES if each.result == name)
        field = StageField(self._workplace, stage, self._words.results_of(name))
        field.show_stage(getattr(said, stage.result), getattr(said, stage.on))
        field.changed.connect(self._form.changed)
        self._stages[name] = field
        self._form.add_field(name, f"{stage.title}结果" if name == "petition_result" else stage.title, field, field.box)

    def _heading(self, name: str, title: str) -> None:
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self._form.add_field(f"group_{name}", "", heading, heading)
        heading.setAccessibleName(title)

    def _organisations(self, typed: str) -> list[str]:
        return [found.name for found in self._workplace.desk.offices.suggest(typed)]


def _close(field: QLineEdit) -> None:
    field.setReadOnly(True)
    field.setToolTip(HIDDEN)
