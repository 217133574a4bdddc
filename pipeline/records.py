"""The records that pass between rooms: frozen, without logic.

Offsets are code points, half-open. ``start, end`` point into the clean text of the document,
``raw_start, raw_end`` into the text as extracted. A field that nothing is known of is empty
(``""``, ``()``) or ``None`` for numbers.
"""

from dataclasses import dataclass, field

# The kinds of named entities (OntoNotes', those that scholarship needs)
LABELS = ("PERSON", "NORP", "GPE", "LOC", "ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "DATE")

__all__ = [
    "LABELS",
    "Article",
    "Citation",
    "Document",
    "Entity",
    "FormVector",
    "Hint",
    "Keyword",
    "LineBreak",
    "Link",
    "Marker",
    "Mention",
    "Merge",
    "Note",
    "NoteMention",
    "Problem",
    "Resolution",
    "Section",
    "Sentence",
    "SourceText",
    "Token",
    "Work",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know: what could not be read, resolved or believed."""

    stage: str  # reading, restoring, tagging, citing, linking
    code: str  # from the closed list of reliability codes: E_… ends a document, W_… does not
    place: str  # what it concerns, readable: "note 45", "line 12"
    message: str  # one line: what is the matter and what to do
    raw_start: int | None = None
    raw_end: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What a file format itself says of a stretch of its text (a native footnote, small type)."""

    kind: str  # note_body, note_marker, superscript, small, heading, section, running_head
    start: int  # into SourceText.text
    end: int
    value: str = ""  # the note's id, the section's kind and language ("abstract tr") …


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file as extracted, before any repair."""

    doc_id: str  # slug of the file name, a hyphen, 8 hex of the content's sha256
    path: str  # relative to the corpus, with forward slashes
    format: str  # txt, pdf, docx, html, xml
    encoding: str
    sha256: str
    text: str  # every raw offset points here
    pages: tuple[int, ...] = ()  # where pages begin, if the format tells
    hints: tuple[Hint, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)  # title, authors, year, journal, doi
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the article. Heading sections lie inside the body section that they divide."""

    section_id: str  # unique in the document: "abstract-tr", "body-1", "heading-3"
    kind: str  # title, authors, abstract, keywords, body, heading, bibliography, acknowledgements
    lang: str
    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Keyword:
    """One item of a keyword list, in printed order."""

    lang: str
    position: int  # from 1
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A raised number in running text that calls a note. It is not part of the clean text."""

    label: str  # as printed: "12", "*"
    start: int  # where in the clean text it stood (between characters)
    raw_start: int
    raw_end: int
    section_id: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: its marker, its body, or both."""

    note: int  # unique in the document; the printed number wherever numbers do not repeat
    label: str  # as printed
    status: str  # linked, marker_without_body, body_without_marker
    text: str  # lines joined, without the number; "" if the body is missing
    origin: tuple[int, ...]  # raw offset of each character of `text`
    raw_start: int | None  # of the body, the number included
    raw_end: int | None
    marker: Marker | None


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hyphen at the end of a line, and what was done with it."""

    raw_start: int  # of the hyphen
    left: str
    right: str
    joined: str  # the word as it stands in the clean text
    decision: str  # join, keep
    evidence: str  # joined-elsewhere, hyphenated-elsewhere, lexicon, morphology, capital, digit …


@dataclass(frozen=True, slots=True)
class Article:
    """A document put back together."""

    doc_id: str
    lang: str  # of the body
    text: str  # sections one after the other, paragraphs separated by a blank line
    origin: tuple[int, ...]  # raw offset of each character of `text`
    sections: tuple[Section, ...]  # by start; headings after the body that holds them
    keywords: tuple[Keyword, ...]
    notes: tuple[Note, ...]  # by order of marker, else of body
    line_breaks: tuple[LineBreak, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading, a title or one keyword."""

    sentence_id: str  # "<doc_id>.s0012"
    section_id: str
    lang: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a sentence, with its morphology in Universal Dependencies' terms."""

    sentence_id: str
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    feats: str  # "Case=Loc|Number=Sing", or ""
    lang: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity in the clean text. `surface` is ``text[start:end]``."""

    mention_id: str  # "<doc_id>:<start>-<end>"
    start: int
    end: int
    raw_start: int
    raw_end: int
    section_id: str
    sentence_id: str
    lang: str
    surface: str
    base_form: str  # citation form: "Lozan Konferansı" for "Lozan Konferansında"
    label: str
    score: float  # 0 to 1, rounded to 4 digits
    model: str
    date: str = ""  # ISO 8601 (year, year-month or day) for DATE where the text gives it


@dataclass(frozen=True, slots=True)
class NoteMention:
    """A named entity in the prose of a note, outside its citations."""

    note: int
    raw_start: int
    raw_end: int
    surface: str
    base_form: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class FormVector:
    """The encoder's vector of a base form or keyword, for alignment; int8, 384 wide."""

    lang: str
    form: str
    vector: bytes


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference to one work, in a note, in running text or in the bibliography.

    Fields are as printed. `note` is 0 for a citation in running text; `position` counts from 1
    within the note (or through the document where note is 0).
    """

    citation_id: str  # "<doc_id>:n5.1", "<doc_id>:t3" (text), "<doc_id>:b12" (bibliography)
    doc_id: str
    note: int
    position: int
    place_kind: str  # note, text, bibliography
    raw: str
    raw_start: int
    raw_end: int
    type: str = "other"
    ref_form: str = "full"  # full, repeat_full, repeat_short, anaphoric
    short_marker: str = ""
    authors: str = ""  # "Family, Given; Family, Given"
    title: str = ""
    container_authors: str = ""
    container_title: str = ""
    editors: str = ""
    translators: str = ""
    place: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    year: str = ""
    pages: str = ""  # extent of the article or chapter
    locator: str = ""  # the page pointed at
    archive: str = ""
    fond: str = ""
    opis: str = ""
    delo: str = ""
    list: str = ""
    shelfmark: str = ""
    quoted_in: bool = False
    signal: str = ""
    comment: str = ""
    url: str = ""
    language: str = ""
    style: str = ""  # the convention of the article that it was read by
    confidence: float = 1.0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a citation stands for, and why. Only short forms need an antecedent."""

    citation_id: str
    antecedent_id: str  # "" if none
    rule: str
    rivals: tuple[str, ...]  # ids of other citations that could have been meant
    confidence: float
    warning: str


@dataclass(frozen=True, slots=True)
class Document:
    """All that is known of one article when the document stages are done."""

    source: SourceText
    article: Article
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    vectors: tuple[FormVector, ...]
    note_kinds: dict[int, str]  # note -> citation, citation_and_comment, comment
    citations: tuple[Citation, ...]
    resolutions: tuple[Resolution, ...]
    reference_lists: dict[str, str]  # style -> a KAYNAKÇA made for an article that prints none
    problems: tuple[Problem, ...]
    note_mentions: tuple[NoteMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work over the whole corpus, its fields resolved."""

    work_id: str
    type: str
    authors: str
    title: str
    container_title: str
    container_work_id: str
    place: str
    publisher: str
    volume: str
    issue: str
    year: str
    pages: str
    language: str
    archive: str
    fond: str
    shelfmark: str
    variants: tuple[str, ...]  # other titles and years under which it is cited
    citation_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, … over the whole corpus and both languages."""

    entity_id: str
    label: str
    name: str
    name_tr: str
    name_en: str
    variants: tuple[str, ...]
    mention_ids: tuple[str, ...]
    wikidata: str = ""  # from the user's authority file


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two forms are one entity."""

    entity_id: str
    form_a: str
    form_b: str
    rule: str
    score: float
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A Turkish and an English form of one entity (or one keyword) in one document."""

    doc_id: str
    kind: str  # entity, keyword
    entity_id: str  # "" for keywords
    tr_form: str
    en_form: str
    position: int  # of the Turkish keyword; 0 for entities
    score: float  # calibrated probability
    evidence: tuple[str, ...]  # keyword-position, transliteration, table, vector, sentence …
