// @ts-check
// The faults that have a switch of their own, as rules of the reply plan; every other rule can be written out.

/** @typedef {Readonly<Record<string, unknown>>} Rule */

/** @type {readonly { readonly name: string, readonly about: string, readonly rule: Rule }[]} */
export const FAULTS = [
  { name: '503', about: 'service unavailable', rule: { status: 503 } },
  {
    name: '429, Retry-After',
    about: 'too many requests, again in 30 s',
    rule: { status: 429, retryAfter: '30s' },
  },
  {
    name: '307 redirect',
    about: 'to where nobody listens',
    rule: { status: 307, location: 'http://127.0.0.1:9/' },
  },
  { name: 'late', about: 'the answer waits 2 s', rule: { delay: '2s' } },
  { name: 'drip', about: 'its body takes 5 s, piece by piece', rule: { drip: '5s' } },
  { name: 'silence', about: 'none, the connection stays open', rule: { silence: true } },
  { name: 'reset before headers', about: 'RST in place of an answer', rule: { reset: 'before headers' } },
  { name: 'reset after headers', about: 'RST within the answer', rule: { reset: 'after headers' } },
  { name: 'closed mid-body', about: 'FIN before its end', rule: { close: 'mid-body' } },
  { name: 'truncated', about: 'half of the body, well-formed', rule: { truncate: '50%' } },
  { name: 'garbage', about: 'random bytes, no HTTP', rule: { garbage: true } },
  { name: 'refusing', about: 'no connections for 10 s', rule: { refuse: '10s' } },
];

/**
 * A text that is the same for rules that say the same, in whatever order their keys stand.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value))
    return value.length === 1 ? canonical(value[0]) : `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(String(value));
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${key.toLowerCase()}:${canonical(each)}`).join()}}`;
}
