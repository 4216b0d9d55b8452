// The panel: what is chosen, with every statement about it; or an overview of the view.

const FIRST_FACTS = 8;
const CARD_TESTS = TESTS.filter((name) => name !== "kind");
const wholeLists = new Set();
let unfiltered = false;

const drawPanel = () => {
  const panel = byId("panel");
  const shown = panelFor();
  const kept = panel.dataset.shown === shown.key ? panel.scrollTop : 0;
  panel.dataset.shown = shown.key;
  panel.replaceChildren(...shown.content);
  panel.scrollTop = kept;
  document.body.classList.toggle("panel-open", shown.key !== "overview");
};

const panelFor = () => {
  if (state.focus?.type === "node") return { key: `node ${state.focus.node}`, content: nodeCard(state.focus.node) };
  if (state.focus?.type === "edge") return { key: `edge ${edgeKey(state.focus.one, state.focus.other)}`, content: edgeCard(state.focus.one, state.focus.other) };
  if (state.finding) return { key: "finder", content: finderPanel() };
  return { key: "overview", content: overview() };
};

const panelHead = (...title) => el(
  "div", { class: "panel-head" }, el("h2", {}, ...title),
  el("button", { type: "button", class: "plain", "aria-label": state.finding && state.focus ? "Back to the paths" : "Close", on: { click: closePanel } }, state.finding && state.focus ? "← Paths" : "×"),
);

const closePanel = () => (state.focus ? update({ focus: null }) : update({ finding: false, path: null }));

const overview = () => {
  const documents = new Set(view.kept.map((statement) => statement.document)).size;
  const links = new Map([...view.candidates].map((node) => [node, linksIn(node)]));
  const best = [...links.keys()].sort((a, b) => links.get(b) - links.get(a) || a - b).slice(0, 12);
  return [
    el("h2", {}, state.tab === "all" ? "All that the documents say" : tabLabel(state.tab)),
    el("p", { class: "lead" }, `${plural(view.kept.length, "statement")} about ${plural(view.candidates.size, "entity", "entities")}, from ${plural(documents, "document")}. Every one rests on a sentence: select a node or a line to read it.`),
    el("h3", {}, "Most connected here"),
    el("ol", { class: "ranking" }, ...best.map((node) => el("li", {}, nodeButton(node), el("span", { class: "count" }, number(links.get(node)))))),
    el("p", { class: "hint" }, "Press / to find someone, p for the path between two, ? for help."),
  ];
};

const linksIn = (node) => [...neighbours[node].keys()].filter((other) => view.candidates.has(other)).length;

const nodeCard = (node) => {
  const { label, kind, group, other, iri, sides } = nodes[node];
  const all = about[node];
  const fitting = all.filter((statement) => CARD_TESTS.every((name) => passes[name](statement)));
  const shown = unfiltered ? all : fitting;
  const belongs = sides.filter((state_) => state_ !== node);
  return [
    panelHead(icon(group, 18), clip(label, 400)),
    el("p", { class: "kindline" }, kindName(kind), belongs.length ? [" of ", ...belongs.flatMap((state_, at) => [at ? ", " : "", nodeButton(state_)])] : null),
    other.length ? el("p", { class: "aliases" }, el("span", {}, "Also: "), clip(other.join(" · "), 400)) : null,
    nodeTools(node),
    all.length > fitting.length ? filteredNote(all.length - fitting.length, all.length) : null,
    ...factGroups(node, shown),
    all.length ? null : silentQuotes(node),
    el("p", { class: "iri" }, iri),
  ].filter(Boolean);
};

const filteredNote = (hidden, all) => el(
  "p", { class: "hint" }, unfiltered ? `All ${plural(all, "statement")}. ` : `Filters leave out ${number(hidden)} of ${plural(all, "statement")}. `,
  el("button", { type: "button", class: "plain", on: { click: () => { unfiltered = !unfiltered; drawPanel(); } } }, unfiltered ? "Apply the filters" : "Show all"),
);

const nodeTools = (node) => {
  const pinned = state.pinned.has(node);
  const tool = (text, act, pressed) => el("button", { type: "button", "aria-pressed": pressed, on: { click: act } }, text);
  return el(
    "div", { class: "tools-row", role: "group", "aria-label": "What to do with this entity" },
    tool("Show neighbours", () => expand(node)), tool("Fold", () => foldNode(node)), tool("Hide", () => hideNode(node)),
    tool(pinned ? "Unpin" : "Pin", () => pin(node), String(pinned)), tool("Path from here", () => pathFrom(node)),
  );
};

const pin = (node) => {
  const pinned = new Map(state.pinned);
  if (!pinned.delete(node)) {
    const { x, y } = shownNodes.get(node) ? network.getPosition(node) : nodes[node];
    pinned.set(node, [Math.round(x), Math.round(y)]);
  }
  update({ pinned });
};

const factGroups = (node, list) => {
  const found = new Map();
  for (const statement of list) {
    const outward = statement.subject === node || !raw.relations[statement.relation].directed;
    const key = `${outward ? "out" : "in"} ${statement.relation}`;
    found.set(key, [...(found.get(key) ?? []), statement]);
  }
  return [...found].sort((a, b) => compare(b[0].split(" ")[0], a[0].split(" ")[0]) || b[1].length - a[1].length).map(([key, group]) => factGroup(node, key, group));
};

const factGroup = (node, key, group) => {
  const [way, relation] = key.split(" ");
  const facts = factsOf(group).sort((a, b) => b.length - a.length || compare(a[0].first ?? "9", b[0].first ?? "9"));
  const whole = wholeLists.has(`${node} ${key}`) || facts.length <= FIRST_FACTS + 2;
  const shown = whole ? facts : facts.slice(0, FIRST_FACTS);
  const title = way === "out" ? `${relationLabel(relation)} …` : `… ${relationLabel(relation)} it`;
  return el(
    "section", { class: "group" }, el("h3", {}, title, el("span", { class: "count" }, number(facts.length))),
    el("ul", { class: "facts" }, ...shown.map((same) => factItem(same, { from: node }))),
    whole ? null : el("button", { type: "button", class: "plain", on: { click: () => { wholeLists.add(`${node} ${key}`); drawPanel(); } } }, `All ${number(facts.length)}`),
  );
};

const silentQuotes = (node) => {
  const found = passagesOfSilent(node);
  return el(
    "section", { class: "group" }, el("h3", {}, "Named, without a statement"),
    ...found.map((quote) => el("figure", { class: "evidence" }, el("blockquote", {}, ...marked(quote, [node])), el("figcaption", {}, el("cite", {}, clip(sources[quote.document].title, 110)), ` ${sourceLine(sources[quote.document])}`))),
  );
};

const edgeCard = (one, other) => {
  const all = about[one].filter((statement) => joins(statement) && ends(statement).includes(other));
  const facts = factsOf(all);
  return [
    panelHead("Between two"),
    el("p", { class: "between" }, nodeButton(one), el("span", { "aria-hidden": "true" }, " ↔ "), nodeButton(other)),
    el("p", { class: "lead" }, `${plural(all.length, "statement")} in ${plural(new Set(all.map((statement) => statement.document)).size, "document")}`),
    el("ul", { class: "facts" }, ...facts.map((same) => factItem(same, { open: true }))),
  ];
};
