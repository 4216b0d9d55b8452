"""What the page knows: the network as plain values for JSON, its nodes, edges and options made by pyvis.

Entities, sentences and documents are numbered in the order of their ids; everything else refers to them by number.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from spacepact import vocab
from spacepact.network import Network, Statement, edge_rule, find, pair, search
from spacepact.network.graph import short_name
from spacepact.network.layout import facing, whole
from spacepact.network.read import iri_of
from spacepact.network.views import is_actor, most_connected_first, span_of

SHAPES = {
    "State": "hexagon", "Organization": "square", "Person": "dot", "Agreement": "diamond", "Mission": "star",
    "Event": "triangle", "Facility": "triangleDown", "Place": "dot", "Topic": "square",
}  # fmt: skip
HOLLOW = ("Place", "Topic")
USUAL_PAIRS = (("India", "United States"), ("India", "Japan"), ("India", "Russia"))
DRAWN_WHOLE = 1000
DRAWN_FIRST = 500
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -60, "springLength": 110, "avoidOverlap": 0.4},
        "stabilization": {"enabled": False},
    },
    "interaction": {"hover": True, "tooltipDelay": 300, "keyboard": False, "multiselect": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1},
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.8, "arrows": {"to": {"scaleFactor": 0.45}}},
}


def payload(network: Network, *, title: str, pairs: Sequence[tuple[str, str]] | None = None) -> dict[str, Any]:
    """All that the page's script reads, the same for the same network.

    `pairs` names the pairs of states that get a tab of their own; without it the usual ones do, as far as they are there.
    """
    numbers = {name: number for number, name in enumerate(sorted(network.entities))}
    sources = {name: number for number, name in enumerate(sorted(network.sources))}
    quotes = _quotes(network)
    return {
        "title": title,
        "bases": {
            "id": vocab.ID,
            "topic": vocab.TOPIC,
            "pact": vocab.PACT,
            "claim": vocab.CLAIM,
            "passage": vocab.PASSAGE,
            "doc": vocab.DOC,
        },
        "statuses": vocab.STATUSES,
        "groups": [{"name": name, "shape": shape, "hollow": name in HOLLOW} for name, shape in SHAPES.items()],
        "drawn": {"whole": DRAWN_WHOLE, "first": DRAWN_FIRST},
        "costs": _costs(),
        "relations": _relations(network),
        "nodes": _nodes(network, numbers),
        "edges": _edges(network, numbers),
        "options": _options(),
        "statements": [_statement(network, s, numbers, sources, quotes) for s in network.statements],
        "quotes": [_quote(network, name, numbers, sources) for name in quotes],
        "sources": [_source(network, name) for name in sources],
        "broader": sorted([numbers[a], numbers[b]] for a, b in network.broader.items() if a in numbers and b in numbers),
        "tabs": list(_tabs(network, numbers, pairs)),
    }


def _costs() -> dict[str, Any]:
    names = {"hop": search.HOP, "thin": search.THIN, "vague": search.VAGUE, "toll": search.TOLL, "busy": search.BUSY}
    return {**names, "doubt": dict(search.DOUBT), "floors": dict(search.FLOORS)}


def _relations(network: Network) -> dict[str, dict[str, Any]]:
    rules = (edge_rule(network, name) for name in sorted({s.relation for s in network.statements}))
    vague = {rule.name: search.VAGUE - min(search.VAGUE, int(search.VAGUE * rule.weight + 0.5)) for rule in rules}
    return {
        name: {"label": edge_rule(network, name).label, "directed": edge_rule(network, name).directed, "vague": cost}
        for name, cost in vague.items()
    }


def _nodes(network: Network, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Nodes as pyvis makes them, with what the cards show besides."""
    from pyvis.node import Node

    places = whole(network)
    ranks = {name: rank for rank, name in enumerate(most_connected_first(network))}
    nodes = []
    for name, number in numbers.items():
        entity = network.entities[name]
        group = vocab.COARSE.get(entity.kind, "Place" if entity.kind == "Entity" else entity.kind)
        x, y = places[name]
        node = Node(number, SHAPES.get(group, "dot"), entity.label, group=group, x=x, y=y, size=10)
        sides = sorted(numbers[state] for state in network.sides.get(name, ()) if state in numbers)
        names = {"name": name, "iri": iri_of(name), "short": short_name(entity), "other": list(entity.alt_labels)}
        more = {"kind": entity.kind, "rank": ranks[name], "actor": is_actor(network, name), "sides": sides}
        nodes.append({**node.options, **names, **more})
    return nodes


def _edges(network: Network, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """An edge for each two entities that statements join, as pyvis makes them, with the numbers of those statements."""
    from pyvis.edge import Edge

    joined: dict[tuple[int, int], list[int]] = {}
    for number, s in enumerate(network.statements):
        if s.joins:
            ends = sorted((numbers[s.subject], numbers[s.object]))
            joined.setdefault((ends[0], ends[1]), []).append(number)
    return [Edge(a, b, id=f"{a}-{b}", statements=members).options for (a, b), members in sorted(joined.items())]


def _options() -> Any:
    from pyvis.network import Network as Picture

    picture = Picture(directed=True, cdn_resources="in_line")
    picture.set_options(json.dumps(OPTIONS))
    return json.loads(picture.get_network_data()[-1])


def _quotes(network: Network) -> dict[str, int]:
    """The sentences that the page needs: those that support a statement, and up to three for an entity without one."""
    needed = {name for s in network.statements for name in s.passages if name in network.quotes}
    stated = {name for s in network.statements for name in (s.subject, s.object)}
    few: dict[str, int] = {}
    for name in sorted(network.quotes):
        silent = [entity for entity in network.quotes[name].mentions if entity not in stated and few.get(entity, 0) < 3]
        if silent:
            needed.add(name)
            few |= {entity: few.get(entity, 0) + 1 for entity in silent}
    return {name: number for number, name in enumerate(sorted(needed))}


def _statement(
    network: Network, s: Statement, numbers: dict[str, int], sources: dict[str, int], quotes: dict[str, int]
) -> list[Any]:
    """Id, subject, relation, object, status, document, rule, confidence, sentences, time, first and last day, role, topics."""
    span = span_of(network, s) or (None, None)
    topics = [numbers[name] for name in s.topics if name in numbers]
    cited = sorted((name for name in s.passages if name in quotes), key=lambda name: (network.quotes[name].start, name))
    return [
        s.id, numbers[s.subject], s.relation, s.object if s.literal else numbers[s.object], s.status, sources[s.document], s.rule,
        s.confidence, [quotes[name] for name in cited], s.when, *span, s.earliest, s.latest, s.role, topics,
    ]  # fmt: skip


def _quote(network: Network, name: str, numbers: dict[str, int], sources: dict[str, int]) -> list[Any]:
    """Id, document, first and last character, text, entities that it names."""
    quote = network.quotes[name]
    return [
        quote.id,
        sources[quote.document],
        quote.start,
        quote.end,
        quote.text,
        sorted(numbers[other] for other in quote.mentions),
    ]


def _source(network: Network, name: str) -> dict[str, str | None]:
    source = network.sources[name]
    about = {"issued": source.issued, "day": source.day, "publisher": source.publisher, "link": source.link}
    return {"name": source.identifier, "title": source.title, **about}


def _tabs(network: Network, numbers: dict[str, int], pairs: Sequence[tuple[str, str]] | None) -> Iterable[dict[str, Any]]:
    for one, other in _known(network, USUAL_PAIRS) if pairs is None else [(find(network, a), find(network, b)) for a, b in pairs]:
        view = pair(network, one, other)
        if view.statements:
            places = facing(view, one, other)
            label = " – ".join(short_name(network.entities[state], room=9) for state in (one, other))
            places_by_number = [[numbers[name], *place] for name, place in sorted(places.items())]
            yield {"label": label, "pair": [numbers[one], numbers[other]], "places": places_by_number}


def _known(network: Network, pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for names in pairs:
        found = [network.names.get(name.casefold()) for name in names]
        if all(state and network.entities[state].kind == "State" for state in found):
            yield str(found[0]), str(found[1])
