// Small helpers: elements without markup from data, text that can't misbehave, downloads.

const byId = (id) => document.getElementById(id);

/** An element; text children become text nodes, so that nothing from a document is ever read as markup. */
const el = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") Object.entries(value).forEach(([event, act]) => element.addEventListener(event, act));
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

const SVG_SPACE = "http://www.w3.org/2000/svg";
const svgEl = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS(SVG_SPACE, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
};

// Characters that turn the writing direction of what follows, and control characters: shown, never obeyed.
const UNRULY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const display = (text) => String(text ?? "").replace(UNRULY, "\ufffd");
const clip = (text, length = 60) => {
  const chars = [...display(text)];
  return chars.length > length ? `${chars.slice(0, length - 1).join("").trimEnd()}…` : chars.join("");
};

/** A name without accents, case and runs of blanks, for comparison. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

const number = (value) => value.toLocaleString("en-GB");
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** The address of a link that is safe to follow, or null: web addresses alone. */
const webAddress = (text) => {
  try {
    const address = new URL(text);
    return ["http:", "https:"].includes(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
};

const say = (text) => { byId("said").textContent = text; };

const save = (name, type, content) => {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

const copy = async (text, done) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(done);
};

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
