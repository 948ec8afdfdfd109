"""A sound server of the test's own, with a speaker that leads nowhere and can be listened to."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.tools import tool

PATIENCE_SECONDS = 30
RATE = 16_000


class SoundServer:
    """PulseAudio with a null sink, on a socket in *folder*."""

    def __init__(self, folder: Path) -> None:
        self._pulseaudio = tool("pulseaudio")
        self._parec = tool("parec")
        tool("paplay")
        self.socket = folder / "sound"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self.environment |= {"PULSE_SERVER": f"unix:{self.socket}"}
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        modules = (
            f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
            f"module-null-sink sink_name=null rate={RATE} channels=1",
        )
        loads = [argument for module in modules for argument in ("-L", module)]
        log = (self._folder / "pulse.log").open("wb")
        self._server = subprocess.Popen(
            [self._pulseaudio, "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *loads],
            env=self.environment,
            stdout=log,
            stderr=log,
        )
        log.close()
        end = time.monotonic() + PATIENCE_SECONDS
        while not self.socket.exists():
            assert time.monotonic() < end, (self._folder / "pulse.log").read_text(encoding="utf-8")
            time.sleep(0.02)

    def stop(self) -> None:
        if self._server is not None:
            self._server.kill()
            self._server.wait()

    @contextmanager
    def heard(self) -> Iterator[Path]:
        """What comes out of the speaker meanwhile, as bare samples in a file that grows."""
        path = self._folder / "heard.raw"
        form = ("--format=s16le", f"--rate={RATE}", "--channels=1", "--raw", "--latency-msec=20")
        with path.open("wb") as file:
            recorder = subprocess.Popen(
                [self._parec, "-d", "null.monitor", *form], env=self.environment, stdout=file, stderr=subprocess.DEVNULL
            )
        try:
            end = time.monotonic() + PATIENCE_SECONDS
            while path.stat().st_size == 0:
                assert time.monotonic() < end, "nothing is recorded"
                time.sleep(0.02)
            yield path
        finally:
            recorder.kill()
            recorder.wait()
