// Which file answers which item, by its name: the same rule as inspections/rules/matching.py.

const HEAD_NUMBER = /^(?:(?:noi dung|muc|cau|nd|so|stt)\s*)?0*(\d{1,3})(?=\s|[a-z]|$)/;
const CAMEL = /(?<=\p{Ll})(?=\p{Lu})/gu;
const EXTENSION = /\.[A-Za-z0-9]{2,5}$/;
const OF_ANY_FILE = new Set(
  "ban file tep scan quet copy final moi cuoi sua va cua cac cho theo ve tai".split(" "),
);
const LONGEST_INITIALS = 4;
const GLUED = 6;
const CLEARLY_MORE = 1.25;

function fold(text) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/đ/g, "d")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[\s/\-_.,;:–—()"“”]+/g, " ")
    .trim();
}

function allWords(text) {
  return fold(text).match(/[a-z0-9]+/g) ?? [];
}

function wordsOf(text) {
  return allWords(text).filter((word) => word.length > 1 && !OF_ANY_FILE.has(word));
}

function initialsOf(text) {
  const words = allWords(text);
  const found = new Set();
  for (let length = 2; length <= LONGEST_INITIALS; length += 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const run = words
        .slice(start, start + length)
        .map((word) => word[0])
        .join("");
      if (/^[a-z]+$/.test(run)) found.add(run);
    }
  }
  return found;
}

function itemOf(text) {
  const words = wordsOf(text);
  return { words: new Set(words), initials: initialsOf(text), glued: words.join("") };
}

function hits(word, item) {
  if (item.words.has(word) || item.initials.has(word)) return true;
  return word.length >= GLUED && /^[a-z]+$/.test(word) && item.glued.includes(word);
}

/* A word that many items share says little. */
function scoresOf(words, items) {
  const scores = items.map(() => 0);
  new Set(words).forEach((word) => {
    const hit = items.map((_item, place) => place).filter((place) => hits(word, items[place]));
    hit.forEach((place) => {
      scores[place] += 1 / hit.length;
    });
  });
  return scores;
}

function clearBest(scores) {
  const ranked = scores.map((_score, place) => place).sort((a, b) => scores[b] - scores[a]);
  if (!ranked.length || scores[ranked[0]] <= 0) return null;
  const [first, second] = ranked;
  return second !== undefined && scores[first] < CLEARLY_MORE * scores[second] ? null : first;
}

/* The place of the item (from 0) that a file belongs to; null if a person must say. */
export function placeFile(name, asked) {
  const items = asked.map(itemOf);
  const folded = fold(name.normalize("NFC").replace(EXTENSION, "").replace(CAMEL, " "));
  const number = folded.match(HEAD_NUMBER);
  const scores = scoresOf(wordsOf(number ? folded.slice(number[0].length) : folded), items);
  const best = clearBest(scores);
  const numbered = number ? Number(number[1]) - 1 : -1;
  const inRange = numbered >= 0 && numbered < items.length;
  return inRange && (best === null || scores[numbered] > 0 || scores[best] < 1) ? numbered : best;
}
