"""The fields a method of service asks for, shown with the method; the same in one step and in two."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QComboBox

from app.models.terms import ServiceMethod, SuggestionKind
from app.services.serving.methods import MethodRule
from app.views.shared.form import Form

_AGREED, _PARTY = "被建议单位同意宣告送达", "被建议单位是民事、行政诉讼的当事人"
_PRESENT = {
    ServiceMethod.ANNOUNCED: "受邀参加的人大代表、人民监督员等",
    ServiceMethod.LEFT: "见证人姓名、单位；没有的附照片或录像",
}
_FIELDS = ("is_agreed", "is_party", "place", "participants", "tracking_number", "refusal")


class MethodFields:
    """Adds the choice of a method and what goes with it to a form."""

    def __init__(
        self,
        form: Form,
        rules: Mapping[ServiceMethod, MethodRule],
        letter: tuple[SuggestionKind, str],
        changed: Callable[[str], object],
    ) -> None:
        """``letter`` is its kind and the step of service; ``changed`` is told what to say of the chosen method."""
        self._form, self._rules, self._changed = form, rules, changed
        self._kind, self._step = letter
        self._method: QComboBox = form.add_term("method", "送达方式", rules, ServiceMethod.WRITTEN)

    def add(self) -> None:
        """The fields, below whatever stands between the method and them."""
        form = self._form
        form.add_check("is_agreed", "对方同意", _AGREED)
        form.add_check("is_party", "当事人", _PARTY)
        form.add_text("place", "宣告地点")
        self._present = form.add_text("participants", "在场人员")
        form.add_text("tracking_number", "邮件号", hint="检察专递或挂号信的号码")
        form.add_text("refusal", "拒收事由", hint="拒绝签收的事由和日期")
        self._method.currentIndexChanged.connect(lambda _: self._show())
        self._show()

    def pick(self, method: ServiceMethod) -> None:
        """Choose a method on behalf of the user."""
        self._method.setCurrentIndex(self._method.findText(method.label))

    def _show(self) -> None:
        method = next((each for each in self._rules if each.value == self._method.currentData()), None)
        rule = self._rules.get(method) if method else None
        if rule is None:
            return
        is_for = rule.is_for(self._kind)
        asked = set(rule.asked[self._step]) if is_for else set()
        shown = asked | ({"participants"} if "proof" in asked or (rule.method in _PRESENT and is_for) else set())
        shown |= {"is_party"} if rule.needs_party(self._kind) else set()
        for name in _FIELDS:
            self._form.show_field(name, name in shown)
        self._present.setPlaceholderText(_PRESENT.get(rule.method, ""))
        self._changed(rule.hint if is_for else rule.barred)
