"""Data that the page's script reads: compressed, in characters that no markup begins with.

What a reader without a script does not see anyway need not be spelled out in the page. It stands
in ``<script type="application/json">``, which is not executed, as one string of base64; so neither
``</script>`` nor ``<!--`` nor anything else in a document's text can end or open an element.
"""

import base64
import json
import zlib
from typing import Any

LEVEL = 9


def pack(value: Any) -> str:
    """`value` as JSON, deflated and in base64.

    >>> unpack(pack(["Çiçerin", 3, None, "</script>"]))
    ['Çiçerin', 3, None, '</script>']
    >>> set("<>&'\\"") & set(pack("</script><!-- ' -->"))
    set()
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8"), LEVEL)).decode("ascii")


def unpack(packed: str) -> Any:
    """What `pack` was given.

    >>> unpack(pack({"a": [1, 2]}))
    {'a': [1, 2]}
    """
    return json.loads(zlib.decompress(base64.b64decode(packed)).decode("utf-8"))
