import { closestMatch } from 'leven';

/** The candidate that a misspelt word most likely meant, or undefined where none is near. Case and separators do not count. */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '');
  const byPlain = new Map(candidates.map((candidate) => [plain(candidate), candidate]));
  const wanted = plain(word);
  const nearest = closestMatch(wanted, [...byPlain.keys()], {
    maxDistance: Math.max(1, Math.ceil(wanted.length / 3)),
  });
  return nearest === undefined ? undefined : byPlain.get(nearest);
}

/** `did you mean "load"?`, or undefined. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const nearest = closestWord(word, candidates);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}
