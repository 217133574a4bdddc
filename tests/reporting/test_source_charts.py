"""Charts of sources, against the tables that they are drawn from."""

import pandas as pd
from matplotlib.figure import Figure

from pipeline.reporting import style
from pipeline.reporting.source_charts import archives

WORKS = pd.DataFrame(
    [("w1", "RGASPİ", "544"), ("w2", "BOA", "HR.SYS"), ("w3", "", "")],
    columns=["work_id", "archive", "fond"],
)
CITED = pd.DataFrame(
    [
        ("c1", "w1", "RGASPİ", "544", "note"),
        ("c2", "w1", "", "", "note"),  # A.g.f., l. 30: the file's archive stands in its work
        ("c3", "w2", "BOA", "HR.SYS", "note"),
        ("c4", "w2", "BOA", "HR.SYS", "bibliography"),
        ("c5", "w3", "", "", "note"),
        ("c6", None, "", "", "note"),
    ],
    columns=["citation_id", "work_id", "archive", "fond", "place_kind"],
)


def test_a_short_reference_counts_for_its_archive():
    with style.styled(None):
        shown = archives({"citations": CITED, "works": WORKS}, Figure(layout="constrained"))
    rows = shown.set_index("archive")["n_citations"].to_dict()
    assert rows == {"RGASPİ": 2, "BOA": 1}
