// Which statements, nodes and edges the present choices leave.

const groupOf = (node) => nodes[node].group;

/** What joins two states, as the network's view of a pair has it: dealings between the sides, and what both share. */
const pairStatements = (one, other) => {
  const side = (node) => nodes[node].sides.filter((state) => state === one || state === other);
  const shared = new Set(
    nodes.filter((node) => !node.actor && new Set([...neighbours[node.id].keys()].flatMap(side)).size === 2).map((node) => node.id),
  );
  const fits = (node) => shared.has(node) || !nodes[node].actor || side(node).length > 0;
  return statements.filter((statement) => {
    if (ends(statement).some((node) => shared.has(node))) return ends(statement).every(fits);
    if (statement.literal) return false;
    const [left, right] = [side(statement.subject), side(statement.object)];
    return left.length > 0 && right.length > 0 && new Set([...left, ...right]).size === 2 && left.join() !== right.join();
  });
};

const pairCache = new Map();
const tabStatements = (tab) => {
  if (tab === "all") return statements;
  if (!pairCache.has(tab)) pairCache.set(tab, pairStatements(...tab.split("-").map(Number)));
  return pairCache.get(tab);
};

const VALUES = {
  kind: (statement) => [...new Set(ends(statement).map(groupOf))],
  relation: (statement) => [statement.relation],
  status: (statement) => [statement.status],
  topic: statementTopics,
  document: (statement) => [statement.document],
};

const inPeriod = (statement) =>
  (!state.from && !state.to) ||
  (statement.first !== null && (!state.to || statement.first <= state.to) && (!state.from || statement.last >= state.from));

const passes = {
  kind: (statement) => !ends(statement).some((node) => state.hidden.has(groupOf(node))),
  period: inPeriod,
  ...Object.fromEntries(
    FACETS.map((facet) => [facet, (statement) => !state[facet].size || VALUES[facet](statement).some((value) => state[facet].has(value))]),
  ),
};
const TESTS = Object.keys(passes);

/** The statements that pass every filter, and for each filter how many of each value pass the others; kept till one changes. */
const CHOICES = ["tab", "hidden", ...FACETS, "from", "to"];
let lastFiltered = { choices: [], result: null };
const filtered = () => {
  const choices = CHOICES.map((name) => state[name]);
  if (choices.some((choice, at) => choice !== lastFiltered.choices[at])) lastFiltered = { choices, result: filterAnew() };
  return lastFiltered.result;
};

// The one test that a statement fails, if it is one.
const [NONE, MANY] = ["none", "many"];
const onlyFailure = (statement) => {
  let found = NONE;
  for (const name of TESTS) {
    if (passes[name](statement)) continue;
    if (found !== NONE) return MANY;
    found = name;
  }
  return found;
};

const filterAnew = () => {
  const counts = Object.fromEntries(Object.keys(VALUES).map((facet) => [facet, new Map()]));
  const dated = [];
  const kept = [];
  const count = (facet, statement) => {
    if (facet === "period") dated.push(statement);
    else for (const value of VALUES[facet](statement)) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
  };
  for (const statement of tabStatements(state.tab)) {
    const failed = onlyFailure(statement);
    if (failed === MANY) continue;
    if (failed === NONE) {
      kept.push(statement);
      TESTS.forEach((facet) => count(facet, statement));
    } else count(failed, statement);
  }
  return { kept, counts, dated };
};

/** What is shown now: statements (also denied ones), nodes and edges to draw, and how many are left out. */
const computeView = () => {
  const { kept, counts, dated } = filtered();
  const joining = kept.filter((statement) => joins(statement) && statement.status !== "negated" && !ends(statement).some((node) => state.without.has(node)));
  const candidates = new Set(joining.flatMap(ends));
  const drawn = chosenNodes(candidates);
  const edges = new Map();
  for (const statement of joining) {
    if (!drawn.has(statement.subject) || !drawn.has(statement.object)) continue;
    const key = edgeKey(statement.subject, statement.object);
    if (edges.has(key)) edges.get(key).push(statement);
    else edges.set(key, [statement]);
  }
  const shown = kept.filter((statement) => ends(statement).every((node) => drawn.has(node)) || statement.literal && drawn.has(statement.subject) || statement.status === "negated");
  return { kept, shown, counts, dated, candidates, drawn, edges, ways: null };
};

const chosenNodes = (candidates) => {
  const ranked = [...candidates].sort((a, b) => nodes[a].rank - nodes[b].rank);
  const drawn = new Set(ranked.slice(0, state.limit));
  state.extra.forEach((node) => { if (!state.without.has(node)) drawn.add(node); });
  focusNodes().forEach((node) => drawn.add(node));
  return drawn;
};

const focusNodes = () => {
  if (!state.focus) return [];
  if (state.focus.type === "edge") return [state.focus.one, state.focus.other];
  return [state.focus.node];
};

/** The view of the paths that were found: their nodes and hops alone. */
const pathView = (found) => {
  const base = filtered();
  const drawn = new Set(found.flatMap((path) => path.way));
  const edges = new Map();
  for (const path of found) for (const hop of path.hops) edges.set(edgeKey(hop.source, hop.target), hop.statements);
  const shown = [...new Set([...edges.values()].flat())];
  return { ...base, kept: shown, shown, candidates: drawn, drawn, edges, ways: found };
};

let view = null;
const visibleNeighbours = (node) =>
  [...neighbours[node]].filter(([, joining]) => joining.some((statement) => TESTS.every((name) => passes[name](statement)))).map(([other]) => other);
