"""Names of attachments survive the way in and out, whatever was written into them."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.office.attachment_files import AttachmentFiles
from app.services.office.attachment_kinds import RefusedKinds
from app.services.office.attachment_names import safe_name, shown_name

RESERVED = ["CON", "con.txt", "NUL.pdf", "COM1", "lpt9.doc", "aux .txt", "a.", "a ", "...", "  ", "a:b", 'x"<>|?*.pdf']
RARE = ["𠮷田某.pdf", "䶮某\u3000回复函.pdf", "e\u0301.txt", "\u202efdp.txt", "换\n行.txt", "👨\u200d👩\u200d👧.jpg"]
ANY = st.one_of(
    st.sampled_from(RESERVED + RARE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
    st.text("汉字𠮷.", min_size=80, max_size=300).map(lambda stem: f"{stem}.pdf"),
)


def holds(name: str) -> bool:
    """Whether a file of this system can have this name."""
    return "/" not in name and "\0" not in name and name not in {".", ".."} and len(name.encode()) <= 255


@given(st.lists(ANY.filter(holds), min_size=1, max_size=3))
def test_a_name_the_system_can_hold_comes_out_as_it_went_in(names: list[str]) -> None:
    with TemporaryDirectory() as work:
        source, out = Path(work, "来"), Path(work, "去")
        source.mkdir()
        out.mkdir()
        files = AttachmentFiles(Path(work, "台账.files"), RefusedKinds(Resources.shipped().attachments))
        for number, name in enumerate(names):
            (source / name).write_bytes(b"%PDF-" + bytes([number]))
            try:
                stored = files.settle(files.stage(source / name))
            except DomainError:  # a name that happens to be a program's
                continue
            assert stored.name == name
            copy = files.copy_into(stored, out)
            assert copy.read_bytes() == (source / name).read_bytes()
            assert copy.name == name or name in names[:number] or name.strip(". ") == ""


@given(ANY, st.integers(1, 12))
def test_every_name_becomes_one_that_windows_holds(name: str, number: int) -> None:
    safe = safe_name(name, number, is_windows=True)
    assert safe
    assert len(safe.encode("utf-16-le")) // 2 <= 255
    assert not set(safe) & set('<>:"/\\|?*\0\n')
    assert safe == safe.rstrip(". ")
    assert safe.partition(".")[0].rstrip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


@given(ANY, st.integers(1, 12))
def test_every_name_becomes_one_that_linux_holds_and_numbers_differ(name: str, number: int) -> None:
    safe = safe_name(name, number, is_windows=False)
    assert holds(safe)
    assert safe != safe_name(name, number + 1, is_windows=False)


def test_a_long_name_from_windows_keeps_its_ending() -> None:
    safe = safe_name("关于" * 120 + ".pdf", is_windows=False)
    assert len(safe.encode()) <= 255
    assert safe.endswith("关.pdf")


@pytest.mark.skipif(os.name != "posix", reason="Windows holds no names of bytes")
def test_a_name_written_in_gbk_is_read(tmp_path: Path) -> None:
    raw = os.path.join(os.fsencode(tmp_path), "回复函.pdf".encode("gb18030"))
    Path(os.fsdecode(raw)).write_bytes(b"%PDF-1.7")
    (found,) = tmp_path.iterdir()
    assert shown_name(found) == "回复函.pdf"
