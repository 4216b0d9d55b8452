// The picture: vis-network draws what the view holds, at the positions that came with the page.

const shownNodes = new vis.DataSet();
const shownEdges = new vis.DataSet();
let network = null;
let places = new Map();
let standing = "";
let candidate = null;

const FEW_EDGES = 45;
const MANY_EDGES = 500;

const startPicture = () => {
  const frame = byId("picture");
  network = new vis.Network(frame, { nodes: shownNodes, edges: shownEdges }, raw.options);
  frame.querySelectorAll("[tabindex]").forEach((inner) => inner.setAttribute("tabindex", "-1"));
  frame.querySelector("canvas").setAttribute("aria-hidden", "true");
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) update({ focus: { type: "node", node } });
    else if (edge !== undefined) update({ focus: edgeFocus(edge) });
    else if (state.focus) update({ focus: null });
  });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) expand(node); });
  network.on("afterDrawing", drawLabels);
  network.on("dragEnd", ({ nodes: [node] }) => {
    if (node === undefined) return;
    const { x, y } = network.getPosition(node);
    update({ pinned: new Map(state.pinned).set(node, [Math.round(x), Math.round(y)]) });
  });
  frame.addEventListener("keydown", pictureKeys);
};

const edgeFocus = (key) => {
  const [one, other] = key.split("-").map(Number);
  return { type: "edge", one, other };
};

// Positions -------------------------------------------------------------------

const placesOfTab = () => {
  if (view.ways) return layered(view.ways);
  const tab = raw.tabs.find(({ pair }) => [...pair].sort((a, b) => a - b).join("-") === state.tab);
  if (tab) return new Map(tab.places.map(([node, x, y]) => [node, { x, y }]));
  return state.tab === "all" ? new Map() : facing(...state.tab.split("-").map(Number));
};

/** Paths from left to right, a lane for each: the best in the middle, the next ones by turns above and below it. */
const layered = (ways) => {
  const found = new Map();
  const wide = 240 * Math.max(2, ...ways.map(({ way }) => way.length - 1));
  let lane = 0;
  for (const { way } of ways) {
    const fresh = way.slice(1, -1).filter((node) => !found.has(node));
    const height = (lane % 2 ? 1 : -1) * Math.ceil(lane / 2) * 105;
    way.forEach((node, at) => {
      const between = at > 0 && at < way.length - 1;
      if (!found.has(node)) found.set(node, { x: Math.round((wide * at) / (way.length - 1)), y: between ? height : 0 });
    });
    if (fresh.length || way.length === 2) lane += 1;
  }
  return found;
};

/** A pair of states that has no positions of its own: the sides in columns left and right, what they share between them. */
const facing = (left, right) => {
  const members = [...view.candidates].sort((a, b) => a - b);
  const width = 60 * Math.sqrt(members.length);
  const sideOf = (node) => {
    const sides = nodes[node].sides.filter((side) => side === left || side === right);
    return sides.length === 1 ? (sides[0] === left ? -1 : 1) : 0;
  };
  const bands = members.map((node) => [[-width, -0.45 * width], [-0.35 * width, 0.35 * width], [0.45 * width, width]][sideOf(node) + 1]);
  const points = members.map((node, at) => ({ x: (bands[at][0] + bands[at][1]) / 2, y: (((at * 0.618) % 1) - 0.5) * 1.4 * width }));
  const index = new Map(members.map((node, at) => [node, at]));
  const links = [...view.edges.keys()].map((key) => key.split("-").map((node) => index.get(Number(node)))).filter(([a, b]) => a !== undefined && b !== undefined);
  for (let round = 0, rounds = members.length > 400 ? 40 : 160; round < rounds; round += 1) relax(points, links, bands, 60 * (1 - round / rounds) + 4);
  const middle = members.map((node, at) => ({ node, ...points[at] })).filter(({ node }) => !sideOf(node));
  const tall = (62 * middle.length) / 2.1;
  [...middle].sort((a, b) => a.y - b.y).forEach((point, at) => { point.y = 0.25 * point.y + 0.75 * tall * ((at + 0.5) / middle.length - 0.5); });
  pushApart(middle, 170, 62);
  const found = new Map(middle.map(({ node, x, y }) => [node, { x: Math.round(x), y: Math.round(y) }]));
  const edge = Math.max(0, ...middle.map(({ x }) => Math.abs(x))) + 195;
  for (const [state_, sign] of [[left, -1], [right, 1]]) {
    const column = members.filter((node) => sideOf(node) === sign && node !== state_).sort((a, b) => points[index.get(a)].y - points[index.get(b)].y);
    const columns = Math.max(1, Math.ceil(column.length / 14));
    column.forEach((node, at) => {
      const [across, down] = [at % columns, Math.floor(at / columns)];
      found.set(node, { x: sign * (edge + 170 * across), y: Math.round((down - (column.length / columns - 1) / 2) * 80 + 40 * (across % 2)) });
    });
    found.set(state_, { x: sign * (edge + 170 * (columns - 0.2)), y: 0 });
  }
  return found;
};

const pushApart = (points, wide, high) => {
  for (let round = 0; round < 120; round += 1) {
    let moved = false;
    for (let a = 0; a < points.length; a += 1) {
      for (let b = a + 1; b < points.length; b += 1) {
        const [dx, dy] = [(points[b].x - points[a].x) / wide || 0.01, (points[b].y - points[a].y) / high];
        const distance = Math.hypot(dx, dy);
        if (distance >= 1) continue;
        moved = true;
        const half = ((1 - distance) / distance) * 0.3;
        points[a].x -= dx * half * wide; points[a].y -= dy * half * high;
        points[b].x += dx * half * wide; points[b].y += dy * half * high;
      }
    }
    if (!moved) return;
  }
};

const relax = (points, links, bands, heat) => {
  const ideal = 90;
  const moves = points.map(() => ({ x: 0, y: 0 }));
  const pull = (a, b, strength) => {
    const [dx, dy] = [points[b].x - points[a].x || 0.1, points[b].y - points[a].y || 0.1];
    const distance = Math.hypot(dx, dy);
    const force = strength(distance) / distance;
    moves[a].x += dx * force; moves[a].y += dy * force;
    moves[b].x -= dx * force; moves[b].y -= dy * force;
  };
  for (let a = 0; a < points.length; a += 1) for (let b = a + 1; b < points.length; b += 1) pull(a, b, (distance) => -(ideal * ideal) / distance);
  links.forEach(([a, b]) => pull(a, b, (distance) => (distance * distance) / ideal / 3));
  points.forEach((point, at) => {
    const size = Math.hypot(moves[at].x, moves[at].y) || 1;
    const step = Math.min(size, heat) / size;
    point.x = Math.min(Math.max(point.x + moves[at].x * step, bands[at][0]), bands[at][1]);
    point.y += moves[at].y * step;
  });
};

const placeOf = (node) => {
  const pinned = state.pinned.get(node);
  if (pinned && !view.ways) return { x: pinned[0], y: pinned[1] };
  return places.get(node) ?? { x: nodes[node].x, y: nodes[node].y };
};

// Looks -----------------------------------------------------------------------

const faded = (colour, share) => {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red},${green},${blue},${share})`;
};

const wrapped = (text) => {
  const words = clip(text, 46).split(" ");
  const lines = [""];
  for (const word of words) {
    if (lines.length < 2 && lines.at(-1) && lines.at(-1).length + word.length > 24) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines.join("\n");
};

/** The nodes and edges that stand out, or null where none does: what is chosen and what is joined to it, or the chosen path. */
const emphasis = () => {
  if (view.ways && !state.focus) {
    const chosen = view.ways[state.path.chosen];
    return chosen && view.ways.length > 1 ? { nodes: new Set(chosen.way), edges: new Set(chosen.hops.map(({ source, target }) => edgeKey(source, target))) } : null;
  }
  if (!state.focus) return null;
  if (state.focus.type === "edge") {
    const { one, other } = state.focus;
    return { nodes: new Set([one, other]), edges: new Set([edgeKey(one, other)]) };
  }
  const keys = [...view.edges.keys()].filter((key) => key.split("-").map(Number).includes(state.focus.node));
  return { nodes: new Set([state.focus.node, ...keys.flatMap((key) => key.split("-").map(Number))]), edges: new Set(keys) };
};

const nodeLook = (id, strong) => {
  const node = nodes[id];
  const colour = palette[node.group] ?? palette.soft;
  const dim = strong && !strong.nodes.has(id);
  const chosen = focusNodes().includes(id) || candidate === id;
  const hollow = shapeOfGroup[node.group]?.hollow;
  const fill = hollow ? palette.paper : dim ? faded(colour, 0.2) : colour;
  const border = chosen ? palette.strong : dim ? faded(colour, 0.25) : hollow ? colour : palette.paper;
  const look = { background: fill, border };
  return {
    id,
    label: undefined,
    title: `${clip(node.label, 90)} · ${kindName(node.kind)} · ${plural(neighbours[id].size, "link")}`,
    shape: node.shape,
    group: undefined,
    size: radius(id),
    borderWidth: chosen ? 4 : hollow ? 2.5 : 1,
    borderWidthSelected: 4,
    color: { ...look, highlight: { background: fill, border: palette.strong }, hover: { background: fill, border: palette.strong } },
  };
};

const relationsOf = (list) => [...new Set(list.map((statement) => relationLabel(statement.relation)))];
const edgeText = (list) => {
  const labels = relationsOf(list);
  return labels[0] + (labels.length > 1 ? ` +${labels.length - 1}` : "");
};

/** The size of a node's shape: by how many it is joined to, and more even where few are drawn. */
const radius = (node) => {
  const links = Math.log2(1 + neighbours[node].size);
  return view.drawn.size <= FEW_NODES ? 8 + links * 1.5 : 8 + links * links * 0.55;
};

const edgeLook = (id, list, strong) => {
  const status = surest(list);
  const dim = strong && !strong.edges.has(id);
  const bold = strong && !dim;
  const [first] = list;
  const oneWay = list.every((statement) => raw.relations[statement.relation].directed && statement.subject === first.subject);
  const labels = relationsOf(list);
  return {
    id,
    from: first.subject,
    to: first.object,
    title: `${clip(nodes[first.subject].label, 50)} – ${clip(nodes[first.object].label, 50)}: ${labels.join(", ")} · ${plural(list.length, "statement")}`,
    dashes: DASHES[status],
    width: Math.min(1 + Math.log2(list.length) * 0.7, 4) * (bold ? 1.4 : 1),
    arrows: { to: { enabled: oneWay, scaleFactor: 0.45 } },
    color: { color: dim ? faded(palette.line, 0.12) : bold ? palette.strong : faded(palette.line, view.edges.size > MANY_EDGES ? 0.4 : 0.75), highlight: palette.strong, hover: palette.strong },
  };
};

// Drawing ---------------------------------------------------------------------

const drawPicture = () => {
  const scene = `${state.tab} ${view.ways ? view.ways.map(({ way }) => way.join()).join(";") : ""}`;
  const moved = scene !== standing;
  if (moved) places = placesOfTab();
  standing = scene;
  const strong = emphasis();
  const looks = [...view.drawn].map((id) => {
    const look = nodeLook(id, strong);
    const settled = !moved && shownNodes.get(id);
    return settled ? look : { ...look, ...placeOf(id) };
  });
  const lines = [...view.edges].map(([id, list]) => edgeLook(id, list, strong));
  replace(shownEdges, [], (id) => view.edges.has(id));
  replace(shownNodes, looks, (id) => view.drawn.has(id));
  replace(shownEdges, lines, () => true);
  network.setOptions({ interaction: { hideEdgesOnDrag: lines.length > MANY_EDGES, hideEdgesOnZoom: lines.length > MANY_EDGES } });
  network.setSelection({ nodes: focusNodes().filter((id) => view.drawn.has(id)), edges: [] }, { highlightEdges: false });
  if (moved) fit();
};

const replace = (data, looks, keeps) => {
  const gone = data.getIds().filter((id) => !keeps(id));
  if (gone.length) data.remove(gone);
  if (looks.length) data.update(looks);
};

const motion = (duration) => (calm() ? false : { duration, easingFunction: "easeInOutQuad" });
const fit = () => {
  network.fit({ animation: false, maxZoomLevel: 1.3 });
  // Room for the labels, which stand around the nodes.
  network.moveTo({ scale: network.getScale() * 0.9 });
};
const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion(150) });
const panBy = (x, y) => {
  const { x: left, y: top } = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: left + x / scale, y: top + y / scale } });
};
const lookAt = (node) => {
  if (state.mode === "picture" && shownNodes.get(node)) network.focus(node, { scale: Math.max(network.getScale(), 0.75), animation: motion(350) });
};

const setPhysics = (on) => {
  network.setOptions({ physics: { enabled: on } });
  byId("physics").setAttribute("aria-pressed", String(on));
};

const expand = (node) => {
  const added = visibleNeighbours(node).sort((a, b) => nodes[a].rank - nodes[b].rank);
  update({ extra: new Set([...state.extra, node, ...added]), focus: { type: "node", node } });
  say(`${plural(added.length, "neighbour")} of ${clip(nodes[node].label)} shown`);
};

const hideNode = (node) => {
  const extra = new Set(state.extra);
  extra.delete(node);
  update({ without: new Set([...state.without, node]), extra, focus: null });
};

/** Hide the neighbours that nothing else holds in the picture. */
const foldNode = (node) => {
  const alone = [...neighbours[node].keys()].filter((other) => {
    const keys = [...view.edges.keys()].filter((key) => key.split("-").map(Number).includes(other));
    return view.drawn.has(other) && keys.length === 1;
  });
  const extra = new Set([...state.extra].filter((other) => !alone.includes(other)));
  update({ without: new Set([...state.without, ...alone]), extra });
  say(`${plural(alone.length, "entity", "entities")} hidden`);
};

const pictureKeys = (event) => {
  const pans = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] };
  if (pans[event.key]) panBy(...pans[event.key]);
  else if (event.key === "n" || event.key === "b") nextNeighbour(event.key === "n" ? 1 : -1);
  else if (event.key === "Enter" && candidate !== null) update({ focus: { type: "node", node: candidate } });
  else return;
  event.preventDefault();
};

const nextNeighbour = (step) => {
  const from = state.focus?.type === "node" ? state.focus.node : null;
  const ring = (from === null ? [...view.drawn] : [...neighbours[from].keys()].filter((node) => view.drawn.has(node))).sort((a, b) => nodes[a].rank - nodes[b].rank);
  if (!ring.length) return;
  const before = candidate;
  candidate = ring[(ring.indexOf(candidate) + step + ring.length) % ring.length];
  const strong = emphasis();
  shownNodes.update([before, candidate].filter((node) => node !== null && view.drawn.has(node)).map((node) => nodeLook(node, strong)));
  say(`${display(nodes[candidate].label)}, ${kindName(nodes[candidate].kind)}. Enter opens it.`);
};
