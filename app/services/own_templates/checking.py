"""What keeps a draft from being adopted, paragraph by paragraph, in the user's words."""

import re
from collections.abc import Collection, Iterator

from app.services.documents.templates.model import LONGEST_NOTE, Template
from app.services.documents.templates.reading import PLACEHOLDER, names_in
from app.services.own_templates.rows import BlockDraft, Flaw, TemplateDraft

_NUMBER_PARTS = ("short", "year", "n")
_TOLD = re.compile(r"〔([^〔〕]*)〕")
_YEAR = re.compile(r"[\d\s×{}A-Za-z_]*")  # 〔2026〕, 〔　〕, 〔{year}〕: the brackets of document numbers


def flaws_of(draft: TemplateDraft, base: Template, known: Collection[str]) -> Iterator[Flaw]:
    """All of them, in the order of the window; ``base`` is what the draft came from, ``known`` the facts there are."""
    yield from _title_flaws(draft.title, known)
    yield from _number_flaws(draft.number_form, base.number_form)
    yield from _note_flaws(draft.closing_note.strip(), known)
    if draft.valid_from is None:
        yield Flaw("valid_from", "请填写从哪一天起使用。")
    for place, block in enumerate(draft.blocks):
        if block.is_worded:
            sentence = _block_flaw(block, base, known)
            if sentence:
                yield Flaw("blocks", f"第 {place + 1} 段{sentence}", place)
    yield from _absent(draft, base)


def _title_flaws(title: str, known: Collection[str]) -> Iterator[Flaw]:
    unknown = next((name for name in names_in(title) if name not in known), None)
    if not title.strip():
        yield Flaw("title", "请填写标题。")
    elif unknown is not None:
        yield Flaw("title", f"标题用到不认识的内容“{{{unknown}}}”。请删去。")
    elif _has_stray_brace(title):
        yield Flaw("title", "标题有单独的“{”或“}”，会原样印出来。请删去。")


def _number_flaws(form: str, standard: str) -> Iterator[Flaw]:
    unknown = [name for name in names_in(form) if name not in _NUMBER_PARTS]
    if standard and not form.strip():
        yield Flaw("number_form", f"请填写文号样式，如 {standard}。")
    elif unknown or _has_stray_brace(form):
        yield Flaw("number_form", "文号样式里只能插入 {short}、{year}、{n}。请改正。")
    elif form.strip() and "n" not in names_in(form):
        yield Flaw("number_form", "文号样式里要有 {n}，不然各件的文号都一样。")


def _note_flaws(note: str, known: Collection[str]) -> Iterator[Flaw]:
    unknown = next((name for name in names_in(note) if name not in known), None)
    if unknown is not None:
        yield Flaw("closing_note", f"附注用到不认识的内容“{{{unknown}}}”。请删去。")
    elif told := next((told for told in _TOLD.findall(note) if not _YEAR.fullmatch(told)), None):
        yield Flaw("closing_note", f"附注用到不认识的内容“〔{told}〕”。请删去；本来就是文字的，请改用“”。")
    elif _has_stray_brace(note):
        yield Flaw("closing_note", "附注有单独的“{”或“}”，会原样印出来。请删去。")
    elif note.startswith(("（", "(")) and note.endswith(("）", ")")):
        yield Flaw("closing_note", "附注不要加括号，打印时自动加上。")
    elif len(note) > LONGEST_NOTE:
        yield Flaw("closing_note", f"附注有 {len(note)} 字，最多 {LONGEST_NOTE} 字。请缩短。")


def _block_flaw(block: BlockDraft, base: Template, known: Collection[str]) -> str:
    text = block.text.strip()
    unknown = next((name for name in names_in(text) if name not in known), None)
    told = next((told for told in _TOLD.findall(text) if not _YEAR.fullmatch(told)), None)
    if not text:
        return "没有文字。请填写，或删除这一段。"
    if unknown is not None:
        return f"用到不认识的内容“{{{unknown}}}”。请删去，再从“插入内容”中选择。"
    if told is not None and not _was_so(block, base):
        return f"用到不认识的内容“〔{told}〕”。请删去，再从“插入内容”中选择；本来就是文字的，请改用（）。"
    if _has_stray_brace(text):
        return "有单独的“{”或“}”，会原样印出来。请删去。"
    # Only the fact's items are printed there, numbered; words around them would be lost unseen.
    if block.form == "numbered" and not PLACEHOLDER.fullmatch(text):
        return "的形式是“编号”，只能是一项插入的内容（逐条编号）。其他文字请另起一段，或改选“正文”。"
    return ""


def _was_so(block: BlockDraft, base: Template) -> bool:
    """The wording stands in the version the draft came from."""
    return block.origin is not None and block.origin < len(base.blocks) and base.blocks[block.origin].text == block.text


def _has_stray_brace(text: str) -> bool:
    return bool(re.search(r"[{}]", PLACEHOLDER.sub("", text)))


def _absent(draft: TemplateDraft, base: Template) -> Iterator[Flaw]:
    covered = {block.item for block in draft.blocks}
    absent = [content for content in base.contents if content not in covered]
    if not draft.blocks and base.register is None:
        yield Flaw("blocks", "正文没有一段。请添加。")
    elif absent:
        ground = f"（{base.basis}）" if base.basis else ""
        yield Flaw(
            "blocks",
            f"规定的内容“{'、'.join(absent)}”没有写在正文里{ground}。请恢复那一段，或添加一段并选上这项规定内容。",
        )
