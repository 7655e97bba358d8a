"""Case packages: all of the matter is in them and linked, nothing is left where they fail, tampering is found."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.terms import Output, RecordType
from app.services.case_packages.rows import Package
from app.services.case_packages.staging import PackageNotWritten
from app.services.demonstration.service import Demonstration
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Cancelled
from app.services.foundation.resources import Resources
from app.services.matters.service import MatterNotFound
from app.services.office.attachment_files import place_of
from app.services.papers.rows import LETTER, RecordKey
from tests.services.case_packages.conftest import matter_of, number_of, opened, page_of
from tests.services.casework import HANDLER


def paths_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_folder_is_called_by_number_and_unit_and_holds_everything_of_the_matter(
    desk: OpenDesk, matter: int, package: Package
) -> None:
    assert package.folder.name == f"案件包 {number_of(desk, matter)} 青山县公安局"
    assert package.problems == ()
    paths = paths_in(package.folder)
    assert {
        "index.html",
        "清单.txt",
        "文书/卷宗封面（草稿）.pdf",
        "附件/调查材料.pdf",
        "附件/调查材料 (2).PDF",
    } <= paths
    letter = "检察建议/青检建〔2026〕1号 青山县水利局"
    assert f"{letter}/文书/检察建议书 青检建〔2026〕1号 第1版.pdf" in paths
    assert any("青山县教育局/文书/" in path and path.endswith("（草稿）.pdf") for path in paths)
    attachments = desk.attachments.of(RecordType.MATTER, matter)
    assert sum(path.startswith("附件/") for path in paths) == len(attachments)


def test_a_registered_paper_is_there_as_it_was_registered_to_the_byte(
    desk: OpenDesk, matter: int, package: Package
) -> None:
    letter = desk.matters.card(matter).letters[0][0]
    frozen = desk.papers.frozen(LETTER, RecordKey(RecordType.SUGGESTION, letter))
    assert frozen is not None
    packed = next(package.folder.glob("检察建议/*水利局/文书/*.pdf"))
    assert hashlib.sha256(packed.read_bytes()).hexdigest() == frozen.sha256


def test_the_page_is_whole_offline_and_every_link_in_it_leads_somewhere(package: Package) -> None:
    page = page_of(package)
    assert page.open == []
    assert not page.tags & {"script", "img", "link", "iframe"}
    assert "http:" not in page.source
    assert "https:" not in page.source
    files = [link for link in page.links if not link.startswith("#")]
    assert all((package.folder / link).is_file() for link in files)
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= page.anchors
    assert paths_in(package.folder) - set(files) == {"index.html"}


def test_the_page_tells_all_that_happened(package: Package) -> None:
    text = page_of(package).text
    told = (
        "内部资料", "青山县人民检察院", "张某<被盗窃>案", "应当立案 & 未立案",
        "受理立案 → 调查核实", "立案（受理）：已批准",
        "纸质签批", "内部流转意见", "看过，可以报", "询问：询问报案人", "证实被盗。",
        "研究是否立案", "关于监督立案的请示",
        "青山县监察委员会", "分工调整", "同一当事人", "领导交办", "2026-12-01",
        "青检建〔2026〕1号 青山县水利局", "全部经过",
    )  # fmt: skip
    assert [words for words in told if words not in text] == []
    assert "没有收入的文件" not in text


def test_the_page_of_a_demonstration_says_so(
    store_path: Path, tmp_path: Path, resources: Resources, clock: FixedClock
) -> None:
    Demonstration(resources, clock).make(store_path, matters=3, seed=1, today=None)
    desk = opened(store_path)
    written = desk.case_packages.write(HANDLER, [1], tmp_path / "优盘").packages[0]
    desk.close()
    assert "演示数据，不是真实案件" in page_of(written).text


def test_the_list_is_sorted_and_sha256sum_agrees(package: Package) -> None:
    lines = (package.folder / "清单.txt").read_text(encoding="utf-8").splitlines()
    paths = [line[66:] for line in lines if not line.startswith("#")]
    assert paths == sorted(paths)
    assert set(paths) == paths_in(package.folder) - {"清单.txt"}
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("no sha256sum here")
    done = subprocess.run([program, "-c", "--strict", "清单.txt"], cwd=package.folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_export_is_noted_with_who_where_to_and_the_hash_of_the_list(
    desk: OpenDesk, matter: int, package: Package, tmp_path: Path
) -> None:
    line = desk.papers.log.lines()[0]
    assert (line.who, line.act, line.entry_number) == ("张某", Output.EXPORTED, number_of(desk, matter))
    assert line.title == package.folder.name
    assert line.target == str(tmp_path / "优盘")
    assert line.sha256 == package.list_sha256


def test_an_untouched_package_is_known_with_who_exported_it(desk: OpenDesk, package: Package) -> None:
    verdict = desk.case_packages.verify(package.folder)
    assert verdict.is_genuine
    assert "由 张某 导出" in verdict.exported
    assert verdict.listed == package.file_count - 1


def _cut(folder: Path) -> None:
    (folder / "附件/调查材料.pdf").unlink()


def _change(folder: Path) -> None:
    path = folder / "附件/调查材料.pdf"
    path.write_bytes(path.read_bytes().replace(b"1.7", b"1.6"))


def _grow(folder: Path) -> None:
    with (folder / "index.html").open("ab") as page:
        page.write(b" ")


def _add(folder: Path) -> None:
    (folder / "附件/多出.txt").write_text("x", encoding="utf-8")


def _lead_away(folder: Path) -> None:
    path = folder / "附件/调查材料.pdf"
    other = folder.parent / "别处.pdf"
    path.rename(other)
    path.symlink_to(other)


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (_cut, (["附件/调查材料.pdf"], [], [])),
        (_change, ([], ["附件/调查材料.pdf"], [])),
        (_grow, ([], ["index.html"], [])),
        (_add, ([], [], ["附件/多出.txt"])),
        (_lead_away, ([], ["附件/调查材料.pdf"], [])),
    ],
)
def test_every_way_of_tampering_is_found(
    desk: OpenDesk, package: Package, tamper: Callable[[Path], None], found: tuple[list[str], list[str], list[str]]
) -> None:
    tamper(package.folder)
    verdict = desk.case_packages.verify(package.folder)
    assert not verdict.is_unchanged
    assert ([*verdict.missing], [*verdict.changed], [*verdict.added]) == found


def test_a_list_rewritten_to_fit_a_changed_file_is_not_the_one_that_was_registered(
    desk: OpenDesk, package: Package
) -> None:
    path, listed = package.folder / "附件/调查材料.pdf", package.folder / "清单.txt"
    kinds = [kind for kind in ("sha256", "sm3") if kind in hashlib.algorithms_available]
    was = [hashlib.new(kind, path.read_bytes()).hexdigest() for kind in kinds]
    _change(package.folder)
    now = [hashlib.new(kind, path.read_bytes()).hexdigest() for kind in kinds]
    text = listed.read_text(encoding="utf-8")
    for before, after in zip(was, now, strict=True):
        text = text.replace(before, after)
    listed.write_text(text, encoding="utf-8")
    verdict = desk.case_packages.verify(package.folder)
    assert verdict.is_unchanged
    assert not verdict.is_genuine
    assert "清单本身不是本台账登记的" in verdict.headline


@pytest.mark.parametrize("line", ["不是清单", f"{'0' * 64}  ../../外面", f"{'0' * 64}  /etc/passwd"])
def test_a_list_nobody_wrote_so_is_refused(desk: OpenDesk, package: Package, line: str) -> None:
    with (package.folder / "清单.txt").open("a", encoding="utf-8") as listed:
        listed.write(f"{line}\n")
    with pytest.raises(DomainError, match="读不懂"):
        desk.case_packages.verify(package.folder)


def test_a_folder_that_is_no_package_is_refused(desk: OpenDesk, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="不是案件包"):
        desk.case_packages.verify(tmp_path)


def test_a_lost_and_a_changed_attachment_are_named_and_the_rest_goes_on(
    desk: OpenDesk, matter: int, tmp_path: Path
) -> None:
    lost, changed = [row for row in desk.attachments.of(RecordType.MATTER, matter) if row.file_name[:4] == "调查材料"]
    place_of(desk.attachments.folder, lost.sha256).unlink()
    place_of(desk.attachments.folder, changed.sha256).write_bytes(b"%PDF-1.7 not what was there")
    package = desk.case_packages.write(HANDLER, [matter], tmp_path / "优盘").packages[0]
    assert [problem.partition("：")[0] for problem in package.problems] == [
        f"附件“{lost.file_name}”", f"附件“{changed.file_name}”",
    ]  # fmt: skip
    assert "没有收入的文件" in page_of(package).text
    assert not any("调查材料" in path for path in paths_in(package.folder))
    assert desk.case_packages.verify(package.folder).is_genuine


def test_a_lost_registered_paper_is_named_and_the_rest_goes_on(desk: OpenDesk, matter: int, tmp_path: Path) -> None:
    letter = desk.matters.card(matter).letters[0][0]
    frozen = desk.papers.frozen(LETTER, RecordKey(RecordType.SUGGESTION, letter))
    assert frozen is not None
    place_of(desk.attachments.folder, frozen.sha256).unlink()
    package = desk.case_packages.write(HANDLER, [matter], tmp_path / "优盘").packages[0]
    assert len(package.problems) == 1
    assert "文件不见了" in package.problems[0]


def test_a_second_export_stands_beside_the_first(desk: OpenDesk, matter: int, package: Package) -> None:
    again = desk.case_packages.write(HANDLER, [matter], package.folder.parent).packages[0]
    assert again.folder.name == f"{package.folder.name} (2)"
    assert desk.case_packages.verify(package.folder).is_genuine
    assert desk.case_packages.verify(again.folder).is_genuine


def test_characters_no_disk_takes_are_replaced_in_every_name(desk: OpenDesk, tmp_path: Path) -> None:
    matter = matter_of(desk, unit='甲/乙:丙*?"<>|公司')
    package = desk.case_packages.write(HANDLER, [matter], tmp_path).packages[0]
    assert package.folder.name.endswith(" 甲_乙_丙______公司")


def test_names_too_long_for_a_path_are_cut_before_their_suffix(desk: OpenDesk, tmp_path: Path) -> None:
    matter = matter_of(desk, unit="长" * 110)
    path = tmp_path / f"{'名' * 70}.pdf"
    path.write_bytes(b"%PDF-1.7 long")
    desk.attachments.add(HANDLER, RecordType.MATTER, matter, "其他", path)
    package = desk.case_packages.write(HANDLER, [matter], tmp_path / "优盘").packages[0]
    assert len(package.folder.name) <= 60
    names = [path for path in paths_in(package.folder) if path.startswith("附件/")]
    assert names == [f"附件/{'名' * 56}.pdf"]


class _Stop:
    """Somebody who presses 取消 after some reports."""

    def __init__(self, after: int) -> None:
        self.left = after

    def report(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


class _Counting:
    """Counts the reports."""

    def __init__(self) -> None:
        self.count = 0

    def report(self, done: int, total: int) -> None:
        self.count += 1


def test_cancelled_at_any_moment_nothing_is_left_and_nothing_noted(desk: OpenDesk, matter: int, tmp_path: Path) -> None:
    target, counting = tmp_path / "优盘", _Counting()
    other = matter_of(desk, unit="青山县林业局")
    desk.case_packages.write(HANDLER, [matter, other], tmp_path / "先", counting)
    noted = len(desk.papers.log.lines())
    for after in range(0, counting.count, 5):
        with pytest.raises(Cancelled):
            desk.case_packages.write(HANDLER, [matter, other], target, _Stop(after))
        assert list(target.iterdir()) == []
    assert len(desk.papers.log.lines()) == noted


def test_a_disk_that_refuses_leaves_nothing(desk: OpenDesk, matter: int, tmp_path: Path) -> None:
    target = tmp_path / "优盘"
    target.mkdir()

    class Unplugged:
        """The stick is pulled out while it is written to."""

        def report(self, done: int, total: int) -> None:
            for hidden in target.glob(".案件包-*"):
                shutil.rmtree(hidden)
                hidden.write_bytes(b"")

    with pytest.raises(PackageNotWritten, match="没有留下文件"):
        desk.case_packages.write(HANDLER, [matter], target, Unplugged())
    assert desk.papers.log.lines() == ()


def test_several_matters_make_a_folder_each_and_one_act(desk: OpenDesk, matter: int, tmp_path: Path) -> None:
    other = matter_of(desk, unit="青山县林业局")
    written = desk.case_packages.write(HANDLER, [matter, other, matter], tmp_path / "优盘")
    assert sorted(path.name for path in (tmp_path / "优盘").iterdir()) == sorted(
        each.folder.name for each in written.packages
    )
    assert len(written.packages) == len(desk.papers.log.lines()) == 2


def test_one_unknown_matter_among_several_leaves_none(desk: OpenDesk, matter: int, tmp_path: Path) -> None:
    with pytest.raises(MatterNotFound):
        desk.case_packages.write(HANDLER, [matter, 999], tmp_path / "优盘")
    assert list((tmp_path / "优盘").iterdir()) == []
