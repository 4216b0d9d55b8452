// The best paths between two entities: the same costs and the same exact search as the Python package has.

const COSTS = raw.costs;
const floorDivide = (a, b) => Math.floor(a / b);

const hopCost = (usable) => {
  const documents = new Set(usable.map((statement) => statement.document)).size;
  const doubt = Math.min(...usable.map((statement) => COSTS.doubt[statement.status]));
  const vague = Math.min(...usable.map((statement) => raw.relations[statement.relation].vague));
  return COSTS.hop + floorDivide(COSTS.thin, documents) + doubt + vague;
};

const toll = (node) => {
  const degree = neighbours[node].size;
  return Math.max(COSTS.floors[nodes[node].kind] ?? 0, floorDivide(COSTS.toll * degree, degree + COSTS.busy));
};

/** The day from which a statement counts: its own or its document's; for what is not yet fact, its document's first. */
const dayOf = (statement) => {
  const said = sources[statement.document].day;
  const own = statement.earliest ?? statement.latest;
  return ["occurred", "ongoing"].includes(statement.status) ? own ?? said : said ?? own;
};

const ground = ({ avoid, asOf }) => {
  const banned = new Set(avoid);
  const admits = (statement) => !asOf || (dayOf(statement) ?? "9999-12-31") <= asOf;
  const known = new Map();
  const around = (node) => {
    if (!known.has(node)) {
      const costs = new Map();
      for (const [other, joining] of neighbours[node]) {
        const usable = asOf ? joining.filter(admits) : joining;
        if (usable.length && !banned.has(other)) costs.set(other, hopCost(usable));
      }
      known.set(node, costs);
    }
    return known.get(node);
  };
  return { around, admits };
};

/** How many hops nodes are from the start, as far as two searches that meet need to know, and up to which distance. */
const reach = (around, start, goal, length) => {
  const distances = [new Map([[start, 0]]), new Map([[goal, 0]])];
  const rims = [[start], [goal]];
  const depths = [0, 0];
  const effort = (rim) => rim.reduce((sum, node) => sum + neighbours[node].size, 0);
  while (depths[0] + depths[1] < length) {
    const side = effort(rims[0]) <= effort(rims[1]) ? 0 : 1;
    depths[side] += 1;
    const next = [];
    for (const node of rims[side]) {
      for (const other of around(node).keys()) {
        if (!distances[side].has(other)) {
          distances[side].set(other, depths[side]);
          next.push(other);
        }
      }
    }
    rims[side] = next;
  }
  return { near: distances[0], radius: depths[0], distances, depths };
};

/** For up to 0, 1, … hops and each set of stops still to come: the least cost from a node to the goal. */
const costsToGo = (around, start, goal, length, bits) => {
  const { near, radius } = reach(around, start, goal, length);
  const layers = [new Map([[0, new Map([[goal, 0]])]])];
  let fresh = [[0, goal, 0]];
  for (let hops = 1; hops <= length; hops += 1) {
    const layer = new Map([...layers.at(-1)].map(([mask, costs]) => [mask, new Map(costs)]));
    const improved = new Map();
    for (const [mask, node, cost] of fresh) {
      const after = mask | (bits.get(node) ?? 0);
      const onward = cost + (node === goal ? 0 : toll(node));
      if (!layer.has(after)) layer.set(after, new Map());
      const reached = layer.get(after);
      for (const [other, step] of around(node)) {
        if (other === goal || (near.get(other) ?? radius + 1) > length - hops) continue;
        if (onward + step < (reached.get(other) ?? Infinity)) {
          reached.set(other, onward + step);
          improved.set(`${after} ${other}`, [after, other, onward + step]);
        }
      }
    }
    layers.push(layer);
    fresh = [...improved.values()].filter(([, node]) => node !== start);
  }
  return layers;
};

const compareWays = (a, b) => {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
};

class Heap {
  constructor(order) { this.items = []; this.order = order; }
  get size() { return this.items.length; }
  push(item) {
    const { items, order } = this;
    let at = items.push(item) - 1;
    for (let above = (at - 1) >> 1; at > 0 && order(items[at], items[above]) < 0; above = (at - 1) >> 1) {
      [items[at], items[above]] = [items[above], items[at]];
      at = above;
    }
  }
  pop() {
    const { items, order } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length) {
      items[0] = last;
      for (let at = 0; ;) {
        let least = at;
        for (const below of [2 * at + 1, 2 * at + 2]) if (below < items.length && order(items[below], items[least]) < 0) least = below;
        if (least === at) break;
        [items[at], items[least]] = [items[least], items[at]];
        at = least;
      }
    }
    return top;
  }
}

/** The k cheapest simple paths of at most `length` hops, as [cost, way]. */
const cheapest = (around, start, goal, length, k, stops) => {
  const bits = new Map(stops.map((stop, at) => [stop, 1 << at]));
  const rest = costsToGo(around, start, goal, length, bits);
  if (rest[length].get((1 << stops.length) - 1)?.get(start) === undefined) return [];
  return stops.length ? passing(around, rest, start, goal, bits, k) : deviating(around, rest, start, goal, k);
};

const byCost = (a, b) => a.estimate - b.estimate || compareWays(a.way, b.way);

/** Simple paths in the order of cost: the best one, then for each found the best that leave it at one of its nodes. */
const deviating = (around, rest, start, goal, k) => {
  const found = [];
  const heap = new Heap(byCost);
  const push = (prefix, leaves, barred) => {
    const best = spur(around, rest, prefix, goal, barred);
    if (best) heap.push({ ...best, leaves, barred });
  };
  push([start], 0, new Set());
  while (heap.size && found.length < k) {
    const { estimate, way, leaves, barred } = heap.pop();
    found.push([estimate, way]);
    for (let at = leaves; at < way.length - 1; at += 1) push(way.slice(0, at + 1), at, new Set([way[at + 1], ...(at === leaves ? barred : [])]));
  }
  return found;
};

/** The best path that begins with a prefix and does not go on from there to what is barred. */
const spur = (around, rest, prefix, goal, barred) => {
  const length = rest.length - 1;
  const spent = prefix.slice(1).reduce((sum, there, at) => sum + around(prefix[at]).get(there) + toll(there), 0);
  const heap = new Heap(byCost);
  const settled = new Set();
  heap.push({ estimate: spent, way: prefix, cost: spent });
  while (heap.size) {
    const { estimate, way, cost } = heap.pop();
    const here = way.at(-1);
    if (here === goal) return { estimate, way };
    const place = `${here} ${way.length}`;
    if (settled.has(place) || way.length > length) continue;
    settled.add(place);
    const onward = rest[length - way.length].get(0) ?? new Map();
    for (const [other, step] of around(here)) {
      if (!onward.has(other) || way.includes(other) || (way.length === prefix.length && barred.has(other))) continue;
      const sum = cost + step + (other === goal ? 0 : toll(other));
      heap.push({ estimate: sum + onward.get(other), way: [...way, other], cost: sum });
    }
  }
  return null;
};

/** Simple paths through all stops, in the order of cost: beginnings are lengthened, those of the least estimate first. */
const passing = (around, rest, start, goal, bits, k) => {
  const length = rest.length - 1;
  const everything = (1 << bits.size) - 1;
  const found = [];
  const heap = new Heap(byCost);
  heap.push({ estimate: rest[length].get(everything).get(start), way: [start], cost: 0, missing: everything });
  while (heap.size && found.length < k) {
    const { estimate, way, cost, missing } = heap.pop();
    const here = way.at(-1);
    if (here === goal) {
      found.push([estimate, way]);
      continue;
    }
    for (const [other, step] of around(here)) {
      const wanted = missing & ~(bits.get(other) ?? 0);
      const onward = rest[length - way.length].get(wanted)?.get(other);
      if (onward === undefined || way.includes(other)) continue;
      const spent = cost + step + (other === goal ? 0 : toll(other));
      heap.push({ estimate: spent + onward, way: [...way, other], cost: spent, missing: wanted });
    }
  }
  return found;
};

/** The best paths for a request { source, target, k, length, avoid, via, asOf }, the best first; none where there is none. */
const findPaths = (request) => {
  const { around, admits } = ground(request);
  const stops = [...new Set(request.via)].filter((node) => node !== request.source && node !== request.target).sort((a, b) => a - b);
  let found = [];
  for (let length = stops.length + 1; length <= request.length; length += 1) {
    found = cheapest(around, request.source, request.target, length, request.k, stops);
    if (found.length === request.k && found.at(-1)[0] < COSTS.hop * (length + 1)) break;
  }
  return found.map(([cost, way]) => ({ cost, way, hops: way.slice(1).map((target, at) => hop(way[at], target, admits)) }));
};

const hop = (source, target, admits) => ({
  source,
  target,
  statements: neighbours[source].get(target).filter(admits).sort(
    (a, b) => COSTS.doubt[a.status] - COSTS.doubt[b.status] || raw.relations[a.relation].vague - raw.relations[b.relation].vague
      || b.confidence - a.confidence || compare(a.id, b.id),
  ),
});

/** How many hops apart two nodes are, whatever the bounds, by two searches that meet; undefined where nothing joins them. */
const distanceOf = (start, goal) => {
  const seen = [new Set([start]), new Set([goal])];
  const rims = [[start], [goal]];
  for (let hops = 1; rims[0].length && rims[1].length; hops += 1) {
    const side = rims[0].length <= rims[1].length ? 0 : 1;
    rims[side] = [...new Set(rims[side].flatMap((node) => [...neighbours[node].keys()]))].filter((node) => !seen[side].has(node));
    if (rims[side].some((node) => seen[1 - side].has(node))) return hops;
    rims[side].forEach((node) => seen[side].add(node));
  }
  return undefined;
};

/** What a search without a result looked at. */
const searched = (request) => {
  const { distances, depths } = reach(ground(request).around, request.source, request.target, request.length);
  const ball = (side, node) => `${plural(distances[side].size - 1, "entity", "entities")} within ${plural(depths[side], "hop")} of ${display(nodes[node].label)}`;
  const distance = distanceOf(request.source, request.target);
  const hint = distance === undefined ? "no chain of claims joins the two"
    : distance > request.length ? `they are ${distance} hops apart: allow more hops`
      : `without these bounds they are ${plural(distance, "hop")} apart`;
  const balls = [[0, request.source], [1, request.target]].filter(([side]) => depths[side]).map(([side, node]) => ball(side, node));
  return `Searched ${balls.join(" and ")}; ${hint}.`;
};
