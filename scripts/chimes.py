"""Makes the chimes in assets/sounds from nothing but sums: pitch up = work, down = rest, double = the other side.

python scripts/chimes.py
"""

import array
import math
import sys
import wave
from pathlib import Path

SOUNDS = Path(__file__).resolve().parents[1] / "assets" / "sounds"
RATE = 16_000
PEAK = 0.30
"""Of full scale: below the voice, and with room for it."""
ATTACK_SECONDS = 0.008

# Each tone: start and length in seconds, pitch in Hz at its start and at its end (C5 = 523, E5 = 659, G5 = 784).
Tone = tuple[float, float, float, float]
CHIMES: dict[str, tuple[Tone, ...]] = {
    "next": ((0.0, 0.16, 523, 523), (0.10, 0.16, 659, 659), (0.20, 0.22, 784, 784)),
    "ready": ((0.0, 0.16, 659, 659), (0.12, 0.20, 659, 659)),
    "work": ((0.0, 0.12, 523, 523), (0.08, 0.22, 784, 784)),
    "hold": ((0.0, 0.30, 880, 880),),
    "half": ((0.0, 0.20, 698, 698),),
    "count": ((0.0, 0.12, 988, 988),),
    "back": ((0.0, 0.12, 784, 784), (0.08, 0.22, 587, 587)),
    "rest": ((0.0, 0.14, 523, 523), (0.10, 0.26, 349, 349)),
    "switch": ((0.0, 0.11, 740, 740), (0.11, 0.14, 740, 740)),
    "set_done": ((0.0, 0.14, 659, 659), (0.10, 0.14, 523, 523), (0.20, 0.26, 392, 392)),
    "exercise_done": ((0.0, 0.14, 784, 784), (0.09, 0.14, 659, 659), (0.18, 0.24, 523, 523)),
    "pause": ((0.0, 0.30, 523, 262),),
    "go_on": ((0.0, 0.28, 392, 523),),
    "wait": ((0.0, 0.18, 587, 587), (0.14, 0.30, 698, 698)),
    "done": ((0.0, 0.20, 523, 523), (0.15, 0.20, 659, 659), (0.30, 0.20, 784, 784), (0.45, 0.60, 1047, 1047)),
    "note": ((0.0, 0.18, 587, 587),),
}


def tone(length: float, low: float, high: float) -> list[float]:
    """Return a tone that rises at once, softly, and dies away."""
    count = round(length * RATE)
    phase = 0.0
    samples = []
    for index in range(count):
        at = index / count
        phase += 2 * math.pi * (low + (high - low) * at) / RATE
        attack = min(1.0, index / (ATTACK_SECONDS * RATE))
        soft = 0.5 - 0.5 * math.cos(math.pi * attack)
        samples.append(soft * math.exp(-3.2 * at) * (1 - at) * (math.sin(phase) + 0.22 * math.sin(2 * phase)))
    return samples


def chime(tones: tuple[Tone, ...]) -> "array.array[int]":
    """Return the tones together, at the common peak."""
    length = max(start + tone_length for start, tone_length, _, _ in tones)
    sound = [0.0] * round(length * RATE)
    for start, tone_length, low, high in tones:
        for offset, sample in enumerate(tone(tone_length, low, high)[: len(sound) - round(start * RATE)]):
            sound[round(start * RATE) + offset] += sample
    loudest = max(abs(sample) for sample in sound)
    samples = array.array("h", [round(sample / loudest * PEAK * 32_767) for sample in sound])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def main() -> None:
    """Write every chime."""
    for name, tones in CHIMES.items():
        with wave.open(str(SOUNDS / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(chime(tones).tobytes())


if __name__ == "__main__":
    main()
