"""A result beside the list."""

from typing_extensions import override

from app.views.review_results.wording import sections_of
from app.views.shared.preview import Glance, Preview


class ResultPreview(Preview):
    """One result with the problems it speaks of, the feedback, the verification."""

    label_width = 60

    @override
    def glance(self, record_id: int) -> Glance:
        row = self.workplace.desk.review_results.row(record_id)
        return Glance(row.title, row.lamp, row.lamp_words, sections_of(row))
