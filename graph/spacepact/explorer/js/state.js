// What the reader has chosen, kept in the address so that a view can be sent.

const FACETS = ["relation", "status", "topic", "document"];

const fresh = () => ({
  tab: "all",
  hidden: new Set(["Topic"]),
  relation: new Set(),
  status: new Set(),
  topic: new Set(),
  document: new Set(),
  from: "",
  to: "",
  focus: null,
  mode: "picture",
  extra: new Set(),
  without: new Set(),
  pinned: new Map(),
  limit: nodes.length > raw.drawn.whole ? raw.drawn.first : nodes.length,
  path: null,
  finding: false,
  physics: false,
});

let state = fresh();
const listeners = [];
const onChange = (act) => listeners.push(act);

/** Change the state and let every part of the page know. */
const update = (patch) => {
  state = { ...state, ...patch };
  writeAddress();
  listeners.forEach((act) => act(patch));
};

const toggled = (set, value) => {
  const changed = new Set(set);
  if (!changed.delete(value)) changed.add(value);
  return changed;
};

const nameOf = (node) => nodes[node].name;
const namesOf = (list) => [...list].map(nameOf).join(" ");
const fromNames = (text) => (text ?? "").split(" ").map((name) => byIri.get(name)).filter((node) => node !== undefined);

const FOCUS = {
  node: (focus) => nameOf(focus.node),
  edge: (focus) => `${nameOf(focus.one)} ${nameOf(focus.other)}`,
};

const encodeState = () => {
  const query = new URLSearchParams();
  const put = (name, value, usual = "") => { if (value !== usual) query.set(name, value); };
  put("view", state.tab === "all" ? "all" : namesOf(state.tab.split("-").map(Number)), "all");
  put("hide", [...state.hidden].sort().join(" "), "Topic");
  put("relation", [...state.relation].sort().join(" "));
  put("status", [...state.status].sort().join(" "));
  put("topic", namesOf(state.topic));
  [...state.document].forEach((document) => query.append("document", sources[document].name));
  put("from", state.from);
  put("to", state.to);
  if (state.focus) query.set(state.focus.type, FOCUS[state.focus.type](state.focus));
  put("mode", state.mode, "picture");
  put("extra", namesOf(state.extra));
  put("without", namesOf(state.without));
  put("pin", [...state.pinned].map(([node, [x, y]]) => `${nameOf(node)}@${x},${y}`).join(" "));
  put("limit", String(state.limit), String(fresh().limit));
  if (state.path) putPath(query, state.path);
  return query.toString();
};

const putPath = (query, path) => {
  query.set("path", namesOf([path.source, path.target]));
  query.set("k", path.k);
  query.set("hops", path.length);
  if (path.avoid.length) query.set("avoid", namesOf(path.avoid));
  if (path.via.length) query.set("via", namesOf(path.via));
  if (path.asOf) query.set("as-of", path.asOf);
  if (path.chosen) query.set("chosen", path.chosen);
};

const decodeState = (text) => {
  const query = new URLSearchParams(text);
  const words = (name) => (query.get(name) ?? "").split(" ").filter(Boolean);
  const pair = fromNames(query.get("view"));
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(query.get(name) ?? "") ? query.get(name) : "");
  const found = {
    ...fresh(),
    relation: new Set(words("relation").filter((name) => raw.relations[name])),
    status: new Set(words("status").filter((name) => raw.statuses.includes(name))),
    topic: new Set(fromNames(query.get("topic"))),
    document: new Set(query.getAll("document").map((name) => sources.findIndex((source) => source.name === name)).filter((at) => at >= 0)),
    from: day("from"),
    to: day("to"),
    mode: query.get("mode") === "table" ? "table" : "picture",
    extra: new Set(fromNames(query.get("extra"))),
    without: new Set(fromNames(query.get("without"))),
    pinned: new Map(words("pin").map(readPin).filter(Boolean)),
    focus: readFocus(query),
    path: readPath(query, day),
  };
  if (pair.length === 2 && pair[0] !== pair[1]) found.tab = pair.sort((a, b) => a - b).join("-");
  if (query.has("hide")) found.hidden = new Set(words("hide").filter((name) => groups.includes(name)));
  if (Number(query.get("limit")) > 0) found.limit = Math.min(Number(query.get("limit")), nodes.length);
  found.finding = found.path !== null;
  return found;
};

const readPin = (text) => {
  const match = /^(.+)@(-?\d+),(-?\d+)$/.exec(text);
  const node = match && byIri.get(match[1]);
  return node === undefined || node === null ? null : [node, [Number(match[2]), Number(match[3])]];
};

const readFocus = (query) => {
  const [node] = fromNames(query.get("node"));
  if (node !== undefined) return { type: "node", node };
  const [one, other] = fromNames(query.get("edge"));
  return other === undefined ? null : { type: "edge", one, other };
};

const readPath = (query, day) => {
  const [source, target] = fromNames(query.get("path"));
  if (target === undefined || source === target) return null;
  const whole = (name, usual, most) => Math.min(Math.max(Number.parseInt(query.get(name), 10) || usual, 1), most);
  return {
    source, target, k: whole("k", 5, 20), length: whole("hops", 4, 8), avoid: fromNames(query.get("avoid")),
    via: fromNames(query.get("via")), asOf: day("as-of"), chosen: (Number.parseInt(query.get("chosen"), 10) || 0),
  };
};

let written = "";
const writeAddress = () => {
  written = encodeState();
  try {
    history.replaceState(null, "", written ? `#${written}` : location.pathname + location.search);
  } catch {
    // A frame without an address of its own (a notebook's) keeps its state to itself.
  }
};

const readAddress = () => {
  const text = location.hash.slice(1);
  if (text !== written) update(decodeState(text));
};
