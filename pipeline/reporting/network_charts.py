"""Who occurs with whom: the network and the matrix of the strongest pairs."""

from collections.abc import Mapping

import networkx as nx
import numpy as np
import pandas as pd
from adjustText import adjust_text
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from pipeline.reporting.style import (
    COLOURS,
    INK,
    MARKERS,
    fitted,
    head,
    letters,
    one_page_wide,
    page_width,
    say,
)

Tables = Mapping[str, pd.DataFrame]
NODES, MATRIX = 32, 20
EDGES_PER_NODE = 3
MIN_COUNT = 2
LEGEND = 6  # kinds in a row
SEED = 11
MARGIN = 0.08  # beside the unit square of the layout
RIM = 8  # points of a mark that names keep away from
LABEL_LENGTH = 24
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
    return nx.Graph(graph.subgraph(sorted(part)))


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
    return places


def _boxed(
    graph: nx.Graph, part: set[str], x: float, y: float, width: float, height: float
) -> dict[str, tuple[float, float]]:
    """One connected part, laid out in a box by the springs of Kamada and Kawai."""
    nodes = sorted(part)
    placed = nx.kamada_kawai_layout(graph.subgraph(nodes), weight=None)
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
    figure.set_size_inches(page_width(), page_width() * 0.86)
    axes = figure.add_subplot()
    head(figure, axes, say("Entities in the same sentence", "Aynı cümlede geçen varlıklar"))
    axes.axis("off")
    draw(axes, graph, places)
    here = {data["label"] for _, data in graph.nodes(data=True)}
    used = [label for label in COLOURS if label in here]
    handles = [
        Line2D([], [], color=COLOURS[label], marker=MARKERS[label], lw=0, label=label)
        for label in used
    ]
    if handles:
        figure.legend(
            handles=handles, loc="outside lower center", ncols=min(len(handles), letters(LEGEND))
        )
    rows = [
        {"entity_a": a, "entity_b": b, "name_a": graph.nodes[a]["name"],
         "name_b": graph.nodes[b]["name"], "n": data["n"], "npmi": data["npmi"]}
        for a, b, data in sorted(graph.edges(data=True))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["entity_a", "entity_b", "name_a", "name_b", "n", "npmi"])


def draw(axes: Axes, graph: nx.Graph, places: dict[str, tuple[float, float]]) -> None:
    """Lines as wide as ``n`` of an edge, marks as large as ``n`` of a node, names beside them."""
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
    largest = max((data["n"] for _, data in graph.nodes(data=True)), default=1)
    sizes = {node: 25 + 210 * data["n"] / largest for node, data in graph.nodes(data=True)}
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
    _labels(axes, graph, places, sizes)


def _labels(
    axes: Axes, graph: nx.Graph, places: dict[str, tuple[float, float]], sizes: dict[str, float]
) -> None:
    """Names beside their nodes, moved apart until none covers another or a mark."""
    texts = [
        axes.text(*places[node], fitted(data["name"], LABEL_LENGTH), size=7, color=INK, zorder=3)
        for node, data in graph.nodes(data=True)
    ]
    if not texts:
        return
    axes.set_xlim(-MARGIN, 1 + MARGIN)
    axes.set_ylim(-MARGIN, 1 + MARGIN)
    axes.figure.canvas.draw()
    rims = np.concatenate([_rim(axes, places[node], sizes[node]) for node in graph])
    np.random.seed(SEED)  # adjustText draws from numpy's global generator
    adjust_text(
        texts, ax=axes, x=rims[:, 0], y=rims[:, 1], target_x=[places[n][0] for n in graph],
        target_y=[places[n][1] for n in graph],
        expand=(1.1, 1.35), force_text=(0.3, 0.5), iter_lim=400, ensure_inside_axes=True,
        arrowprops={"arrowstyle": "-", "color": "#AAA69A", "lw": 0.5},
    )  # fmt: skip


def _rim(axes: Axes, place: tuple[float, float], size: float) -> NDArray[np.float64]:
    """Points on the rim of a mark of `size` square points, and its middle, in data."""
    angles = np.linspace(0, 2 * np.pi, RIM, endpoint=False)
    radius = np.sqrt(size) / 2 * axes.figure.dpi / 72
    circle = radius * np.column_stack([np.cos(angles), np.sin(angles)])
    around = axes.transData.transform(place) + np.vstack([circle, [0, 0]])
    points: NDArray[np.float64] = axes.transData.inverted().transform(around)
    return points


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
    figure.set_size_inches(page_width(), min(size, page_width()))
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
    for ticks in (axes.get_xticklabels(), axes.get_yticklabels()):
        for tick, node in zip(ticks, order, strict=True):
            tick.set_color(COLOURS[graph.nodes[node]["label"]])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    made = pd.DataFrame(matrix, columns=[graph.nodes[node]["name"] for node in order])
    made.insert(0, "name", [graph.nodes[node]["name"] for node in order])
    return made
