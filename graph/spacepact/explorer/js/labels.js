// Labels, drawn over the picture at a size that does not change with the zoom: the better connected first, none over another.

const MOST_LABELS = 160;
const FEW_NODES = 150;
const widths = new Map();
const labelled = new Map();

const labelSize = (node) => Math.min(10.5 + Math.log2(1 + neighbours[node].size) * 0.75, 16);
const labelLines = (node) => wrapped(nodes[node].short).split("\n");

const widthOf = (context, text, size) => {
  const key = `${size} ${text}`;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
};

/** Boxes already taken, in cells, so that a new one is compared with its neighbours alone. */
const boxes = () => {
  const cells = new Map();
  const around = ([left, top, right, bottom], act) => {
    for (let x = Math.floor(left / 120); x <= Math.floor(right / 120); x += 1) {
      for (let y = Math.floor(top / 60); y <= Math.floor(bottom / 60); y += 1) if (act(`${x} ${y}`)) return true;
    }
    return false;
  };
  return {
    free: (box) => !around(box, (key) => (cells.get(key) ?? []).some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])),
    take: (box) => around(box, (key) => { cells.set(key, [...(cells.get(key) ?? []), box]); return false; }),
  };
};

const labelOrder = (strong) => {
  const chosen = new Set(focusNodes());
  const weight = (node) => (node === candidate || chosen.has(node) ? 0 : strong?.nodes.has(node) ? 1 : 2);
  return [...view.drawn].filter((node) => !strong || view.ways || weight(node) < 2).sort((a, b) => weight(a) - weight(b) || nodes[a].rank - nodes[b].rank);
};

const drawLabels = (context) => {
  if (!view) return;
  const scale = network.getScale();
  labelled.clear();
  const taken = boxes();
  const strong = emphasis();
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.strokeStyle = palette.paper;
  const shown = onScreen(scale);
  // From afar a few names guide better than many; closer up there is room for all.
  let left = view.drawn.size <= FEW_NODES ? view.drawn.size : Math.min(MOST_LABELS, Math.round(45 + 260 * scale * scale));
  const order = labelOrder(strong).filter((node) => shown.has(node));
  if (view.drawn.size <= FEW_NODES) order.forEach((node) => taken.take(nodeBox(shown.get(node), node, scale)));
  for (const node of order) if (left > 0 && drawNodeLabel(context, node, shown.get(node), scale, taken, strong)) left -= 1;
  drawEdgeLabels(context, strong, shown, scale, taken);
};

/** Where the drawn nodes are, in pixels of the screen, those outside of it left out. */
const onScreen = (scale) => {
  const { x, y } = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = byId("picture");
  const positions = network.getPositions();
  const found = new Map();
  for (const node of view.drawn) {
    const at = positions[node];
    if (!at) continue;
    const [across, down] = [(at.x - x) * scale, (at.y - y) * scale];
    if (Math.abs(across) < width / 2 + 40 && Math.abs(down) < height / 2 + 40) found.set(node, { ...at, across, down });
  }
  return found;
};

const nodeBox = ({ across, down }, node, scale) => {
  const reach = radius(node) * scale * 0.8;
  return [across - reach, down - reach, across + reach, down + reach];
};

/** Where a label may stand: below the node in two lines, else beside or above it in one. */
const labelSpots = (context, node, { across, down }, scale) => {
  const size = labelSize(node);
  const reach = radius(node) * scale;
  const lines = labelLines(node);
  const single = [clip(nodes[node].short, 30)];
  context.font = `${size}px system-ui, sans-serif`;
  const spot = (words, x, y) => {
    const half = Math.max(...words.map((line) => widthOf(context, line, size))) / 2 + 2;
    const tall = words.length * size * 1.12;
    const [middle, top] = [across + x * (reach + half + 3), y(tall)];
    return { words, middle, top, box: [middle - half, top, middle + half, top + tall] };
  };
  return [
    () => spot(lines, 0, () => down + reach * 1.1 + 2), () => spot(single, 1, (tall) => down - tall / 2),
    () => spot(single, -1, (tall) => down - tall / 2), () => spot(single, 0, (tall) => down - reach * 1.1 - tall),
  ];
};

const drawNodeLabel = (context, node, at, scale, taken, strong) => {
  const tries = labelSpots(context, node, at, scale);
  const found = (view.drawn.size <= FEW_NODES ? tries : tries.slice(0, 1)).map((make) => make()).find(({ box }) => taken.free(box));
  if (!found) return false;
  taken.take(found.box);
  labelled.set(node, { text: found.words.join(" "), box: found.box });
  const size = labelSize(node);
  context.font = `${focusNodes().includes(node) ? "600 " : ""}${(size / scale).toFixed(3)}px system-ui, sans-serif`;
  context.lineWidth = 3.5 / scale;
  context.fillStyle = !strong || strong.nodes.has(node) ? palette.ink : palette.soft;
  const [left, top] = [at.x + (found.middle - at.across) / scale, at.y + (found.top - at.down) / scale];
  found.words.forEach((line, row) => {
    context.strokeText(line, left, top + (row * size * 1.12) / scale);
    context.fillText(line, left, top + (row * size * 1.12) / scale);
  });
  return true;
};

const drawEdgeLabels = (context, strong, shown, scale, taken) => {
  const size = 11;
  const wanted = strong ? [...strong.edges] : [...view.edges.keys()];
  if (wanted.length > FEW_EDGES) return;
  context.font = `${(size / scale).toFixed(3)}px system-ui, sans-serif`;
  context.textBaseline = "middle";
  context.lineWidth = 3.5 / scale;
  context.fillStyle = palette.soft;
  for (const key of wanted) {
    const [one, other] = key.split("-").map((node) => shown.get(Number(node)));
    if (!one || !other || !view.edges.has(key)) continue;
    const text = edgeText(view.edges.get(key));
    const half = (context.measureText(text).width * scale) / 2;
    const [across, down] = [(one.across + other.across) / 2, (one.down + other.down) / 2];
    const box = [across - half, down - size / 2, across + half, down + size / 2];
    if (half * 2.4 > Math.hypot(one.across - other.across, one.down - other.down) || !taken.free(box)) continue;
    taken.take(box);
    context.strokeText(text, (one.x + other.x) / 2, (one.y + other.y) / 2);
    context.fillText(text, (one.x + other.x) / 2, (one.y + other.y) / 2);
  }
};
