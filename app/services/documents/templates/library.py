"""All templates: the standard set that is shipped, and above it the office's own versions with their validity."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.services.documents.templates.model import Commons, RegisterSpec, Template
from app.services.documents.templates.reading import TemplateDamaged, parse_template, read_commons, read_template
from app.services.foundation.errors import DomainError


class OwnText(NamedTuple):
    """A template the office wrote: the TOML as kept in the store, and what its version is called (本院 2026-11-25).

    ``code``, ``name`` and ``valid_from`` repeat what stands in the text, which may be damaged.
    """

    text: str
    version: str
    code: str = ""
    name: str = ""
    valid_from: date | None = None


class Damaged(NamedTuple):
    """A version of the office that can no longer be read; the sentence says which, why, and what to do."""

    code: str
    name: str
    sentence: str


Own = Callable[[], Sequence[OwnText]]


class DocumentUnknown(DomainError):
    """No document goes by that name."""

    def __init__(self, wanted: str, names: Sequence[str]) -> None:
        super().__init__(f"没有文书“{wanted}”。可生成的文书有：{'、'.join(names)}。")


def sound(template: Template) -> Template:
    """The template; raises TemplateDamaged where the office's version in force can no longer be read."""
    if template.damage:
        raise TemplateDamaged(template.damage)
    return template


def nothing_own() -> Sequence[OwnText]:
    """The office has no templates of its own."""
    return ()


class TemplateLibrary:
    """Templates by code or name. The standard set is read once, the office's own when they change."""

    def __init__(self, folder: Path, own: Own = nothing_own) -> None:
        """Nothing is read yet; ``own`` gives the office's versions as they are now."""
        self._folder, self._own = folder, own
        self._parsed: dict[OwnText, Template | Damaged] = {}
        self._single: dict[str, Template] = {}

    @property
    def folder(self) -> Path:
        """Where the standard set lies, and what else is known of its documents."""
        return self._folder

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
        """The office's versions that can be read."""
        return tuple(each for _day, each in self._versions() if isinstance(each, Template))

    def damaged(self) -> tuple[Damaged, ...]:
        """The office's versions that cannot be read any more, whether in force or not."""
        return tuple(each for _day, each in self._versions() if isinstance(each, Damaged))

    def in_force(self, on: date) -> tuple[Template, ...]:
        """One template of each code: the office's newest version in force that day, else the standard one.

        Where that version cannot be read, what went before stands in its place and says so (``damage``): it is listed,
        and nothing may be made from it.
        """
        chosen = {template.code: template for template in self.standard if template.is_in_force(on)}
        for day, version in sorted(self._versions(), key=lambda each: each[0]):
            if isinstance(version, Template):
                if version.is_in_force(on):
                    chosen[version.code] = version
            elif day <= on and version.code in chosen:
                chosen[version.code] = replace(chosen[version.code], damage=version.sentence)
        return tuple(chosen.values())

    def find(self, name: str, on: date) -> Template:
        """The template with this code or Chinese name in force that day; raises DocumentUnknown, TemplateDamaged."""
        return sound(self.named(name, on))

    def named(self, name: str, on: date) -> Template:
        """The same for looking at: where the version in force is damaged, what went before; raises DocumentUnknown."""
        quick = self._quickly(name, on)
        if quick is not None:
            return quick
        known = self.in_force(on)
        for template in known:
            if name in (template.code, template.name):
                return template
        spoilt = next((each for each in self.damaged() if name in (each.code, each.name)), None)
        if spoilt is not None:  # of a kind that the standard set has no longer
            raise TemplateDamaged(spoilt.sentence)
        raise DocumentUnknown(name, [template.name for template in known])

    def register(self, code: str, on: date) -> RegisterSpec:
        """The columns of a register in force that day; raises DocumentUnknown, TemplateDamaged, DomainError."""
        template = self.find(code, on)
        if template.register is None:
            raise DomainError(f"文书模板“{template.name}”应当是登记簿，但没有写列。请改正模板或恢复标准模板。")
        return template.register

    def for_kind(self, name: str, kind: str, on: date) -> Template:
        """The template asked for, in the wording a record of this kind gets; it may be damaged. DocumentUnknown."""
        found = self.named(name, on)
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

    def damage_of(self, own: OwnText) -> str:
        """Why a version in the store cannot be used, with what to do; empty where it can."""
        read = self._read(own)
        return read.sentence if isinstance(read, Damaged) else ""

    def _versions(self) -> list[tuple[date, Template | Damaged]]:
        return [(each.valid_from or date.min, self._read(each)) for each in self._own()]

    def _read(self, own: OwnText) -> Template | Damaged:
        if own not in self._parsed:
            self._parsed[own] = self._read_now(own)
        return self._parsed[own]

    def _read_now(self, own: OwnText) -> Template | Damaged:
        """Check what the store holds: a damaged version is told of, and keeps no other document from being made."""
        try:
            read = self.parse(own.text, own.version)
        except DomainError as problem:
            return _damaged(own, str(problem))
        repeated = (own.code, own.valid_from)
        if own.code and repeated != (read.code, read.valid_from):
            return _damaged(own, f"其中写的代码、日期（{read.code}，{read.valid_from}）与登记的不一致。")
        return read

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


def _damaged(own: OwnText, why: str) -> Damaged:
    reason = why.removesuffix("请改正后再用。").rstrip("，。") + "。"
    return Damaged(
        own.code,
        own.name,
        f"“{own.name}”的本院版本（{own.valid_from} 起）已损坏，或者是较新的程序写的，不能使用：{reason}"
        "其他文书不受影响。请在“文书目录”选中这种文书，按“本院措辞…”停用这个版本，"
        "此前的本院版本或标准文书随即恢复使用；也可以在那里从标准另作一个新版本。",
    )
