"""Files written whole or not at all."""

import errno
import os
import tempfile
from pathlib import Path

from pipeline.errors import PipelineError

MODE = 0o644  # mkstemp makes files that only their owner can read


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside the target, flush to disk, then replace: a reader sees the old or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(MODE)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise PipelineError(
                "E_DISK_FULL", f"{path}: no space left: free some and run again"
            ) from error
        raise
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
