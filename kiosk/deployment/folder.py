"""Write the folder from which a machine in the hall is set up; what was changed there by hand stays."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kiosk.errors import KioskError

FILES = Path(__file__).with_name("files")
SUMS = "SHA256SUMS"
PROGRAMS = ("install.sh", "kiosk-update")
INSTALLED = {
    "kiosk.service": "etc/systemd/system/kiosk.service",
    "kiosk-screen.service": "etc/systemd/system/kiosk-screen.service",
    "kiosk-check.service": "etc/systemd/system/kiosk-check.service",
    "kiosk-policy.json": "etc/chromium/policies/managed/kiosk.json",
    "kiosk.sysusers": "etc/sysusers.d/kiosk.conf",
    "kiosk-update": "usr/local/sbin/kiosk-update",
    "settings.yaml": "etc/kiosk/settings.yaml",
}
"""Where install.sh puts each file, below the root of the machine."""


def deployed(prefecture: str, user: str) -> dict[str, bytes]:
    """Return each file by its name, for a prefecture and the account of the kiosk; the sums come last."""
    filled = {
        path.name: path.read_bytes()
        .replace(b"@prefecture@", prefecture.encode())
        .replace(b"@user@", user.encode())
        for path in sorted(FILES.iterdir())
    }
    sums = "".join(f"{_sum(content)}  {name}\n" for name, content in filled.items())
    return {**filled, SUMS: sums.encode()}


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write the files to a folder; KioskError, before anything is written, names what was changed by hand."""
    try:
        changed = [name for name in _changed(folder, files) if name != SUMS]
        if changed:
            raise KioskError(
                f"{', '.join(changed)} in {folder} was changed by hand; "
                "move it away to have it written anew, or name another folder"
            )
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = folder / name
            path.write_bytes(content)
            path.chmod(0o755 if name in PROGRAMS else 0o644)
    except OSError as error:
        raise KioskError(f"{error.filename or folder} cannot be written: {error.strerror}") from error


def _changed(folder: Path, files: dict[str, bytes]) -> list[str]:
    """Return the files that hold neither what was written there the last time nor what is written now."""
    sums = folder / SUMS
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.exists() else []
    written = {line[66:]: line[:64] for line in lines}
    found = {name: (folder / name).read_bytes() for name in files if (folder / name).exists()}
    return [
        name
        for name, content in found.items()
        if content != files[name] and _sum(content) != written.get(name)
    ]


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
