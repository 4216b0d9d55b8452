// The path finder: two ends, bounds if wanted, and every hop of each path with its evidence.

let draft = { source: null, target: null, k: 5, length: 4, avoid: [], via: [], asOf: "" };
let answer = { request: "", paths: [] };

/** The paths of the present request; the same request is not searched twice. */
const foundPaths = () => {
  if (!state.path) return [];
  const { chosen, ...request } = state.path;
  const key = JSON.stringify(request);
  if (answer.request !== key) answer = { request: key, paths: findPaths(request) };
  return answer.paths;
};

const pathFrom = (node) => {
  draft = { ...draft, source: node, target: null };
  update({ finding: true, focus: null, path: null });
  byId("path-to")?.focus();
};

const ask = (changes) => {
  draft = { ...draft, ...changes };
  const ready = draft.source !== null && draft.target !== null && draft.source !== draft.target;
  update({ path: ready ? { ...draft, chosen: 0 } : null, focus: null, mode: ready ? "picture" : state.mode });
};

const finderPanel = () => {
  if (state.path) draft = { ...draft, ...state.path };
  return [
    panelHead("Find a path"),
    el(
      "form", { class: "finder", on: { submit: (event) => event.preventDefault() } },
      picker("path-from", "From", draft.source, (node) => ask({ source: node })),
      picker("path-to", "To", draft.target, (node) => ask({ target: node })),
      el("button", { type: "button", class: "plain swap", on: { click: () => ask({ source: draft.target, target: draft.source }) } }, "⇅ Swap"),
      el("details", { open: Boolean(draft.avoid.length || draft.via.length || draft.asOf) }, el("summary", {}, "Bounds"), ...boundFields()),
    ),
    ...results(),
  ];
};

const picker = (id, label, chosen, pick) => {
  const input = el("input", { id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list", placeholder: "name" });
  if (chosen !== null) input.value = clip(nodes[chosen].label, 80);
  const list = el("ul", { id: `${id}-list`, class: "results", role: "listbox", "aria-label": `${label}: entities found`, hidden: true });
  combobox(input, list, pick, { keep: true });
  input.addEventListener("focus", () => input.select());
  return el("div", { class: "field" }, el("label", { for: id }, label), el("div", { class: "search" }, input, list));
};

const boundFields = () => [
  choice("path-length", "Hops at most", [1, 2, 3, 4, 5, 6], draft.length, (value) => ask({ length: value })),
  choice("path-k", "Paths at most", [1, 3, 5, 10, 20], draft.k, (value) => ask({ k: value })),
  el("div", { class: "field" }, el("label", { for: "path-as-of" }, "As of"), el("input", { id: "path-as-of", type: "date", value: draft.asOf, on: { change: (event) => ask({ asOf: event.target.value }) } })),
  ...several("via", "Through"),
  ...several("avoid", "Avoiding"),
];

const choice = (id, label, values, chosen, pick) => el(
  "div", { class: "field" }, el("label", { for: id }, label),
  el("select", { id, on: { change: (event) => pick(Number(event.target.value)) } }, ...values.map((value) => el("option", { value, selected: value === chosen }, String(value)))),
);

const several = (name, label) => [
  picker(`path-${name}`, label, null, (node) => ask({ [name]: [...new Set([...draft[name], node])] })),
  el("div", { class: "chips" }, ...draft[name].map((node) => chip(`${label.toLowerCase()} ${clip(nodes[node].label, 30)}`, `${label} ${clip(nodes[node].label)}`, () => ask({ [name]: draft[name].filter((other) => other !== node) })))),
];

const results = () => {
  if (!state.path) return [el("p", { class: "hint" }, "Choose two entities. Shorter paths come first; then those with more documents, surer claims and more specific relations. Passing through hubs such as states costs more.")];
  const found = foundPaths();
  const { source, target } = state.path;
  if (!found.length) return [el("p", { class: "none", role: "status" }, `No path from ${clip(nodes[source].label)} to ${clip(nodes[target].label)}. ${searched(state.path)}`)];
  return [
    el("p", { class: "lead", role: "status" }, `${plural(found.length, "path")} from ${clip(nodes[source].label)} to ${clip(nodes[target].label)}`),
    el("ol", { class: "paths" }, ...found.map(pathItem)),
  ];
};

const pathItem = (path, at) => {
  const open = at === state.path.chosen;
  const stops = path.way.flatMap((node, place) => [place ? el("span", { class: "arrow", "aria-hidden": "true" }, "—") : null, el("span", { class: "stop" }, icon(nodes[node].group), clip(nodes[node].label, 60))]);
  const head = el(
    "button", { type: "button", class: "path-head", "aria-expanded": String(open), on: { click: () => update({ path: { ...state.path, chosen: open ? -1 : at } }) } },
    ...stops.filter(Boolean), el("span", { class: "cost", title: "Cost, in hops" }, (path.cost / COSTS.hop).toFixed(2)),
  );
  return el("li", { class: open ? "path open" : "path" }, head, open ? el("ol", { class: "hops" }, ...path.hops.map(hopItem)) : null);
};

const hopItem = ({ source, target, statements: list }) => el(
  "li", { class: "hop" }, el("h3", {}, clip(nodes[source].label, 60), " – ", clip(nodes[target].label, 60)),
  el("ul", { class: "facts" }, ...factsOf(list).map((same, at) => factItem(same, { open: at === 0 }))),
);
