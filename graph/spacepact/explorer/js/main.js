// Tabs, keys, theme, and the start of the page.

const tabLabel = (tab) => {
  const own = raw.tabs.find(({ pair }) => [...pair].sort((a, b) => a - b).join("-") === tab);
  return own ? own.label : tab.split("-").map((node) => clip(nodes[node].label, 24)).join(" – ");
};

const tabsShown = () => {
  const own = raw.tabs.map(({ pair }) => [...pair].sort((a, b) => a - b).join("-"));
  return ["all", ...own, ...(state.tab === "all" || own.includes(state.tab) ? [] : [state.tab])];
};

const showTab = (tab) => update({ tab, focus: null, path: null, finding: false });

const drawTabs = () => {
  const held = document.activeElement?.getAttribute("role") === "tab";
  const tabs = tabsShown();
  byId("tabs").replaceChildren(...tabs.map((tab) => el(
    "button", { type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(tab === state.tab && !state.path), "aria-controls": state.mode, tabindex: tab === state.tab ? "0" : "-1", on: { click: () => showTab(tab), keydown: (event) => tabKeys(event, tabs) } },
    tab === "all" ? "Everything" : tabLabel(tab),
  )));
  if (held) byId(`tab-${state.tab}`)?.focus();
};

const tabKeys = (event, tabs) => {
  const at = tabs.indexOf(state.tab);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  showTab(tabs[(next + tabs.length) % tabs.length]);
};

const startPair = () => {
  const states = nodes.filter((node) => node.kind === "State" && neighbours[node.id].size).sort((a, b) => compare(fold(a.label), fold(b.label)));
  for (const id of ["pair-one", "pair-other"]) byId(id).append(...states.map((node) => el("option", { value: node.id }, clip(node.label, 30))));
  const best = [...states].sort((a, b) => neighbours[b.id].size - neighbours[a.id].size);
  byId("any-pair").hidden = best.length < 2;
  if (best.length > 1) [byId("pair-one").value, byId("pair-other").value] = [best[0].id, best[1].id];
  byId("any-pair").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [byId("pair-one"), byId("pair-other")].map((select) => Number(select.value)).sort((a, b) => a - b);
    if (chosen[0] !== chosen[1]) showTab(chosen.join("-"));
    else say("Choose two different states");
  });
};

const drawLegend = () => {
  const shown = groups.filter((group) => [...view.drawn].some((node) => groupOf(node) === group));
  byId("legend").replaceChildren(
    el("ul", {}, ...shown.map((group) => el("li", {}, icon(group), group))),
    el("ul", {}, ...LINES.map(([, text, status]) => el("li", {}, lineSample(status), text))),
  );
};

const drawCount = () => {
  const total = view.candidates.size;
  const undrawn = [...view.candidates].filter((node) => !view.drawn.has(node)).length;
  const denied = view.kept.filter((statement) => statement.status === "negated").length;
  const drawn = view.ways ? `${plural(view.drawn.size, "entity", "entities")} on ${plural(view.ways.length, "path")}` : `${plural(view.drawn.size, "entity", "entities")}, ${plural(view.edges.size, "line")}`;
  const rest = undrawn ? ` Not drawn: ${number(undrawn)} of ${plural(total, "entity", "entities")}, the less connected.` : "";
  const no = denied && !view.ways ? ` ${plural(denied, "denied statement")} in the panels alone.` : "";
  byId("count").textContent = `Drawn: ${drawn}.${rest}${no}`;
  const more = (text, limit) => el("button", { type: "button", class: "plain", on: { click: () => update({ limit }) } }, text);
  const step = Math.min(raw.drawn.first, undrawn);
  byId("more").replaceChildren(...(undrawn && !view.ways ? [more(`Draw ${number(step)} more`, state.limit + step), undrawn > step ? more("Draw all", nodes.length) : ""] : []));
};

const drawMode = () => {
  const picture = state.mode === "picture";
  for (const id of ["picture", "legend", "zoom"]) byId(id).hidden = !picture;
  byId("table").hidden = picture;
  byId("as-picture").setAttribute("aria-pressed", String(picture));
  byId("as-table").setAttribute("aria-pressed", String(!picture));
  byId("open-finder").setAttribute("aria-pressed", String(state.finding));
};

const draw = () => {
  candidate = null;
  const found = foundPaths();
  view = found.length ? pathView(found) : computeView();
  drawMode();
  drawTabs();
  drawChips();
  drawFilters();
  drawTimeline();
  drawLegend();
  drawCount();
  drawPicture();
  if (state.mode === "table") drawTable();
  drawPanel();
};

// Theme -----------------------------------------------------------------------

const dark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const switchTheme = () => {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  recolour();
};
const recolour = () => {
  readPalette();
  draw();
};

// Keys ------------------------------------------------------------------------

const typing = (target) => target.closest?.("input, select, textarea, [contenteditable]") !== null;
const openFinder = () => {
  if (state.finding) return update({ finding: false, path: null, focus: null });
  if (state.focus?.type === "node") return pathFrom(state.focus.node);
  update({ finding: true, focus: null });
  return byId("path-from")?.focus();
};
const escape = () => {
  if (byId("downloads").open) byId("downloads").open = false;
  else if (document.body.classList.contains("filters-open")) showFilters(false);
  else if (state.focus) update({ focus: null });
  else if (state.finding) update({ finding: false, path: null });
};
const KEYS = {
  "/": () => byId("search").focus(),
  p: openFinder,
  t: () => update({ mode: state.mode === "picture" ? "table" : "picture" }),
  "?": () => byId("help").showModal(),
  "+": () => zoomBy(1.25),
  "=": () => zoomBy(1.25),
  "-": () => zoomBy(0.8),
  0: () => fit(),
  Escape: escape,
};

const startKeys = () => document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || byId("help").open || (typing(event.target) && event.key !== "Escape")) return;
  event.preventDefault();
  act();
});

const startButtons = () => {
  const press = (id, act) => byId(id).addEventListener("click", act);
  press("as-picture", () => update({ mode: "picture" }));
  press("as-table", () => update({ mode: "table" }));
  press("open-finder", openFinder);
  press("open-filters", () => showFilters(!document.body.classList.contains("filters-open")));
  press("open-help", () => byId("help").showModal());
  press("theme", switchTheme);
  press("physics", () => setPhysics(byId("physics").getAttribute("aria-pressed") !== "true"));
  press("copy-link", () => copy(location.href, "The address of this view is copied"));
  document.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => ({ in: () => zoomBy(1.25), out: () => zoomBy(0.8), fit })[button.dataset.zoom]()));
  document.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", () => {
    DOWNLOADS[button.dataset.format]();
    byId("downloads").open = false;
  }));
};

const start = () => {
  readPalette();
  state = decodeState(location.hash.slice(1));
  startTimeline();
  startPicture();
  startPair();
  startKeys();
  startButtons();
  combobox(byId("search"), byId("results"), openNode);
  onChange(draw);
  draw();
  if (state.focus?.type === "node") lookAt(state.focus.node);
  addEventListener("hashchange", readAddress);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  document.documentElement.dataset.ready = "true";
};

// What a script of the reader's own may ask of the picture, names being the local parts of IRIs.
window.spacepact = Object.freeze({
  drawn: () => [...view.drawn].map(nameOf),
  lines: () => shownEdges.get().map(({ from, to, dashes, arrows }) => ({ from: nameOf(from), to: nameOf(to), dashes, arrow: arrows.to.enabled })),
  places: () => Object.fromEntries(Object.entries(network.getPositions()).map(([node, at]) => [nameOf(node), at])),
  onScreen: (name) => network.canvasToDOM(network.getPosition(byIri.get(name))),
  labels: () => Object.fromEntries([...labelled].map(([node, label]) => [nameOf(node), label])),
  scale: () => network.getScale(),
});

start();
