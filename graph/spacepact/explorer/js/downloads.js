// The present view as files: drawing, picture, table, claims.

const fileName = (ending) => `${fold(raw.title).replace(/[^a-z0-9]+/g, "-") || "view"}-${fold(viewTitle()).replace(/[^a-z0-9]+/g, "-").slice(0, 60)}.${ending}`;

const viewTitle = () => {
  if (view.ways) return `${clip(nodes[state.path.source].label, 40)} to ${clip(nodes[state.path.target].label, 40)}`;
  return state.tab === "all" ? "everything" : tabLabel(state.tab);
};

// Drawing ---------------------------------------------------------------------

const drawing = () => {
  const at = network.getPositions([...view.drawn]);
  const points = [...view.drawn].map((node) => at[node]);
  const [left, right] = [Math.min(...points.map(({ x }) => x)) - 110, Math.max(...points.map(({ x }) => x)) + 110];
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)) - 70, Math.max(...points.map(({ y }) => y)) + 70];
  const size = Math.max(1, (right - left) / 1400);
  const shown = groups.filter((group) => [...view.drawn].some((node) => groupOf(node) === group));
  const foot = 60 * size;
  const picture = svgEl("svg", { xmlns: SVG_SPACE, viewBox: `${left} ${top} ${right - left} ${bottom - top + foot}`, width: Math.round(right - left), height: Math.round(bottom - top + foot), "font-family": "system-ui, sans-serif" });
  const title = svgEl("title");
  title.textContent = `${display(raw.title)}: ${viewTitle()}`;
  picture.append(
    title, svgEl("rect", { x: left, y: top, width: right - left, height: bottom - top + foot, fill: palette.paper }),
    ...[...view.edges].flatMap(([, list]) => drawnEdge(list, at)), ...[...view.drawn].map((node) => drawnNode(node, at[node])),
    ...[...view.drawn].sort((a, b) => nodes[b].rank - nodes[a].rank).map((node) => drawnLabel(node, at[node])), drawnLegend(shown, left + 16 * size, bottom + 18 * size, size),
  );
  return picture;
};


const drawnEdge = (list, at) => {
  const look = edgeLook("", list, null);
  const [from, to] = [at[look.from], at[look.to]];
  const dashes = look.dashes ? { "stroke-dasharray": look.dashes.join(" ") } : {};
  const line = svgEl("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: palette.line, "stroke-opacity": 0.7, "stroke-width": look.width.toFixed(2), ...dashes });
  const parts = [line];
  if (look.arrows.to.enabled) parts.push(arrowHead(from, to, radius(look.to)));
  if (view.edges.size <= FEW_EDGES) parts.push(svgText(edgeText(list), (from.x + to.x) / 2, (from.y + to.y) / 2, { "font-size": 11, fill: palette.soft }));
  return parts;
};

const arrowHead = (from, to, gap) => {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const [x, y] = [to.x - Math.cos(angle) * (gap + 2), to.y - Math.sin(angle) * (gap + 2)];
  const corner = (turn) => `${(x - 8 * Math.cos(angle + turn)).toFixed(1)} ${(y - 8 * Math.sin(angle + turn)).toFixed(1)}`;
  return svgEl("path", { d: `M${x.toFixed(1)} ${y.toFixed(1)}L${corner(0.4)}L${corner(-0.4)}Z`, fill: palette.line });
};

const drawnNode = (node, { x, y }) => {
  const { shape, hollow } = shapeOfGroup[groupOf(node)] ?? shapeOfGroup.Place;
  const colour = palette[groupOf(node)];
  return svgEl("path", { d: outline(shape, radius(node)), transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, fill: hollow ? palette.paper : colour, stroke: hollow ? colour : palette.paper, "stroke-width": hollow ? 2 : 1 });
};

const drawnLabel = (node, { x, y }) => {
  const size = labelSize(node);
  const lines = labelLines(node);
  const group = svgEl("g");
  lines.forEach((line, at) => group.append(svgText(line, x, y + radius(node) + size * (1 + at * 1.1), { "font-size": size.toFixed(1), fill: palette.ink })));
  return group;
};

const svgText = (text, x, y, more) => {
  const element = svgEl("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": "middle", stroke: palette.paper, "stroke-width": 3, "paint-order": "stroke", ...more });
  element.textContent = text;
  return element;
};

const drawnLegend = (shown, x, y, size) => {
  const group = svgEl("g", { transform: `translate(${x} ${y}) scale(${size})`, "font-size": 13, fill: palette.ink });
  let across = 0;
  const put = (sign, text) => {
    const label = svgEl("text", { x: across + 26, y: 5 });
    label.textContent = text;
    sign.setAttribute("transform", `translate(${across + 8} 0)`);
    group.append(sign, label);
    across += 44 + text.length * 7.4;
  };
  shown.forEach((name) => {
    const { shape, hollow } = shapeOfGroup[name];
    put(svgEl("path", { d: outline(shape, 6), fill: hollow ? palette.paper : palette[name], stroke: palette[name], "stroke-width": hollow ? 2 : 0 }), name);
  });
  LINES.forEach(([, text, status]) => put(svgEl("line", { x1: -8, x2: 14, y1: 0, y2: 0, stroke: palette.line, "stroke-width": 1.6, "stroke-dasharray": DASHES[status] ? DASHES[status].join(" ") : "none" }), text));
  return group;
};

const savePng = (picture) => {
  const image = new Image();
  const [width, height] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
  const scale = Math.min(2, 8000 / Math.max(width, height));
  image.addEventListener("load", () => {
    const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => { save(fileName("png"), "image/png", blob); say("Picture saved"); });
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
};

// Table and claims ------------------------------------------------------------

// A cell that a spreadsheet would read as a formula gets an apostrophe before it.
const cell = (value) => {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};

const csv = () => {
  const head = ["subject", "relation", "object", "status", "when", "earliest", "latest", "role", "topics", "document", "title", "publisher", "issued", "start", "end", "sentence", "rule", "confidence", "claim"];
  const lines = tableStatements().flatMap((statement) => (statement.passages.length ? statement.passages : [null]).map((at) => csvLine(statement, quotes[at])));
  return `${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
};

const csvLine = (statement, quote) => {
  const source = sources[statement.document];
  return [
    nodes[statement.subject].label, statement.relation, statement.literal ? statement.object : nodes[statement.object].label, statement.status, statement.when,
    statement.earliest, statement.latest, statement.role, statement.topics.map((topic) => nodes[topic].label).join("; "), source.name, source.title, source.publisher, source.issued,
    quote?.start, quote?.end, quote?.text, statement.rule, statement.confidence, raw.bases.claim + statement.id,
  ];
};

const literal = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
const resource = (base, name) => `<${base}${encodeURIComponent(name).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}>`;
const nodeIri = (node) => `<${nodes[node].iri}>`;

const turtle = () => {
  const list = [...view.shown].sort((a, b) => compare(a.id, b.id));
  const parts = [
    "@prefix pact: <https://w3id.org/spacepact/ontology#> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix oa: <http://www.w3.org/ns/oa#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .\n",
    ...[...new Set(list.flatMap((statement) => [...ends(statement), ...statement.topics]))].sort((a, b) => a - b).map(nodeTurtle),
    ...[...new Set(list.map((statement) => statement.document))].sort((a, b) => a - b).map(sourceTurtle),
    ...list.map(claimTurtle),
    ...[...new Set(list.flatMap((statement) => statement.passages))].sort((a, b) => a - b).map(quoteTurtle),
  ];
  return parts.join("\n");
};

const nodeTurtle = (node) => {
  const { label, other, kind, group } = nodes[node];
  const type = group === "Topic" ? "skos:Concept" : `pact:${kind}`;
  return `${nodeIri(node)} a ${type} ; skos:prefLabel ${literal(label)}@en${other.map((name) => ` ; skos:altLabel ${literal(name)}@en`).join("")} .\n`;
};

const sourceTurtle = (at) => {
  const { name, title, issued } = sources[at];
  return `${resource(raw.bases.doc, name)} a pact:Document ; dcterms:identifier ${literal(name)} ; dcterms:title ${literal(title)}${issued ? ` ; dcterms:issued ${literal(issued)}^^edtf:EDTF` : ""} .\n`;
};

const claimTurtle = (statement) => {
  const lines = [
    `rdf:subject ${nodeIri(statement.subject)} ; rdf:predicate pact:${statement.relation} ; rdf:object ${statement.literal ? `${literal(statement.object)}^^edtf:EDTF` : nodeIri(statement.object)}`,
    `pact:status pact:${statement.status} ; pact:inDocument ${resource(raw.bases.doc, sources[statement.document].name)}`,
    statement.when && `pact:when ${literal(statement.when)}^^edtf:EDTF`,
    statement.earliest && `pact:earliest ${literal(statement.earliest)}^^xsd:date`,
    statement.latest && `pact:latest ${literal(statement.latest)}^^xsd:date`,
    statement.role && `pact:role ${literal(statement.role)}`,
    statement.topics.length && `pact:topic ${statement.topics.map(nodeIri).join(", ")}`,
    statement.passages.length && `prov:wasDerivedFrom ${statement.passages.map((at) => resource(raw.bases.passage, quotes[at].id)).join(", ")}`,
    `pact:rule ${literal(statement.rule)} ; pact:confidence ${statement.confidence}`,
  ];
  return `${resource(raw.bases.claim, statement.id)} a pact:Claim ;\n  ${lines.filter(Boolean).join(" ;\n  ")} .\n`;
};

const quoteTurtle = (at) => {
  const { id, document, start, end, text, mentions } = quotes[at];
  const named = mentions.length ? ` ; pact:mentions ${mentions.map(nodeIri).join(", ")}` : "";
  return `${resource(raw.bases.passage, id)} a pact:Passage ; oa:hasSource ${resource(raw.bases.doc, sources[document].name)} ; oa:exact ${literal(text)} ; oa:start ${start} ; oa:end ${end}${named} .\n`;
};

const DOWNLOADS = {
  svg: () => save(fileName("svg"), "image/svg+xml", `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing())}\n`),
  png: () => savePng(drawing()),
  csv: () => save(fileName("csv"), "text/csv", csv()),
  ttl: () => save(fileName("ttl"), "text/turtle", turtle()),
};
