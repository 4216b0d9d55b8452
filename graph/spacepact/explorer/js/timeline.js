// Statements by year, and a brush over them: drag, or move the two ends by keyboard.

const TIMELINE = { width: 1000, height: 46, foot: 14 };
let years = [];
let drag = null;

const yearsOf = (statement) => [Number(statement.first.slice(0, 4)), Number(statement.last.slice(0, 4))];

const startTimeline = () => {
  const dated = statements.filter((statement) => statement.first && statement.first > "1900" && statement.first < "2101");
  const all = dated.map((statement) => yearsOf(statement)[0]);
  if (!all.length) return;
  const [first, last] = [Math.min(...all), Math.max(...all)];
  years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
};

const xOf = (year) => ((year - years[0]) / years.length) * TIMELINE.width;
const bounds = () => [
  state.from ? Number(state.from.slice(0, 4)) : years[0],
  state.to ? Number(state.to.slice(0, 4)) : years.at(-1),
].map((year) => Math.min(Math.max(year, years[0]), years.at(-1)));

const setPeriod = (a, b) => {
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  const whole = from <= years[0] && to >= years.at(-1);
  update(whole ? { from: "", to: "" } : { from: `${from}-01-01`, to: `${to}-12-31` });
};

const drawTimeline = () => {
  if (!years.length) {
    byId("timeline").replaceChildren(el("p", { class: "hint" }, "No statement of this network is dated."));
    return;
  }
  const held = document.activeElement?.dataset?.end;
  const counts = new Map(years.map((year) => [year, 0]));
  for (const statement of view.dated) {
    if (!statement.first) continue;
    const [year] = yearsOf(statement);
    if (counts.has(year)) counts.set(year, counts.get(year) + 1);
  }
  const [from, to] = drag ?? bounds();
  byId("timeline").replaceChildren(bars(counts, Math.min(from, to), Math.max(from, to)), note());
  byId("timeline").firstChild.append(handle("from", Math.min(from, to)), handle("to", Math.max(from, to)));
  if (held) byId("timeline").querySelector(`[data-end="${held}"]`)?.focus();
};

const bars = (counts, from, to) => {
  const most = Math.sqrt(Math.max(1, ...counts.values()));
  const { width, height, foot } = TIMELINE;
  const room = height - foot;
  const step = width / years.length;
  const columns = [...counts].map(([year, count]) => {
    const tall = count ? Math.max(2, (Math.sqrt(count) / most) * room) : 0;
    const bar = svgEl("rect", { x: xOf(year) + step * 0.08, y: room - tall, width: step * 0.84, height: tall, class: year >= from && year <= to ? "bar in" : "bar out" });
    bar.append(svgEl("title"));
    bar.firstChild.textContent = `${year}: ${plural(count, "statement")}`;
    return bar;
  });
  const brush = svgEl("rect", { x: xOf(from), y: 0, width: xOf(to + 1) - xOf(from), height: room, class: "brush" });
  const picture = svgEl("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true", class: "bars" }, brush, ...columns);
  picture.addEventListener("pointerdown", startBrush);
  return el("div", { class: "track" }, picture, yearMarks());
};

const yearMarks = () => {
  const every = [1, 2, 5, 10, 20].find((size) => years.length / size <= 9) ?? 50;
  return el("div", { class: "marks", "aria-hidden": "true" }, ...years.filter((year) => year % every === 0).map((year) => {
    const mark = el("span", {}, String(year));
    mark.style.setProperty("left", `${((xOf(year + 0.5) / TIMELINE.width) * 100).toFixed(2)}%`);
    return mark;
  }));
};

const handle = (end, year) => {
  const at = el("div", {
    class: `handle ${end}`, role: "slider", tabindex: "0", "data-end": end, "aria-label": end === "from" ? "First year" : "Last year",
    "aria-valuemin": years[0], "aria-valuemax": years.at(-1), "aria-valuenow": year, "aria-orientation": "horizontal", on: { keydown: (event) => handleKeys(event, end) },
  });
  at.style.setProperty("left", `${((xOf(end === "from" ? year : year + 1) / TIMELINE.width) * 100).toFixed(2)}%`);
  return at;
};

const handleKeys = (event, end) => {
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 }[event.key];
  const [from, to] = bounds();
  const moved = event.key === "Home" ? years[0] : event.key === "End" ? years.at(-1) : step === undefined ? null : (end === "from" ? from : to) + step;
  if (moved === null) return;
  event.preventDefault();
  event.stopPropagation();
  const held = Math.min(Math.max(moved, years[0]), years.at(-1));
  if (end === "from") setPeriod(Math.min(held, to), to);
  else setPeriod(from, Math.max(held, from));
};

const startBrush = (event) => {
  const track = byId("timeline").querySelector(".track").getBoundingClientRect();
  const yearAt = (x) => years[Math.min(Math.max(Math.floor(((x - track.left) / track.width) * years.length), 0), years.length - 1)];
  const start = yearAt(event.clientX);
  const move = (next) => { drag = [start, yearAt(next.clientX)]; drawTimeline(); };
  const stop = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", stop);
    const chosen = drag ?? [start, start];
    drag = null;
    setPeriod(...chosen);
  };
  drag = [start, start];
  addEventListener("pointermove", move);
  addEventListener("pointerup", stop);
  event.preventDefault();
};

const note = () => {
  const undated = view.dated.filter((statement) => !statement.first).length;
  const text = state.from || state.to ? "statements that touch the period" : "statements by year; drag to choose a period";
  return el("p", { class: "hint" }, text, undated ? `; ${plural(undated, "has", "have")} no date` : "");
};
