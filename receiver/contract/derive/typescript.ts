import { type Attribute, RELEVANCES } from '../attributes.ts';
import { type Contract, type ContractRow, contractOf } from '../contract.ts';
import { RELEASE_NAMES, type ReleaseName } from '../releases.ts';

const HEAD = `// Generated from the contract's table by test/support/generate.ts: npm run generate. Do not edit.
`;
const MAX_LINE = 110;

/** The text of a module with the type of a notification in each release: `Notification`, and `NotificationOf['8.1.517']`. */
export function notificationTypes(): string {
  const contracts = RELEASE_NAMES.map((release) => contractOf(release));
  const index = contracts.map(({ release }) => `  readonly '${release.name}': ${typeName(release.name)};`);
  return [
    HEAD,
    ...contracts.map(notificationType),
    '/** The type of a notification by release. */',
    'export interface NotificationOf {',
    ...index,
    '}',
    '',
    '/** A notification of any release. */',
    'export type Notification = NotificationOf[keyof NotificationOf];',
    '',
  ].join('\n');
}

/** `8.1.5-draft` -> `Notification815Draft`. */
function typeName(release: ReleaseName): string {
  const words = release.split(/[^0-9A-Za-z]+/);
  return `Notification${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}

function notificationType(contract: Contract): string {
  const name = typeName(contract.release.name);
  const lists = contract.rows.filter((row) => row.items.length > 0);
  return [
    ...lists.flatMap((row) => [
      `/** One object of ${row.name} in ${contract.title}. */`,
      `export interface ${itemName(name, row)} {`,
      ...row.items.map((item) => property(item, contract, name)),
      '}',
      '',
    ]),
    `/** What ${contract.title} sends: ${contract.release.about}. */`,
    `export interface ${name} {`,
    ...contract.rows.map((row) => property(row, contract, name)),
    '}',
    '',
  ].join('\n');
}

/** `GSW_CALLING_LISTS` -> `Notification815DraftCallingLists`. */
function itemName(notification: string, row: ContractRow): string {
  const key = row.key as Attribute['key'];
  return `${notification}${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

function property(row: ContractRow, contract: Contract, notification: string): string {
  const unit = row.unit === null ? '' : ` Unit: ${row.unit}.`;
  const types = typesOf(row, contract, notification);
  const line = `  readonly ${row.name}: ${types.join(' | ')};`;
  return [
    '  /**',
    `   * ${row.meaning}.${unit}`,
    `   * Relevant ${RELEVANCES[row.relevant]}.`,
    `   * ${row.mark}: ${row.source}`,
    '   */',
    line.length <= MAX_LINE
      ? line
      : `  readonly ${row.name}:\n${types.map((type) => `    | ${type}`).join('\n')};`,
  ].join('\n');
}

/** The members of the union that a row can be, its unassigned form included. */
function typesOf(row: ContractRow, contract: Contract, notification: string): string[] {
  if (row.type === 'list') return [`readonly ${itemName(notification, row)}[]`];
  const events: readonly string[] = contract.events;
  const values = [...row.values]
    .filter(([word]) => row.enumeration !== 'event' || events.includes(word))
    .map(([, value]) => (typeof value === 'string' ? `'${value}'` : String(value)));
  const unassigned = row.unassigned.form === 'value' ? row.unassigned.value : null;
  const always = row.relevant === 'always';
  const types = values.length > 0 ? values : [row.type === 'string' ? 'string' : 'number'];
  if (!always && values.length > 0 && unassigned !== null) types.push(JSON.stringify(unassigned));
  if (row.nullable) types.push('null');
  return [...new Set(types)];
}
