"""Pictures for print: a view of the network as SVG or PNG, with a legend of kinds and line styles.

Drawn by matplotlib, which is an extra (`pip install "spacepact[draw]"`). The same network gives the same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacepact.errors import SpacepactError
from spacepact.network import Network, among, find
from spacepact.network.graph import short_name
from spacepact.network.layout import facing, whole
from spacepact.network.views import most_connected_first
from spacepact.vocab import COARSE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Places = Mapping[str, tuple[int, int]]

FORMATS = (".svg", ".png")
INCH = 100.0
PAPER, INK, LINE = "#ffffff", "#1c2126", "#6d7780"
MARKERS = {
    "State": ("H", "#1d5c7a"), "Organization": ("s", "#2d7f6f"), "Person": ("o", "#b8801f"), "Agreement": ("D", "#7b4397"),
    "Mission": ("*", "#c0482f"), "Event": ("^", "#8a5a2b"), "Facility": ("v", "#5c7a2e"), "Place": ("o", "#4f6b8a"),
    "Topic": ("s", "#8f4a6b"),
}  # fmt: skip
LABEL: Mapping[str, Any] = {
    "fontsize": 7.5, "color": INK, "ha": "center", "va": "top", "parse_math": False,
    "bbox": {"facecolor": PAPER, "alpha": 0.75, "edgecolor": "none", "pad": 0.4},
}  # fmt: skip
HOLLOW = frozenset({"Place", "Topic"})
SURE = ("occurred", "ongoing", "planned", "possible")
STYLES: Mapping[str, Any] = {"occurred": "-", "ongoing": "-", "planned": (0, (6, 4)), "possible": (0, (1, 3))}


def draw(
    network: Network,
    path: str | Path,
    *,
    title: str | None = None,
    most: int = 60,
    pair: tuple[str, str] | None = None,
    topics: bool = False,
) -> Path:
    """Write a picture of a view, its best connected entities up to `most`, and give the path back.

    The suffix says the format: .svg or .png. `pair`, two states by name, puts one side to the left and the other to the right;
    `topics` draws topics as well. Raises SpacepactError for another suffix, where nothing is joined, or where matplotlib is
    missing; UnknownName for a state that the view does not hold.
    """
    target = Path(path)
    if target.suffix.lower() not in FORMATS:
        raise SpacepactError(f"{target.name} is neither .svg nor .png: name the picture with one of the two.")
    shown = among(network, (name for name, entity in network.entities.items() if topics or entity.kind != "Topic"))
    joined = [entity for entity in most_connected_first(shown) if shown.neighbours[entity]]
    if not joined:
        raise SpacepactError("this view joins no two entities, so that there is nothing to draw: choose a wider one.")
    part = among(network, joined[:most])
    places = facing(part, *(find(part, name) for name in pair)) if pair else whole(part)
    target.parent.mkdir(parents=True, exist_ok=True)
    _save(_figure(part, places, title, left_out=len(joined) - len(part.entities)), target)
    return target


def _figure(network: Network, places: Places, title: str | None, *, left_out: int) -> Figure:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise SpacepactError('pictures need matplotlib: pip install "spacepact[draw]".') from error

    across, down = [x for x, _ in places.values()], [y for _, y in places.values()]
    size = (max(7.0, (max(across) - min(across) + 320) / INCH), max(5.0, (max(down) - min(down) + 260) / INCH))
    figure = Figure(figsize=size, facecolor=PAPER)
    axes = figure.add_axes((0.01, 0.08, 0.98, 0.86))
    axes.set_axis_off()
    axes.set_xlim(min(across) - 150, max(across) + 150)
    axes.set_ylim(max(down) + 80, min(down) - 50)
    _edges(axes, network, places)
    _nodes(axes, network, places)
    _legend(figure, network)
    heading = " · ".join(part for part in (title, f"{left_out} less connected entities not drawn" if left_out else None) if part)
    figure.text(0.02, 0.965, _plain(heading), fontsize=13, color=INK, va="center", parse_math=False)
    return figure


def _links(network: Network) -> Iterator[tuple[str, str, str, int]]:
    """Each two entities that are joined, with the surest status and the number of statements."""
    for one in sorted(network.entities):
        for other, statements in sorted(network.neighbours[one].items()):
            if one < other:
                status = min((s.status for s in statements), key=SURE.index)
                yield one, other, status, len(statements)


def _edges(axes: Axes, network: Network, places: Places) -> None:
    for one, other, status, count in _links(network):
        (x, y), (to_x, to_y) = places[one], places[other]
        axes.plot(
            [x, to_x], [y, to_y], linestyle=STYLES[status], color=LINE, alpha=0.55, linewidth=0.6 + 0.4 * log2(count), zorder=1
        )


def _nodes(axes: Axes, network: Network, places: Places) -> None:
    for name in sorted(network.entities):
        entity, (x, y) = network.entities[name], places[name]
        group = COARSE.get(entity.kind, "Place")
        size = 5 + 1.6 * log2(1 + len(network.neighbours[name]))
        axes.plot([x], [y], zorder=3, linestyle="none", **_marker(group, size))
        axes.text(x, y + 12 + size * 0.9, _wrapped(short_name(entity)), zorder=4, **LABEL)


def _marker(group: str, size: float) -> dict[str, Any]:
    shape, colour = MARKERS[group]
    fill = PAPER if group in HOLLOW else colour
    return {
        "marker": shape,
        "markersize": size * (1.4 if shape == "*" else 1),
        "markerfacecolor": fill,
        "markeredgecolor": colour,
        "markeredgewidth": 1.2,
    }


def _legend(figure: Figure, network: Network) -> None:
    from matplotlib.lines import Line2D

    groups = sorted({COARSE.get(entity.kind, "Place") for entity in network.entities.values()}, key=list(MARKERS).index)
    kinds = [Line2D([], [], linestyle="none", label=group, **_marker(group, 7)) for group in groups]
    lines = [_sample("occurred", "occurred or ongoing"), _sample("planned", "planned"), _sample("possible", "possible")]
    handles: Sequence[Line2D] = [*kinds, *lines]
    figure.legend(handles=handles, loc="lower center", ncols=min(6, len(handles)), frameon=False, fontsize=8, labelcolor=INK)


def _sample(status: str, label: str) -> Any:
    from matplotlib.lines import Line2D

    return Line2D([], [], color=LINE, linestyle=STYLES[status], label=label)


def _wrapped(label: str) -> str:
    return "\n".join(textwrap.wrap(_plain(textwrap.shorten(label, 46, placeholder=" …")) or "…", 24)[:2])


def _plain(text: str) -> str:
    """Text without control characters and those that turn the writing direction."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _save(figure: Figure, target: Path) -> None:
    import matplotlib as mpl

    with mpl.rc_context({"svg.hashsalt": "spacepact", "svg.fonttype": "none", "font.family": "DejaVu Sans"}):
        figure.savefig(
            target, dpi=150, facecolor=PAPER, metadata={"Date": None} if target.suffix.lower() == ".svg" else {"Software": None}
        )
