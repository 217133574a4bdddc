"""Characters that a file in XML may hold."""

import re

# XML 1.0, section 2.2: no control characters but three, no surrogates, no U+FFFE and U+FFFF
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """`text` as XML can hold it: any other character gives way to one, so that offsets stay.

    >>> legal("Ba\\x01kü\\ufffe")
    'Ba�kü�'
    """
    return _ILLEGAL.sub("\ufffd", text)


def one_line(text: object) -> str:
    """A name for a table or a list: legal, its white space single blanks.

    >>> one_line("Enver\\n Paşa\\u2028")
    'Enver Paşa'
    """
    return " ".join(legal(str(text)).split())
