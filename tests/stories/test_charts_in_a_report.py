"""Charts put into a report from any page, and the report written: the figures of the window on paper."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.base_data.rows import FigureDraft
from app.services.documents.preview import text_of
from app.services.foundation.files import FileNotWritten
from app.services.indicator_warnings.rows import BandDraft
from app.services.indicators.trend import each_of, up_to
from app.views.charts.report_dialog import ReportDialog
from app.views.indicators.page import IndicatorsPage
from tests.stories.conftest import CLERK, ClerksDesk

PRESS = Qt.KeyboardModifier.ControlModifier


def test_a_trend_with_its_band_goes_into_a_report_and_onto_paper(desk: ClerksDesk) -> None:
    months = each_of(up_to("2026-10", 3))
    drafts = [FigureDraft(item, month, month, count) for month in months for item, count in _COUNTS.items()]
    desk.services.base_data.record(CLERK, drafts)
    desk.services.own_indicators.lists.show_historical(CLERK, True, "案管办分析研判需要")
    desk.services.indicator_warnings.set_band(CLERK, "XS02", BandDraft("15", "60", "一成五以下的要看"))
    desk.go_to("业务指标")
    page = desk.window.page
    assert isinstance(page, IndicatorsPage)
    page.turn_to("indicators")
    desk.settle()
    view = page.indicators
    view.table.selectRow([row[0] for row in view.table.texts()].index("XS02"))
    desk.settle()
    band = view.chart.spec().band  # type: ignore[attr-defined]  # of a LineSpec
    assert (band.low, band.high, band.words) == (15, 60, "本院警戒范围 15.00—60.00")
    view.chart.setFocus()
    QTest.keyClick(view.chart, Qt.Key.Key_B, PRESS)
    assert desk.says().startswith("已放进报告：“不捕率")
    QTest.keyClick(view.chart, Qt.Key.Key_B, PRESS | Qt.KeyboardModifier.ShiftModifier)
    dialog = next(each for each in desk.window.findChildren(ReportDialog) if each.isVisible())
    pdf, word = desk.folder / "图表.pdf", desk.folder / "图表.docx"
    dialog.write(desk.folder / "没有这个文件夹" / "图表.pdf")
    desk.settle()
    assert "所选文件夹不存在" in dialog.work.problem.text()
    with pytest.raises(FileNotWritten, match="所选文件夹不存在"):
        view.chart.save_picture(desk.folder / "没有这个文件夹" / "图.png")
    for path in (pdf, word):
        dialog.write(path)
        desk.settle()
    said = text_of(pdf.read_bytes())
    assert "本院警戒范围15.00—60.00" in said
    assert said.count("33.33%（7/21）") == 3
    with ZipFile(BytesIO(word.read_bytes())) as copy:
        assert "33.33%（7/21）" in copy.read("word/document.xml").decode()
    dialog.take_out()
    assert dialog.table.texts() == []
    assert not dialog.export.isEnabled()
    dialog.close()


_COUNTS = {"不捕人数": 7, "批捕人数": 14}
