"""Prints the figure of every exercise - start, middle, hold, the still picture - in each way of drawing.

python bench/figure_sheet.py                          all ten, 40x14, both ways of drawing
python bench/figure_sheet.py --size 24x8 bird-dog     one of them, small
python bench/figure_sheet.py --png sheet              the same as sheet/*.png, with the journeys between positions
python bench/figure_sheet.py --time                   CPU milliseconds for a new picture and for a remembered one
"""

import argparse
import struct
import time
import zlib
from itertools import pairwise
from pathlib import Path

from lumbar.domain.exercise import Position
from lumbar.figure.blocks import GLYPHS
from lumbar.figure.draw import STEPS, draw, draw_still
from lumbar.figure.journey import Journey
from lumbar.figure.motion import FigureMoment, MomentKind, Motion
from lumbar.figure.picture import QUARTERS, Picture, Role, Run, Tone, cells
from lumbar.figure.reading import load_motion
from lumbar.figure.scene import Mode
from lumbar.paths import assets_dir

Colour = tuple[int, int, int]

COLOURS: dict[Role, Colour] = {
    Role.EMPTY: (0x12, 0x16, 0x1C),
    Role.MAT: (0x2C, 0x36, 0x44),
    Role.WALL: (0x3A, 0x46, 0x56),
    Role.GHOST: (0x4A, 0x3A, 0x2C),
    Role.FAR: (0x62, 0x70, 0x82),
    Role.BODY: (0xA8, 0xB3, 0xC2),
    Role.NEAR: (0xD4, 0xDB, 0xE4),
    Role.MOVING_FAR: (0xB0, 0x78, 0x4A),
    Role.MOVING: (0xF4, 0xA3, 0x5C),
    Role.ARROW: (0x9A, 0xA6, 0xB6),
}
WHITE = (0xE8, 0xEB, 0xF0)
CELL_WIDTH, CELL_HEIGHT = 8, 16
GAP = 8  # pixels between two pictures


def colour(tone: Tone) -> Colour:
    """Return the colour of a tone in the dark theme, nearly."""
    share = tone.quarters / QUARTERS
    red, green, blue = (
        round(over * share + under * (1 - share))
        for over, under in zip(COLOURS[tone.role], COLOURS[tone.under], strict=True)
    )
    return red, green, blue


def colours(run: Run, mode: Mode) -> tuple[Colour, Colour]:
    """Return foreground and background; braille is shown as under NO_COLOR."""
    return (WHITE, COLOURS[Role.EMPTY]) if mode is Mode.BRAILLE else (colour(run.foreground), colour(run.background))


def pictures_of(motion: Motion, size: tuple[int, int], mode: Mode) -> list[Picture]:
    """Return start, middle and each hold, and the still picture."""
    rest, middle = FigureMoment(MomentKind.REST), FigureMoment(MomentKind.IN, 0.5)
    holds = [FigureMoment(MomentKind.HOLD, hold=hold) for hold in range(len(motion.holds))]
    return [
        *(draw(motion, moment, size, mode) for moment in (rest, middle, *holds)),
        draw_still(motion, rest, size, mode),
    ]


def journey_pictures(size: tuple[int, int], mode: Mode) -> list[Picture]:
    """Return six moments of getting up from lying to standing."""
    journey = Journey(Position.LYING, Position.STANDING)
    return [draw(journey, FigureMoment(MomentKind.TRAVEL, step / 11), size, mode) for step in range(12)]


def print_side_by_side(pictures: list[Picture], mode: Mode) -> None:
    """Print the pictures in a row."""
    for rows in zip(*(picture.rows for picture in pictures), strict=True):
        line = ""
        for run in (run for row in rows for run in row):
            if mode is Mode.BRAILLE:
                line += run.text
                continue
            (red, green, blue), (under_red, under_green, under_blue) = colours(run, mode)
            line += f"\x1b[38;2;{red};{green};{blue}m\x1b[48;2;{under_red};{under_green};{under_blue}m{run.text}"
        print(line if mode is Mode.BRAILLE else f"{line}\x1b[0m")
    print()


def inked(character: str) -> set[tuple[int, int]]:
    """Return the pixels of a character, as column and row in its cell."""
    code = ord(character)
    if 0x2800 <= code <= 0x28FF:
        bits = {0: (0, 0), 1: (0, 1), 2: (0, 2), 3: (1, 0), 4: (1, 1), 5: (1, 2), 6: (0, 3), 7: (1, 3)}
        dots = [place for bit, place in bits.items() if code >> bit & 1]
        return {(4 * x + dx, 4 * y + dy) for x, y in dots for dx in (0, 1, 2) for dy in (0, 1, 2)}
    every = {(x, y) for x in range(CELL_WIDTH) for y in range(CELL_HEIGHT)}
    if character in " █":
        return every if character == "█" else set()
    for glyph in GLYPHS:
        if character in (glyph.character, glyph.inverse):
            ink = {(x, y) for x, y in every if glyph.mask >> (63 - (y // 2 * 8 + x)) & 1}
            return ink if character == glyph.character else every - ink
    raise ValueError(f"no shape for {character!r}")


def paint(canvas: list[bytearray], left: int, top: int, picture: Picture, mode: Mode) -> None:
    """Paint a picture into rows of RGB pixels."""
    for index, row in enumerate(picture.rows):
        for column, cell in enumerate(cells(row)):
            over, under = colours(cell, mode)
            ink = inked(cell.text)
            for y in range(CELL_HEIGHT):
                pixels = b"".join(bytes(over if (x, y) in ink else under) for x in range(CELL_WIDTH))
                start = 3 * (left + column * CELL_WIDTH)
                canvas[top + index * CELL_HEIGHT + y][start : start + len(pixels)] = pixels


def write_png(path: Path, sheet: list[list[Picture]], mode: Mode) -> None:
    """Write rows of pictures as a PNG file."""
    wide = sheet[0][0].columns * CELL_WIDTH + GAP
    high = len(sheet[0][0].rows) * CELL_HEIGHT + GAP
    width, height = wide * max(len(row) for row in sheet), high * len(sheet)
    canvas = [bytearray(3 * width) for _ in range(height)]
    for down, row in enumerate(sheet):
        for right, picture in enumerate(row):
            paint(canvas, right * wide, down * high, picture, mode)

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(line) for line in canvas))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
    print(path)


def print_times(motions: dict[str, Motion], size: tuple[int, int]) -> None:
    """Print what a picture costs, and how many cells change from one to the next."""
    moments = [FigureMoment(MomentKind.IN, step / STEPS) for step in range(STEPS + 1)]
    print(f"{'':24}{'':10}{'new, ms':>10}{'again, ms':>12}{'runs':>8}{'cells changed':>16}")
    for exercise_id, motion in motions.items():
        for mode in Mode:
            draw(motion, FigureMoment(MomentKind.REST), size, mode)
            start = time.process_time()
            pictures = [draw(motion, moment, size, mode) for moment in moments]
            between = time.process_time()
            for moment in moments:
                draw(motion, moment, size, mode)
            again = time.process_time() - between
            runs = sum(len(row) for picture in pictures for row in picture.rows) / len(pictures)
            stretches = [one for before, after in pairwise(pictures) for one in after.changed_since(before)]
            changed = sum(one.columns * one.rows for one in stretches) / (len(pictures) - 1)
            new_ms, again_ms = (1000 * seconds / len(moments) for seconds in (between - start, again))
            print(f"{exercise_id:24}{mode.value:10}{new_ms:10.2f}{again_ms:12.4f}{runs:8.0f}{changed:16.0f}")


def main() -> None:
    """Print or write the sheets asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", help="ids of exercises; all ten if none is named")
    parser.add_argument("--size", default="40x14")
    parser.add_argument("--png", type=Path, metavar="FOLDER")
    parser.add_argument("--time", action="store_true")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    files = {path.stem: path for path in sorted((assets_dir() / "exercises").glob("*.toml"))}
    loaded = {name: load_motion(files[name]) for name in options.exercises or files}
    motions = {name: motion for name, motion in loaded.items() if motion is not None}
    if options.time:
        print_times(motions, (columns, rows))
        return
    for mode in Mode:
        sheet = [pictures_of(motion, (columns, rows), mode) for motion in motions.values()]
        if options.png:
            options.png.mkdir(parents=True, exist_ok=True)
            write_png(options.png / f"exercises-{options.size}-{mode.value}.png", sheet, mode)
            journey = journey_pictures((columns, rows), mode)
            write_png(options.png / f"journey-{options.size}-{mode.value}.png", [journey[:6], journey[6:]], mode)
        else:
            for name, pictures in zip(motions, sheet, strict=True):
                print(name)
                print_side_by_side(pictures, mode)


if __name__ == "__main__":
    main()
