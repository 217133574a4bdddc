"""Authors who are cited together: the literature of a corpus as its articles combine it."""

from collections import Counter
from collections.abc import Mapping
from itertools import product

import networkx as nx
import pandas as pd
from matplotlib.figure import Figure

from pipeline.reporting.network_charts import EDGES_PER_NODE, draw, layout, main_part, named
from pipeline.reporting.style import head, letters, nothing, one_page_wide, page_width, say
from pipeline.text.casing import fold

Tables = Mapping[str, pd.DataFrame]
AUTHORS = 28
WINDOW = "paragraph"  # in which two works must be cited


def authors_together(tables: Tables) -> nx.Graph:
    """The most cited authors; an edge is as strong as the paragraphs that cite works of both."""
    names = {
        str(row.work_id): [a.strip() for a in str(row.authors or "").split(";") if a.strip()]
        for row in tables["works"].itertuples()
    }
    rows = tables["citation_frequency"]
    rows = rows[rows["level"] == "author"].sort_values(
        ["n_citations", "id"], ascending=[False, True]
    )
    cited = {str(row.id): row for row in rows[: letters(AUTHORS)].itertuples()}
    pairs: Counter[tuple[str, str]] = Counter()
    together = tables["work_pairs"]
    for row in together[together["window"] == WINDOW].itertuples():
        for a, b in product(names.get(str(row.work_a), []), names.get(str(row.work_b), [])):
            one, other = sorted((fold(a), fold(b)))
            if one != other and {one, other} <= cited.keys():
                pairs[one, other] += int(row.n)
    graph = nx.Graph()
    for author, row in sorted(cited.items()):
        name = str(row.label).partition(",")[0] or str(row.label)
        graph.add_node(author, name=name, label="PERSON", n=int(row.n_citations))
    strongest = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    for (a, b), n in strongest[: EDGES_PER_NODE * len(graph)]:
        graph.add_edge(a, b, n=n)
    graph.remove_nodes_from([node for node in list(graph) if not graph.degree(node)])
    return main_part(graph)


def author_network(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Authors cited in the same paragraphs; the mark's size is the number of citations."""
    graph = authors_together(tables)
    height = page_width() * (0.72 if one_page_wide() else 0.95)
    figure.set_size_inches(page_width(), height if len(graph) > 2 else 1.6)
    axes = figure.add_subplot()
    head(figure, axes, say("Authors cited together", "Birlikte atıf alan yazarlar"))
    axes.axis("off")
    if len(graph):
        places = layout(graph)
        draw(axes, graph, places)
        named(axes, graph, places)
    else:
        nothing(axes, say("no two authors in one paragraph", "aynı paragrafta iki yazar yok"))
    rows = [
        {"author_a": a, "author_b": b, "n": data["n"]}
        for a, b, data in sorted(graph.edges(data=True))
    ]
    return pd.DataFrame(rows, columns=["author_a", "author_b", "n"])
