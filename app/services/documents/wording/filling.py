"""Facts by name, remembering which were asked for and not there; and the seams between wording and fact."""

from datetime import date

from app.models.dates import PartialDate
from app.services.documents.facts import DocumentFacts
from app.services.documents.rich_text import plain
from app.services.documents.templates.model import Template
from app.services.documents.templates.reading import PLACEHOLDER

_CLOSING_MARKS = "。，；：、"


class Filling:
    """The facts of one document."""

    def __init__(self, facts: DocumentFacts, template: Template) -> None:
        """Nothing is missing before it is asked for."""
        self._values = facts.values
        self._labels = {spec.name: spec.label for spec in template.facts}
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of absent facts, in the order they were asked for."""
        return tuple(self._missing)

    def has(self, name: str) -> bool:
        """Whether a fact says anything."""
        return bool(self.items(name))

    def items(self, name: str) -> list[str]:
        """The texts of a fact, one for each proposal or paragraph, with their markup."""
        value = self._values.get(name)
        if isinstance(value, PartialDate):
            return [value.chinese()]
        if isinstance(value, date):
            return [PartialDate.of(value).chinese()]
        texts = (value or "").splitlines() if isinstance(value, str) or value is None else value
        return [text.strip() for text in texts if text.strip()]

    def value(self, name: str, is_optional: bool = False) -> str:
        """The fact as one text with its markup, or its mark; an optional one may be empty."""
        texts = self.items(name)
        if not texts and is_optional:
            return ""
        if not texts:
            label = self._labels[name]
            self._missing[label] = None
            return f"【缺：{label}】"
        return "\n".join(texts)

    def filled(self, text: str) -> str:
        """A template's text with its facts, the seams mended."""
        pieces = PLACEHOLDER.split(text)  # wording, name, mark, wording, name, mark … wording
        done = pieces[0]
        for name, optional, following in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            value = self.value(name, is_optional=bool(optional))
            for word in ("根据", "依据"):
                if done.endswith(word):
                    value = value.removeprefix("根据").removeprefix("依据")
            # People type 两个月内 or end a basis with a full stop; the template goes on with 内 or a comma itself.
            if following:
                value = value.rstrip(_CLOSING_MARKS) if following[0] in _CLOSING_MARKS else value
                value = value.removesuffix(following[0])
            done += value + following
        return done

    def plainly(self, text: str) -> str:
        """The same without markup, for places that are one line."""
        return plain(self.filled(text)).replace("\n", "")
