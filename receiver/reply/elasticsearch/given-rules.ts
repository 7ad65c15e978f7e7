// What a mapping says about fields that are new: how values are told apart, and templates.

import { type BadMapping, bad, badUnplayed, notBoolean } from './bad-mapping.ts';
import { unplayedDateFormat } from './detect-date.ts';
import { DYNAMIC_OBJECT, type FieldMapping } from './field-mapping.ts';
import { isRecord, type JsonRecord } from './json-record.ts';
import { type DynamicRules, type DynamicTemplate, PLAIN_RULES } from './map-dynamically.ts';
import type { FieldLimits } from './merge-additions.ts';
import type { MappingRules } from './take-document.ts';

/** Reads the mapping of one field, and puts it into the map. */
export type ReadField = (
  name: string,
  at: string,
  said: unknown,
  into: Map<string, FieldMapping>,
) => BadMapping | null;

/** What a mapping says about fields that are new. */
export function readRules(
  given: JsonRecord,
  limits: FieldLimits,
  readField: ReadField,
): MappingRules | BadMapping {
  const flags: Record<string, boolean> = {};
  for (const [name, byDefault] of [
    ['date_detection', PLAIN_RULES.dateDetection],
    ['numeric_detection', PLAIN_RULES.numericDetection],
  ] as const) {
    const value = String(given[name] ?? byDefault);
    if (value !== 'true' && value !== 'false') return notBoolean(name, value);
    flags[name] = value === 'true';
  }
  const dates = given.dynamic_date_formats;
  if (dates !== undefined && !(Array.isArray(dates) && dates.every((each) => typeof each === 'string')))
    return badUnplayed('[dynamic_date_formats] that is no list of texts');
  const dateFormats = (dates as readonly string[] | undefined) ?? PLAIN_RULES.dateFormats;
  const unknown = dateFormats.map(unplayedDateFormat).find((each) => each !== null);
  if (unknown !== undefined) return badUnplayed(`the date format [${unknown}]`);
  const templates = readTemplates(given.dynamic_templates, readField);
  if ('kind' in templates) return templates;
  const said: Record<string, unknown> = {};
  for (const name of ['_meta', 'dynamic_date_formats', 'dynamic_templates'] as const)
    if (given[name] !== undefined)
      said[name] = name === 'dynamic_templates' ? shownTemplates(given[name]) : given[name];
  for (const name of ['date_detection', 'numeric_detection'] as const)
    if (given[name] !== undefined) said[name] = flags[name];
  const [dateDetection, numericDetection] = [flags.date_detection!, flags.numeric_detection!];
  const rules: DynamicRules = { dateDetection, numericDetection, dateFormats, templates };
  return { ...rules, ...limits, said };
}

/** A template for any type says so only where it says nothing else. */
function shownTemplates(given: unknown): unknown {
  return (given as readonly JsonRecord[]).map((entry) =>
    Object.fromEntries(
      Object.entries(entry).map(([name, said]) => {
        const { match_mapping_type: type, ...rest } = said as JsonRecord;
        return [name, type === '*' && ('match' in rest || 'path_match' in rest) ? rest : said];
      }),
    ),
  );
}

const OF_TEMPLATE: ReadonlySet<string> = new Set([
  ...['match_mapping_type', 'match', 'unmatch', 'path_match', 'path_unmatch', 'match_pattern', 'mapping'],
]);
const VALUE_TYPES: ReadonlySet<string> = new Set([
  ...['object', 'string', 'long', 'double', 'boolean', 'date', 'binary', '*'],
]);

function readTemplates(given: unknown, readField: ReadField): readonly DynamicTemplate[] | BadMapping {
  if (given === undefined) return [];
  const templates: DynamicTemplate[] = [];
  for (const entry of Array.isArray(given) ? given : [null]) {
    const [named, ...more] = isRecord(entry) ? Object.entries(entry) : [];
    if (named === undefined || more.length > 0 || !isRecord(named[1]))
      return bad('mapper_parsing_exception', 'A dynamic template must be defined with a name');
    const [name, said] = named;
    const unread = Object.keys(said).find((key) => !OF_TEMPLATE.has(key));
    if (unread !== undefined) return badUnplayed(`[${unread}] of the dynamic template [${name}]`);
    const conditions = ['match', 'unmatch', 'path_match', 'path_unmatch', 'match_mapping_type'];
    const odd = conditions.find((key) => said[key] !== undefined && typeof said[key] !== 'string');
    if (odd !== undefined) return badUnplayed(`[${odd}] that is no text, of the dynamic template [${name}]`);
    if (said.match_pattern !== undefined && said.match_pattern !== 'simple')
      return badUnplayed(`[match_pattern] of the dynamic template [${name}]`);
    const text = (key: string): string | null => (said[key] as string | undefined) ?? null;
    const valueType = text('match_mapping_type');
    if (valueType !== null && !VALUE_TYPES.has(valueType))
      return bad(
        'illegal_argument_exception',
        `No field type matched on [${valueType}], possible values are [object, string, long, double, boolean, date, binary]`,
      );
    const { mapping } = said;
    if (!isRecord(mapping))
      return bad('mapper_parsing_exception', `template [${name}] must have mapping set`);
    const field = (of: string, type: string): FieldMapping | BadMapping => {
      const fields = new Map<string, FieldMapping>();
      const full = filledIn({ type: '{dynamic_type}', ...mapping }, of, type) as JsonRecord;
      return readField(of, of, full, fields) ?? fields.get(of)!;
    };
    const tried = field('field', valueType === 'string' ? 'text' : 'keyword');
    if (tried.kind === 'bad mapping') return tried;
    templates.push({
      valueType,
      match: text('match'),
      unmatch: text('unmatch'),
      pathMatch: text('path_match'),
      pathUnmatch: text('path_unmatch'),
      mappingOf: (of, type) => {
        const made = field(of, type);
        return made.kind === 'bad mapping' ? DYNAMIC_OBJECT : made;
      },
    });
  }
  return templates;
}

/** Documented: `{name}` and `{dynamic_type}` in the mapping of a template. */
function filledIn(value: unknown, name: string, type: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{name}', name).replaceAll('{dynamic_type}', type);
  if (Array.isArray(value)) return value.map((item) => filledIn(item, name, type));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, name, type)]));
}
