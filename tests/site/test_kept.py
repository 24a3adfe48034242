"""Files of the site stay only when they are what this build would write."""

from functools import partial
from pathlib import Path

from kith.site.kept import File, KeptSite


def begin(folder: Path, ledgers: Path) -> KeptSite:
    """As MkDocs goes about it: the folder is emptied between the two."""
    site = KeptSite(folder, ledgers, "stamp")
    site.put_aside()
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == []
    site.put_back({"a/index.html"})
    return site


def end(site: KeptSite) -> None:
    site.sweep()
    site.save()


def first_build(tmp_path: Path) -> tuple[Path, Path]:
    folder, ledgers = tmp_path / "site", tmp_path / "ledgers"
    folder.mkdir()
    site = begin(folder, ledgers)
    site.write("a/index.html", "key", "A")
    site.write("b/c/index.html", "key", "C")
    site.set_note("a/index.html", "noted")
    end(site)
    return folder, ledgers


def test_a_file_made_from_the_same_stays_with_its_note(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    inode = (folder / "a/index.html").stat().st_ino
    site = begin(folder, ledgers)
    assert site.read("a/index.html", "key") == "A"
    assert site.note("a/index.html") == "noted"
    end(site)
    assert (folder / "a/index.html").stat().st_ino == inode
    assert not (folder / "b").exists()  # nobody asked for it
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_many_files_are_written_as_one_is(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    site = begin(folder, ledgers)
    texts = {f"many/{number}/index.html": str(number) for number in range(120)}
    site.write_all([File(place, "key", partial(str, text)) for place, text in texts.items()])
    assert {place: (folder / place).read_text("utf-8") for place in texts} == texts
    end(site)
    again = begin(folder, ledgers)
    assert all(again.holds(place, "key") for place in texts)
    assert not again.holds("many/1/index.html", "another key")


def test_a_copied_file_stays_until_it_or_its_source_has_changed(tmp_path: Path) -> None:
    source, (folder, ledgers) = tmp_path / "source.css", first_build(tmp_path)
    copied = folder / "x/y.css"

    def build() -> int:
        site = begin(folder, ledgers)
        site.copy(str(source), "x/y.css")
        end(site)
        assert copied.read_bytes() == source.read_bytes()
        return copied.stat().st_mtime_ns

    source.write_text("a long text")
    first = build()
    assert build() == first
    source.write_text("short")
    second = build()
    assert second != first
    copied.write_text("damaged")
    assert build() != second


def test_a_file_made_from_something_else_or_touched_is_not_right(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    (folder / "b/c/index.html").write_text("D")
    site = begin(folder, ledgers)
    assert not site.holds("a/index.html", "another key")
    assert not site.holds("a/index.html", "")
    assert not site.holds("b/c/index.html", "key")
    assert site.note("b/c/index.html") is None


def test_what_others_write_stays_and_what_they_left_goes(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    (folder / "old.html").write_text("old")
    site = begin(folder, ledgers)
    (folder / "new.html").write_text("new")
    (folder / "a/index.html").write_text("over")
    assert site.written(".html") == ["a/index.html", "new.html"]
    end(site)
    assert sorted(site.places) == ["a/index.html", "new.html"]


def test_what_a_file_owns_that_stays_is_left_alone(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    for place in ("a/index.html.gz", "b/c/index.html.gz", "a/other.gz"):
        (folder / place).write_text("made later")
    site = begin(folder, ledgers)
    assert site.holds("a/index.html", "key")
    site.sweep(lambda place: place.removesuffix(".gz"))
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert left == {"a/index.html", "a/index.html.gz"}
    assert site.places == {"a/index.html"}


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    (folder / "link.html").symlink_to(outside)
    (folder / "hard.html").hardlink_to(outside)
    site = begin(folder, ledgers)
    for name in ("link.html", "hard.html"):
        site.write(name, "key", "of the site")
    assert outside.read_text() == "mine"


def test_a_build_that_was_cut_short_is_not_trusted(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    begin(folder, ledgers)
    site = KeptSite(folder, ledgers, "stamp")
    site.put_aside()  # leaves the entries to whoever empties the folder
    assert (folder / "a/index.html").exists()


def test_a_file_may_become_a_folder(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    (folder / "a/index.html").rename(folder / "kept")
    (folder / "a").rmdir()
    (folder / "a").write_text("a file")
    begin(folder, ledgers)
    assert not (folder / "a").exists()


def test_a_ledger_of_other_code_counts_for_nothing(tmp_path: Path) -> None:
    folder, ledgers = first_build(tmp_path)
    site = KeptSite(folder, ledgers, "another stamp")
    site.put_aside()
    site.put_back(set())
    assert not site.holds("a/index.html", "key")
