// Statements with the sentences behind them: quoted, marked, cited.

const namesFor = (list) => list.flatMap((node) => [nodes[node].label, ...nodes[node].other]).filter((name) => name.length > 1 && name.length < 120);

/** The text of a quote as nodes, with the names of the given entities marked. */
const marked = (quote, list) => {
  const text = display(quote.text.replace(/\s+/g, " ").trim());
  const escaped = [...new Set(namesFor(list))].sort((a, b) => b.length - a.length).map((name) => display(name).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!escaped.length) return [text];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return text.split(pattern).map((part, at) => (at % 2 ? el("mark", {}, part) : part));
};

/** The address of a quote in its document: the browser is asked to show its first words. */
const quoteAddress = (quote) => {
  const address = webAddress(sources[quote.document].link);
  if (!address || address.includes("#")) return address;
  const words = quote.text.trim().split(/\s+/).slice(0, 7).join(" ");
  return `${address}#:~:text=${encodeURIComponent(words).replace(/-/g, "%2D")}`;
};

const sourceLine = (source) => [source.publisher, source.issued ?? "undated"].filter(Boolean).map((part) => clip(part, 50)).join(", ");

const reading = (statement) => {
  const object = statement.literal ? statement.object : nodes[statement.object].label;
  return `${display(nodes[statement.subject].label)} ${relationLabel(statement.relation)} ${display(object)}`;
};

/** A claim as a footnote cites it. */
const citation = (statement, quote) => {
  const source = sources[statement.document];
  const details = [statement.status, statement.when, statement.role].filter(Boolean).join(", ");
  const where = [display(source.title), sourceLine(source), webAddress(source.link), `characters ${quote.start}–${quote.end}`].filter(Boolean).join(", ");
  return `“${display(quote.text.replace(/\s+/g, " ").trim())}” (${where}). ${reading(statement)} (${details}). ${raw.bases.claim}${statement.id}`;
};

const evidenceItem = (statement, quote) => {
  const source = sources[quote.document];
  const address = quoteAddress(quote);
  const title = clip(source.title, 110);
  const named = address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, title) : el("cite", {}, title);
  return el(
    "figure", { class: "evidence" },
    el("blockquote", {}, ...marked(quote, [...ends(statement), ...quote.mentions])),
    el("figcaption", {}, named, ` ${sourceLine(source)} `, el("span", { class: "where", title: "Characters of the document's text, and the rule that read it" }, `${quote.start}–${quote.end} · ${clip(statement.rule, 40)} `),
      el("button", { type: "button", class: "plain cite", "aria-label": `Copy the citation of: ${clip(reading(statement), 120)}`, on: { click: () => copy(citation(statement, quote), "Citation copied") } }, "cite")),
  );
};

const evidenceOf = (list) => list.flatMap((statement) => statement.passages.map((at) => evidenceItem(statement, quotes[at])));

/** Statements that say the same, in one or more documents, as one fact each. */
const factsOf = (list) => {
  const found = new Map();
  for (const statement of list) {
    const pair = raw.relations[statement.relation].directed ? [statement.subject, statement.object] : ends(statement).sort((a, b) => a - b);
    const key = `${statement.relation} ${pair.join(" ")}`;
    found.set(key, [...(found.get(key) ?? []), statement]);
  }
  return [...found.values()].map((same) => same.sort((a, b) => raw.statuses.indexOf(a.status) - raw.statuses.indexOf(b.status) || compare(a.first ?? "9", b.first ?? "9")));
};

const statusTag = (status) => el("span", { class: `status ${status}` }, lineSample(status), status);
const nodeButton = (node) => el("button", { type: "button", class: "entity", "data-node": node, on: { click: () => openNode(node) } }, icon(nodes[node].group), clip(nodes[node].label, 90));

const openNode = (node) => {
  update({ focus: { type: "node", node } });
  lookAt(node);
};

const details = (same) => {
  const times = [...new Set(same.map((statement) => statement.when).filter(Boolean))];
  const roles = [...new Set(same.map((statement) => statement.role).filter(Boolean))];
  const topics = [...new Set(same.flatMap((statement) => statement.topics))];
  return [
    ...[...new Set(same.map((statement) => statement.status))].map(statusTag),
    times.length ? el("span", { class: "when" }, clip(times.join(", "), 60)) : null,
    roles.length ? el("span", { class: "role" }, clip(roles.join(", "), 80)) : null,
    topics.length ? el("span", { class: "on" }, `on ${topics.map((topic) => clip(nodes[topic].label, 40)).join(", ")}`) : null,
  ];
};

/** A fact as a list item; from the side of one node only the other end is named, else the whole sentence. */
const factItem = (same, { from = null, open = false } = {}) => {
  const [first] = same;
  const head = from === null
    ? [nodeButton(first.subject), el("span", { class: "verb" }, ` ${relationLabel(first.relation)} `), first.literal ? el("span", { class: "value" }, clip(first.object, 60)) : nodeButton(first.object)]
    : [first.literal ? el("span", { class: "value" }, clip(first.object, 60)) : nodeButton(otherEnd(first, from))];
  const items = evidenceOf(same);
  const documents = new Set(same.map((statement) => statement.document)).size;
  const summary = `${plural(items.length, "sentence")}${documents > 1 ? ` in ${documents} documents` : `, ${clip(sources[first.document].title, 44)}`}`;
  return el("li", { class: "fact" }, el("div", { class: "fact-head" }, ...head, ...details(same)), el("details", { open }, el("summary", {}, summary), ...items));
};
