import { closestMatch } from 'leven';

/**
 * The candidate that a misspelt word most likely meant, or undefined where none is near. Case and separators do not count; a
 * candidate that the word begins with, or that begins with the word, is nearer than any other, unless half of the word or
 * more would be left over.
 */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
  const byPlain = new Map(candidates.map((candidate) => [plain(candidate), candidate]));
  const wanted = plain(word);
  if (wanted === '') return undefined;
  const maxDistance = Math.max(1, Math.ceil(wanted.length / 3));
  const extended = [...byPlain.keys()]
    .filter(
      (each) =>
        (each.startsWith(wanted) || wanted.startsWith(each)) && Math.min(each.length, wanted.length) > 2,
    )
    .sort((a, b) => Math.abs(a.length - wanted.length) - Math.abs(b.length - wanted.length));
  const within = closestMatch(wanted, [...byPlain.keys()], { maxDistance });
  const [first] = extended;
  const leavesHalf = first !== undefined && first.length * 2 <= wanted.length;
  const letters = (text: string): string => [...text].sort().join('');
  const swapped = [...byPlain.keys()].find((each) => letters(each) === letters(wanted));
  const nearest = leavesHalf ? (within ?? first) : (first ?? within ?? swapped);
  return nearest === undefined ? undefined : byPlain.get(nearest);
}

/** `did you mean "load"?`, or undefined. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const nearest = closestWord(word, candidates);
  if (nearest === undefined) return undefined;
  // Letters of other scripts look like those of the Latin one.
  const foreign = [...word].find((letter) => letter > '\u007f' && !nearest.includes(letter));
  if (foreign === undefined) return `did you mean "${nearest}"?`;
  const code = foreign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `did you mean "${nearest}"? The ${foreign} here is U+${code}`;
}
