import { ATTRIBUTES, type Attribute } from './attributes.ts';
import type { ContractRow } from './contract.ts';

/** What a number looks like where a site sends it as text. */
export const DECIMAL_TEXT = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const table: readonly Attribute[] = ATTRIBUTES;
const numericKeys: ReadonlySet<ContractRow['key']> = new Set(
  table
    .flatMap((attribute) => [attribute, ...(attribute.items ?? [])])
    .filter(({ type, enumeration }) => (type === 'integer' || type === 'number') && enumeration === undefined)
    .map(({ key }) => key),
);

/** Whether a row is a number of the table that a site has made a text. */
export function carriesDecimalText(row: ContractRow): boolean {
  return row.type === 'string' && numericKeys.has(row.key);
}
