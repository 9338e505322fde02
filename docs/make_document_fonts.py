"""The fonts of the PDF documents: needs `pip install fonttools brotli`.

Run `python -m docs.make_document_fonts FOLDER` when static/fonts changes or a script is added. Our own font
comes from that of the pages: a browser takes two small files per style; a PDF wants one, and fpdf2 reads no
woff2. FOLDER holds the others, unpacked: the Debian package fonts-noto-core, and from npm
`@fontsource/noto-emoji` and `@fontsource/noto-sans-sc`. Of these we keep what people write names with.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "static" / "fonts"
TARGET = ROOT / "sok_metrics" / "documents" / "fonts"
STYLES = {"400-normal": "regular", "700-normal": "bold"}
LATIN_GREEK_CYRILLIC = (
    (0x20, 0x52F), (0x1E00, 0x1FFF), (0x2000, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F),
    (0x25CC, 0x25CC),
)  # fmt: skip
ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x200C, 0x200F), (0x25CC, 0x25CC))
WITH_BOLD = {"": LATIN_GREEK_CYRILLIC, "Arabic": ARABIC, "Hebrew": ((0x590, 0x5FF),)}
REGULAR_ONLY = {
    "Armenian": ((0x530, 0x58F),),
    "Georgian": ((0x10A0, 0x10FF),),
    "Ethiopic": ((0x1200, 0x137F),),
    "Devanagari": ((0x900, 0x97F), (0x200C, 0x200D), (0x25CC, 0x25CC)),
    "Tamil": ((0xB80, 0xBFF), (0x200C, 0x200D), (0x25CC, 0x25CC)),
    "Thai": ((0xE00, 0xE7F), (0x25CC, 0x25CC)),
}
WITHOUT_SHAPES = ("", "Hebrew", "Armenian", "Georgian", "Ethiopic")
COMMON_CHINESE = range(112, 120)
"""The parts of Noto Sans SC with what is written most: Google cut them by how often pages need them."""


def main(folder: Path) -> None:
    """Write one .ttf per font and style, with the licences beside them."""
    TARGET.mkdir(exist_ok=True)
    shutil.copyfile(SOURCE / "OFL.txt", TARGET / "OFL.txt")
    # The same licence with its own owners: OFL-noto.txt, kept by hand.
    with tempfile.TemporaryDirectory() as workplace:
        make_own(Path(workplace))
        make_emoji(folder, Path(workplace))
        make_chinese(folder, Path(workplace))
    for script, ranges in {**WITH_BOLD, **REGULAR_ONLY}.items():
        for style in ("Regular", "Bold") if script in WITH_BOLD else ("Regular",):
            [source] = folder.rglob(f"NotoSans{script}-{style}.ttf")
            name = "-".join(filter(None, ("noto-sans", script.lower(), style.lower())))
            signs = [sign for first, last in ranges for sign in range(first, last + 1)]
            keep(source, signs, TARGET / f"{name}.ttf", shapes=script not in WITHOUT_SHAPES)


def make_own(workplace: Path) -> None:
    """Our own font, out of the two files per style of the pages."""
    for style, name in STYLES.items():
        parts = [
            unpacked(SOURCE / f"atkinson-hyperlegible-next-{letters}-{style}.woff2", workplace)
            for letters in ("latin", "latin-ext")
        ]
        Merger().merge(parts).save(TARGET / f"atkinson-hyperlegible-next-{name}.ttf")


def make_emoji(folder: Path, workplace: Path) -> None:
    """Emoji in one colour; what only changes their colour or skin is left out (documents/lettering.py)."""
    merge(folder.rglob("noto-emoji-[0-9]*-400-normal.woff2"), workplace, TARGET / "noto-emoji-regular.ttf")


def make_chinese(folder: Path, workplace: Path) -> None:
    """The Chinese signs that are written most."""
    found = [
        path
        for path in folder.rglob("noto-sans-sc-[0-9]*-400-normal.woff2")
        if int(re.findall(r"sc-(\d+)-", path.name)[0]) in COMMON_CHINESE
    ]
    merge(found, workplace, TARGET / "noto-sans-sc-regular.ttf")


def merge(sources: Iterable[Path], workplace: Path, target: Path) -> None:
    """One font out of parts that have no signs in common."""
    parts = []
    for source in sorted(sources):
        signs = list(TTFont(source).getBestCmap())
        keep(source, signs, workplace / f"{source.stem}.ttf", shapes=False)
        parts.append(str(workplace / f"{source.stem}.ttf"))
    Merger().merge(parts).save(target)


def unpacked(source: Path, workplace: Path) -> str:
    """A font of a page as fpdf2 reads it."""
    font = TTFont(source)
    font.flavor = None
    font.save(workplace / f"{source.stem}.ttf")
    return str(workplace / f"{source.stem}.ttf")


def keep(source: Path, signs: list[int], target: Path, *, shapes: bool) -> None:
    """Only these signs, with the rules that join them when their script has some."""
    font = TTFont(source)
    font.flavor = None
    options = Options()
    options.hinting = False
    options.notdef_outline = True
    options.layout_features = ["*"] if shapes else []
    if not shapes:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    font.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
