"""Has every cue of the whole default session recognised from the closed list of them, and names what was confused.

    python scripts/voice/recognise.py

Needs lumbar and pocketsphinx (a Python package, with its model) in one virtual environment.
"""

import re
import sys
from pathlib import Path
from typing import Any

import pocketsphinx

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]

from lumbar.cues.files import Recordings  # noqa: E402 - as above
from lumbar.cues.phrases import sayable  # noqa: E402 - as above
from lumbar.cues.sound import mixed  # noqa: E402 - as above
from lumbar.paths import assets_dir  # noqa: E402 - as above
from session_sound import (  # noqa: E402 - the folder must be known first
    catalog,
    default_session_cues,
    said,
)


def spoken(words: tuple[str, ...], texts: dict[str, str]) -> str:
    """Return the words of a cue as the grammar has them."""
    return " ".join(" ".join(re.findall("[a-z']+", texts[word].lower())) for word in words)


def main() -> None:
    """Recognise, count, report."""
    recordings = Recordings(assets_dir())
    texts = dict(sayable(catalog().exercises))
    cues = [said(cue, recordings) for cue in default_session_cues()]
    spoken_cues = [(cue, spoken(cue.words, texts)) for cue in cues if cue.words]
    phrases = sorted({text for _, text in spoken_cues} | {spoken((word,), texts) for word in texts})
    decoder: Any = pocketsphinx.Decoder(lm=None, loglevel="FATAL")
    unknown = sorted({word for phrase in phrases for word in phrase.split() if decoder.lookup_word(word) is None})
    if unknown:
        print("not in the recogniser's dictionary:", ", ".join(unknown))
    listed = " | ".join(f"({phrase})" for phrase in phrases if not set(phrase.split()) & set(unknown))
    decoder.add_jsgf_string("cues", f"#JSGF V1.0; grammar cues; public <cue> = {listed};")
    decoder.activate_search("cues")

    def recognised(words: tuple[str, ...]) -> str:
        sound = mixed(Recordings(assets_dir()).phrase("") or _quiet(), [recordings.phrase(one) for one in words])
        decoder.start_utt()
        decoder.process_raw((sound + _quiet()).tobytes(), full_utt=True)
        decoder.end_utt()
        return decoder.hyp().hypstr if decoder.hyp() else ""

    heard = {text: recognised(cue.words) for text, cue in {text: cue for cue, text in spoken_cues}.items()}
    right = sum(heard[text] == text for _, text in spoken_cues)
    distinct = sum(heard[text] == text for text in heard)
    print(f"{right} of {len(spoken_cues)} spoken cues of the session recognised ({right / len(spoken_cues):.1%});")
    print(f"{distinct} of {len(heard)} different ones, from a closed list of {len(phrases)}")
    for text, other in sorted(heard.items()):
        if text != other:
            print(f"  said: {text}\n  heard: {other or '(nothing)'}")
    alone = {word: recognised((word,)) for word in texts}
    missed = {word: other for word, other in alone.items() if other != spoken((word,), texts)}
    print(f"{len(texts) - len(missed)} of {len(texts)} phrases alone")
    for word, other in sorted(missed.items()):
        print(f"  said: {word}   heard: {other or '(nothing)'}")


def _quiet() -> Any:
    import array  # noqa: PLC0415 - for this alone

    return array.array("h", [0] * 4000)


if __name__ == "__main__":
    main()
