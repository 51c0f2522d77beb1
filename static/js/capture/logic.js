// The conditions of an instrument ("ask this when …"), worked out on the phone. It reads the tree the server made of the text
// (instruments/logic.py, to_json) and never a text; both are held to tests/instruments/logic_cases.json.
//
// Values: number (rating, number, 1/0), string (text, ISO date, code of a choice), array of strings (many choices), "" for
// what was not answered. The rules stand at the top of instruments/logic.py.

const PLACES = 1e10;

// values: {code: value}; self: the value of the item itself (`.`); today: ISO date. Gives a boolean, number or string.
export function evaluate(node, values, self = "", today = "") {
  const found = valueOf(node, { values, self, today });
  return Array.isArray(found) ? asText(found) : found;
}

function valueOf(node, known) {
  const [op, ...parts] = node;
  const of = (part) => valueOf(part, known);
  switch (op) {
    case "field": return known.values[parts[0]] ?? "";
    case "this": return known.self;
    case "num": return Number(parts[0]);
    case "text": return parts[0];
    case "today": return known.today;
    case "and": return truth(of(parts[0])) && truth(of(parts[1]));
    case "or": return truth(of(parts[0])) || truth(of(parts[1]));
    case "not": return !truth(of(parts[0]));
    case "if": return truth(of(parts[0])) ? of(parts[1]) : of(parts[2]);
    case "coalesce": {
      const first = of(parts[0]);
      return asText(first) ? first : of(parts[1]);
    }
    case "selected": return asList(of(parts[0])).includes(asText(of(parts[1])));
    case "count-selected": return asList(of(parts[0])).length;
    case "string-length": return [...asText(of(parts[0]))].length;
    case "neg": return -asNumber(of(parts[0]));
    default: return op in COMPARE ? compare(op, of(parts[0]), of(parts[1])) : reckon(op, asNumber(of(parts[0])), asNumber(of(parts[1])));
  }
}

// Rounded to ten places first, so that 0.1 + 0.2 is 0.3 here as it is there.
const COMPARE = {
  "=": (a, b) => a === b, "!=": (a, b) => a !== b, "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
};

function compare(op, left, right) {
  if (op === "=" || op === "!=") {
    if (typeof left === "boolean" || typeof right === "boolean") return COMPARE[op](truth(left), truth(right));
    if (typeof left !== "number" && typeof right !== "number") return COMPARE[op](asText(left), asText(right));
  }
  const [a, b] = [asNumber(left), asNumber(right)];
  if (Number.isNaN(a) || Number.isNaN(b)) return op === "!=";
  return COMPARE[op](a, b);
}

function reckon(op, left, right) {
  if ((op === "div" || op === "mod") && right === 0) return NaN;
  switch (op) {
    case "+": return rounded(left + right);
    case "-": return rounded(left - right);
    case "*": return rounded(left * right);
    case "div": return rounded(left / right);
    case "mod": return rounded(left % right);
    default: throw new Error(`unknown part of a condition: ${op}`);
  }
}

function rounded(number) {
  const found = Math.round(number * PLACES) / PLACES;
  return Number.isFinite(found) ? found : number;
}

export function truth(value) {
  if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function asNumber(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const text = asText(value).trim();
  if (/^(-?[0-9]+(\.[0-9]+)?|-?\.[0-9]+)$/.test(text)) return Number(text);
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return NaN;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? at.getTime() / 86400000 : NaN;
}

function asText(value) {
  return Array.isArray(value) ? [...value].sort().join(" ") : String(value ?? "");
}

function asList(value) {
  return Array.isArray(value) ? value : asText(value).split(/\s+/).filter(Boolean);
}
