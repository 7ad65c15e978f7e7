import { isRecord, type JsonRecord, recordAt } from './json-record.ts';

/** One field as an index has it. */
export interface FoundField {
  readonly type: string;
  /** Of a keyword, or of the keyword beside a text; in UTF-16 units; null for no limit. */
  readonly ignoreAbove: number | null;
  /** Whether a text has a keyword beside it, which is matched whole; its name, such as `keyword`. */
  readonly besides: string | null;
  /** Of a scaled_float. */
  readonly scalingFactor: number | null;
  /** False for an object of which nothing is looked at. */
  readonly enabled: boolean;
}

/** The fields of a mapping by full path, objects before their members. */
export function foundFields(mapping: JsonRecord): ReadonlyMap<string, FoundField> {
  const fields = new Map<string, FoundField>();
  addFields(recordAt(mapping, 'properties'), '', fields);
  return fields;
}

function addFields(properties: JsonRecord, prefix: string, into: Map<string, FoundField>): void {
  for (const [name, said] of Object.entries(properties)) {
    if (!isRecord(said)) continue;
    into.set(prefix + name, fieldOf(said));
    addFields(recordAt(said, 'properties'), `${prefix}${name}.`, into);
  }
}

function fieldOf(said: JsonRecord): FoundField {
  const type = typeof said.type === 'string' ? said.type : 'object';
  const keyword = Object.entries(recordAt(said, 'fields')).find(
    (entry): entry is [string, JsonRecord] => isRecord(entry[1]) && entry[1].type === 'keyword',
  );
  return {
    type,
    ignoreAbove: numberOf((type === 'keyword' ? said : keyword?.[1])?.ignore_above),
    besides: keyword?.[0] ?? null,
    scalingFactor: numberOf(said.scaling_factor),
    enabled: said.enabled !== false && said.enabled !== 'false',
  };
}

function numberOf(said: unknown): number | null {
  return typeof said === 'number' ? said : null;
}

/** What a field is called for people: `text and keyword (ignore_above 256)`. */
export function fieldWords({ type, ignoreAbove, besides, enabled }: FoundField): string {
  const limit = ignoreAbove === null ? '' : ` (ignore_above ${ignoreAbove})`;
  if (type === 'text' && besides !== null) return `text and keyword${limit}`;
  return type + limit + (enabled ? '' : ' (not enabled)');
}
