"""``pipeline.toml`` into ``Settings``; every default stands here, once."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import PipelineError


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LimitSettings(_Part):
    """What a single document may ask for; beyond it the document fails, not the run."""

    megabytes: float = Field(default=50, gt=0)
    characters: int = Field(default=2_000_000, gt=0)
    pages: int = Field(default=3_000, gt=0)
    seconds: float = Field(default=600, gt=0, description="wall clock of one document")


class TurkishSettings(_Part):
    """Engines of the Turkish passages."""

    morphology: Literal["stanza", "akana"] = Field(
        default="stanza", description="akana: no neural model, fast, less exact"
    )
    stanza_dir: str = Field(default="", description="a folder of Stanza models; empty: ours")
    stanza_download: bool = Field(
        default=False, description="fetch Stanza's own Turkish models into stanza_dir"
    )


class EntitySettings(_Part):
    """The entity recogniser."""

    threshold: float = Field(default=0.5, ge=0, le=1, description="least score of a mention")


class PublishSettings(_Part):
    """What the outputs say of themselves to others."""

    licence: str = Field(
        default="", description="address of the tables' licence, for RO-Crate and the data package"
    )


class Settings(_Part):
    """The whole configuration of a run.

    >>> Settings().turkish.morphology
    'stanza'
    """

    jobs: int = Field(default=0, ge=0, description="processes; 0: as many as help")
    limits: LimitSettings = LimitSettings()
    turkish: TurkishSettings = TurkishSettings()
    entities: EntitySettings = EntitySettings()
    publish: PublishSettings = PublishSettings()


def load(path: Path | None) -> Settings:
    """The settings of a TOML file, or the defaults."""
    if path is None:
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise PipelineError("E_CONFIG", f"{path}: no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PipelineError("E_CONFIG", f"{path}: not valid TOML: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PipelineError("E_CONFIG", f"{path}: {where}: {first['msg']}") from None
