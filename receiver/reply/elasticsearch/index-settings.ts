// The settings of an index: those that are played are obeyed and shown, all others are refused.

import { type ElasticsearchError, errorBody, notPlayed } from './error-body.ts';
import { isRecord, type JsonRecord } from './json-record.ts';

/** Settings by their full names, `index.number_of_replicas`, as text. */
export type IndexSettings = ReadonlyMap<string, string>;

/** What a block keeps from being done. */
export type Blocked = 'write' | 'read' | 'metadata read' | 'metadata write';

type Check = (value: string) => boolean;
interface Known {
  readonly fits: Check;
  /** Whether it can be changed while the index is there. */
  readonly dynamic: boolean;
  readonly least?: number;
}

const BOOLEAN: Known = { fits: (value) => value === 'true' || value === 'false', dynamic: true };
const number = (least: number): Known => ({
  fits: (value) => /^-?\d{1,9}$/.test(value),
  dynamic: true,
  least,
});
const TIME: Known = { fits: (value) => value === '-1' || isTimeValue(value), dynamic: true };

/** @assumption that a refresh interval has no other effect here than to be shown: documents are found at once */
const KNOWN: ReadonlyMap<string, Known> = new Map([
  ['index.number_of_shards', { ...number(1), dynamic: false }],
  ['index.number_of_replicas', number(0)],
  ['index.refresh_interval', TIME],
  ['index.mapping.total_fields.limit', number(0)],
  ['index.mapping.depth.limit', number(1)],
  ['index.max_result_window', number(1)],
  ['index.blocks.read_only', BOOLEAN],
  ['index.blocks.read_only_allow_delete', BOOLEAN],
  ['index.blocks.read', BOOLEAN],
  ['index.blocks.write', BOOLEAN],
  ['index.blocks.metadata', BOOLEAN],
]);

/** Of a new index. Documented as the defaults of number_of_shards and number_of_replicas. */
export const DEFAULT_SETTINGS: IndexSettings = new Map([
  ['index.number_of_shards', '1'],
  ['index.number_of_replicas', '1'],
]);

/** In the order in which they are told. Documented by the enumeration of index blocks in the reference of each. */
const BLOCKS: readonly (readonly [
  setting: string,
  status: number,
  said: string,
  keeps: readonly Blocked[],
])[] = [
  ['index.blocks.read_only', 403, 'FORBIDDEN/5/index read-only (api)', ['write', 'metadata write']],
  ['index.blocks.read', 403, 'FORBIDDEN/7/index read (api)', ['read']],
  ['index.blocks.write', 403, 'FORBIDDEN/8/index write (api)', ['write']],
  ['index.blocks.metadata', 403, 'FORBIDDEN/9/index metadata (api)', ['metadata read', 'metadata write']],
  [
    'index.blocks.read_only_allow_delete',
    429,
    'TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block',
    ['write'],
  ],
];

/** The block that keeps something from being done; null for none. */
export function blockOf(
  settings: IndexSettings,
  what: Blocked,
): { readonly status: number; readonly said: string } | null {
  const blocks = BLOCKS.filter(([name, , , keeps]) => settings.get(name) === 'true' && keeps.includes(what));
  if (blocks.length === 0) return null;
  // One that forbids outweighs one that asks to come again.
  return {
    status: Math.min(...blocks.map(([, status]) => status)),
    said: blocks.map(([, , said]) => said).join(', '),
  };
}

/** A number of a setting, or its default. */
export function settingOf(settings: IndexSettings, name: string, byDefault: number): number {
  return Number(settings.get(name) ?? byDefault);
}

/**
 * Settings with others put over them; null takes one back to its default.
 * @param given as under `settings`: names with or without `index.`, with dots or one within another
 * @param isNew whether what can be said only when the index is made may be said
 */
export function changedSettings(
  settings: IndexSettings,
  given: JsonRecord,
  isNew: boolean,
): IndexSettings | ElasticsearchError {
  const changed = new Map(settings);
  for (const [name, value] of flattened(given)) {
    const known = KNOWN.get(name);
    if (known === undefined) return notPlayed(`the setting [${name}]`);
    if (!known.dynamic && !isNew)
      return errorBody(
        400,
        'illegal_argument_exception',
        `Can't update non dynamic settings [[${name}]] for open indices`,
      );
    if (value === null) {
      changed.delete(name);
      const byDefault = DEFAULT_SETTINGS.get(name);
      if (byDefault !== undefined) changed.set(name, byDefault);
      continue;
    }
    const problem = problemOf(name, value, known);
    if (problem !== null) return problem;
    if (name === 'index.number_of_shards' && value !== '1')
      return notPlayed('an index of more than one shard');
    changed.set(name, value);
  }
  return changed;
}

function problemOf(name: string, value: string, { fits, least }: Known): ElasticsearchError | null {
  if (!fits(value)) {
    const reason = `Failed to parse value [${value}] for setting [${name}]`;
    if (least === undefined)
      return errorBody(
        400,
        'illegal_argument_exception',
        `Failed to parse value [${value}] as only [true] or [false] are allowed.`,
      );
    return errorBody(400, 'illegal_argument_exception', reason, {
      cause: { type: 'number_format_exception', reason: `For input string: "${value}"` },
    });
  }
  if (least === undefined || Number(value) >= least) return null;
  return errorBody(
    400,
    'illegal_argument_exception',
    `Failed to parse value [${value}] for setting [${name}] must be >= ${least}`,
  );
}

function flattened(given: JsonRecord, before = ''): [name: string, value: string | null][] {
  return Object.entries(given).flatMap(([key, value]): [string, string | null][] => {
    const name = before === '' ? key : `${before}.${key}`;
    if (isRecord(value)) return flattened(value, name);
    const full = name.startsWith('index.') ? name : `index.${name}`;
    return [[full, value === null ? null : Array.isArray(value) ? JSON.stringify(value) : String(value)]];
  });
}

/** Settings as GET shows them: one within another. */
export function settingsJson(
  settings: IndexSettings,
  name: string,
  uuid: string,
  created: string,
): JsonRecord {
  const root: Record<string, unknown> = Object.create(null);
  const all = [
    ...settings,
    ['index.provided_name', name],
    ['index.creation_date', '0'],
    ['index.uuid', uuid],
    ['index.version.created', created],
  ] as const;
  for (const [path, value] of all) {
    const steps = path.split('.');
    let at = root;
    for (const step of steps.slice(0, -1)) {
      at[step] ??= Object.create(null);
      at = at[step] as Record<string, unknown>;
    }
    at[steps.at(-1)!] = value;
  }
  return root;
}

/** Whether a time is written as Elasticsearch wants it: `30s`, `1m`, `0`. Documented as time units. */
export function isTimeValue(text: string): boolean {
  return /^(?:\d+(?:nanos|micros|ms|s|m|h|d)|0)$/i.test(text.trim());
}
