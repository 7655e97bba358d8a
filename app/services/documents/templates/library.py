"""All templates: the standard set that is shipped, and above it the office's own versions with their validity."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.services.documents.templates.model import Commons, RegisterSpec, Template
from app.services.documents.templates.reading import parse_template, read_commons, read_template
from app.services.foundation.errors import DomainError


class OwnText(NamedTuple):
    """A template the office wrote: the TOML as kept in the store, and what its version is called (本院 2026-11-25)."""

    text: str
    version: str


Own = Callable[[], Sequence[OwnText]]


class DocumentUnknown(DomainError):
    """No document goes by that name."""

    def __init__(self, wanted: str, names: Sequence[str]) -> None:
        super().__init__(f"没有文书“{wanted}”。可生成的文书有：{'、'.join(names)}。")


def nothing_own() -> Sequence[OwnText]:
    """The office has no templates of its own."""
    return ()


class TemplateLibrary:
    """Templates by code or name. The standard set is read once, the office's own when they change."""

    def __init__(self, folder: Path, own: Own = nothing_own) -> None:
        """Nothing is read yet; ``own`` gives the office's versions as they are now."""
        self._folder, self._own = folder, own
        self._parsed: dict[OwnText, Template] = {}
        self._single: dict[str, Template] = {}

    @cached_property
    def commons(self) -> Commons:
        """Wording all documents share; raises TemplateDamaged."""
        return read_commons(self._folder)

    @cached_property
    def standard(self) -> tuple[Template, ...]:
        """The shipped set by groups; raises TemplateDamaged, and names two templates of one code."""
        found = [read_template(path, self.commons) for path in sorted(self._folder.glob("*/*.toml"))]
        codes = [template.code for template in found]
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice is not None:
            raise DomainError(f"文书模板中有两个代码同为“{twice}”。请重新安装本程序。")
        places = {group: place for place, group in enumerate(self.commons.groups)}
        return tuple(sorted(found, key=lambda template: places.get(template.group, len(places))))

    def own(self) -> tuple[Template, ...]:
        """The office's versions; raises TemplateDamaged where one was spoilt."""
        for each in self._own():
            if each not in self._parsed:
                self._parsed[each] = parse_template(
                    each.text, f"本院模板（{each.version}）", each.version, self.commons
                )
        return tuple(self._parsed[each] for each in self._own())

    def in_force(self, on: date) -> tuple[Template, ...]:
        """One template of each code: the office's newest version in force that day, else the standard one."""
        chosen = {template.code: template for template in self.standard if template.is_in_force(on)}
        for template in sorted(self.own(), key=lambda each: each.valid_from or date.min):
            if template.is_in_force(on):
                chosen[template.code] = template
        return tuple(chosen.values())

    def find(self, name: str, on: date) -> Template:
        """The template with this code or Chinese name in force that day; raises DocumentUnknown."""
        quick = self._quickly(name, on)
        if quick is not None:
            return quick
        known = self.in_force(on)
        for template in known:
            if name in (template.code, template.name):
                return template
        raise DocumentUnknown(name, [template.name for template in known])

    def register(self, code: str, on: date) -> RegisterSpec:
        """The columns of a register in force that day; raises DocumentUnknown, DomainError."""
        template = self.find(code, on)
        if template.register is None:
            raise DomainError(f"文书模板“{template.name}”应当是登记簿，但没有写列。请改正模板或恢复标准模板。")
        return template.register

    def for_kind(self, name: str, kind: str, on: date) -> Template:
        """The template asked for, in the wording a record of this kind gets; raises DocumentUnknown."""
        found = self.find(name, on)
        if found.is_for(kind) and not self._has_variants(found):
            return found
        family = [each for each in self.in_force(on) if each.asked_as == found.asked_as]
        own_wording = (each for each in family if each.kinds and each.is_for(kind))
        # Asked for by a variant's name, a record of another kind gets the wording for all kinds, not that variant's.
        for_all = next((each for each in family if not each.kinds), found)
        return next(own_wording, for_all)

    def _has_variants(self, template: Template) -> bool:
        return any(True for _ in self._folder.glob(f"*/{template.asked_as}-*.toml")) or bool(self._own())

    def parse(self, text: str, version: str) -> Template:
        """Check a text that is to become a version of the office; raises TemplateDamaged."""
        return parse_template(text, f"本院模板（{version}）", version, self.commons)

    def _quickly(self, code: str, on: date) -> Template | None:
        """A standard template by its file's name, without reading the whole set; None where an own one may count."""
        if self._own() or "standard" in vars(self):
            return None
        if code not in self._single:
            paths = list(self._folder.glob(f"*/{code}.toml"))
            if len(paths) != 1:
                return None
            self._single[code] = read_template(paths[0], self.commons)
        template = self._single[code]
        return template if template.code == code and template.is_in_force(on) else None
