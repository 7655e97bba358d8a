"""Reads the blocks of a template: paragraphs, headings, lists, tables and forms."""

from app.services.documents.facts import Align
from app.services.documents.templates.model import BlockSpec, CellSpec
from app.services.foundation.toml_table import TomlTable

TEXTS = ("text", "flush", "centre", "right", "heading", "numbered")
FORMS = (*TEXTS, "table", "form", "space")
_KEYS = ("form", "text", "item", "needs", "titles", "shares", "aligns", "rows", "lines")
_CELL_KEYS = ("text", "span", "height", "label", "signing", "align", "down", "choices")


def blocks_of(table: TomlTable) -> tuple[BlockSpec, ...]:
    """The blocks in their order; raises FieldProblem."""
    return tuple(_block(each) for each in table.tables("block", "段"))


def _block(table: TomlTable) -> BlockSpec:
    table.only(_KEYS)
    form = table.text("form")
    if form not in FORMS:
        raise table.refuse("form", f"只能是 {'、'.join(FORMS)}")
    block = BlockSpec(
        form=form,
        text=table.text("text") if form in (*TEXTS, "table") else "",
        item=table.text("item", ""),
        needs=table.text("needs", ""),
        titles=table.texts("titles"),
        shares=table.shares("shares"),
        aligns=_aligns(table),
        rows=_rows(table) if form == "form" else (),
        lines=table.number("lines") or 0,
    )
    if form == "table" and not block.titles:
        raise table.refuse("titles", "没有填写")
    if form == "table" and block.shares and len(block.shares) != len(block.titles):
        raise table.refuse("shares", f"应当有 {len(block.titles)} 个数")
    return block


def _aligns(table: TomlTable) -> tuple[Align, ...]:
    """How the columns of a table stand; none is all to the left."""
    said = table.texts("aligns")
    if said and (len(said) != len(table.texts("titles")) or not set(said) <= {each.value for each in Align}):
        raise table.refuse("aligns", f"应当是 {len(table.texts('titles'))} 个 left、centre 或 right")
    return tuple(Align(each) for each in said)


def _rows(table: TomlTable) -> tuple[tuple[CellSpec, ...], ...]:
    width = len(table.shares("shares"))
    rows = table.values.get("rows")
    if not width or not isinstance(rows, list) or not rows:
        raise table.refuse("rows", "和 shares 都要填写")
    read = []
    held: list[int] = [0] * width  # rows that a label from above still covers, by column
    for place, cells in enumerate(rows, 1):
        if not isinstance(cells, list):
            raise table.refuse("rows", f"第 {place} 行应当是一组格子")
        row = tuple(_cell(table, place, cell) for cell in cells)
        taken = _columns(row, held)
        if len(taken) != width:
            raise table.refuse("rows", f"第 {place} 行占 {len(taken)} 栏，应当占 {width} 栏")
        held = [rows_left - 1 for rows_left in taken]
        read.append(row)
    if any(held):
        raise table.refuse("rows", "的合并格伸到了表的外面")
    return tuple(read)


def _columns(row: tuple[CellSpec, ...], held: list[int]) -> list[int]:
    """Rows that each column's cell covers from this row on; more or fewer columns than there are make the row wrong."""
    taken: list[int] = []
    for cell in row:
        while len(taken) < len(held) and held[len(taken)]:
            taken.append(held[len(taken)])
        if any(held[len(taken) : len(taken) + cell.span]):  # a label from above stands in its way
            return []
        taken += [cell.down] * cell.span
    return taken + [left for left in held[len(taken) :] if left]


def _cell(table: TomlTable, place: int, cell: object) -> CellSpec:
    """A plain text is a label, a text with facts is a value; a table says more."""
    if isinstance(cell, str):
        return CellSpec(cell, is_label=bool(cell) and "{" not in cell, align=_align_of(cell))
    if not isinstance(cell, dict):
        raise table.refuse("rows", f"第 {place} 行有一格既不是文字也不是表")
    spec = TomlTable(f"{table.where} 第 {place} 行", cell)
    spec.only(_CELL_KEYS)
    text, choices, down = spec.text("text", ""), spec.texts("choices"), spec.number("down") or 1
    is_label = spec.flag("label", bool(text) and "{" not in text and "signing" not in cell)
    align = spec.text("align", "centre" if is_label else "left")
    if align not in {each.value for each in Align}:
        raise spec.refuse("align", "只能是 left、centre、right")
    if down > 1 and not is_label:
        raise spec.refuse("down", "只能用于标签格")
    return CellSpec(
        text,
        span=spec.number("span") or 1,
        height=float(spec.number("height") or 0),
        is_label=is_label,
        signing=spec.text("signing", ""),
        align=Align(align),
        down=down,
        choices=choices,
    )


def _align_of(text: str) -> Align:
    return Align.LEFT if "{" in text else Align.CENTRE
