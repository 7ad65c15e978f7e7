/** How the fields of an index are mapped, by full path, such as `GSW_CALLING_LISTS.GSW_STAT_HIT_RATIO`; objects included. */
export type FieldMappings = ReadonlyMap<string, FieldMapping>;

/** What an object does about members that it does not know. */
export type Dynamic = 'true' | 'false' | 'strict';

/** How one field is mapped. */
export type FieldMapping =
  | {
      readonly kind: 'object';
      /** Null for what the object around it does. */
      readonly dynamic: Dynamic | null;
      /** False where nothing of it is looked at. */
      readonly enabled: boolean;
      /** As GET _mapping says it besides its properties. */
      readonly said: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'value';
      readonly type: string;
      /** Of a date field. */
      readonly format: string;
      /** Whether strings that are numbers, and numbers with decimals, are taken for what they could be. */
      readonly coerce: boolean;
      readonly ignoreMalformed: boolean;
      /** As GET _mapping says it. */
      readonly said: Readonly<Record<string, unknown>>;
    };

/** The mapping of a value, with the defaults of Elasticsearch: coerce is on, ignore_malformed is off (documented). */
export function valueMapping(
  type: string,
  more: Partial<Omit<Extract<FieldMapping, { kind: 'value' }>, 'kind' | 'type'>> = {},
): FieldMapping {
  return { kind: 'value', type, format: '', coerce: true, ignoreMalformed: false, said: { type }, ...more };
}

/** An object whose members are mapped as they come. */
export const DYNAMIC_OBJECT: FieldMapping = { kind: 'object', dynamic: null, enabled: true, said: {} };

/** What is said of a field counts one towards the limit of fields, and each of its sub-fields one. */
export function fieldCount(mapping: FieldMapping): number {
  const { fields } = mapping.said as { readonly fields?: Readonly<Record<string, unknown>> };
  return 1 + (fields === undefined ? 0 : Object.keys(fields).length);
}
