import { fitsPattern } from '../../document/name-pattern.ts';
import { detectedDateFormat, ISO_FORMAT, SLASHED_FORMAT } from './detect-date.ts';
import { DYNAMIC_OBJECT, type FieldMapping, valueMapping } from './field-mapping.ts';
import { parsedDouble } from './java-number.ts';
import type { DocumentValue } from './read-document.ts';

/** What decides on the mapping of a field that is new. Documented as dynamic field mapping and dynamic templates. */
export interface DynamicRules {
  /** Whether strings that are dates become dates. */
  readonly dateDetection: boolean;
  /** Whether strings that are numbers become numbers. */
  readonly numericDetection: boolean;
  /** In the order in which they are tried. */
  readonly dateFormats: readonly string[];
  readonly templates: readonly DynamicTemplate[];
}

/** A mapping for new fields of a kind or a name. */
export interface DynamicTemplate {
  /** `string`, `long`, `*` …; null for any. */
  readonly valueType: string | null;
  readonly match: string | null;
  readonly unmatch: string | null;
  readonly pathMatch: string | null;
  readonly pathUnmatch: string | null;
  /** The mapping of a field that is so called. @param type that it would have had */
  mappingOf(name: string, type: string): FieldMapping;
}

/** Documented as the defaults. */
export const PLAIN_RULES: DynamicRules = {
  dateDetection: true,
  numericDetection: false,
  dateFormats: [ISO_FORMAT, SLASHED_FORMAT],
  templates: [],
};

const TEXT = valueMapping('text', {
  said: { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } },
});
const LONG = valueMapping('long');
const FLOAT = valueMapping('float');
const BOOLEAN = valueMapping('boolean');

/** How templates call what a value is, the type that it would become, and its mapping where no template says otherwise. */
interface Detected {
  readonly valueType: string;
  readonly type: string;
  readonly mapping: FieldMapping;
}

/**
 * The mapping that a field gets from the first value that it has; null where the value says nothing: null, an empty list, a list
 * of nulls. Documented (dynamic field mapping): strings are dates or text with a keyword beside it, integers long, decimals float,
 * a list what its first value is. @param path of the field, for templates
 */
export function mappingOfValue(value: DocumentValue, path: string, rules: DynamicRules): FieldMapping | null {
  if (value.kind === 'list') {
    for (const item of value.items) {
      const mapping = mappingOfValue(item, path, rules);
      if (mapping !== null) return mapping;
    }
    return null;
  }
  const detected = detect(value, rules);
  if (detected === null || rules.templates.length === 0) return detected?.mapping ?? null;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const template = rules.templates.find(
    ({ valueType, match, unmatch, pathMatch, pathUnmatch }) =>
      (valueType === null || valueType === '*' || valueType === detected.valueType) &&
      (match === null || fitsPattern(match, name)) &&
      !(unmatch !== null && fitsPattern(unmatch, name)) &&
      (pathMatch === null || fitsPattern(pathMatch, path)) &&
      !(pathUnmatch !== null && fitsPattern(pathUnmatch, path)),
  );
  return template === undefined ? detected.mapping : template.mappingOf(name, detected.type);
}

function detect(value: Exclude<DocumentValue, { kind: 'list' }>, rules: DynamicRules): Detected | null {
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
      return { valueType: 'boolean', type: 'boolean', mapping: BOOLEAN };
    case 'integer':
      return { valueType: 'long', type: 'long', mapping: LONG };
    case 'decimal':
      return { valueType: 'double', type: 'float', mapping: FLOAT };
    case 'object':
      return { valueType: 'object', type: 'object', mapping: DYNAMIC_OBJECT };
    case 'string':
      return detectInString(value.value, rules);
  }
}

function detectInString(
  text: string,
  { dateDetection, numericDetection, dateFormats }: DynamicRules,
): Detected {
  if (numericDetection && parsedDouble(text) !== null) {
    // What does not go into a long is a decimal.
    const whole = /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
    return whole
      ? { valueType: 'long', type: 'long', mapping: LONG }
      : { valueType: 'double', type: 'float', mapping: FLOAT };
  }
  const format = dateDetection ? detectedDateFormat(text, dateFormats) : null;
  if (format === null) return { valueType: 'string', type: 'text', mapping: TEXT };
  const said = format === ISO_FORMAT ? { type: 'date' } : { type: 'date', format };
  return { valueType: 'date', type: 'date', mapping: valueMapping('date', { format, said }) };
}
