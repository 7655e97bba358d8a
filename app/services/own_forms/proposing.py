"""Mappings read off the labels of a form; somebody confirms them before they count."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.models.indicator_terms import FormPart, FormReach, FormSource
from app.services.importing.vocabulary import head_names
from app.services.own_forms.catalogue import Catalogue, fitting_part, fitting_reach, title_of
from app.services.own_forms.labels import Labels, bare, labels_of
from app.services.own_forms.places import Place
from app.services.own_forms.rows import Choice, FormBook, FormSheet, MappingDraft, Proposal
from app.services.own_forms.words import FormWords, Words

_MOST = 2000  # proposals; nobody confirms more
_CHANGES = ("增减", "同比", "环比", "±", "升降")  # worked out of two figures, by the form itself
_COLONS = ("：", ":")


@dataclass(frozen=True)
class Proposer:
    """Reads labels against everything a cell can be filled with."""

    catalogue: Catalogue
    words: FormWords

    def proposals(self, book: FormBook, taken: frozenset[tuple[str, str]]) -> tuple[Proposal, ...]:
        """For all cells whose labels say what goes in; ``taken`` are cells mapped already."""
        known = {(each.source, each.code): each for each in self.catalogue.choices()}
        found: list[Proposal] = []
        for sheet in book.sheets:
            if sheet.is_hidden:
                continue
            for proposal in (*self._heads(sheet, known), *self._figures(sheet, known)):
                if (sheet.name, proposal.draft.cell) not in taken and len(found) < _MOST:
                    found.append(proposal)
        return tuple(found)

    def _heads(self, sheet: FormSheet, known: dict[tuple[FormSource, str], Choice]) -> Iterator[Proposal]:
        for place, cell in sheet.cells.items():
            text = cell.text.strip()
            if cell.is_formula or not text.endswith(_COLONS):
                continue
            head = next((each for each in self.words.heads if bare(text) in each.words), None)
            if head is None:
                continue
            beside = _right_of(sheet, place)
            target = beside if beside is not None and not sheet.text(beside) else place
            draft = MappingDraft(sheet.name, target.name, FormSource.HEAD, head.code)
            yield Proposal(draft, known[FormSource.HEAD, head.code].title, text)

    def _figures(self, sheet: FormSheet, known: dict[tuple[FormSource, str], Choice]) -> Iterator[Proposal]:
        for row in range(sheet.rows):
            for column in range(sheet.columns):
                place = Place(row, column)
                cell = sheet.cells.get(place)
                is_open = cell is None or (not cell.is_formula and (cell.is_number or not cell.text.strip()))
                if is_open and sheet.head_of(place) == place:
                    yield from self._figure(sheet, place, known)

    def _figure(
        self, sheet: FormSheet, place: Place, known: dict[tuple[FormSource, str], Choice]
    ) -> Iterator[Proposal]:
        labels = labels_of(sheet, place)
        if not labels.left or not labels.above or any(sign in text for text in labels.every for sign in _CHANGES):
            return
        choice = self._named(labels, known)
        if choice is None:
            return
        times = self._reaches(labels)
        draft = MappingDraft(
            sheet.name,
            place.name,
            choice.source,
            choice.code,
            fitting_reach(choice, times),
            fitting_part(choice, self._part(labels)),
        )
        yield Proposal(draft, title_of(choice, draft), labels.shown)

    def _named(self, labels: Labels, known: dict[tuple[FormSource, str], Choice]) -> Choice | None:
        """What the nearest label on either side names; an indicator goes before an item of the same name."""
        for text in _by_nearness(labels):
            for name in (*head_names(text), bare(text)):
                indicator = self.catalogue.library.indicator_called(name)
                if indicator is not None:
                    return known.get((FormSource.INDICATOR, indicator.code))
                item = self.catalogue.library.item_called(name)
                if item is not None:
                    return known.get((FormSource.ITEM, item.name))
                statistic = self._statistic(bare(name), labels)
                if statistic is not None:
                    return known.get((FormSource.STATISTIC, statistic.code))
        return None

    def _statistic(self, name: str, labels: Labels) -> Words | None:
        every = "".join(labels.every)
        fitting = [
            each
            for each in self.words.statistics
            if name in each.words and (not each.subject or _is_about(each, every))
        ]
        if len(fitting) > 1:  # a title over the whole form may name both: the label nearest to the cell decides
            named = ([each for each in fitting if _is_about(each, text)] for text in _by_nearness(labels))
            fitting = next((each for each in named if each), fitting)
        return fitting[0] if len(fitting) == 1 else None

    def _reaches(self, labels: Labels) -> FormReach:
        known = self.words.reaches
        return next((known[bare(text)] for text in _by_nearness(labels) if bare(text) in known), FormReach.NOW)

    def _part(self, labels: Labels) -> FormPart:
        known = self.words.parts
        return next((known[bare(text)] for text in _by_nearness(labels) if bare(text) in known), FormPart.VALUE)


def _is_about(words: Words, text: str) -> bool:
    return any(word in text for word in words.subject)


def _by_nearness(labels: Labels) -> Iterator[str]:
    for place in range(max(len(labels.left), len(labels.above))):
        yield from (side[place] for side in (labels.left, labels.above) if place < len(side))


def _right_of(sheet: FormSheet, place: Place) -> Place | None:
    """Nothing where that lies beyond the form: a title across it shows how broad it is."""
    area = next((each for each in sheet.merged if each.first == place), None)
    column = (area.last.column if area else place.column) + 1
    broad = max((each.last.column for each in sheet.merged if each.first.column == 0), default=sheet.columns - 1)
    within = min(sheet.columns - 1, max(broad, place.column + 1) if area is None else broad)
    return sheet.head_of(Place(place.row, column)) if column <= within else None
