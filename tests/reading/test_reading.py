"""Files of every kind and condition: read, or refused with a code."""

import os
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.reading import READERS, Limits, find_files, read

TEXT = (Path(__file__).parents[1] / "restoring" / "articles" / "tercuman.txt").read_text("utf-8")
ENCODINGS = {
    "utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be", "cp1254": "cp1254", "iso8859-9": "cp1254", "cp857": "cp857",
    "mac-turkish": "mac-turkish",
}


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("encoding", "answer"), ENCODINGS.items())
@pytest.mark.parametrize("length", [200, 1000, 5000])
def test_encodings(encoding, answer, length, tmp_path):
    text = TEXT[3000 : 3000 + length]
    if encoding in ("iso8859-9", "cp857"):
        text = text.translate(str.maketrans("“”‘’–…", "\"\"''-."))
    text = text.encode(encoding, "ignore").decode(encoding)
    source = read(write(tmp_path, "a.txt", text.encode(encoding)), tmp_path, Limits())
    assert source.text == text
    assert source.encoding == answer
    guessed = answer in ("cp1254", "cp857", "mac-turkish", "utf-16-le", "utf-16-be")
    assert [p.code for p in source.problems] == ["W_ENCODING"] * guessed


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "E_EMPTY"),
        ("a.txt", b" \n\n ", "E_EMPTY"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "E_TYPE"),
        ("a.txt", bytes(range(256)) * 8, "E_BINARY"),
        ("a.txt", b"\xef\xbb\xbfabc\xff", "E_ENCODING"),
        ("a.docx", b"no archive", "E_DOCX"),
        ("a.xml", b"<article><p>open", "E_XML"),
        ("a.pdf", b"%PDF-1.4 broken", "E_PDF"),
        ("a.rtf", b"{\\rtf1}", "E_TYPE"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(name, data, code, tmp_path):
    with pytest.raises(PipelineError) as error:
        read(write(tmp_path, name, data), tmp_path, Limits())
    assert error.value.code == code
    assert name in error.value.message


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(PipelineError, match="E_TOO_LARGE"):
        read(path, tmp_path, Limits())


def test_entities_are_not_expanded(tmp_path):
    bomb = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><article><p>&y;</p></article>'
    with pytest.raises(PipelineError, match="E_XML"):
        read(write(tmp_path, "a.xml", bomb), tmp_path, Limits())


def test_a_scanned_pdf_is_refused_with_advice(tmp_path):
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    with pytest.raises(PipelineError, match=r"E_NO_TEXT_LAYER.*OCR"):
        read(write(tmp_path, "a.pdf", bytes(pdf.output())), tmp_path, Limits())


def test_files_of_a_corpus(tmp_path):
    for name in ("b.txt", "a.pdf", "README.md", "readme.txt", ".x.txt", "metadata.csv", "c.jpg"):
        write(tmp_path, name, b"x")
    outside = write(tmp_path.parent, "outside.txt", b"x")
    (tmp_path / "link.txt").symlink_to(outside)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "alt").mkdir()
    write(tmp_path / "alt", "d.txt", b"x")
    assert [p.relative_to(tmp_path).as_posix() for p in find_files(tmp_path)] == [
        "a.pdf", "alt/d.txt", "b.txt"
    ]
    assert ".txt" in READERS


def test_names(tmp_path):
    source = read(write(tmp_path, "Şark Meselesi (İKİNCİ).txt", b"abc def"), tmp_path, Limits())
    assert source.doc_id.startswith("sark-meselesi-ikinci-")
    assert source.path == "Şark Meselesi (İKİNCİ).txt"
    long = read(write(tmp_path, "ğ" * 80 + ".txt", b"abc def"), tmp_path, Limits())
    assert len(long.doc_id) == 60 + 1 + 8


def test_metadata_is_joined_by_file_name(tmp_path):
    path = write(tmp_path, "makale.txt", b"metin metin")
    rows = "file;title;authors;year\nmakale.txt;Bir Başlık;Örnek, Ayşe;2001\n"
    write(tmp_path, "metadata.csv", rows.encode("cp1254"))
    assert read(path, tmp_path, Limits()).metadata == {
        "title": "Bir Başlık", "authors": "Örnek, Ayşe", "year": "2001"
    }


def test_a_very_long_line_is_reported(tmp_path):
    source = read(write(tmp_path, "a.txt", b"kelime " * 4000), tmp_path, Limits())
    assert [p.code for p in source.problems] == ["W_LONG_LINE"]
