"""The real espeak-ng, into a file or a full pipe in place of a loudspeaker."""

from __future__ import annotations

import asyncio
import os
import wave
from array import array
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import pytest

from kiosk.speech.voice import INSTALL, STUCK, Patience, Voice, voices
from tests.real.pictures import need

SENTENCE = "Apportez votre passeport, trois photos et un justificatif de domicile, "
SENTENCES = {
    "fr": "Apportez votre passeport.",
    "en": "Bring it.",
    "ar": "أحضر جواز سفرك.",
    "zh": "请带护照。",
}
LISTED = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  cmn             --/M      Chinese_(latin_as_English) sit/cmn      (zh-cmn 5)(zh 5)
 5  cmn-latn-pinyin --/M      Chinese_(latin_as_Pinyin) sit/cmn-Latn-pinyin (zh-cmn 5)(zh 5)
 5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
 2  en-gb           --/M      English_(Great_Britain) gmw/en           (en 2)
 5  fr-be           --/M      French_(Belgium)   roa/fr-BE            (fr 8)
 5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)
 5  pt              --/M      Portuguese_(Portugal) roa/pt            (pt-pt 5)
 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR           (pt 6)
"""


class Sound(NamedTuple):
    """What was said: its length in seconds, its mean loudness (0 is silence), its samples."""

    seconds: float
    loudness: float
    samples: array[int]


async def recorded(folder: Path, sentence: str, language: str, speed: float, volume: float) -> Sound:
    """Say a sentence into a file and listen to it."""
    file = folder / "said.wav"
    voice = Voice((need("espeak-ng", "espeak-ng"), "-w", str(file)))
    await voice.say(sentence, language, speed, volume)
    assert voice.fault == ""
    with wave.open(str(file)) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
        mean = sum(map(abs, samples)) / len(samples)
        return Sound(len(samples) / sound.getframerate(), mean, samples)


def program(folder: Path, *lines: str) -> tuple[str, ...]:
    """Return a program with the voices of espeak-ng and a sound device; it speaks as these lines of shell."""
    need("espeak-ng", "espeak-ng")
    path = folder / "speaker"
    listing = '[ "$1" = --voices ] && exec espeak-ng --voices'
    silent = '[ "$1" = -a ] && exit'
    path.write_text("\n".join(("#!/bin/sh", listing, silent, *lines)))
    path.chmod(0o700)
    return (str(path),)


def processes() -> list[str]:
    """Return the command line of each process of this machine."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


def children() -> set[str]:
    """Return the children of this process, those that nobody has waited for too."""
    return {each for path in Path("/proc/self/task").glob("*/children") for each in path.read_text().split()}


@pytest.fixture
def others() -> set[str]:
    """The children that other tests left to this process, such as the resource tracker of multiprocessing."""
    return children()


@pytest.mark.parametrize("language", SENTENCES)
async def test_language_is_heard(tmp_path: Path, language: str) -> None:
    """Each language of the kiosk is said, and is no silence."""
    sound = await recorded(tmp_path, SENTENCES[language], language, 1, 0.5)
    assert sound.seconds > 0.5
    assert sound.loudness > 100


async def test_speed_volume_and_language_are_heard(tmp_path: Path) -> None:
    """Slower lasts longer, louder is louder, no volume is silence, another language sounds otherwise."""
    usual = await recorded(tmp_path, SENTENCE, "fr", 1, 0.5)
    assert (await recorded(tmp_path, SENTENCE, "fr", 0.75, 0.5)).seconds > usual.seconds * 1.15
    assert (await recorded(tmp_path, SENTENCE, "fr", 1, 1)).loudness > usual.loudness * 1.5
    assert (await recorded(tmp_path, SENTENCE, "fr", 1, 0)).loudness == 0
    assert (await recorded(tmp_path, SENTENCE, "es", 1, 0.5)).samples != usual.samples


async def test_signs_are_not_said(tmp_path: Path) -> None:
    """What is drawn beside a sentence changes nothing of what is heard."""
    plain = await recorded(tmp_path, "Voir ofii.fr", "fr", 1, 0.5)
    assert (await recorded(tmp_path, "☐ Voir https://www.ofii.fr/a →", "fr", 1, 0.5)).samples == plain.samples


async def test_text_is_said_sentence_by_sentence(tmp_path: Path) -> None:
    """Each sentence is one call of the program, in order; what holds no word is none."""
    voice = Voice(program(tmp_path, f"cat >>{tmp_path}/said; echo >>{tmp_path}/said"))
    await voice.say("Venez. ☐ Voir art. L. 421-1. →", "fr", 1, 1)
    assert (tmp_path / "said").read_text().splitlines() == ["Venez.", "Voir article L. 421-1."]


def test_voice_of_each_code() -> None:
    """A code gets the voice of its name, or the best that serves it; Chinese the one that knows its tones."""
    names = voices(LISTED)
    assert {code: names[code] for code in ("fr", "en", "zh", "pt")} == {
        "fr": "fr-fr",
        "en": "en-gb",
        "zh": "cmn-latn-pinyin",
        "pt": "pt",
    }


def test_languages_of_the_kiosk() -> None:
    """Debian's espeak-ng speaks those we have and those we may get, and not one that does not exist."""
    found = Voice((need("espeak-ng", "espeak-ng"), "--stdout")).languages()
    assert {"fr", "en", "ar", "zh", "uk", "es", "pt", "ru", "tr"} <= found
    assert "xx" not in found


def test_machine_without_sound_has_no_voice(tmp_path: Path) -> None:
    """Without a sound device nothing is offered, and the desk can read why; once there is one, all is."""
    voice = Voice(program(tmp_path))
    speaker = Path(*voice.program)
    spoken = speaker.read_text()
    speaker.write_text(spoken.replace("exit", "echo 'error: No such file or directory' >&2; exit"))
    assert voice.languages() == frozenset()
    assert voice.fault == "no sound: espeak-ng cannot use the sound device (No such file or directory)"
    speaker.write_text(spoken)
    assert "fr" in voice.languages()
    assert voice.fault == ""


async def test_missing_program_disturbs_nobody() -> None:
    """Without espeak-ng there is no language, nothing is raised, and the desk can read why."""
    voice = Voice(("no-such-program",))
    await voice.say(SENTENCE, "fr", 1, 1)
    assert (voice.languages(), voice.fault) == (frozenset(), INSTALL)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("echo 'error: No such file or directory' >&2", "No such file or directory"),
        ("exit 3", "exit code 3"),
    ],
)
async def test_fault_of_the_device(tmp_path: Path, line: str, reason: str) -> None:
    """A device that cannot be used is a fault for the desk, until a sentence is said again."""
    voice = Voice(program(tmp_path, "cat >/dev/null", line))
    await voice.say(SENTENCE, "fr", 1, 1)
    assert voice.fault == f"no sound: espeak-ng cannot use the sound device ({reason})"
    program(tmp_path, "cat >/dev/null; echo 'ALSA lib pcm.c:8570: underrun error: it goes on' >&2")
    await voice.say(SENTENCE, "fr", 1, 1)
    assert voice.fault == ""


async def test_stuck_device_is_left(tmp_path: Path, others: set[str]) -> None:
    """A device that never ends does not keep the kiosk from going back to its first screen."""
    voice = Voice(program(tmp_path, "exec sleep 60"))
    voice.languages()
    voice.patience = Patience(answer=0.3, character=0)
    await voice.say("Un. Deux. Trois.", "fr", 1, 1)
    assert voice.fault == STUCK
    assert children() == others


@pytest.mark.parametrize("moment", ["starting", "speaking"])
async def test_cancelled_stops_at_once(tmp_path: Path, others: set[str], moment: str) -> None:
    """A real sentence under way is in no list of processes, stops at once, and leaves no process."""
    pipe = tmp_path / "loudspeaker"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    # Nobody reads: the pipe takes under two seconds of sound, and espeak-ng waits in the middle of the text.
    voice = Voice(program(tmp_path, f'exec espeak-ng "$@" --stdout >{pipe}'))
    voice.languages()
    speaking = asyncio.create_task(voice.say(SENTENCE * 20, "fr", 1, 1))
    end = monotonic() + 10
    while children() == others and monotonic() < end:
        await asyncio.sleep(0)
    if moment == "speaking":
        await asyncio.sleep(0.5)
        listed = processes()
        assert any(line.startswith("espeak-ng") and "--stdout" in line for line in listed)
        assert not any("justificatif" in line for line in listed)
    assert children() - others
    start = monotonic()
    speaking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await speaking
    assert monotonic() - start < 0.2
    assert children() == others
    os.close(reading)


async def test_environment_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program learns where the sound is, and nothing else of the kiosk."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/run/pulse")
    monkeypatch.setenv("KIOSK_SECRET", "1")
    await Voice(program(tmp_path, f"env >{tmp_path}/env; cat >/dev/null")).say(SENTENCE, "fr", 1, 1)
    seen = (tmp_path / "env").read_text()
    assert "PULSE_SERVER=unix:/run/pulse" in seen
    assert "KIOSK_SECRET" not in seen
