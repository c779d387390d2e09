"""From a path to the bytes of a zip file, or to a sentence that says what the file really is."""

from __future__ import annotations

from pathlib import Path

from orefolio.findings import WorkbookError
from orefolio.workbook.cells.limits import MAX_FILE_BYTES
from orefolio.workbook.cells.refusals import refused, too_large

_ZIP_ENTRY = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHARING_VIOLATIONS = (32, 33)  # Windows: another program holds the file
_AS_XLSX = "open it in Excel or LibreOffice and save it as .xlsx (Excel workbook)"


def read_zip_bytes(path: Path) -> bytes:
    """The content of the file, once it looks like a zip file; WorkbookError for anything else.

    The file is read whole, so that a program that saves it meanwhile cannot give us two halves.
    """
    content = _read(path)
    if not content:
        raise _unusable(f"{path.name} is empty (0 bytes)", "fetch or export the file again")
    if _ZIP_END in content[-66_000:] and not content.startswith(_OLE):  # end record and comment
        return content
    raise _explain(path, content)


def _unusable(found: str, remedy: str) -> WorkbookError:
    return refused("unreadable_file", found, remedy)


def _read(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise _unusable(f"{name} is a folder", "name the workbook inside it")
        size = path.stat().st_size
        if not path.is_file():  # a pipe or a device could block for ever
            raise _unusable(f"{name} is not a regular file", "name a workbook (.xlsx)")
        if name.startswith("~$"):
            raise _unusable(
                f"{name} is the note that Excel leaves while a workbook is open",
                f"name the workbook itself, {name[2:]}",
            )
        if size > MAX_FILE_BYTES:
            raise too_large(
                f"{name} has {size / 1e6:,.0f} MB, at most {MAX_FILE_BYTES / 1e6:,.0f} MB are read"
            )
        return path.read_bytes()
    except FileNotFoundError as exc:
        raise _unusable(
            f"there is no file {path}", "check the name and the folder (and the ending, .xlsx)"
        ) from exc
    except PermissionError as exc:
        if getattr(exc, "winerror", None) in _SHARING_VIOLATIONS:
            raise _locked(name) from exc
        raise _unusable(
            f"there is no permission to read {name}",
            "ask its owner for the right to read it, or copy it to a folder of yours; if it is "
            "open in Excel, close it there",
        ) from exc
    except BlockingIOError as exc:
        raise _locked(name) from exc
    except (OSError, ValueError) as exc:
        raise _unusable(
            f"{name} cannot be read ({exc})", "copy it to a folder on this computer and try again"
        ) from exc


def _locked(name: str) -> WorkbookError:
    return _unusable(
        f"{name} is locked by another program", "close it in Excel or LibreOffice and run again"
    )


def _explain(path: Path, content: bytes) -> WorkbookError:
    """Which of the files that are not a zip file this is, by its content, not by its ending."""
    name = path.name
    if content.startswith(_ZIP_ENTRY):
        return _unusable(
            f"{name} is cut off: its end is missing, as after an unfinished download or copy",
            "fetch or copy the file again",
        )
    if content.startswith(_OLE):
        return _explain_ole(name, content)
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return _unusable(f"{name} is in the XML format of Excel 2003, not .xlsx", _AS_XLSX)
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div")):
        return _unusable(
            f"{name} is a web page (HTML), not an Excel workbook", f"if it is a table, {_AS_XLSX}"
        )
    if head.startswith(b"%pdf"):
        return _unusable(f"{name} is a PDF document", "use the workbook it was printed from")
    if not content.strip(b"\0"):
        return _unusable(
            f"{name} holds nothing but zero bytes, as after a failed copy or synchronisation",
            "fetch or copy the file again",
        )
    if _is_text(content):
        kind = "a CSV file" if path.suffix.lower() in {".csv", ".tsv"} else "plain text (or CSV)"
        return _unusable(f"{name} is {kind}, not an Excel workbook", _AS_XLSX)
    return _unusable(f"{name} is not an Excel workbook", f"if it is a spreadsheet, {_AS_XLSX}")


def _explain_ole(name: str, content: bytes) -> WorkbookError:
    """An encrypted .xlsx and an old .xls are compound files alike; the names inside differ."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refused(
            "unreadable_file",
            f"{name} is protected with a password",
            "remove it (in Excel: File > Info > Protect Workbook > Encrypt with Password, leave "
            "it empty) or save a copy without one",
        )
    if "WordDocument".encode("utf-16-le") in content:
        return _unusable(f"{name} is a Word document", "name a workbook (.xlsx)")
    return _unusable(
        f"{name} is in the old format of Excel 97-2003 (.xls), or protected by a password",
        f"remove the password if there is one; {_AS_XLSX}",
    )


def _is_text(content: bytes) -> bool:
    """Whether this is text in UTF-8, UTF-16 or a legacy encoding: no control characters."""
    sample = content[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\f\r\x1a\x1b" for byte in sample)
