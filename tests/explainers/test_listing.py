import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kith.explainers.listing import code_files, colour, publish_code
from kith.project import Project


def test_the_model_comes_first_and_empty_packages_are_left_out(
    make_project: Callable[..., Project],
) -> None:
    project = make_project(
        {
            "explainers/toy/explainer.toml": "",
            "explainers/toy/__init__.py": '"""A toy."""\n',
            "explainers/toy/apart.py": "",
            "explainers/toy/model.py": "",
            "explainers/toy/inner/__init__.py": '"""More."""\n\nONE = 1\n',
        }
    )
    assert code_files(project, "toy") == ["model.py", "apart.py", "inner/__init__.py"]


def test_the_runs_put_together_are_the_file(repository: Project) -> None:
    for path in repository.explainers.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "".join(run for _, run in colour(text)) == text


def test_runs_have_the_classes_of_pygments_and_blanks_have_none() -> None:
    runs = colour("\n\ndef f():  # why\n    return 'x'")
    assert ("k", "def") in runs
    assert ("c1", "# why") in runs
    assert runs[0] == ("", "\n\n")
    assert runs[-1] == ("s1", "'x'")


def test_what_is_no_python_still_is_a_listing() -> None:
    text = "def (\x00 '''"
    assert "".join(run for _, run in colour(text)) == text


def test_the_published_text_is_the_code_that_runs(repository: Project, tmp_path: Path) -> None:
    publish_code(repository, tmp_path)
    listing = json.loads((tmp_path / "assets/code/rat_park.json").read_text("utf-8"))
    names = [file["name"] for file in listing]
    assert names == code_files(repository, "rat_park")
    assert names[0] == "model.py"
    for file in listing:
        source = repository.explainers / "rat_park" / file["name"]
        assert (tmp_path / f"assets/code/rat_park/{file['name']}.txt").read_bytes() == (
            source.read_bytes()
        )
        assert "".join(run for _, run in file["runs"]) == source.read_text("utf-8")


def test_the_listing_is_the_same_in_every_process(repository: Project, tmp_path: Path) -> None:
    publish_code(repository, tmp_path)
    script = (
        "import sys; from pathlib import Path; from kith.project import Project;"
        "from kith.explainers.listing import publish_code;"
        "publish_code(Project(Path(sys.argv[1])), Path(sys.argv[2]))"
    )
    other = tmp_path / "other"
    subprocess.run([sys.executable, "-c", script, str(repository.root), str(other)], check=True)
    name = "assets/code/rat_park.json"
    assert (other / name).read_bytes() == (tmp_path / name).read_bytes()
