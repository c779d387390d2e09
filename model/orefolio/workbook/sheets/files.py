"""A file appears whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from pathlib import Path

# What a file system answers that knows no hard links (FAT, some network drives).
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}
_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_HELD = {errno.EACCES, errno.EPERM, errno.EBUSY, getattr(errno, "ETXTBSY", errno.EBUSY)}


class CannotWrite(Exception):  # noqa: N818 (reads as a sentence)
    """The file could not be written; the message is a sentence for the planner."""


def refuse_existing(path: Path, overwrite: bool) -> None:
    """Raise :class:`FileExistsError` if the file exists and must not be replaced."""
    if not overwrite and os.path.lexists(path):
        raise _exists(path)


def write_whole(path: Path, content: bytes, *, overwrite: bool) -> None:
    """Write a file in one step, creating missing folders.

    The bytes go to a temporary file next to the target, which is moved to its name when they are
    on the disk. After a kill or on a full disk the target is as it was before. Raises
    :class:`FileExistsError` if the file exists (or has appeared meanwhile) and ``overwrite`` is
    false, :class:`CannotWrite` for everything else that the system refuses.
    """
    refuse_existing(path, overwrite)
    try:
        target = Path(os.path.realpath(path))  # through a link to the file that it names
        if target.is_dir():
            raise CannotWrite(f"{path} is a folder; choose a file name with -o")
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f".orefolio-{secrets.token_hex(6)}.tmp"
        try:
            _write_to_disk(temporary, content)
            _move(temporary, target, path, overwrite)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
        _sync_folder(target.parent)
    except FileExistsError as problem:
        if problem.errno is None:  # our own, from _move
            raise
        raise CannotWrite(_sentence(path, problem)) from problem
    except OSError as problem:
        raise CannotWrite(_sentence(path, problem)) from problem


def _exists(path: Path) -> FileExistsError:
    return FileExistsError(f"{path} exists already; choose another name with -o, or use --force")


def _write_to_disk(temporary: Path, content: bytes) -> None:
    with temporary.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _move(temporary: Path, target: Path, shown: Path, overwrite: bool) -> None:
    if overwrite:
        if target.exists():
            if not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, "write-protected", str(target))
            with contextlib.suppress(OSError):
                shutil.copymode(target, temporary)
        temporary.replace(target)
        return
    try:
        target.hardlink_to(temporary)  # fails if the target exists, unlike a rename
    except FileExistsError:
        raise _exists(shown) from None
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
        try:
            target.open("xb").close()
        except FileExistsError:
            raise _exists(shown) from None
        try:
            temporary.replace(target)
        except OSError:
            target.unlink(missing_ok=True)  # our own empty file
            raise


def _sync_folder(folder: Path) -> None:
    # Makes the new name itself durable; not every system can open a folder.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: Path, problem: OSError) -> str:
    """What happened to ``path`` and what helps, in one sentence."""
    code, folder = problem.errno, path.parent
    if code in _FULL:
        return f"the disk is full: {path} was not written; free some space and run again"
    if code in _HELD and path.exists():
        return (
            f"{path} is open in another program or write-protected; "
            "close it or choose another name with -o"
        )
    if code in _HELD:
        return f"cannot write into {folder}; choose another folder with -o"
    if code == errno.EROFS:
        return f"cannot write into {folder}, which is read-only; choose another folder with -o"
    if code in (errno.ENOTDIR, errno.EEXIST):
        return f"{folder} is not a folder; choose another name with -o"
    if code == errno.ENAMETOOLONG:
        return f"the file name {path.name!r} is too long; choose a shorter one with -o"
    if code == errno.ENOENT:
        return f"cannot write into {folder}; choose another folder with -o"
    return f"{path} cannot be written: {problem.strerror or problem}"
