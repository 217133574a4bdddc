"""Documents through worker processes, so that no document can end the run.

A worker loads the models once and says that it is ready; then it is given one document at a time.
What dies, hangs or fails becomes a result with a code, and a new worker goes on.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from pipeline.errors import PipelineError

Job = Any  # what `work` takes; must be picklable
Prepare = Callable[[Any], Callable[[Job], None]]  # given the settings, loads models once

START_SECONDS = 300.0  # for loading models on a slow disk


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job: `code` is empty if it is done."""

    index: int
    code: str = ""
    message: str = ""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    index: int | None = None
    deadline: float = 0.0


def _serve(pipe: Connection, prepare: Prepare, settings: Any) -> None:
    try:
        work = prepare(settings)
    except PipelineError as error:
        pipe.send(("broken", error.code, error.message))
        return
    pipe.send(("ready", "", ""))
    while (job := pipe.recv()) is not None:
        try:
            work(job)
            pipe.send(("done", "", ""))
        except PipelineError as error:
            pipe.send(("failed", error.code, error.message))
        except MemoryError:
            pipe.send(("failed", "E_MEMORY", "needs more memory than there is: split the file"))
        except Exception as error:  # any fault of one document is that document's row
            name = type(error).__name__
            pipe.send(("failed", "E_INTERNAL", f"{name}: {error}: please report this document"))


def run_all(
    jobs: Sequence[Job], prepare: Prepare, settings: Any, workers: int, seconds: float
) -> Iterator[Outcome]:
    """The outcome of every job, in the order they end. `seconds` is the limit for one."""
    context = multiprocessing.get_context("spawn")

    def start() -> _Worker:
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, prepare, settings), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, deadline=time.monotonic() + START_SECONDS)

    waiting = list(range(len(jobs)))[::-1]
    pool = [start() for _ in range(min(workers, len(jobs)))]
    try:
        while pool:
            timeout = max(0.0, min(worker.deadline for worker in pool) - time.monotonic())
            heard = wait([worker.pipe for worker in pool], timeout)
            for worker in list(pool):
                if worker.pipe in heard:
                    outcome = _hear(worker)
                elif time.monotonic() >= worker.deadline:
                    outcome = _stop(worker, seconds)
                else:
                    continue
                if outcome is not None:
                    yield outcome
                if not worker.process.is_alive():
                    pool.remove(worker)
                    if waiting:
                        pool.append(start())
                elif worker.ready and worker.index is None:
                    _give(worker, jobs, waiting, seconds)
                    if worker.index is None:
                        pool.remove(worker)
    finally:
        for worker in pool:
            worker.process.kill()


def _give(worker: _Worker, jobs: Sequence[Job], waiting: list[int], seconds: float) -> None:
    """The next job, or the end, to a worker that is free."""
    if not waiting:
        worker.pipe.send(None)
        worker.process.join()
        return
    worker.index = waiting.pop()
    worker.deadline = time.monotonic() + seconds
    worker.pipe.send(jobs[worker.index])


def _hear(worker: _Worker) -> Outcome | None:
    """What a worker says; a closed pipe says that it died."""
    try:
        kind, code, message = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        if worker.index is None:
            raise PipelineError(
                "E_WORKER_DIED",
                f"a worker died while loading models (exit {worker.process.exitcode})",
            ) from None
        told = f"the analysis ended abnormally (exit {worker.process.exitcode})"
        return Outcome(worker.index, "E_WORKER_DIED", f"{told}: split the file or report it")
    if kind == "broken":
        raise PipelineError(code, message)
    if kind == "ready":
        worker.ready = True
        return None
    if worker.index is None:
        raise PipelineError("E_INTERNAL", f"a worker answered {kind!r} without being asked")
    index, worker.index = worker.index, None
    return Outcome(index, code, message)


def _stop(worker: _Worker, seconds: float) -> Outcome | None:
    """End a worker that is over its time."""
    worker.process.kill()
    worker.process.join()
    if worker.index is None:
        raise PipelineError("E_WORKER_DIED", "a worker did not load its models in time")
    return Outcome(
        worker.index, "E_TIMEOUT", f"took more than {seconds:.0f} s: raise limits.seconds or split"
    )
