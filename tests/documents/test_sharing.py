"""Papers made side by side, stopped half way, and not made at all while nobody asks."""

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.services.documents.facts import TableColumn, TableDocument
from app.services.documents.paper.breaking import Cell
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Cancelled
from tests.documents.letters import Letter, LetterDocuments


def test_letters_made_by_several_threads_are_the_same_as_one_by_one(documents: LetterDocuments, letter: Letter) -> None:
    many = [replace(letter, facts=f"第{number}号卷宗，李喆、郑某𬭸证实。") for number in range(12)]
    expected = [documents.letter(facts).pdf for facts in many]
    with ThreadPoolExecutor(4) as pool:
        assert [document.pdf for document in pool.map(documents.letter, many)] == expected


def test_a_batch_stops_when_the_user_cancels(documents: LetterDocuments, letter: Letter) -> None:
    class Watcher:
        def report(self, done: int, total: int) -> None:
            if done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        documents.render_all([(documents.letter_template, letter.filled)] * 9, Watcher())


def test_printing_nothing_is_refused_in_words(documents: LetterDocuments) -> None:
    with pytest.raises(DomainError, match="选中至少一件"):
        documents.letters([])


@pytest.mark.parametrize("module", ["app.services.documents.service", "app.services.documents.preview"])
def test_the_pdf_libraries_are_not_loaded_before_the_first_paper(module: str) -> None:
    script = f"import sys, {module}; sys.exit(bool({{'reportlab', 'pypdfium2', 'PIL'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_paper_that_was_made_leaves_no_characters_for_the_collector(
    documents: LetterDocuments, letter: Letter
) -> None:
    sheet = TableDocument(title="跟踪表", columns=(TableColumn("被建议单位", 60),), rows=(("某某县水利局",),) * 40)
    gc.collect()
    gc.disable()
    try:
        documents.letter(letter)
        documents.table(sheet)
        left = [each for each in gc.get_objects() if isinstance(each, Cell)]
    finally:
        gc.enable()
    assert left == []
