const FORBIDDEN = /[\\/*?"<>| ,#]/;

/** Why an index cannot be called so; null where it can. Documented with the create index API. */
export function indexNameProblem(name: string): string | null {
  if (name === '') return 'must not be empty';
  if (FORBIDDEN.test(name)) {
    return `must not contain the following characters [' ','"','*',',','/','<','>','?','\\','|']`;
  }
  if (name.includes(':')) return "must not contain ':'";
  if (name !== name.toLowerCase()) return 'must be lowercase';
  if (/^[-_+]/.test(name)) return "must not start with '_', '-', or '+'";
  if (name === '.' || name === '..') return "must not be '.' or '..'";
  return Buffer.byteLength(name) > 255 ? 'index name is too long' : null;
}
