"""Templates of letters: what they must hold, and what is said of a damaged one."""

from pathlib import Path

import pytest

from app.services.documents.letter.template import TemplateDamaged, load_template

SHIPPED = Path(__file__).parents[2] / "resources" / "documents" / "suggestion-letter.toml"


def changed(folder: Path, old: str, new: str) -> Path:
    """The shipped template with one change."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = folder / "letter.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_shipped_template_covers_all_seven_items_and_says_it_is_unconfirmed() -> None:
    template = load_template(SHIPPED)
    assert {block.item for block in template.blocks} == set(range(1, 8))
    assert template.certainty == "unconfirmed"
    assert "第十六条" in template.basis


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('title = "检察建议书"', "", "title", "缺少"),
        ('copies = "抄送："', "copies = 5", "copies", "类型不对"),
        ('text = "{case_source}"', 'text = "{casesource}"', "block[1].text", "不认识“{casesource}”"),
        ('form = "numbered"', 'form = "list"', "block[8].form", "只能是"),
        ('text = "{case_source}"', "", "block[1].text", "缺少"),
        ("item = 5", "item = 6", "block", "第 5 项"),
        ('code = "suggestion-letter"', "code = ", "文件", "TOML"),
        ('"关于"]', '"关于", 3]', "keep_together", "词的列表"),
        ('needs = "other"', 'needs = "others"', "block[11].needs", "不认识“others”"),
    ],
)
def test_a_damaged_template_is_refused_with_file_and_key(
    tmp_path: Path, old: str, new: str, key: str, reason: str
) -> None:
    with pytest.raises(TemplateDamaged) as refusal:
        load_template(changed(tmp_path, old, new))
    assert refusal.value.key == key
    assert "letter.toml" in str(refusal.value)
    assert reason in str(refusal.value)


def test_a_template_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.toml"
    path.write_text(SHIPPED.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert load_template(path) == load_template(SHIPPED)


def test_an_absent_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateDamaged, match=r"absent\.toml"):
        load_template(tmp_path / "absent.toml")
