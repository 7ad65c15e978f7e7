// @ts-check
// What is typed into the filter, as a query: words are looked for in path and body, `group:Spring*`, `event:stopped`, `from:-5m`,
// `until:2m50s` and `GSW_DIAL_MODE=2` choose by what a record says. Quotes keep blanks together.
/** @import { Query } from './api.js' */

/** Events as they may be begun: `event:dial` is enough. */
export const EVENTS = [
  'loaded',
  'started',
  'stopped',
  'unloaded',
  'unloaded forcefully',
  'dial mode changed',
  'general info',
  'periodic',
];

const TERM = /(?:[^\s"]|"[^"]*"?)+/g;
const FIELD = /^([A-Za-z_][\w.[\]]*)(=|>=|<=)(.+)$/s;
const NAMED = /^(group|event|from|until|problem):(.+)$/s;

/**
 * @param {string} typed
 * @returns {Query}
 */
export function filterQuery(typed) {
  /** @type {[string, string][]} */
  const query = [];
  /** @type {string[]} */
  const words = [];
  for (const term of typed.match(TERM) ?? []) {
    const bare = term.replaceAll('"', '');
    const [, name, value] = NAMED.exec(bare) ?? [];
    const [, field, sign, demand] = FIELD.exec(bare) ?? [];
    if (name !== undefined && value !== undefined) {
      query.push([name, name === 'event' ? eventMeant(value) : value]);
    } else if (field !== undefined && demand !== undefined) {
      query.push(['where', `{ ${field}: ${demandYaml(sign, demand)} }`]);
    } else if (bare !== '') words.push(bare);
  }
  if (words.length > 0) query.push(['text', words.join(' ')]);
  return query;
}

/** @param {string} begun */
function eventMeant(begun) {
  if (EVENTS.includes(begun)) return begun;
  const meant = EVENTS.filter((event) => event.startsWith(begun.toLowerCase()));
  return meant[0] ?? begun;
}

/**
 * @param {string | undefined} sign
 * @param {string} demand
 */
function demandYaml(sign, demand) {
  const plain = /^(?:-?\d+(?:\.\d+)?|true|false|null|[\w@ ]+)$/.test(demand)
    ? demand
    : JSON.stringify(demand);
  if (sign === '>=') return `{ atLeast: ${plain} }`;
  return sign === '<=' ? `{ atMost: ${plain} }` : plain;
}
