"""Reads a template from TOML and refuses what the program does not know, naming file and key."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from app.models.terms import Term
from app.services.documents.facts import Align, DocumentStyle
from app.services.documents.templates.block_reading import blocks_of
from app.services.documents.templates.model import (
    LONGEST_NOTE,
    BlockSpec,
    Commons,
    FactSpec,
    Grounding,
    Numbering,
    RegisterSpec,
    Signing,
    Template,
)
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable

PLACEHOLDER = re.compile(r"\{(\w+)(\??)\}")
RECORDS = ("suggestions", "matters", "clues", "reverse-reviews", "office")
_KEYS = (
    *(
        "code",
        "name",
        "title",
        "group",
        "record",
        "also",
        "kinds",
        "variant_of",
        "style",
        "styles",
        "numbering",
        "number_form",
        "signing",
    ),
    *("basis", "grounding", "note", "valid_from", "valid_to", "copies_for", "approvals", "size", "page_foot"),
    *("addressee", "office_line", "closing_note", "contents", "fact", "block", "register"),
)
_SIZES = (3, 4, 5)
_STANDARD = "标准"
_OFFICE, _NOTE = "office_line", "closing_note"
_USUAL_NOTE = "{closing_note?}"  # of every document that is signed and may be set as an official paper
_SIGNED_WITH = {Signing.SEAL: "{issued_on}{copies_to?}", Signing.PERSON: "{handler}{issued_on}", Signing.NONE: ""}

T = TypeVar("T", bound=Term)


class TemplateDamaged(DomainError):
    """A template that says something the program does not know; the sentence names file and key."""


def read_template(path: Path, commons: Commons) -> Template:
    """A template of the standard set; raises TemplateDamaged."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise TemplateDamaged(f"文书模板 {path.name} 读不到。请重新安装本程序。") from problem
    return parse_template(text, f"文书模板 {path.name}", _STANDARD, commons)


def parse_template(text: str, where: str, source: str, commons: Commons) -> Template:
    """A template from its text; ``where`` names it in refusals, ``source`` is 标准 or the office's version."""
    try:
        return _template(TomlTable.parse(text, where), text, source, commons)
    except TemplateDamaged:
        raise
    except DomainError as problem:
        raise TemplateDamaged(str(problem)) from problem


def read_commons(folder: Path) -> Commons:
    """What all documents share; raises TemplateDamaged."""
    try:
        table, facts = TomlTable.read(folder / "common.toml"), TomlTable.read(folder / "facts.toml")
        return Commons(
            number_pending=table.text("number_pending"),
            draft_mark=table.text("draft_mark"),
            demonstration_mark=table.text("demonstration_mark"),
            copies=table.text("copies"),
            printed=table.text("printed"),
            imprint_on_even_page=table.flag("imprint_on_even_page"),
            keep_together=table.texts("keep_together"),
            groups=table.texts("groups"),
            facts={name: _fact(facts, name) for name in facts.values},
        )
    except DomainError as problem:
        raise TemplateDamaged(str(problem)) from problem


def names_in(text: str) -> list[str]:
    """The facts a text asks for."""
    return [name for name, _optional in PLACEHOLDER.findall(text)]


def _template(table: TomlTable, text: str, source: str, commons: Commons) -> Template:
    table.only(_KEYS)
    blocks, register = blocks_of(table), _register(table)
    if not blocks and register is None:
        raise table.refuse("block", "没有内容")
    style = _term(table, "style", DocumentStyle)
    addressee, page_foot = table.text("addressee", ""), table.text("page_foot", "")
    contents, signing, has_office_line = (
        table.texts("contents"),
        _term(table, "signing", Signing),
        table.flag(_OFFICE, True),
    )
    styles = _styles(table, style)
    closing_note = _closing_note(table, styles, signing, register)
    head = "{office}" if has_office_line or signing is Signing.SEAL else ""
    foot = _SIGNED_WITH[signing]
    _refuse_uncovered(table, contents, blocks)
    texts = [head, table.text("title"), addressee, page_foot, *_texts(blocks), foot, closing_note]
    return Template(
        **_identity(table),
        style=style,
        styles=styles,
        numbering=_term(table, "numbering", Numbering),
        number_form=table.text("number_form", ""),
        signing=signing,
        size=_size(table),
        page_foot=page_foot,
        addressee=addressee,
        has_office_line=has_office_line,
        closing_note=closing_note,
        notes_every_style=_NOTE in table.values,
        contents=contents,
        facts=tuple(_facts(table, texts, commons)),
        blocks=blocks,
        register=register,
        source=source,
        text=text,
    )


def _closing_note(
    table: TomlTable, styles: tuple[DocumentStyle, ...], signing: Signing, register: RegisterSpec | None
) -> str:
    """附注 (GB/T 9704-2012, 7.3.6): what the template says, an empty text for none at all."""
    is_dated = signing is not Signing.NONE and register is None
    if _NOTE not in table.values:
        return _USUAL_NOTE if is_dated and DocumentStyle.OFFICIAL in styles else ""
    said = table.text(_NOTE, "")
    if said and not is_dated:
        raise table.refuse(_NOTE, "写在成文日期下面，没有署名和日期的文书不能有")
    if said.startswith(("（", "(")) and said.endswith(("）", ")")):
        raise table.refuse(_NOTE, "不要加括号，打印时自动加上")
    if len(said) > LONGEST_NOTE:
        raise table.refuse(_NOTE, f"有 {len(said)} 字，最多 {LONGEST_NOTE} 字")
    return said


def _identity(table: TomlTable) -> dict[str, Any]:
    """What the document is called, where it belongs, what it stands on and from when to when."""
    return {
        **{key: table.text(key) for key in ("code", "name", "title", "group", "basis")},
        **{key: table.text(key, "") for key in ("note", "variant_of")},
        **{key: table.texts(key) for key in ("kinds", "copies_for", "approvals")},
        **{key: table.optional_day(key) for key in ("valid_from", "valid_to")},
        "record": _one_of(table, "record", RECORDS),
        "also": _also(table),
        "grounding": _term(table, "grounding", Grounding),
    }


def _also(table: TomlTable) -> tuple[str, ...]:
    also = table.texts("also")
    if any(name not in RECORDS for name in also):
        raise table.refuse("also", f"只能是 {'、'.join(RECORDS)}")
    return also


def _texts(blocks: tuple[BlockSpec, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        yield f"{{{block.needs}}}" if block.needs else ""
        for row in block.rows:
            for cell in row:
                yield cell.text


def _facts(table: TomlTable, texts: list[str], commons: Commons) -> Iterator[FactSpec]:
    """Each fact once, in the order of the page; the template's own wording of a fact wins over the catalogue's."""
    own = table.values.get("fact", {})
    if not isinstance(own, dict):
        raise table.refuse("fact", "应当是一组表")
    own_facts = TomlTable(f"{table.where} [fact]", own)
    names = dict.fromkeys(name for text in texts for name in names_in(text))
    for name in names:
        if name in own:
            yield _fact(own_facts, name)
        elif name in commons.facts:
            yield commons.facts[name]
        else:
            raise table.refuse("block", f"用到不认识的内容“{{{name}}}”")


def _fact(table: TomlTable, name: str) -> FactSpec:
    values = table.values[name]
    if not isinstance(values, dict):
        raise table.refuse(name, "应当是一个表")
    spec = TomlTable(f"{table.where} [{name}]", values)
    spec.only(("label", "example", "rich", "hint"))
    return FactSpec(name, spec.text("label"), spec.text("example", ""), spec.flag("rich"), spec.text("hint", ""))


def _register(table: TomlTable) -> RegisterSpec | None:
    values = table.values.get("register")
    if values is None:
        return None
    if not isinstance(values, dict):
        raise table.refuse("register", "应当是一个表")
    spec = TomlTable(f"{table.where} [register]", values)
    spec.only(("column", "portrait", "foot_lines", "notes", "sample", "blank"))
    columns = spec.tables("column", "栏")
    if not columns:
        raise spec.refuse("column", "没有填写")
    sample = spec.values.get("sample", [])
    if not isinstance(sample, list) or not all(isinstance(row, list) and len(row) == len(columns) for row in sample):
        raise spec.refuse("sample", f"每行应当有 {len(columns)} 格")
    widths = [column.number("width") or 0 for column in columns]
    return RegisterSpec(
        titles=tuple(column.text("title") for column in columns),
        keys=tuple(column.text("key") for column in columns),
        shares=tuple(float(width) for width in widths),
        aligns=tuple(_align(column) for column in columns),
        is_landscape=not spec.flag("portrait"),
        foot_lines=spec.texts("foot_lines"),
        notes=spec.texts("notes"),
        sample_rows=tuple(tuple(str(cell) for cell in row) for row in sample),
        blank=spec.number("blank") or 0,
    )


def _align(table: TomlTable) -> Align:
    return Align(_one_of(table, "align", [align.value for align in Align], Align.LEFT.value))


def _refuse_uncovered(table: TomlTable, contents: tuple[str, ...], blocks: tuple[BlockSpec, ...]) -> None:
    covered = {block.item for block in blocks}
    absent = [content for content in contents if content not in covered]
    if absent:
        raise table.refuse("contents", f"的“{'、'.join(absent)}”没有写在正文里")


def _styles(table: TomlTable, style: DocumentStyle) -> tuple[DocumentStyle, ...]:
    known = {member.value: member for member in DocumentStyle}
    wanted = table.texts("styles") or (style.value,)
    if any(name not in known for name in wanted) or style.value not in wanted:
        raise table.refuse("styles", f"只能是 {'、'.join(known)}，并且要含 style")
    return tuple(known[name] for name in wanted)


def _size(table: TomlTable) -> int:
    size = table.number("size") if "size" in table.values else _SIZES[0]
    if size not in _SIZES:
        raise table.refuse("size", "只能是 3、4 或 5（小四）")
    return size


def _term(table: TomlTable, key: str, kind: type[T]) -> T:
    return kind(_one_of(table, key, [str(member.value) for member in kind]))


def _one_of(table: TomlTable, key: str, known: list[str] | tuple[str, ...], default: str | None = None) -> str:
    value = table.text(key, default)
    if value not in known:
        raise table.refuse(key, f"只能是 {'、'.join(known)}")
    return value
