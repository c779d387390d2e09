"""A workbook appears whole or not at all, and every refusal is a sentence."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from orefolio.workbook.sheets import CannotWrite, ColumnSpec, Sheet, TableBlock, files, write_book

BOOK = [Sheet("A", (TableBlock((ColumnSpec("x"),), [["v"]]),))]


def refuse(code: int):
    """A stand-in for a system call that always fails with this error."""

    def fail(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    return fail


def test_missing_folders_are_made_and_nothing_is_left_behind(tmp_path):
    """The book is the only file in its new folder, readable like any other file."""
    path = tmp_path / "new" / "folder" / "x.xlsx"
    write_book(path, BOOK)
    assert [entry.name for entry in path.parent.iterdir()] == ["x.xlsx"]
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    assert path.stat().st_mode == ordinary.stat().st_mode


def test_existing_file_is_kept(tmp_path):
    """Without overwrite an existing file keeps its bytes, with it the file is replaced."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError, match=r"x\.xlsx exists already.*-o.*--force"):
        write_book(path, BOOK)
    assert path.read_bytes() == b"mine"
    write_book(path, BOOK, overwrite=True)
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_file_that_appears_meanwhile_is_kept(tmp_path, monkeypatch, links):
    """Proves exclusive creation: a check before writing alone would replace the other's file."""
    path = tmp_path / "x.xlsx"
    real = files._write_to_disk

    def another_is_faster(temporary, content):
        real(temporary, content)
        path.write_bytes(b"other")

    monkeypatch.setattr(files, "_write_to_disk", another_is_faster)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse(errno.EPERM))
    with pytest.raises(FileExistsError, match="exists already"):
        write_book(path, BOOK)
    assert path.read_bytes() == b"other"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.xlsx"]


def test_file_system_without_hard_links(tmp_path, monkeypatch):
    """On a USB stick the book is written all the same."""
    monkeypatch.setattr(Path, "hardlink_to", refuse(errno.EPERM))
    write_book(tmp_path / "x.xlsx", BOOK)
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.xlsx"]
    assert (tmp_path / "x.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("owner", "call", "code", "sentence"),
    [
        (os, "fsync", errno.ENOSPC, "the disk is full: .* was not written"),
        (Path, "replace", errno.EACCES, "is open in another program .* close it or choose"),
        (os, "fsync", errno.EROFS, "is read-only; choose another folder with -o"),
        (os, "fsync", errno.EIO, "cannot be written: "),
    ],
)
def test_refusals_are_sentences_and_leave_the_old_file(
    tmp_path, monkeypatch, owner, call, code, sentence
):
    """Whatever fails, the old file is as it was and no temporary file stays."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(owner, call, refuse(code))
    with pytest.raises(CannotWrite, match=sentence):
        write_book(path, BOOK, overwrite=True)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.xlsx"]


def test_places_where_no_file_can_be(tmp_path):
    """A folder of the same name, a file where a folder is due, a name too long: three sentences."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="folder is a folder; choose a file name"):
        write_book(tmp_path / "folder", BOOK, overwrite=True)
    with pytest.raises(CannotWrite, match="file is not a folder"):
        write_book(tmp_path / "file" / "x.xlsx", BOOK)
    with pytest.raises(CannotWrite, match="is too long"):
        write_book(tmp_path / ("x" * 300), BOOK)


def test_overwriting_through_a_link_keeps_the_link(tmp_path):
    """The file that the link names is replaced, not the link."""
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_book(link, BOOK, overwrite=True)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"PK")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_kill_while_writing_leaves_the_old_file(tmp_path):
    """Proves that the target is never open for writing: killed before the move, it is untouched."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")
    program = f"""
import os, signal
from pathlib import Path
from orefolio.workbook.sheets import ColumnSpec, Sheet, TableBlock, write_book
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
table = TableBlock((ColumnSpec("x"),), [["v"]])
write_book(Path({str(path)!r}), [Sheet("A", (table,))], overwrite=True)
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"


def test_a_book_that_cannot_be_described_touches_nothing(tmp_path):
    """A mistake of the caller is found before the first byte, even before folders are made."""
    with pytest.raises(ValueError, match="visible sheet"):
        write_book(tmp_path / "new" / "x.xlsx", [])
    assert list(tmp_path.iterdir()) == []
