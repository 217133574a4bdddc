"""The language of a cited title, told from its small words and endings."""

import re
from collections import Counter
from functools import lru_cache

from pipeline.citing import knowledge
from pipeline.text import casing

_CYRILLIC = re.compile(r"[а-яА-Я]{3}")
_TURKISH = re.compile(r"[ğĞ]|[^\W\d_]{2}ş[^\W\d_]|ı")


@lru_cache(maxsize=1 << 16)
def guess(title: str) -> str:
    """ISO 639-1 code of a title ("ru-Latn" for Russian in Latin letters), or "".

    >>> guess("The Emergence of Modern Turkey"), guess("Osmanlı Devletinin İlk Yılları")
    ('en', 'tr')
    >>> guess("Stanovlenie respublikanskoy Turtsii"), guess("Atatürk")
    ('ru-Latn', '')
    """
    if _CYRILLIC.search(title):
        return "ru"
    votes: Counter[str] = Counter()
    words = re.findall(r"[^\W\d_]+", casing.lower(title, "tr"))
    plain = re.findall(r"[^\W\d_]+", casing.lower(title, "en"))
    for lang, form in knowledge.table("title_words"):
        for word in plain if lang in ("en", "fr", "de", "it") else words:
            if word == form or (
                form.startswith("-") and len(word) > len(form) and word.endswith(form[1:])
            ):
                votes[lang] += 1
    if _TURKISH.search(title) and votes["ru-Latn"] <= votes["tr"]:
        votes["tr"] += 1
    best = votes.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]
