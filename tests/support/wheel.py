"""What is shipped, built from the checkout, and a venv that has the wheel, made without network."""

import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import click

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The files that a release consists of."""

    wheel: Path
    source: Path


def build(folder: Path) -> Built:
    """Build both into *folder*; what builds them is installed already."""
    _done(sys.executable, "-m", "hatchling", "build", "-d", str(folder))
    return Built(wheel=_only(folder, "*.whl"), source=_only(folder, "*.tar.gz"))


def install(wheel: Path, folder: Path) -> Path:
    """Make a venv in *folder* with *wheel* in it, and return its Python. What lumbar needs comes from this one's."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    places = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), _home_of_dependencies()))
    here = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # A folder that a .pth names comes last, and no .pth in it is read: an editable lumbar there is not found.
    (here / "dependencies.pth").write_text("".join(f"{place}\n" for place in places), encoding="utf-8")
    pip = ("-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps", "--no-cache-dir")
    _done(sys.executable, *pip, "--no-compile", "--disable-pip-version-check", "--force-reinstall", str(wheel))
    return python


def _home_of_dependencies() -> str:
    return str(Path(click.__file__).parents[1])


def _done(*command: str) -> None:
    ended = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, f"{command}: {ended.stdout}{ended.stderr}"


def _only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def main() -> None:
    """Build the wheel into the first folder named, install it into a fresh venv in the second."""
    dist, folder = Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute()
    for old in (dist, folder):
        shutil.rmtree(old, ignore_errors=True)
    python = install(build(dist).wheel, folder)
    _done(str(python), "-c", f"import lumbar; assert lumbar.__file__.startswith({str(folder)!r}), lumbar.__file__")


if __name__ == "__main__":
    main()
