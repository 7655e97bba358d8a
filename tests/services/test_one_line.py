"""What is left of a text that was pasted into a field of one line."""

import pytest

from app.services.foundation.one_line import one_line


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("青山县\n公安局", "青山县公安局"),
        ("青山县公安局\r\n", "青山县公安局"),
        ("青山县\t公安局", "青山县公安局"),
        ("第 3\n小组", "第 3 小组"),
        ("see \r\n below", "see below"),
        ("青山县\u2029公安局", "青山县公安局"),
        ("青山县\u202e公安局\u200b", "青山县公安局"),
        ("\ufeff青山县公安局", "青山县公安局"),
        ("张　三", "张　三"),
        ("𠮷田㛃䶮😀", "𠮷田㛃䶮😀"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("\n\t\u200e", ""),
    ],
)
def test_breaks_and_signs_that_nobody_sees_are_left_out(pasted: str, kept: str) -> None:
    assert one_line(pasted) == kept
