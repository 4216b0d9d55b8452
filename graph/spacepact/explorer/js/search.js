// Finding an entity by any of its names: one keyboard-first combobox, used by the search field and the path finder.

const index = nodes.map((node) => ({ node: node.id, names: [node.label, ...node.other].map((name) => ({ name, folded: fold(name.slice(0, 400)) })) }));

const fitOf = (folded, wanted) => {
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  if (folded.includes(` ${wanted}`)) return 2;
  if (folded.includes(wanted)) return 3;
  const words = wanted.split(" ");
  return words.length > 1 && words.every((word) => folded.startsWith(word) || folded.includes(` ${word}`)) ? 4 : Infinity;
};

/** The entities whose names fit best, each with the name that did. */
const lookUp = (text, most = 12) => {
  const wanted = fold(text);
  if (!wanted) return [];
  const hits = [];
  for (const { node, names } of index) {
    const fits = names.map(({ name, folded }, at) => ({ name, fit: fitOf(folded, wanted), at })).sort((a, b) => a.fit - b.fit || a.at - b.at);
    if (fits[0].fit < Infinity) hits.push({ node, name: fits[0].name, fit: fits[0].fit });
  }
  return hits.sort((a, b) => a.fit - b.fit || neighbours[b.node].size - neighbours[a.node].size || a.node - b.node).slice(0, most);
};

/** Make an input and its list a combobox; `pick` gets the node that was chosen. */
const combobox = (input, list, pick, { keep = false } = {}) => {
  let hits = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (next) => {
    at = (next + hits.length) % hits.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const choose = (place) => {
    const { node } = hits[place];
    input.value = keep ? clip(nodes[node].label, 80) : "";
    close();
    pick(node);
  };
  const show = () => {
    hits = lookUp(input.value);
    list.replaceChildren(...hits.map((hit, place) => option(hit, `${list.id}-${place}`, () => choose(place))));
    if (!hits.length && input.value.trim()) list.replaceChildren(el("li", { class: "nothing" }, "Nothing is called that"));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    at = -1;
    if (hits.length) mark(0);
  };
  input.addEventListener("input", show);
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) show();
    else if (event.key === "ArrowDown" && hits.length) mark(at + 1);
    else if (event.key === "ArrowUp" && hits.length) mark(at - 1);
    else if (event.key === "Enter" && at >= 0) choose(at);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Escape") input.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
};

const option = ({ node, name }, id, choose) => {
  const { label, kind, group } = nodes[node];
  const aka = name === label ? null : el("span", { class: "aka" }, clip(name, 40));
  return el(
    "li", { id, role: "option", "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); choose(); } } },
    icon(group), el("span", { class: "name" }, clip(label, 56)), aka, el("span", { class: "kindname" }, kindName(kind)), el("span", { class: "count" }, number(neighbours[node].size)),
  );
};
