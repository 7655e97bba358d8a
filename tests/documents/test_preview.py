"""Pages as pictures for the preview."""

from dataclasses import replace

from app.services.documents.facts import DocumentStyle
from app.services.documents.preview import page_count, page_images
from tests.documents.letters import Letter, LetterDocuments


def test_each_page_becomes_a_picture_of_the_asked_width(documents: LetterDocuments, letter: Letter) -> None:
    pdf = documents.letter(letter).pdf
    images = page_images(pdf, 421)
    assert len(images) == page_count(pdf) == 2
    for image in images:
        assert image.width == 421
        assert abs(image.height - 421 * 297 / 210) <= 1
        assert len(image.rgb) == image.width * image.height * 3


def test_only_the_pages_asked_for_are_drawn(documents: LetterDocuments, letter: Letter) -> None:
    pdf = documents.letter(letter).pdf
    assert page_images(pdf, 200, [1]) == page_images(pdf, 200)[1:]


def test_red_is_red_in_the_picture(documents: LetterDocuments, letter: Letter) -> None:
    (first,) = page_images(documents.letter(replace(letter, style=DocumentStyle.OFFICIAL)).pdf, 300, [0])
    pixels = {first.rgb[at : at + 3] for at in range(0, len(first.rgb), 3)}
    assert any(red > 200 and green < 80 and blue < 80 for red, green, blue in pixels)
    assert not any(blue > 200 and red < 80 for red, green, blue in pixels)
