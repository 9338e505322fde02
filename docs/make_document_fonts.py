"""The fonts of the PDF documents, made from those of the pages: needs `pip install fonttools brotli`.

Run `python -m docs.make_document_fonts` when static/fonts changes. A browser takes two small files per style;
a PDF wants one, and fpdf2 reads no woff2.
"""

import shutil
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "static" / "fonts"
TARGET = ROOT / "sok_metrics" / "documents" / "fonts"
STYLES = {"400-normal": "regular", "700-normal": "bold"}


def main() -> None:
    """Write one .ttf per style, with the licence beside them."""
    TARGET.mkdir(exist_ok=True)
    shutil.copyfile(SOURCE / "OFL.txt", TARGET / "OFL.txt")
    with tempfile.TemporaryDirectory() as folder:
        for style, name in STYLES.items():
            parts = []
            for letters in ("latin", "latin-ext"):
                font = TTFont(SOURCE / f"atkinson-hyperlegible-next-{letters}-{style}.woff2")
                font.flavor = None
                parts.append(str(Path(folder) / f"{letters}-{style}.ttf"))
                font.save(parts[-1])
            Merger().merge(parts).save(TARGET / f"atkinson-hyperlegible-next-{name}.ttf")


if __name__ == "__main__":
    main()
