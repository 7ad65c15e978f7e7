import type { Cause } from './check-value.ts';

/** A mapping that makes no sense, as Elasticsearch says it. */
export interface BadMapping {
  readonly kind: 'bad mapping';
  readonly cause: Cause;
  /** Whether it comes as the cause of a `Failed to parse mapping`, or by itself. */
  readonly whenParsed: boolean;
  /** What of it ocs-sim does not play, where that is the problem; null where Elasticsearch would refuse it as well. */
  readonly unplayed: string | null;
}

/** What Elasticsearch refuses of a mapping. */
export function bad(type: string, reason: string, whenParsed = true): BadMapping {
  return { kind: 'bad mapping', cause: { type, reason }, whenParsed, unplayed: null };
}

/** What ocs-sim does not play of a mapping. */
export function badUnplayed(unplayed: string): BadMapping {
  const cause = { type: 'not_played', reason: `ocs-sim does not play ${unplayed}` };
  return { kind: 'bad mapping', cause, whenParsed: false, unplayed };
}

/** A parameter that is neither true nor false. */
export function notBoolean(name: string, said: string): BadMapping {
  const caused_by = {
    type: 'illegal_argument_exception',
    reason: `Failed to parse value [${said}] as only [true] or [false] are allowed.`,
  };
  const cause = {
    type: 'illegal_argument_exception',
    reason: `Could not convert [${name}] to boolean`,
    caused_by,
  };
  return { kind: 'bad mapping', cause, whenParsed: true, unplayed: null };
}
