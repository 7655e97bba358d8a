"""What one can do with a chart: copy it or its figures, save it as PNG or SVG, put it into a report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPainter

from app.services.foundation.files import FileNotWritten, write_file
from app.services.papers.rows import PaperNamed
from app.views.secrecy.way_out import WayOut

if TYPE_CHECKING:
    from app.views.charts.chart import Chart

_PICTURES = {".png": "PNG 图片 (*.png)", ".svg": "SVG 图形 (*.svg)"}


def chart_actions(chart: "Chart") -> Sequence[QAction]:
    """The actions, each with the keys that work while the chart has the focus."""
    wanted = (
        ("复制图片", "Ctrl+C", lambda: copy_picture(chart)),
        ("复制数据", "Ctrl+Shift+C", lambda: copy_numbers(chart)),
        ("另存为 PNG 图片…", "Ctrl+S", lambda: ask_where(chart, ".png")),
        ("另存为 SVG 图形…", "Ctrl+Shift+S", lambda: ask_where(chart, ".svg")),
        ("放进报告", "Ctrl+B", lambda: put_into_report(chart)),
        ("放进报告的图…", "Ctrl+Shift+B", lambda: open_report(chart)),
    )
    made = []
    for words, keys, slot in wanted:
        action = QAction(words, chart)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False, slot=slot: slot())
        made.append(action)
    return made


def copy_picture(chart: "Chart") -> None:
    """Put the picture on the clipboard."""
    QGuiApplication.clipboard().setPixmap(chart.picture())
    chart.workplace.say(f"已复制“{chart.title}”的图片。")


def copy_numbers(chart: "Chart") -> None:
    """Put the figures on the clipboard as a table, with their n and d."""
    rows = chart.spec().numbers
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    chart.workplace.say(f"已复制“{chart.title}”的数据，可以粘贴到 Excel。")


def put_into_report(chart: "Chart") -> None:
    """Hand the chart as data to whoever writes a report."""
    spec = chart.spec()
    if not spec.has_values:
        chart.workplace.say(f"“{chart.title}”没有数据，没有放进报告。请换一个有数据的期间。")
        return
    chart.workplace.chart_tray.put(spec)
    count = len(chart.workplace.chart_tray.specs)
    chart.workplace.say(f"已放进报告：“{spec.title}”，共 {count} 幅。图上按右键“放进报告的图…”可以导出 PDF、Word。")


def open_report(chart: "Chart") -> None:
    """Show the charts put into a report."""
    from app.views.charts.report_dialog import ReportDialog

    ReportDialog(chart.workplace, chart.window()).open()


def ask_where(chart: "Chart", ending: str) -> None:
    """Ask for a file and save the picture there; say why where that does not work."""
    ask = WayOut(chart.workplace, chart, PaperNamed(f"图表 {chart.title}", "chart", 0))
    kinds = {_PICTURES[ending]: ending}
    ask.file("另存为图片", f"{chart.title}{ending}", kinds, lambda path: _save_and_say(chart, path))


def _save_and_say(chart: "Chart", path: Path) -> None:
    try:
        save_picture(chart, path)
    except FileNotWritten as problem:
        chart.workplace.say(str(problem))
    else:
        chart.workplace.say(f"已保存 {path}。")


def save_picture(chart: "Chart", path: Path) -> None:
    """Write the picture as .png or .svg, by the name's ending, whole or not at all; raises FileNotWritten."""
    write_file(path, _svg(chart) if path.suffix.lower() == ".svg" else _png(chart))


def _png(chart: "Chart") -> bytes:
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    chart.picture().save(device, "PNG")
    return bytes(content.data())


def _svg(chart: "Chart") -> bytes:
    """Qt's own generator: pyqtgraph's exporter does not read what the newest Qt writes."""
    from PySide6.QtSvg import QSvgGenerator

    from app.views.charts.svg_flattening import flattened

    content = QByteArray()
    device = QBuffer(content)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(device)
    drawing.setResolution(chart.logicalDpiX())  # the axes are replayed from pictures taken at the screen's resolution
    drawing.setTitle(chart.spec().title)
    drawing.setSize(chart.size())
    drawing.setViewBox(chart.rect())
    painter = QPainter(drawing)
    chart.render(painter)
    painter.end()
    return flattened(bytes(content.data()))
