"""Say a sentence with espeak-ng (Debian package espeak-ng), which has a voice for most languages.

A sentence goes in by its standard input, so that it is in no list of processes; nothing is written.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from kiosk.speech.sentences import sentences

WORDS_A_MINUTE = 150
"""Calmer than the 175 of espeak-ng."""
LOUDEST = 200
"""The amplitude of espeak-ng at volume 1; its usual one is 100."""
NAMES = {"en": "en-gb", "fr": "fr-fr", "zh": "cmn"}
"""What espeak-ng calls the voice of a language, where that is not our code."""


@dataclass
class Voice:
    """A voice on this machine, or none: then nothing is said, and `fault` is why."""

    program: tuple[str, ...] = ("espeak-ng",)
    fault: str = ""

    def languages(self) -> frozenset[str]:
        """Return the languages that have a voice, by our codes; none without the program."""
        voices = _voices(self.program)
        ours = {code for code, name in NAMES.items() if name in voices}
        return frozenset(voices | ours)

    async def say(self, text: str, language: str, speed: float, volume: float) -> None:
        """Say a text by its sentences; a cancelled one stops at once. Speed 1 is calm, volume 0 to 1."""
        pace = ("-s", str(round(WORDS_A_MINUTE * speed)), "-a", str(round(LOUDEST * volume)))
        words = (*self.program, "-v", NAMES.get(language, language), *pace, "--stdin")
        for sentence in sentences(text):
            await self._say(sentence, words)

    async def _say(self, sentence: str, words: tuple[str, ...]) -> None:
        quiet = subprocess.DEVNULL
        try:
            speaking = await asyncio.create_subprocess_exec(
                *words, stdin=subprocess.PIPE, stdout=quiet, stderr=subprocess.PIPE
            )
        except OSError:
            self.fault = "no voice: install Debian's espeak-ng"
            return
        try:
            _, said = await speaking.communicate(sentence.encode())
        finally:
            with suppress(ProcessLookupError):
                speaking.kill()
            await asyncio.shield(speaking.wait())
        self.fault = "no sound: espeak-ng finds no sound card" if b"error" in said.lower() else ""


@cache
def _voices(program: tuple[str, ...]) -> frozenset[str]:
    """Return the languages that the program lists, in its own names."""
    if shutil.which(program[0]) is None:
        return frozenset()
    listed = subprocess.run([*program, "--voices"], capture_output=True, text=True, check=False, timeout=10)  # noqa: S603  the program of the settings
    rows = (line.split() for line in listed.stdout.splitlines()[1:])
    return frozenset(row[1] for row in rows if len(row) > 1)
