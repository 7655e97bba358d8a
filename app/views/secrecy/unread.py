"""Asks about files the program cannot read before they are attached: once for all of them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from app.services.secrecy.file_texts import unread

LEFT_OUT = "没有添加，填写的内容还在。请去掉有标志的文件；没有标志的，逐页看过以后再按一次。"
_TOLD = 5


def ask_about_unread(
    parent: QWidget, paths: Iterable[Path], then: Callable[[], object], leave: Callable[[], object]
) -> None:
    """Go on at once where all can be read, else after somebody said that there is no mark in them."""
    names = unread(path for path in paths if path.is_file())
    if not names:
        then()
        return
    shown = "、".join(f"“{name}”" for name in names[:_TOLD]) + (f"等 {len(names)} 个文件" if len(names) > _TOLD else "")
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "图片和扫描件",
        f"{shown}里的文字程序读不出，或读不全，不能检查有没有国家秘密标志。\n"
        "请确认已逐页看过，没有密级和“★”标志。有标志的不得放入本机，请交保密办处理。",
        parent=parent,
    )
    agreed = box.addButton("已看过，没有标志", QMessageBox.ButtonRole.AcceptRole)
    agreed.setObjectName("unread_agreed")
    box.setDefaultButton(box.addButton("不添加", QMessageBox.ButtonRole.RejectRole))
    box.setObjectName("unread")
    box.buttonClicked.connect(lambda button: then() if button is agreed else leave())
    box.open()
