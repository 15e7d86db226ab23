"""Cut a text into sentences that a voice can say."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

END = re.compile(
    r"(?<=[.!?\u061f\u06d4])\s+(?=[^\s\d]*[A-Z\u00c0-\u00de\u0600-\u06ff\u4e00-\u9fff])|(?<=[\u3002\uff01\uff1f])"
)
"""After a stop and before a capital, or a letter of a script that has none."""
SHORT = re.compile(r"\b(?:art|al|L|R|D|M|Mme|n|p|ex|etc|T\u00e9l|BP)\.$")
"""What ends with a stop and is not the end of a sentence."""
ADDRESS = re.compile(r"https?://\S+")
SILENT = re.compile(
    r"\[FR\]|[\u00ab\u00bb\u201c\u201d\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2800-\u28ff\u2039\u203a()]"
)
"""Signs that one sees and does not say."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order, as they are said; signs and long addresses are left out."""
    spoken = ADDRESS.sub(lambda found: urlsplit(found[0]).hostname or "", text)
    spoken = " ".join(SILENT.sub(" ", spoken).split())
    cut: list[str] = []
    for part in END.split(spoken):
        if cut and SHORT.search(cut[-1]):
            cut[-1] += f" {part}"
        elif part:
            cut.append(part)
    return cut
