// The table: the same statements as the picture, sortable, for those who read rather than look.

const PAGE = 200;
const COLUMNS = [
  ["Subject", (statement) => nodes[statement.subject].label],
  ["Relation", (statement) => relationLabel(statement.relation)],
  ["Object", (statement) => (statement.literal ? statement.object : nodes[statement.object].label)],
  ["Status", (statement) => String(raw.statuses.indexOf(statement.status))],
  ["Time", (statement) => statement.when ?? (statement.literal ? statement.object : "")],
  ["Document", (statement) => sources[statement.document].title],
  ["Sentence", (statement) => quotes[statement.passages[0]]?.text ?? ""],
];
let order = { column: 0, down: false };
let rows = PAGE;

const tableStatements = () => {
  const key = COLUMNS[order.column][1];
  const keyed = view.shown.map((statement) => [fold(key(statement)), statement]);
  // Empty cells come last in either direction.
  keyed.sort(([a, one], [b, other]) => (a === "") - (b === "") || compare(a, b) * (order.down ? -1 : 1) || one.index - other.index);
  return keyed.map(([, statement]) => statement);
};

const drawTable = () => {
  const held = document.activeElement?.dataset?.column;
  const list = tableStatements();
  byId("table").replaceChildren(
    el("table", {}, el("caption", {}, `${plural(list.length, "statement")}, as the picture shows them; sorted by ${COLUMNS[order.column][0].toLowerCase()}`), tableHead(), el("tbody", {}, ...list.slice(0, rows).map(tableRow))),
    ...(list.length > rows ? [el("button", { type: "button", class: "plain", on: { click: () => { rows += PAGE; drawTable(); } } }, `Show ${number(Math.min(PAGE, list.length - rows))} more of ${number(list.length)}`)] : []),
  );
  if (held) byId("table").querySelector(`[data-column="${held}"]`)?.focus();
};

const tableHead = () => el("thead", {}, el("tr", {}, ...COLUMNS.map(([name], at) => el(
  "th", { scope: "col", "aria-sort": at === order.column ? (order.down ? "descending" : "ascending") : "none" },
  el("button", { type: "button", "data-column": at, on: { click: () => { order = { column: at, down: at === order.column && !order.down }; drawTable(); } } }, name, el("span", { "aria-hidden": "true" }, at === order.column ? (order.down ? " ▼" : " ▲") : "")),
))));

const tableRow = (statement) => {
  const quote = quotes[statement.passages[0]];
  const date = statement.when ?? sources[statement.document].issued ?? "";
  return el(
    "tr", {},
    el("th", { scope: "row" }, nodeButton(statement.subject)), el("td", {}, relationLabel(statement.relation)),
    el("td", {}, statement.literal ? clip(statement.object, 40) : nodeButton(statement.object)), el("td", {}, statusTag(statement.status)),
    el("td", { class: statement.when ? "" : "weak", title: statement.when ? "Time of the fact" : "Date of the document" }, clip(statement.literal ? statement.object : date, 24)),
    el("td", {}, clip(sources[statement.document].title, 60)), el("td", { class: "quote" }, quote ? clip(quote.text.replace(/\s+/g, " "), 220) : ""),
  );
};
