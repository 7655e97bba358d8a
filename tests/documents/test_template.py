"""Templates of documents: what they must hold, and what is said of a damaged one."""

from datetime import date
from pathlib import Path

import pytest

from app.services.documents.templates.library import DocumentUnknown, OwnText, TemplateLibrary
from app.services.documents.templates.model import Commons, Grounding
from app.services.documents.templates.reading import TemplateDamaged, read_commons, read_template
from tests.documents.letters import SHIPPED

FOLDER = SHIPPED.documents
LETTER = FOLDER / "suggestions" / "suggestion-letter.toml"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def commons() -> Commons:
    """What all documents share."""
    return read_commons(FOLDER)


def changed(folder: Path, old: str, new: str) -> Path:
    """The shipped template of the letter with one change."""
    text = LETTER.read_text(encoding="utf-8")
    assert old in text
    path = folder / "letter.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_shipped_letter_covers_all_seven_contents_and_says_its_wording_is_our_own(commons: Commons) -> None:
    template = read_template(LETTER, commons)
    assert len(template.contents) == 7
    assert set(template.contents) <= {block.item for block in template.blocks}
    assert template.grounding is Grounding.PARTLY
    assert "第十六条" in template.basis


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "检察建议书"', "", "“title”没有填写"),
        ('text = "{case_source}"', 'text = "{casesource}"', "不认识的内容“{casesource}”"),
        ('form = "numbered"', 'form = "list"', "第 8 个段 的“form”只能是"),
        ('text = "{case_source}"', "", "第 1 个段 的“text”没有填写"),
        ('item = "异议期限"', 'item = "回复期限"', "“异议期限”没有写在正文里"),
        ('code = "suggestion-letter"', "code = ", "格式有误"),
        ('needs = "other"', 'needs = "others"', "不认识的内容“{others}”"),
        ('style = "legal"', 'style = "modern"', "“style”只能是 legal、official、plain"),
        ('styles = ["legal", "official"]', 'styles = ["official"]', "要含 style"),
        ("valid_from = 2019-02-26", 'valid_from = "2019"', "应当是日期"),
        ('signing = "seal"', 'signing = "seal"\nseal = true', "“seal”是不认识的项"),
    ],
)
def test_a_damaged_template_is_refused_with_file_and_key(
    tmp_path: Path, commons: Commons, old: str, new: str, said: str
) -> None:
    with pytest.raises(TemplateDamaged) as refusal:
        read_template(changed(tmp_path, old, new), commons)
    assert "letter.toml" in str(refusal.value)
    assert said in str(refusal.value)


def test_a_template_saved_by_a_windows_editor_is_read(tmp_path: Path, commons: Commons) -> None:
    path = tmp_path / "letter.toml"
    path.write_text(LETTER.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert read_template(path, commons).blocks == read_template(LETTER, commons).blocks


def test_an_absent_template_is_named(tmp_path: Path, commons: Commons) -> None:
    with pytest.raises(TemplateDamaged, match=r"absent\.toml"):
        read_template(tmp_path / "absent.toml", commons)


def test_the_office_s_own_version_counts_from_its_day_on() -> None:
    text = LETTER.read_text(encoding="utf-8").replace("valid_from = 2019-02-26", "valid_from = 2026-01-01")
    own = OwnText(text.replace('title = "检察建议书"', 'title = "检察建议书（本院）"'), "本院 2026-01-01")
    library = TemplateLibrary(FOLDER, lambda: [own])
    assert library.find("检察建议书", date(2025, 12, 31)).source == "标准"
    assert library.find("suggestion-letter", TODAY).title == "检察建议书（本院）"
    assert library.find("suggestion-letter", TODAY).source == "本院 2026-01-01"


def test_an_unknown_document_is_refused_with_those_there_are() -> None:
    with pytest.raises(DocumentUnknown, match=r"没有文书“起诉书”.*检察建议书"):
        TemplateLibrary(FOLDER).find("起诉书", TODAY)
