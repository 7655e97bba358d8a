"""LibreOffice, WeasyPrint and Typst, each setting our letters with the bundled faces; only the benchmark has them."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.services.documents.composition import Composition
from tests.tools.peer_markup import html_of, typst_of

_LONGEST = 600  # seconds a batch may take


class LibreOffice:
    """One process of soffice turns a folder of .docx into PDF; a profile of its own, made by the first run."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """Works below ``folder``; ``environment`` says which fonts there are."""
        self._folder, self._environment = folder, environment

    def take(self, copies: Sequence[bytes]) -> None:
        """Write the copies to be converted, in place of those before."""
        shutil.rmtree(self._folder / "docx", ignore_errors=True)
        (self._folder / "docx").mkdir()
        for place, copy in enumerate(copies):
            (self._folder / "docx" / f"{place:03}.docx").write_bytes(copy)

    def convert(self) -> list[bytes]:
        """The PDFs, in order."""
        made = self._folder / "pdf"
        shutil.rmtree(made, ignore_errors=True)
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        sources = sorted((self._folder / "docx").glob("*.docx"))
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", made, *sources],
            env=self._environment,
            check=True,
            capture_output=True,
            timeout=_LONGEST,
        )
        return [path.read_bytes() for path in sorted(made.glob("*.pdf"))]


class WeasyPrint:
    """In this process, which must know the fonts from its environment before it is imported."""

    def __init__(self) -> None:
        """Its table of fonts is read once."""
        from weasyprint.text.fonts import FontConfiguration

        self._fonts = FontConfiguration()

    def letter(self, said: Composition) -> bytes:
        """One file."""
        import weasyprint

        made = weasyprint.HTML(string=html_of(said)).write_pdf(font_config=self._fonts)
        assert made is not None
        return bytes(made)


class Typst:
    """In this process, by its Python binding; the fonts are read once."""

    def __init__(self, fonts: Path) -> None:
        """``fonts`` is the folder of the faces; those of the system are left out."""
        import typst

        self._compiler: Any = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

    def letters(self, letters: Sequence[Composition]) -> bytes:
        """One file of one letter or of many; untagged, as our files are."""
        return bytes(self._compiler.compile(typst_of(letters), format="pdf", pdf_tags=False))
