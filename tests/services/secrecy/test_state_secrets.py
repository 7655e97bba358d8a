"""What bears a mark of state secrecy is recognised, and charges and other secrets are not taken for it."""

import pytest

from app.services.foundation.resources import Resources
from app.services.secrecy.state_secrets import BearsStateSecretMark, StateSecrets


@pytest.fixture(scope="module")
def secrets() -> StateSecrets:
    return StateSecrets(Resources.shipped().secrecy)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("秘密★", "秘密★"),
        ("机密★10年", "机密★"),
        ("绝密 ★ 长期", "绝密★"),
        ("机\u200b密\u202e★20年", "机密★"),
        ("本件系机密*20年的材料", "机密*"),
        ("秘密＊长期", "秘密＊"),
        ("密级：机密", "密级：机密"),
        ("密　级: 绝密", "密级:绝密"),
        ("线索来源不明。\n密级：秘密\n移送", "密级：秘密"),
    ],
)
def test_a_mark_is_recognised_however_it_is_spaced(secrets: StateSecrets, text: str, mark: str) -> None:
    assert secrets.mark_in(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "侵犯商业秘密罪",
        "为境外窃取、刺探、收买、非法提供国家秘密、情报罪",
        "故意泄露国家秘密罪",
        "非法持有国家绝密、机密文件、资料、物品罪",
        "商业秘密★★",
        "密级：内部",
        "密级：工作秘密",
        "涉及个人隐私，注意保密*",
        "机密级岗位",
        "",
    ],
)
def test_charges_and_other_secrets_are_no_mark(secrets: StateSecrets, text: str) -> None:
    assert secrets.mark_in(text) is None


def test_a_column_of_levels_is_read_by_its_head(secrets: StateSecrets) -> None:
    assert secrets.level_of_field("密级", "机密") == "机密"
    assert secrets.level_of_field(" 密 级 ", "秘密10年") == "秘密"
    assert secrets.level_of_field("密级", "内部") is None
    assert secrets.level_of_field("案由", "秘密") is None


def test_the_refusal_repeats_the_mark_and_nothing_of_the_text(secrets: StateSecrets) -> None:
    with pytest.raises(BearsStateSecretMark) as told:
        secrets.look("matter", {"summary": "某某工程位于青山，机密★20年"})
    assert "监督事项" in str(told.value)
    assert "机密★" in str(told.value)
    assert "保密办" in str(told.value)
    assert "青山" not in str(told.value)


def test_a_sentence_that_would_repeat_a_marked_text_gives_way_to_a_refusal(secrets: StateSecrets) -> None:
    told = secrets.told("“机密★10年 某某方案”不是日期。")
    assert "机密★" in told
    assert "某某方案" not in told
    assert secrets.told(told) == told
    assert secrets.told("“侵犯商业秘密罪”不是日期。") == "“侵犯商业秘密罪”不是日期。"
