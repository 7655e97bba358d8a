"""All triggers: the standard lists that are shipped, and above them what the office wrote itself, by first day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.models.review_terms import TriggerList
from app.services.deadlines.arithmetic import add_working_days
from app.services.deadlines.calendar import WorkCalendar
from app.services.foundation.errors import DomainError
from app.services.review_triggers.matching import TriggerSet
from app.services.review_triggers.model import Trigger
from app.services.review_triggers.reading import ListHead, ReadList, parse_trigger, read_lists

OWN = "本院"


class OwnTriggerText(NamedTuple):
    """A version the office wrote, as kept in the store; the rest repeats what stands in the text."""

    text: str
    code: str
    name: str
    trigger_list: TriggerList
    valid_from: date

    @property
    def version(self) -> str:
        """What the version is called: 本院 2026-11-26."""
        return f"{OWN} {self.valid_from}"


OwnTriggers = Callable[[], Sequence[OwnTriggerText]]


class TriggerDamaged(DomainError):
    """A version of the office cannot be read; no case is held against it until that is mended."""

    def __init__(self, own: OwnTriggerText, why: object) -> None:
        """``why`` is what reading it said."""
        super().__init__(
            f"触发情形“{own.name}”（{own.version}）已损坏，现在没有按它核对原案（{why}）"
            "请在“触发清单 · 触发情形设置”停用这个版本，或重新修改。"
        )
        self.own = own


Version = Trigger | TriggerDamaged


class TriggerLibrary:
    """Triggers by code and day. The standard lists are read once, the office's when they change."""

    def __init__(self, folder: Path, own: OwnTriggers, calendar: Callable[[], WorkCalendar]) -> None:
        """Nothing is read yet; ``calendar`` counts the working days until a reminder."""
        self._folder, self._own, self._calendar = folder, own, calendar
        self._parsed: dict[OwnTriggerText, Version] = {}
        self._seen: Sequence[OwnTriggerText] | None = None
        self._chosen: dict[date, dict[str, Version]] = {}
        self._ready: tuple[dict[str, Version], WorkCalendar, TriggerSet] | None = None  # of the day last asked for

    @cached_property
    def lists(self) -> tuple[ReadList, ...]:
        """The shipped lists; raises DomainError where a file is wrong."""
        return read_lists(self._folder)

    @property
    def standard(self) -> tuple[Trigger, ...]:
        """The shipped triggers, in the order of their files."""
        return tuple(each for read in self.lists for each in read.triggers)

    def head(self, trigger_list: TriggerList) -> ListHead:
        """Whose list it is, and the form of its work."""
        return next(read.head for read in self.lists if read.head.trigger_list is trigger_list)

    def own(self) -> tuple[Version, ...]:
        """Every version of the office that was not withdrawn, by its first day."""
        return tuple(self._read(each) for each in self._own())

    def versions(self, on: date) -> dict[str, Version]:
        """By code: the office's newest version that day, else the standard one; also those that are switched off."""
        texts = self._own()
        if self._seen != texts:
            self._seen, self._chosen = texts, {}
        if on not in self._chosen:
            self._chosen[on] = self._choose(on, texts)
        return self._chosen[on]

    def in_force(self, on: date) -> TriggerSet:
        """What a case of that day is held against, each with its day of reminding; spoilt ones are left out."""
        known, calendar = self.versions(on), self._calendar()
        if self._ready is None or self._ready[0] is not known or self._ready[1] is not calendar:
            found = (each for each in known.values() if isinstance(each, Trigger) and not each.is_off)
            self._ready = known, calendar, TriggerSet(self.reminding(each, on) for each in found)
        return self._ready[2]

    def damaged(self, on: date) -> tuple[TriggerDamaged, ...]:
        """Versions in force that cannot be read."""
        return tuple(each for each in self.versions(on).values() if isinstance(each, TriggerDamaged))

    def find(self, code: str, on: date) -> Trigger | None:
        """The trigger that counts that day; None where there is none, or it is switched off or spoilt."""
        found = self.versions(on).get(code)
        return found if isinstance(found, Trigger) and not found.is_off else None

    def reminding(self, trigger: Trigger, on: date) -> Trigger:
        """The trigger with the day on which the office reminds itself of what is noticed on that day."""
        if trigger.remind_days is None:
            return trigger
        return replace(trigger, remind_on=add_working_days(on, trigger.remind_days, self._calendar()))

    def among(self, texts: Sequence[OwnTriggerText]) -> "TriggerLibrary":
        """The same standard lists with other versions of the office above them."""
        return TriggerLibrary(self._folder, lambda: texts, self._calendar)

    def parse(self, text: str, trigger_list: TriggerList, version: str) -> Trigger:
        """A text of the office as it will be read back; raises DomainError, FieldProblem."""
        return parse_trigger(text, f"本院触发情形（{version}）", version, self.head(trigger_list))

    def _choose(self, on: date, texts: Sequence[OwnTriggerText]) -> dict[str, Version]:
        chosen: dict[str, Version] = {each.code: each for each in self.standard if each.is_in_force(on)}
        for text in sorted(texts, key=lambda own: own.valid_from):
            read = self._read(text)
            if isinstance(read, TriggerDamaged):
                if text.valid_from <= on:
                    chosen[text.code] = read
            elif read.is_in_force(on):
                chosen[read.code] = read
        return chosen

    def _read(self, own: OwnTriggerText) -> Version:
        if own not in self._parsed:
            try:
                self._parsed[own] = self.parse(own.text, own.trigger_list, own.version)
            except DomainError as error:
                self._parsed[own] = TriggerDamaged(own, error)
        return self._parsed[own]
