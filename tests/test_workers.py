import os
import time

import pytest

from pipeline.errors import PipelineError
from pipeline.workers import run_all


def prepare(settings):
    if settings == "no model":
        raise PipelineError("E_MODEL_MISSING", "model.onnx is missing")

    def work(job):
        if job == "segv":
            os.kill(os.getpid(), 11)
        if job == "hang":
            time.sleep(60)
        if job == "raise":
            raise ValueError("odd")
        if job == "refuse":
            raise PipelineError("E_EMPTY", "holds no text")
        if job == "memory":
            raise MemoryError

    return work


def test_one_bad_document_never_ends_the_others():
    jobs = ["ok", "segv", "ok", "hang", "raise", "refuse", "memory", "ok"]
    outcomes = sorted(run_all(jobs, prepare, None, 2, 1.5), key=lambda o: o.index)
    assert [o.index for o in outcomes] == list(range(len(jobs)))
    assert [o.code for o in outcomes] == [
        "", "E_WORKER_DIED", "", "E_TIMEOUT", "E_INTERNAL", "E_EMPTY", "E_MEMORY", "",
    ]  # fmt: skip


def test_models_that_do_not_load_end_the_run():
    with pytest.raises(PipelineError, match="E_MODEL_MISSING"):
        list(run_all(["ok"], prepare, "no model", 1, 5))


def test_nothing_to_do_starts_nothing():
    assert list(run_all([], prepare, None, 2, 5)) == []
