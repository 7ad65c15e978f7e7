// What `${name}` stands for, put into the nodes themselves: where a whole mapping may stand for a name, and where a piece knows
// nothing but its own variables.

import { VARIABLE } from '../../../receiver/document/scalar-shapes.ts';
import { complain, type Reading } from '../../../receiver/document/shape.ts';
import type { DocNode, ScalarNode } from '../../../receiver/document/source.ts';

/** What a name stands for at a scalar; null leaves it as it is written. */
export type Meaning = (name: string, at: ScalarNode) => DocNode | null;

/**
 * A node with every name replaced that has a meaning. A scalar that is nothing but a name becomes the node that the name stands
 * for, with that node's own place; within a text only plain values can stand, and anything else is complained of.
 */
export function substituted(node: DocNode, meaning: Meaning, reading: Reading): DocNode {
  if (node.kind === 'list') {
    const items = node.items.map((item) => substituted(item, meaning, reading));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind === 'mapping') {
    const entries = node.entries.map((entry) => {
      const value = substituted(entry.value, meaning, reading);
      return value === entry.value ? entry : { ...entry, value };
    });
    return entries.every((entry, index) => entry === node.entries[index]) ? node : { ...node, entries };
  }
  return typeof node.value === 'string' && node.value.includes('${')
    ? inText(node, node.value, meaning, reading)
    : node;
}

/** The text of a plain value as it must be written so that it is not taken for a variable. */
export function literalText(text: string, deferred: ReadonlySet<string>): string {
  return text.replace(VARIABLE, (whole, escaped: string | undefined, name: string) =>
    escaped === undefined && deferred.has(name) ? whole : `$${whole}`,
  );
}

function inText(node: ScalarNode, text: string, meaning: Meaning, reading: Reading): DocNode {
  const only = /^\$\{([^}]*)\}$/.exec(text)?.[1];
  if (only !== undefined) return meaning(only, node) ?? node;
  const value = text.replace(VARIABLE, (whole, escaped: string | undefined, name: string) => {
    if (escaped !== undefined) return whole;
    const found = meaning(name, node);
    if (found === null) return whole;
    if (found.kind === 'scalar') return String(found.value);
    complain(
      reading,
      'wrong-type',
      node.place,
      `${name} is a ${found.kind}, which cannot stand within a text`,
      {
        found: text,
        expected: `"\${${name}}" alone`,
      },
    );
    return '';
  });
  return value === text ? node : { ...node, value };
}
