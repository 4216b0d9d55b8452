// Filters with counts, and the active ones as chips that can be taken away.

const FACET_TITLES = { kind: "Kind of entity", status: "Status", relation: "Relation", topic: "Topic", document: "Document" };
const FIRST_VALUES = 8;
const unfolded = new Set();

const LABELS = {
  kind: (value) => value,
  status: (value) => value,
  relation: (value) => relationLabel(value),
  topic: (value) => clip(nodes[value].label, 60),
  document: (value) => clip(sources[value].title, 70),
};

const facetValues = (facet) => {
  const counts = view.counts[facet];
  if (facet === "kind") return groups.filter((group) => counts.has(group) || state.hidden.has(group)).map((group) => [group, counts.get(group) ?? 0]);
  if (facet === "status") return raw.statuses.map((status) => [status, counts.get(status) ?? 0]);
  const chosen = [...state[facet]].filter((value) => !counts.has(value)).map((value) => [value, 0]);
  return [...counts, ...chosen].sort((a, b) => b[1] - a[1] || compare(LABELS[facet](a[0]), LABELS[facet](b[0])));
};

const isOn = (facet, value) => (facet === "kind" ? !state.hidden.has(value) : state[facet].has(value));
const toggleFilter = (facet, value) => update(facet === "kind" ? { hidden: toggled(state.hidden, value) } : { [facet]: toggled(state[facet], value) });

const drawFilters = () => {
  const held = document.activeElement?.id;
  const top = byId("filters").scrollTop;
  byId("filters").replaceChildren(
    el("div", { class: "panel-head" }, el("h2", {}, "Filters"), el("button", { type: "button", class: "narrow-only plain", on: { click: () => showFilters(false) } }, "Close")),
    ...Object.keys(FACET_TITLES).map(facetBlock).filter(Boolean),
  );
  byId("filters").scrollTop = top;
  if (held) byId(held)?.focus({ preventScroll: true });
};

const facetBlock = (facet) => {
  const values = facetValues(facet);
  if (!values.length) return null;
  const whole = unfolded.has(facet) || values.length <= FIRST_VALUES + 2;
  const shown = whole ? values : values.filter(([value], at) => at < FIRST_VALUES || (facet !== "kind" && state[facet].has(value)));
  const most = Math.max(1, ...values.map(([, count]) => count));
  const more = values.length > FIRST_VALUES + 2 && el(
    "button", { type: "button", class: "plain", id: `more-${facet}`, "aria-expanded": String(whole), on: { click: () => { whole ? unfolded.delete(facet) : unfolded.add(facet); drawFilters(); } } },
    whole ? "Fewer" : `All ${number(values.length)}`,
  );
  return el("fieldset", { class: "facet" }, el("legend", {}, FACET_TITLES[facet]), ...shown.map(([value, count]) => facetLine(facet, value, count, most)), more);
};

const facetLine = (facet, value, count, most) => {
  const id = `filter-${facet}-${value}`;
  const box = el("input", { type: "checkbox", id, checked: isOn(facet, value), on: { change: () => toggleFilter(facet, value) } });
  const sign = facet === "kind" ? icon(value) : facet === "status" ? lineSample(value) : null;
  const bar = svgEl("svg", { class: "bar-back", viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" }, svgEl("rect", { width: ((100 * count) / most).toFixed(1), height: 1 }));
  return el("label", { class: `line${count ? "" : " empty"}`, for: id, title: LABELS[facet](value) }, box, sign, el("span", { class: "name" }, LABELS[facet](value)), el("span", { class: "count" }, number(count)), bar);
};

const chip = (text, spoken, act) => el("button", { type: "button", class: "chip", "aria-label": `Remove filter: ${spoken}`, on: { click: act } }, el("span", {}, text), el("span", { "aria-hidden": "true" }, "×"));

const drawChips = () => {
  const chips = [];
  [...state.hidden].forEach((group) => chips.push(chip(`without ${group}`, `without ${group}`, () => toggleFilter("kind", group))));
  for (const facet of FACETS) {
    [...state[facet]].forEach((value) => {
      const text = `${facet}: ${clip(LABELS[facet](value), 32)}`;
      chips.push(chip(text, text, () => toggleFilter(facet, value)));
    });
  }
  if (state.from || state.to) {
    const text = `period: ${state.from || "…"} – ${state.to || "…"}`;
    chips.push(chip(text, text, () => update({ from: "", to: "" })));
  }
  if (state.without.size) chips.push(chip(`${number(state.without.size)} hidden by hand`, "entities hidden by hand", () => update({ without: new Set() })));
  if (state.pinned.size) chips.push(chip(`${number(state.pinned.size)} pinned`, "pinned positions", unpinAll));
  if (chips.length > 1) chips.push(el("button", { type: "button", class: "plain", on: { click: clearFilters } }, "Clear all"));
  byId("chips").replaceChildren(...chips);
};

const clearFilters = () => {
  const { relation, status, topic, document, from, to, without } = fresh();
  update({ hidden: new Set(), relation, status, topic, document, from, to, without });
};

const unpinAll = () => {
  standing = "";
  update({ pinned: new Map() });
};

const showFilters = (open) => {
  document.body.classList.toggle("filters-open", open);
  byId("open-filters").setAttribute("aria-expanded", String(open));
  if (open) byId("filters").focus();
};
