import type { Words } from './flavour.ts';

const FORBIDDEN = /[\\/*?"<>| ,]/;
const FORBIDDEN_ONES: Readonly<Record<Words, string>> = {
  7: '[ , ", *, \\, <, |, ,, >, /, ?]',
  8: `[' ','"','*',',','/','<','>','?','\\','|']`,
};

/** Why an index cannot be called so; null where it can. Documented with the create index API. */
export function indexNameProblem(name: string, words: Words): string | null {
  if (name === '') return 'must not be empty';
  if (FORBIDDEN.test(name)) {
    return `must not contain the following characters ${FORBIDDEN_ONES[words]}`;
  }
  if (name.includes('#')) return "must not contain '#'";
  if (name.includes(':')) return "must not contain ':'";
  if (name !== name.toLowerCase()) return 'must be lowercase';
  if (/^[-_+]/.test(name)) return "must not start with '_', '-', or '+'";
  if (name === '.' || name === '..') return "must not be '.' or '..'";
  const bytes = Buffer.byteLength(name);
  return bytes > 255 ? `index name is too long, (${bytes} > 255)` : null;
}
