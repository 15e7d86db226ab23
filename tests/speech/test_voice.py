"""The real espeak-ng, into a file instead of a loudspeaker."""

from __future__ import annotations

import asyncio
import subprocess
import wave
from array import array
from pathlib import Path
from time import monotonic

import pytest

from kiosk.speech.voice import Voice
from tests.real.pictures import need

SENTENCE = "Apportez votre passeport et trois photos."


@pytest.fixture
def recorded(tmp_path):
    """Say a sentence into a file; return how long it lasts in seconds, and its loudness."""
    program = need("espeak-ng", "espeak-ng")

    async def record(language="fr", speed=1.0, volume=0.5):
        file = tmp_path / "said.wav"
        voice = Voice((program, "-w", str(file)))
        await voice.say(SENTENCE, language, speed, volume)
        with wave.open(str(file)) as sound:
            heard = array("h", sound.readframes(sound.getnframes()))
            return len(heard) / sound.getframerate(), sum(map(abs, heard)) / len(heard)

    return record


async def test_speed_and_volume(recorded):
    """Slower lasts longer, louder is louder, and nothing is silent."""
    usual, slow, loud = await recorded(), await recorded(speed=0.7), await recorded(volume=1.0)
    assert usual[0] > 1
    assert usual[1] > 100
    assert slow[0] > usual[0] * 1.2
    assert loud[1] > usual[1] * 1.3
    assert (await recorded("ar"))[0] != usual[0]


def test_languages_of_the_kiosk_have_a_voice():
    """French, English, Arabic and Chinese can be said; a made-up language cannot."""
    languages = Voice((need("espeak-ng", "espeak-ng"),)).languages()
    assert {"fr", "en", "ar", "zh"} <= languages
    assert "xx" not in languages
    assert Voice(("no-such-program",)).languages() == frozenset()


async def test_without_the_program_nothing_is_said():
    """A missing program disturbs nobody, and the desk can read why."""
    voice = Voice(("no-such-program",))
    await voice.say(SENTENCE, "fr", 1, 1)
    assert voice.fault == "no voice: install Debian's espeak-ng"


async def test_cancelled_at_once_and_unseen(tmp_path):
    """A sentence that is being said is in no list of processes, stops at once, and leaves no process."""
    program = tmp_path / "speaker"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\ncat >/dev/null\nexec sleep 60\n")
    program.chmod(0o700)
    speaking = asyncio.create_task(Voice((str(program),)).say(SENTENCE, "fr", 1, 1))
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        await asyncio.sleep(0.01)
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "passeport" not in listed
    started = monotonic()
    speaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await speaking
    assert monotonic() - started < 1
    assert not Path("/proc", (tmp_path / "pid").read_text().strip()).exists()
