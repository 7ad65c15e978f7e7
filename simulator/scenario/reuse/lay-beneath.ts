import type { DocNode, MappingEntry, MappingNode } from '../../../receiver/document/source.ts';

/** Lists under these keys of the whole are put together; of any other list the upper one counts. */
const JOINED: ReadonlySet<string> = new Set(['expect']);

/**
 * One document over another: of two mappings each key of both, and what the upper one says of a key counts, however deep. The
 * lists under `expect` are put together, the lower one first. A plain value for a variable that the lower document declares
 * becomes that variable's value, so that what it may be is still known.
 */
export function layOver(upper: MappingNode, lower: MappingNode): MappingNode {
  return merged(upper, lower, (own, beneath, key) => {
    if (key === 'variables' && own.kind === 'mapping' && beneath.kind === 'mapping')
      return layVariables(own, beneath);
    if (JOINED.has(key) && own.kind === 'list' && beneath.kind === 'list')
      return { ...own, items: [...new Set([...beneath.items, ...own.items])] };
    return deep(own, beneath);
  });
}

/** The same for what stands under `variables`. */
export function layVariables(upper: MappingNode, lower: MappingNode): MappingNode {
  return merged(upper, lower, (own, beneath) =>
    own.kind === 'scalar' && beneath.kind === 'mapping' ? withDefault(beneath, own) : deep(own, beneath),
  );
}

function deep(own: DocNode, beneath: DocNode): DocNode {
  return own.kind === 'mapping' && beneath.kind === 'mapping' ? merged(own, beneath, deep) : own;
}

/** Keys of the lower one first, in its order, since order has a meaning among groups and tenants. */
function merged(
  upper: MappingNode,
  lower: MappingNode,
  join: (own: DocNode, beneath: DocNode, key: string) => DocNode,
): MappingNode {
  const own = new Map(upper.entries.map((entry) => [entry.key, entry]));
  const known = new Set(lower.entries.map(({ key }) => key));
  const shared = lower.entries.map((beneath): MappingEntry => {
    const entry = own.get(beneath.key);
    // A key without a value says that there is such a thing, not that it is nothing.
    if (entry === undefined || isEmpty(entry.value)) return beneath;
    return { ...entry, value: join(entry.value, beneath.value, entry.key) };
  });
  return { ...upper, entries: [...shared, ...upper.entries.filter(({ key }) => !known.has(key))] };
}

function isEmpty(node: DocNode): boolean {
  return node.kind === 'scalar' && node.value === null && node.written === '';
}

function withDefault(declared: MappingNode, value: DocNode): MappingNode {
  const others = declared.entries.filter(({ key }) => key !== 'default');
  return { ...declared, entries: [{ key: 'default', keyPlace: value.place, value }, ...others] };
}
