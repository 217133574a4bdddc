"""The closed list of error codes, and the one exception that carries them.

``E_`` ends a document (or the run), ``W_`` is a warning beside a result.
"""

CODES = {
    "E_EMPTY": "the file holds no text",
    "E_TOO_LARGE": "the file is larger than the limits allow",
    "E_BINARY": "the file is not text",
    "E_TYPE": "the file's content is not what its name says",
    "E_ENCODING": "the file's encoding cannot be read",
    "E_NO_TEXT_LAYER": "the PDF holds pictures of pages and no text",
    "E_PDF": "the PDF cannot be read",
    "E_DOCX": "the Word file cannot be read",
    "E_XML": "the XML or HTML cannot be read",
    "E_BOMB": "the file expands beyond the limits",
    "E_PATH": "the path leaves the corpus or is no ordinary file",
    "E_TIMEOUT": "the document took longer than the limits allow",
    "E_MEMORY": "the document needed more memory than the limits allow",
    "E_WORKER_DIED": "the process that analysed the document died",
    "E_MODEL_MISSING": "a model file is missing or altered",
    "E_SCHEMA": "a result does not fit its table",
    "E_DISK_FULL": "the disk is full",
    "E_LOCKED": "another run holds the outputs",
    "E_CONFIG": "the configuration cannot be used",
    "E_NO_INPUT": "there is nothing to read",
    "E_INTERNAL": "a fault of this program",
    "W_ENCODING": "the encoding was guessed",
    "W_MOJIBAKE_FIXED": "wrongly decoded letters were repaired",
    "W_NORMALIZED": "letters and signs were replaced by their usual form",
    "W_NO_SECTIONS": "no abstract or keywords were found",
    "W_NO_NOTES": "no footnotes were found",
    "W_ONE_LANGUAGE": "only one language was found",
    "W_LONG_LINE": "a line is longer than the limits",
    "W_LANG_UNSURE": "the language of a passage is unsure",
    "W_MIXED_SCRIPT": "a word mixes scripts",
    "W_DUPLICATE": "another file has the same content",
    "W_MARKER_WITHOUT_BODY": "a note number in the text has no note",
    "W_BODY_WITHOUT_MARKER": "a note has no number in the text",
    "W_UNRESOLVED": "a short reference could not be resolved",
    "W_AMBIGUOUS": "a short reference has several possible antecedents",
    "W_SUSPECT": "a resolved reference does not fit its antecedent",
    "W_UNREAD_CITATION": "a citation could not be read",
    "W_CORRECTION": "a line of the corrections did not fit the text",
    "W_AUTHORITY": "a line of the authority file had no effect",
}


class PipelineError(Exception):
    """A fault that a person can act on: a code, and one line that says what to do.

    >>> str(PipelineError("E_EMPTY", "a.txt holds no text: remove it or export it again"))
    'E_EMPTY a.txt holds no text: remove it or export it again'
    """

    def __init__(self, code: str, message: str) -> None:
        if code not in CODES:
            raise ValueError(f"unknown code {code!r}: add it to CODES")
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message
