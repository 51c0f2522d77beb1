// Which words of two texts differ, for the page where a person chooses between them. Thai words by the browser's own
// dictionary (Intl.Segmenter); where it is absent, by spaces.

const LARGEST = 1200;

export function words(text) {
  if (typeof Intl !== "undefined" && Intl.Segmenter) {
    return Array.from(new Intl.Segmenter("th", { granularity: "word" }).segment(text), (part) => part.segment);
  }
  return text.split(/(\s+)/).filter(Boolean);
}

// Two texts → {mine: [{text, same}], theirs: […]}, neighbours of one kind joined.
export function compare(mine, theirs) {
  const a = words(mine);
  const b = words(theirs);
  if (a.length > LARGEST || b.length > LARGEST) {
    return { mine: [{ text: mine, same: mine === theirs }], theirs: [{ text: theirs, same: mine === theirs }] };
  }
  const common = longest(a, b);
  return { mine: joined(a, common.a), theirs: joined(b, common.b) };
}

// Marks of the words both sides share, by the longest common subsequence.
function longest(a, b) {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  const found = { a: new Set(), b: new Set() };
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      found.a.add(i);
      found.b.add(j);
      i += 1;
      j += 1;
    } else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return found;
}

function joined(list, shared) {
  const parts = [];
  list.forEach((text, place) => {
    const same = shared.has(place);
    const last = parts[parts.length - 1];
    if (last && last.same === same) last.text += text;
    else parts.push({ text, same });
  });
  return parts;
}
