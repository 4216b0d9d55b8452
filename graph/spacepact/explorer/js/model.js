// The network that the page carries, decoded once.

const raw = JSON.parse(byId("data").textContent);
const nodes = raw.nodes;
const sources = raw.sources;
const groups = raw.groups.map((group) => group.name);
const quotes = raw.quotes.map(([id, document, start, end, text, mentions]) => ({ id, document, start, end, text, mentions }));
const statements = raw.statements.map(
  ([id, subject, relation, object, status, document, rule, confidence, passages, when, first, last, earliest, latest, role, topics], index) => ({
    id, subject, relation, object, status, document, rule, confidence, passages, when, first, last, earliest, latest, role, topics, index,
    literal: typeof object === "string",
  }),
);

const joins = (statement) => !statement.literal && statement.subject !== statement.object;
const ends = (statement) => (statement.literal ? [statement.subject] : [statement.subject, statement.object]);
const otherEnd = (statement, node) => (statement.subject === node ? statement.object : statement.subject);
const relationLabel = (name) => raw.relations[name].label;
const edgeKey = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);

// For each node: the statements about it, and who is joined to it by statements that are not denied.
const about = nodes.map(() => []);
const neighbours = nodes.map(() => new Map());
for (const statement of statements) {
  ends(statement).forEach((node) => { if (about[node].at(-1) !== statement) about[node].push(statement); });
  if (joins(statement) && statement.status !== "negated") {
    for (const [one, other] of [[statement.subject, statement.object], [statement.object, statement.subject]]) {
      if (neighbours[one].has(other)) neighbours[one].get(other).push(statement);
      else neighbours[one].set(other, [statement]);
    }
  }
}

// For each node: the topics that it has, with their broader ones.
const broader = new Map(raw.broader);
const withBroader = (topic, found = new Set()) => {
  for (let next = topic; next !== undefined && !found.has(next); next = broader.get(next)) found.add(next);
  return found;
};
const topicsOf = nodes.map((node, index) => {
  const found = new Set();
  if (node.group === "Topic") return withBroader(index);
  for (const [other, joining] of neighbours[index]) {
    if (nodes[other].group === "Topic" && joining.some((statement) => statement.object === other)) withBroader(other, found);
  }
  return found;
});
const topicsCache = new Map();
const statementTopics = (statement) => {
  if (!topicsCache.has(statement)) {
    const found = new Set();
    statement.topics.forEach((topic) => withBroader(topic, found));
    ends(statement).forEach((node) => topicsOf[node].forEach((topic) => found.add(topic)));
    topicsCache.set(statement, [...found]);
  }
  return topicsCache.get(statement);
};

const passagesOfSilent = (node) => quotes.filter((quote) => quote.mentions.includes(node));
const kindName = (kind) => kind.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
const byIri = new Map(nodes.map((node) => [node.name, node.id]));
