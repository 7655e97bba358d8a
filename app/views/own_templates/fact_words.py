"""Facts inside a text as a clerk reads them: 〔被建议单位〕 for {addressee}, 〔抄送，可空〕 for {copies_to?}."""

import re
from collections.abc import Iterable

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from app.services.documents.templates.reading import PLACEHOLDER
from app.services.own_templates.rows import OfferedFact

_SHOWN = re.compile(r"〔([^〔〕]+)〕|\{([^{}]+)\}")
_OPTIONAL = "，可空"


class FactWords:
    """Between a template's placeholders and their labels."""

    def __init__(self, facts: Iterable[OfferedFact]) -> None:
        """Labels are told apart already."""
        self._labels = {fact.name: fact.label for fact in facts}
        self._names = {label: name for name, label in self._labels.items()}

    def shown(self, text: str) -> str:
        """The text for reading; a placeholder of no known fact stays as it is."""
        return PLACEHOLDER.sub(self._shown_one, text)

    def kept(self, shown: str) -> str:
        """The text for the template; brackets around anything else stay as they are, {被建议单位} is understood too."""
        return _SHOWN.sub(self._kept_one, shown)

    def of(self, name: str) -> str:
        """One fact as it is put into the text."""
        return self.shown(f"{{{name}}}")

    def label(self, name: str) -> str:
        """What a fact is called; its name where nobody called it anything."""
        return self._labels.get(name, name)

    def _shown_one(self, found: re.Match[str]) -> str:
        label = self._labels.get(found[1])
        return found[0] if label is None else f"〔{label}{_OPTIONAL if found[2] else ''}〕"

    def _kept_one(self, found: re.Match[str]) -> str:
        told = (found[1] or found[2]).strip()
        name, mark = self._names.get(told), ""
        if name is None and told.endswith(_OPTIONAL):
            name, mark = self._names.get(told.removesuffix(_OPTIONAL)), "?"
        return found[0] if name is None else f"{{{name}{mark}}}"


class FactMarks(QSyntaxHighlighter):
    """Underlines the facts in an editor, so that wording and fact can be told apart without colour, too."""

    def __init__(self, document: QTextDocument, words: FactWords, colour: QColor) -> None:
        """``colour`` of what will be filled in."""
        super().__init__(document)
        self._words, self._format = words, QTextCharFormat()
        self._format.setForeground(colour)
        self._format.setFontUnderline(True)

    @override
    def highlightBlock(self, text: str) -> None:
        for found in _SHOWN.finditer(text):
            if self._words.kept(found[0]) != found[0]:
                # Qt counts UTF-16 units, Python characters.
                start, length = _units(text[: found.start()]), _units(found[0])
                self.setFormat(start, length, self._format)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
