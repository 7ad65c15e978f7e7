import type { JsonValue } from '../contract/contract.ts';
import { scalar } from '../document/scalar-shapes.ts';
import { complain, foundText, type Shape } from '../document/shape.ts';

/** Any value, as JSON has them. */
export const jsonValue: Shape<JsonValue> = {
  expects: 'a value',
  read: (node, reading) => {
    if (node.kind === 'scalar') return scalar('a value').read(node, reading);
    if (node.kind === 'list') {
      const items = node.items.map((item) => jsonValue.read(item, reading));
      return items.some((item) => item === undefined) ? undefined : (items as JsonValue[]);
    }
    const entries = node.entries.map(({ key, value }) => [key, jsonValue.read(value, reading)] as const);
    return entries.some(([, value]) => value === undefined)
      ? undefined
      : (Object.fromEntries(entries) as Record<string, JsonValue>);
  },
  schema: () => ({}),
};

/** A list of such values. */
export const jsonList: Shape<readonly JsonValue[]> = {
  expects: 'a list of values',
  read: (node, reading) => {
    if (node.kind !== 'list')
      return complain(reading, 'wrong-type', node.place, 'expected a list of values', {
        found: foundText(node),
      });
    return jsonValue.read(node, reading) as readonly JsonValue[] | undefined;
  },
  schema: () => ({ type: 'array' }),
};
