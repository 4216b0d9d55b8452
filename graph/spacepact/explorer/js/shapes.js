// Colours and shapes of the kinds of entities, and line styles of the statuses: for canvas, legend and drawings alike.

const SURE = ["occurred", "ongoing", "planned", "possible"];
const DASHES = { occurred: false, ongoing: false, planned: [9, 6], possible: [2, 5], negated: [1, 9] };
const LINES = [["solid", "occurred or ongoing", "occurred"], ["dashed", "planned", "planned"], ["dotted", "possible", "possible"]];

const shapeOfGroup = Object.fromEntries(raw.groups.map((group) => [group.name, group]));

let palette = {};
const readPalette = () => {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  palette = {
    paper: read("paper"), ink: read("ink"), soft: read("soft"), line: read("edge"), strong: read("accent"), faint: read("faint"),
    ...Object.fromEntries(groups.map((name) => [name, read(name)])),
  };
};

const corners = (count, radius, turn, inner = radius) =>
  Array.from({ length: count }, (_, at) => {
    const angle = turn + (at * 2 * Math.PI) / count;
    const reach = at % 2 ? inner : radius;
    return `${(reach * Math.sin(angle)).toFixed(2)} ${(-reach * Math.cos(angle)).toFixed(2)}`;
  });

/** The outline of a shape around the origin, as an SVG path; the radius is that of a circle of about its size. */
const outline = (shape, radius) => {
  const closed = (points) => `M${points.join("L")}Z`;
  switch (shape) {
    case "square": return closed(corners(4, radius * 1.32, Math.PI / 4));
    case "diamond": return closed(corners(4, radius * 1.2, 0));
    case "triangle": return closed(corners(3, radius * 1.3, 0, radius * 1.3));
    case "triangleDown": return closed(corners(3, radius * 1.3, Math.PI, radius * 1.3));
    case "hexagon": return closed(corners(6, radius * 1.08, Math.PI / 2, radius * 1.08));
    case "star": return closed(corners(10, radius * 1.25, 0, radius * 0.5));
    default: return `M${-radius} 0A${radius} ${radius} 0 1 0 ${radius} 0A${radius} ${radius} 0 1 0 ${-radius} 0Z`;
  }
};

/** A small picture of a kind, for lists and the legend; it is decoration beside a text that says the same. */
const icon = (group, size = 14) => {
  const { shape, hollow } = shapeOfGroup[group] ?? shapeOfGroup.Place;
  const path = svgEl("path", { d: outline(shape, 5), class: `kind ${hollow ? "hollow" : "filled"} ${group}` });
  return svgEl("svg", { viewBox: "-8 -8 16 16", width: size, height: size, class: "icon", "aria-hidden": "true" }, path);
};

const lineSample = (status) => {
  const dashes = DASHES[status] ? DASHES[status].join(" ") : "none";
  const line = svgEl("line", { x1: 1, y1: 5, x2: 29, y2: 5, "stroke-dasharray": dashes, class: "sample" });
  return svgEl("svg", { viewBox: "0 0 30 10", width: 30, height: 10, class: "icon", "aria-hidden": "true" }, line);
};

const surest = (list) => SURE.find((status) => list.some((statement) => statement.status === status)) ?? "negated";
