"""Where things are."""

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from lumbar import paths
from lumbar.paths import assets_dir, find_paths


def lay_out(root: Path, *, package: str, pyproject: bool, exercises: str | None) -> Path:
    """Make folders as in a checkout or an installation; return the package's."""
    (root / package).mkdir(parents=True)
    if pyproject:
        (root / "pyproject.toml").touch()
    if exercises is not None:
        (root / exercises).mkdir(parents=True)
    return root / package


def test_the_assets_of_this_checkout_are_its_own() -> None:
    assert assets_dir() == Path(__file__).resolve().parents[1] / "assets"
    assert (assets_dir() / "exercises" / "bird-dog.toml").is_file()


def test_a_checkout_wins_over_a_copy_in_the_package(tmp_path: Path) -> None:
    package = lay_out(tmp_path, package="src/lumbar", pyproject=True, exercises="assets/exercises")
    (package / "assets" / "exercises").mkdir(parents=True)
    assert paths._assets_of(package) == tmp_path / "assets"


@pytest.mark.parametrize(
    ("package", "pyproject", "exercises"),
    [
        pytest.param("lib/site-packages/lumbar", True, "lib/assets/exercises", id="installed, not under src"),
        pytest.param("src/lumbar", False, "assets/exercises", id="no pyproject.toml"),
        pytest.param("src/lumbar", True, "assets", id="no exercises in the assets"),
        pytest.param("src/lumbar", True, None, id="no assets"),
    ],
)
def test_what_is_no_checkout_has_its_assets_in_the_package(
    tmp_path: Path, *, package: str, pyproject: bool, exercises: str | None
) -> None:
    folder = lay_out(tmp_path, package=package, pyproject=pyproject, exercises=exercises)
    assert paths._assets_of(folder) == folder / "assets"


def test_files_are_where_the_system_keeps_such_things() -> None:
    found = find_paths()
    assert found.data_dir == platformdirs.user_data_path("lumbar", appauthor=False)
    assert found.data_file == found.data_dir / "history.json"
    assert found.config_file == platformdirs.user_config_path("lumbar", appauthor=False) / "settings.toml"
    assert found.cache_dir == platformdirs.user_cache_path("lumbar", appauthor=False)


def test_a_named_data_folder_holds_everything(tmp_path: Path) -> None:
    found = find_paths(data_dir=tmp_path)
    assert found.data_dir == tmp_path
    assert found.data_file == tmp_path / "history.json"
    assert found.config_file == tmp_path / "settings.toml"
    assert found.cache_dir == tmp_path / "cache"


def test_a_named_settings_file_moves_nothing_else(tmp_path: Path) -> None:
    named = tmp_path / "mine.toml"
    found = find_paths(config=named)
    assert found.config_file == named
    assert found.data_file == find_paths().data_file
    assert found.cache_dir == find_paths().cache_dir


def test_a_named_settings_file_wins_over_the_one_in_a_named_data_folder(tmp_path: Path) -> None:
    found = find_paths(data_dir=tmp_path / "data", config=tmp_path / "mine.toml")
    assert found.config_file == tmp_path / "mine.toml"
    assert found.cache_dir == tmp_path / "data" / "cache"


def test_a_tilde_is_the_home_folder() -> None:
    found = find_paths(data_dir=Path("~/backs"), config=Path("~/mine.toml"))
    assert found.data_file == Path.home() / "backs" / "history.json"
    assert found.config_file == Path.home() / "mine.toml"


def test_paths_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = find_paths(data_dir=Path("data"), config=Path("mine.toml"))
    assert found.data_dir == tmp_path / "data"
    assert found.config_file == tmp_path / "mine.toml"


def test_nothing_is_created(tmp_path: Path) -> None:
    find_paths(data_dir=tmp_path / "data", config=tmp_path / "config" / "mine.toml")
    assert list(tmp_path.iterdir()) == []


def test_importing_the_module_asks_the_system_nothing() -> None:
    program = "import sys, lumbar.paths; sys.exit('platformdirs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
