"""Say a text with espeak-ng (Debian package espeak-ng), which has a voice for most languages.

The text goes in by standard input, so that no list of processes shows it; no file is written.
speech-dispatcher is left out: espeak-ng alone plays through ALSA and PulseAudio, and stops when it is killed.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field

from kiosk.speech.sentences import sentences, speakable

WORDS_A_MINUTE = 150
"""At speed 1: calmer than the 175 of espeak-ng."""
SLOWEST, FASTEST = 80, 450
"""What espeak-ng can do, in words a minute."""
LOUDEST = 200
"""The amplitude of espeak-ng at volume 1; its usual one is 100."""
PREFERRED = {"zh": "cmn-latn-pinyin"}
"""Better than what --voices lists first: "cmn" of espeak-ng 1.51 says the tones as English digits."""
KEPT = re.compile(r"HOME|PATH|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS|(?:PULSE|PIPEWIRE|ALSA|ESPEAK)_\w+")
"""What espeak-ng needs to know of the environment: where the sound is."""
ERROR = re.compile(r"^error(?: \(.*?\))?: (.+)$", re.MULTILINE | re.IGNORECASE)
"""How espeak-ng says that it did not speak; it ends with 0 all the same. ALSA may complain and play."""
INSTALL = "no voice: espeak-ng cannot be run; install Debian's espeak-ng"
STUCK = "no sound: espeak-ng does not come to an end; the sound device is stuck"


@dataclass(frozen=True)
class Patience:
    """How long to wait before a sound device counts as stuck, in seconds."""

    answer: float = 10
    """For the list of voices, and for the device to open and to play its last sounds."""
    character: float = 0.5
    """For each character of a sentence, at speed 1; Chinese has about four a second."""


@dataclass
class Voice:
    """The voice of this machine; it disturbs nobody: when nothing can be heard, `fault` says why."""

    program: tuple[str, ...] = ("espeak-ng",)
    """What is run, without its options; it is killed to stop the sound."""
    patience: Patience = Patience()
    fault: str = ""
    """One sentence for the desk, empty after a sentence that was said."""
    _voices: dict[str, str] = field(default_factory=dict, repr=False)
    """What the program calls the voice of each code."""

    def languages(self) -> frozenset[str]:
        """Return the codes (ISO 639, such as `fr` or `zh`) that can be heard; none without program or sound.

        What is found is kept; while nothing is, the machine is asked again.
        """
        if not self._voices:
            self._voices = self._ask()
        return frozenset(self._voices)

    async def say(self, text: str, language: str, speed: float, volume: float) -> None:
        """Return when a text has been said to its end, or cannot be said; a cancelled one stops at once.

        Speed 1 is 150 words a minute; volume goes from 0 to 1. In a language without a voice nothing is
        said. Nothing is raised for a fault of the machine, and the rest of the text is left.
        """
        if language not in await asyncio.to_thread(self.languages):
            return
        pace = min(max(round(WORDS_A_MINUTE * speed), SLOWEST), FASTEST)
        loudness = round(LOUDEST * min(max(volume, 0), 1))
        options = ("-v", self._voices[language], "-s", str(pace), "-a", str(loudness))
        for sentence in sentences(text):
            if words := speakable(sentence, language):
                longest = self.patience.answer + self.patience.character * len(words) * WORDS_A_MINUTE / pace
                self.fault = await self._say(words, options, longest)
                if self.fault:
                    return

    async def _say(self, words: str, options: tuple[str, ...], longest: float) -> str:
        """Say a sentence within some seconds; return what is wrong, or nothing."""
        try:
            async with asyncio.timeout(longest):
                return await self._run(words, options)
        except TimeoutError:
            return STUCK
        except OSError:
            return INSTALL

    async def _run(self, words: str, options: tuple[str, ...]) -> str:
        """Run the program, which is dead afterwards however this ends; return what is wrong, or nothing."""
        process = await asyncio.create_subprocess_exec(
            *self.program,
            *options,
            *("-b", "1", "--stdin"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(),
        )
        try:
            _, complaints = await process.communicate(words.encode())
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL)  # kill() would wait for it too, in asyncio's place
                await asyncio.shield(process.wait())
        return _fault(complaints, process.returncode or 0)

    def _ask(self) -> dict[str, str]:
        """Return the voices of the program, once a silent word has found the sound device."""
        try:
            listed, tried = self._answer("--voices"), self._answer("-a", "0", "--stdin")
        except subprocess.TimeoutExpired:
            self.fault = STUCK
        except OSError:
            self.fault = INSTALL
        else:
            self.fault = _fault(tried.stderr, tried.returncode)
            if not self.fault:
                return voices(listed.stdout.decode(errors="replace"))
        return {}

    def _answer(self, *options: str) -> subprocess.CompletedProcess[bytes]:
        """Run the program to its end, with a full stop as its text."""
        return subprocess.run(  # noqa: S603  the program that the machine's owner installed
            [*self.program, *options],
            capture_output=True,
            check=False,
            env=_environment(),
            input=b".",
            timeout=self.patience.answer,
        )


def voices(listed: str) -> dict[str, str]:
    """Return the voice of each code in what `espeak-ng --voices` lists.

    A row is `5 fr-fr --/M French_(France) roa/fr (fr 5)`: a voice, and for which other codes it serves,
    the lower the number the better.
    """
    names: dict[str, str] = {}
    others: list[tuple[int, str, str]] = []
    for row in listed.splitlines()[1:]:
        name = row.split()[1]
        names[name] = name
        others += [(int(rank), code, name) for code, rank in re.findall(r"\((\S+) (\d+)\)", row)]
    for _, code, name in sorted(others, key=lambda other: other[0]):
        names.setdefault(code, name)
    return names | {code: name for code, name in PREFERRED.items() if name in names}


def _fault(complaints: bytes, code: int) -> str:
    """Return why nothing was heard, or nothing."""
    found = ERROR.search(complaints.decode(errors="replace"))
    if found is None and code == 0:
        return ""
    reason = found[1] if found else f"exit code {code}"
    return f"no sound: espeak-ng cannot use the sound device ({reason})"


def _environment() -> dict[str, str]:
    """Return where the sound is, and nothing else; errors are said in English."""
    return {name: value for name, value in os.environ.items() if KEPT.fullmatch(name)} | {"LC_ALL": "C.UTF-8"}
