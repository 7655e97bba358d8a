"""Photos of a look side by side, before at the left and after at the right; drawn beside the window."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from app.models.letter_terms import PhotoMoment
from app.services.documents.reading import NotShown
from app.services.follow_ups.rows import LookRow
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.services.suggestions.rows import AttachmentRow
from app.views.shared.background import BackgroundTask
from app.views.shared.elided_label import ElidedLabel
from app.views.shared.workplace import Workplace

_WIDTH, _MOST = 184, 12  # pixels of one picture; pictures of each side
_NOTHING = "还没有照片和材料。登记核查时可以分整改前、整改后添加。"


class Side(NamedTuple):
    """One column: its heading and its files."""

    title: str
    files: tuple[AttachmentRow, ...]


def sides_of(looks: Sequence[LookRow], look: LookRow | None) -> tuple[Side, Side]:
    """Before and after of one look; a look without photos from before is set beside the newest earlier ones."""
    if look is None:
        return Side("整改前", ()), Side("整改后", ())
    earlier = looks[looks.index(look) :]
    first = next((each for each in earlier if each.files.get(PhotoMoment.BEFORE)), look)
    day = f"（{first.seen_on}）" if first is not look else ""
    before = Side(f"整改前{day}", first.files.get(PhotoMoment.BEFORE, ()))
    return before, Side("整改后", look.files.get(PhotoMoment.AFTER, ()))


class Picture(QLabel):
    """One file: its picture, or the words that say why there is none. A click opens it among the files."""

    chosen = Signal()

    def __init__(self, file: AttachmentRow) -> None:
        """Nothing is drawn yet."""
        super().__init__("正在读取……")
        self.setObjectName(f"photo_{file.id}")
        self.setAccessibleName(file.file_name)
        self.setToolTip(f"{file.file_name}\n点击在“附件”里查看")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(_WIDTH)
        self.setMinimumHeight(48)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()


class Photos(QScrollArea):
    """``show_look`` draws anew; the newest wish wins."""

    file_wanted = Signal(int)  # an attachment
    drawn = Signal()  # every picture of the look is there

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self._workplace, self._newest, self._left = workplace, 0, 0
        self._shown: tuple[Side, ...] = ()
        self._width_px = int(_WIDTH * self.devicePixelRatioF())
        self.setObjectName("photos")
        self.setAccessibleName("整改前后照片")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def is_idle(self) -> bool:
        """Nothing is being drawn."""
        return self._left == 0

    def show_look(self, looks: Sequence[LookRow], look: LookRow | None) -> None:
        """Before and after of one look, and its other papers below."""
        sides = sides_of(looks, look)
        others = look.files.get(PhotoMoment.OTHER, ()) if look else ()
        wanted = (*sides, Side(PhotoMoment.OTHER.label, others))
        if wanted == self._shown and self.widget() is not None:
            return
        self._shown = wanted
        self._newest += 1
        self._left = 0
        sheet = QWidget()
        sheet.setObjectName("sheet")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(sheet)
        if not any(side.files for side in wanted):
            grid.addWidget(_muted(_NOTHING), 0, 0)
            return
        last = 0
        for column, side in enumerate(sides):
            grid.addWidget(_muted(side.title), 0, column)
            last = max(last, self._lay(grid, column, side.files[:_MOST]))
        if others:
            grid.addWidget(_muted("其他材料"), last + 1, 0, 1, 2)
            for row, file in enumerate(others, start=last + 2):
                grid.addWidget(self._link(file), row, 0, 1, 2)

    def _lay(self, grid: QGridLayout, column: int, files: tuple[AttachmentRow, ...]) -> int:
        for place, file in enumerate(files):
            picture, name = Picture(file), ElidedLabel()
            picture.chosen.connect(partial(self.file_wanted.emit, file.id))
            name.setText(file.file_name)
            name.setProperty("role", "muted")
            grid.addWidget(picture, 2 * place + 1, column)
            grid.addWidget(name, 2 * place + 2, column)
            self._draw(picture, file)
        return 2 * len(files)

    def _link(self, file: AttachmentRow) -> QLabel:
        colour = self._workplace.theme.colour("link").name()
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.RichText)
        name = file.file_name.replace("&", "&amp;").replace("<", "&lt;")
        label.setText(f'<a href="{file.id}" style="color: {colour};">{name}</a>')
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(lambda key: self.file_wanted.emit(int(key)))
        return label

    def _draw(self, picture: Picture, file: AttachmentRow) -> None:
        from app.views.attachments.looking import look_at

        attachments, width = self._workplace.desk.attachments, self._width_px

        def job(_progress: Progress) -> QImage | None:
            return look_at(attachments.readable(file.sha256), file, 0, width, 1.0).image

        self._left += 1
        task = BackgroundTask(job, self)
        task.succeeded.connect(partial(self._take, self._newest, picture))
        task.failed.connect(partial(self._fail, self._newest, picture))
        task.start()

    def _take(self, number: int, picture: Picture, image: QImage | None) -> None:
        if number != self._newest:
            return
        if image is None:
            picture.setText(picture.accessibleName())
        else:
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            picture.setWordWrap(False)
            picture.setPixmap(pixmap)
            picture.setFixedHeight(pixmap.deviceIndependentSize().toSize().height() + 2 * picture.frameWidth())
        self._count()

    def _fail(self, number: int, picture: Picture, error: Exception) -> None:
        if number != self._newest:
            return
        if not isinstance(error, DomainError | KnownError | NotShown):
            raise error
        picture.setText(str(error))
        self._count()

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            self.drawn.emit()


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
