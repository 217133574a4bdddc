"""Who occurs with whom: the network and the matrix of the strongest pairs."""

from collections.abc import Collection, Mapping

import networkx as nx
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from pipeline.reporting import labels
from pipeline.reporting.style import (
    COLOURS,
    INK,
    LAYOUTS,
    MARK_PAD,
    MARKERS,
    fitted,
    head,
    kinds,
    kinds_height,
    legible,
    letters,
    mark,
    one_page_wide,
    page_width,
    say,
    shortened,
)

Tables = Mapping[str, pd.DataFrame]
NODES, MATRIX = 32, 20
EDGES_PER_NODE = 3
MIN_COUNT = 2
MARGIN = 0.08  # beside the unit square of the layout
RIM = 1.0  # points of white around a mark
LABEL_LENGTH, SHORT_LENGTH = 24, 19  # letters of a name on two columns and on one
APART = 0.6  # of the distance at which as many nodes would fill the square evenly
LEAST_WIDTH, MAIN_WIDTH, GAP = 0.5, 0.74, 0.1  # of the largest connected part, and beside it


def network(tables: Tables, nodes: int = NODES) -> nx.Graph:
    """The graph of the entities with most company; edges are sentences that name both."""
    pairs = tables["cooccurrence"]
    pairs = pairs[pairs["window"] == "sentence"]
    kept = pairs[pairs["n"] >= MIN_COUNT]
    pairs = kept if len(kept) >= MIN_COUNT else pairs
    strength = pd.concat([
        pairs.groupby("entity_a")["n"].sum(), pairs.groupby("entity_b")["n"].sum()
    ]).groupby(level=0).sum()  # fmt: skip
    order = sorted(strength.items(), key=lambda item: (-item[1], str(item[0])))[:nodes]
    chosen = [str(entity) for entity, _ in order]
    entities = tables["entities"].set_index("entity_id")
    graph = nx.Graph()
    for entity in sorted(chosen):
        row = entities.loc[entity]
        graph.add_node(entity, name=row["name"], label=row["label"], n=int(row["n_mentions"]))
    inside = pairs[pairs["entity_a"].isin(chosen) & pairs["entity_b"].isin(chosen)]
    inside = inside.sort_values(["n", "entity_a", "entity_b"], ascending=[False, True, True])
    for row in inside[: EDGES_PER_NODE * len(chosen)].itertuples():
        graph.add_edge(row.entity_a, row.entity_b, n=int(row.n), npmi=float(row.npmi))
    graph.remove_nodes_from([node for node in list(graph) if not graph.degree(node)])
    return main_part(graph)


def main_part(graph: nx.Graph) -> nx.Graph:
    """The largest connected part where there is no room beside it, else the whole graph."""
    if one_page_wide() or not len(graph):
        return graph
    part = min(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return _part(graph, part)


def _part(graph: nx.Graph, nodes: Collection[str]) -> nx.Graph:
    """A part of the graph in order of id; networkx's own follows the order of a set."""
    made = nx.Graph()
    made.add_nodes_from((node, graph.nodes[node]) for node in sorted(nodes))
    inside = ((min(a, b), max(a, b), data) for a, b, data in graph.subgraph(nodes).edges(data=True))
    made.add_edges_from(sorted(inside, key=lambda edge: edge[:2]))
    return made


def layout(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Positions in a unit square: the largest connected part, the others in a column beside it."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    if not parts:
        return {}
    share = len(parts[0]) / len(graph)
    width = min(max(share, LEAST_WIDTH), MAIN_WIDTH) if len(parts) > 1 else 1.0
    places = _boxed(graph, parts[0], 0.0, 0.0, width, 1.0)
    height = 1.0 / max(len(parts) - 1, 1)
    for at, part in enumerate(parts[1:]):
        low = 1.0 - (at + 0.85) * height
        places |= _boxed(graph, part, width + GAP, low, 1.0 - width - GAP, 0.7 * height)
    nodes = sorted(places)
    moved = labels.spread(np.array([places[n] for n in nodes]), APART / len(nodes) ** 0.5)
    return {
        node: (round(float(x), 4), round(float(y), 4))
        for node, (x, y) in zip(nodes, moved, strict=True)
    }


def _boxed(
    graph: nx.Graph, part: set[str], x: float, y: float, width: float, height: float
) -> dict[str, tuple[float, float]]:
    """One connected part, laid out in a box by the springs of Kamada and Kawai."""
    nodes = sorted(part)
    placed = nx.kamada_kawai_layout(_part(graph, nodes), weight=None)
    xy = np.array([placed[node] for node in nodes])
    low, high = xy.min(axis=0), xy.max(axis=0)
    flat = high - low <= 1e-6  # in the middle, then
    xy = np.where(flat, 0.5, (xy - low) / np.where(flat, 1.0, high - low)) * (width, height) + (
        x,
        y,
    )
    return {
        node: (round(float(a), 4), round(float(b), 4))
        for node, (a, b) in zip(nodes, xy, strict=True)
    }


def cooccurrence_network(tables: Tables, figure: Figure) -> pd.DataFrame:
    """Entities that stand in the same sentences; the line's width is the number of sentences."""
    graph = network(tables, letters(NODES))
    places = layout(graph)
    figure.set_size_inches(page_width(), page_width() * (0.86 if one_page_wide() else 1.15))
    axes = figure.add_subplot()
    head(figure, axes, say("Entities in the same sentence", "Aynı cümlede geçen varlıklar"))
    axes.axis("off")
    draw(axes, graph, places)
    kinds(figure, {data["label"] for _, data in graph.nodes(data=True)})
    if len(graph):
        named(axes, graph, places)
    rows = [
        {"entity_a": a, "entity_b": b, "name_a": graph.nodes[a]["name"],
         "name_b": graph.nodes[b]["name"], "n": data["n"], "npmi": data["npmi"]}
        for a, b, data in sorted(graph.edges(data=True))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["entity_a", "entity_b", "name_a", "name_b", "n", "npmi"])


def draw(axes: Axes, graph: nx.Graph, places: dict[str, tuple[float, float]]) -> None:
    """Lines as wide as ``n`` of an edge, marks as large as ``n`` of a node; names: `named`."""
    most = max((data["n"] for _, _, data in graph.edges(data=True)), default=1)
    for a, b, data in sorted(graph.edges(data=True), key=lambda edge: edge[2]["n"]):
        (x0, y0), (x1, y1) = places[a], places[b]
        share = data["n"] / most
        axes.plot(
            [x0, x1],
            [y0, y1],
            color="#8A8577",
            lw=0.4 + 3 * share,
            alpha=0.25 + 0.4 * share,
            zorder=1,
            solid_capstyle="round",
        )
    sizes = _sizes(graph)
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        axes.scatter(
            [x],
            [y],
            s=sizes[node],
            zorder=2,
            linewidth=0.8,
            color=COLOURS[data["label"]],
            marker=MARKERS[data["label"]],
            edgecolor="white",
        )


def named(axes: Axes, graph: nx.Graph, places: dict[str, tuple[float, float]]) -> None:
    """Names beside the marks that `draw` made; called last, when nothing moves the axes."""
    axes.set_xlim(-MARGIN, 1 + MARGIN)
    axes.set_ylim(-MARGIN, 1 + MARGIN)
    figure = axes.get_figure(root=True)
    assert figure is not None
    for _ in range(LAYOUTS):
        figure.draw_without_rendering()
    order = sorted(graph, key=lambda node: (-graph.nodes[node]["n"], node))
    sizes = _sizes(graph)
    xy = {node: axes.transData.transform(places[node]) for node in order}
    point = figure.dpi / 72
    most = LABEL_LENGTH if one_page_wide() else SHORT_LENGTH
    texts = {
        node: axes.annotate(
            shortened(legible(graph.nodes[node]["name"]), most), places[node], (0, 0), size=7,
            textcoords="offset points", ha="center", va="center", color=INK, zorder=3,
        )
        for node in order
    }  # fmt: skip
    boxes = [texts[node].get_window_extent() for node in order]
    found = labels.places(
        [
            labels.Label(xy[node][0], xy[node][1], (RIM + np.sqrt(sizes[node]) / 2) * point,
                         box.width + 2 * point, box.height + point)
            for node, box in zip(order, boxes, strict=True)
        ],
        (axes.bbox.x0, axes.bbox.y0, axes.bbox.x1, axes.bbox.y1),
        [(*xy[a], *xy[b]) for a, b in sorted(graph.edges)],
    )  # fmt: skip
    for node, place, box in zip(order, found, boxes, strict=True):
        if not place.free:  # no room: the numbers beside the chart have the name
            texts[node].remove()
            continue
        away = (np.array([place.x, place.y]) - xy[node]) / point
        texts[node].set_position(tuple(away))
        texts[node].set_in_layout(False)
        if place.led:
            axes.annotate(
                "", places[node], _edge(away, box.width / point, box.height / point),
                textcoords="offset points", zorder=0.5,
                arrowprops={"arrowstyle": "-", "color": "#AAA69A", "lw": 0.5, "shrinkA": 1},
            ).set_in_layout(False)  # fmt: skip


def _edge(centre: NDArray[np.float64], width: float, height: float) -> tuple[float, float]:
    """Where a line from the centre of a name to its mark, at (0, 0), leaves the name's box.

    >>> _edge(np.array([0.0, 10.0]), 20, 8)
    (0.0, 6.0)
    """
    half = np.array([width, height]) / 2
    inside = min(np.divide(half, np.abs(centre), where=centre != 0, out=np.ones(2)).min(), 1.0)
    x, y = centre * (1 - inside)
    return float(x), float(y)


def _sizes(graph: nx.Graph) -> dict[str, float]:
    """The areas of the marks, in square points."""
    largest = max((data["n"] for _, data in graph.nodes(data=True)), default=1)
    return {node: 25 + 210 * data["n"] / largest for node, data in graph.nodes(data=True)}


def cooccurrence_matrix(tables: Tables, figure: Figure) -> pd.DataFrame:
    """How many sentences name each two of the entities with most company."""
    graph = network(tables, letters(MATRIX))
    nodes = graph.nodes
    order = sorted(graph, key=lambda node: (nodes[node]["label"], -nodes[node]["n"], node))
    pairs = tables["cooccurrence"]
    pairs = pairs[(pairs["window"] == "sentence")]
    at = {node: i for i, node in enumerate(order)}
    matrix = np.zeros((len(order), len(order)), int)
    for row in pairs.itertuples():
        if row.entity_a in at and row.entity_b in at:
            i, j = at[row.entity_a], at[row.entity_b]
            matrix[i, j] = matrix[j, i] = int(row.n)
    size = max(2.5, 1.9 + 0.235 * len(order))
    shown_kinds = {nodes[node]["label"] for node in order}
    figure.set_size_inches(page_width(), min(size, page_width()) + kinds_height(shown_kinds))
    axes = figure.add_subplot()
    # over the whole figure: beside long names the axes are narrower than their title
    figure.suptitle(
        say("Sentences that name both", "İkisini de anan cümle sayısı"), x=0.01, ha="left",
        size=9.5, weight="bold",
    )  # fmt: skip
    if len(order):
        shown = np.ma.masked_equal(matrix, 0)
        axes.imshow(shown, cmap="cividis_r", aspect="equal", vmin=0)
        middle = matrix.max() / 2
        for i in range(len(order)):
            for j in range(len(order)):
                if matrix[i, j]:
                    axes.text(
                        j,
                        i,
                        str(matrix[i, j]),
                        ha="center",
                        va="center",
                        size=6,
                        color="white" if matrix[i, j] > middle else INK,
                    )
    names = [fitted(graph.nodes[node]["name"], LABEL_LENGTH) for node in order]
    axes.set_xticks(range(len(order)), names, rotation=90)
    axes.set_yticks(range(len(order)), names)
    for at_row, node in enumerate(order):
        mark(axes, at_row, nodes[node]["label"])
        mark(axes, at_row, nodes[node]["label"], below=True)
    if len(order):
        axes.set_xlim(-0.5, len(order) - 0.5)
        axes.set_ylim(len(order) - 0.5, -0.5)
    kinds(figure, shown_kinds)
    axes.tick_params(length=0, pad=MARK_PAD)
    axes.spines[:].set_visible(False)
    made = pd.DataFrame(matrix, columns=[graph.nodes[node]["name"] for node in order])
    made.insert(0, "name", [graph.nodes[node]["name"] for node in order])
    return made
