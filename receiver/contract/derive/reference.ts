// The field reference as data: what a tester reads to know what is sent, when, and what each fact rests on. Rendered as Markdown and
// JSON here, as a table for terminals in reference-table.ts.

import { type AttributeType, RELEVANCES } from '../attributes.ts';
import { type Contract, type ContractRow, contractOf, type JsonScalar, type JsonValue } from '../contract.ts';
import { formText } from '../field-words.ts';
import type { Mark } from '../mark.ts';
import { DIAL_MODES, EVENTS, GROUP_STATES, OPTIMIZATION_METHODS, type StateWord } from '../vocabulary.ts';

export interface ReferenceField {
  /** The wire name; that of a list's object is a path such as `GSW_CALLING_LISTS[].GSW_CALLING_LIST`. */
  readonly attribute: string;
  readonly type: AttributeType;
  /** Null is a value: relevant and not known yet. */
  readonly nullable: boolean;
  /** In words: `only while dialing`. */
  readonly relevant: string;
  /** As it stands on the wire: `""`, `0`, `null`, `[]`, `absent`. */
  readonly unassigned: string;
  readonly meaning: string;
  readonly unit: string | null;
  readonly example: JsonValue;
  readonly mark: Mark;
  readonly source: string;
}

/** A word of the vocabulary. Its meaning and its spelling rest on different facts, so each has its mark and source. */
export interface ReferenceWord {
  readonly word: string;
  /** What the wire says for it under this contract; null where nothing does. */
  readonly wire: JsonScalar;
  readonly meaning: string;
  readonly mark: Mark;
  readonly source: string;
  readonly spellingMark: Mark;
  readonly spellingSource: string;
}

export interface Reference {
  readonly title: string;
  readonly release: string;
  readonly attributes: readonly ReferenceField[];
  /** Those that the release reports. */
  readonly events: readonly ReferenceWord[];
  readonly states: readonly ReferenceWord[];
  readonly dialModes: readonly ReferenceWord[];
  readonly optimizationMethods: readonly ReferenceWord[];
}

/** The reference of a contract, in the order of its tables. */
export function referenceOf(contract: Contract): Reference {
  const reported: readonly string[] = contract.events;
  const numbers = {
    spellingMark: 'inferred',
    spellingSource: 'counted from 0 in the order of the vendor',
  } as const;
  const wire = wireOf(contract);
  return {
    title: contract.title,
    release: contract.release.name,
    attributes: contract.rows.flatMap((row) => [
      fieldOf(row, ''),
      ...row.items.map((item) => fieldOf(item, `${row.name}[].`)),
    ]),
    events: EVENTS.filter(({ name }) => reported.includes(name)).map((event) =>
      wire('event', event.name, event.when, event, {
        spellingMark: event.userEventMark.mark,
        spellingSource: event.userEventMark.source,
      }),
    ),
    states: (GROUP_STATES as readonly StateWord[]).map((state) =>
      wire('state', state.name, state.meaning, state, {
        spellingMark: state.reportedMark.mark,
        spellingSource: state.reportedMark.source,
      }),
    ),
    dialModes: DIAL_MODES.map((mode) =>
      wire('dialMode', mode.name, `${mode.member}, ${PACING_WORDS[mode.pacing]}`, mode, numbers),
    ),
    optimizationMethods: OPTIMIZATION_METHODS.map((method) =>
      wire(
        'optimizeBy',
        method.name,
        method.goalUnit === null ? method.member : `${method.member}, goal in ${method.goalUnit}`,
        method,
        method.number === null
          ? { spellingMark: 'assumed', spellingSource: 'no public page gives the number: never sent' }
          : numbers,
      ),
    ),
  };
}

const PACING_WORDS = {
  none: 'does not dial',
  predictive: 'predictive',
  progressive: 'progressive',
  preview: 'preview',
  power: 'power',
} as const;

type Spelling = Pick<ReferenceWord, 'spellingMark' | 'spellingSource'>;

/** A spelling that is not the release's own rests on the site. */
function wireOf(contract: Contract) {
  const own = contractOf(contract.release.name);
  return (
    key: NonNullable<ContractRow['key']>,
    word: string,
    meaning: string,
    { mark, source }: { readonly mark: Mark; readonly source: string },
    spelling: Spelling,
  ): ReferenceWord => {
    const isIt = (each: ContractRow): boolean => each.key === key;
    const row = contract.rows.find(isIt);
    const wire = row?.values.get(word) ?? null;
    const isOwn = row === undefined || wire === (own.rows.find(isIt)?.values.get(word) ?? null);
    const basis = isOwn ? spelling : { spellingMark: row.mark, spellingSource: row.source };
    return { word, wire, meaning, mark, source, ...basis };
  };
}

function fieldOf(row: ContractRow, prefix: string): ReferenceField {
  return {
    attribute: prefix + row.name,
    type: row.type,
    nullable: row.nullable,
    relevant: RELEVANCES[row.relevant],
    unassigned: row.relevant === 'always' ? 'never' : formText(row),
    meaning: row.meaning,
    unit: row.unit,
    example: row.example,
    mark: row.mark,
    source: row.source,
  };
}

/** The reference as JSON, two spaces deep, ending in a newline. */
export function referenceJson(contract: Contract): string {
  return `${JSON.stringify(referenceOf(contract), null, 2)}\n`;
}

/** The reference as Markdown tables under headings of the given level. */
export function referenceMarkdown(
  contract: Contract,
  { level = 2 }: { readonly level?: number } = {},
): string {
  const reference = referenceOf(contract);
  const heading = '#'.repeat(level);
  const code = (value: string): string => `\`${value}\``;
  const words = (title: string, rows: readonly ReferenceWord[]): string[] => [
    '',
    `${heading} ${title}`,
    '',
    ...markdownTable(
      ['word', 'on the wire', 'meaning', 'mark', 'mark of the spelling'],
      rows.map((row) => [
        row.word,
        row.wire === null ? 'none' : code(JSON.stringify(row.wire)),
        row.meaning,
        `${row.mark}: ${row.source}`,
        `${row.spellingMark}: ${row.spellingSource}`,
      ]),
    ),
  ];
  return [
    `${heading} Attributes, ${reference.title}`,
    '',
    ...markdownTable(
      ['attribute', 'type', 'relevant', 'unassigned', 'meaning', 'mark', 'source'],
      reference.attributes.map((field) => [
        code(field.attribute),
        typeText(field),
        field.relevant,
        field.unassigned === 'never' ? 'never' : code(field.unassigned),
        meaningText(field),
        field.mark,
        field.source,
      ]),
    ),
    ...words('Events', reference.events),
    ...words('Group states', reference.states),
    ...words('Dial modes', reference.dialModes),
    ...words('Optimization methods', reference.optimizationMethods),
    '',
  ].join('\n');
}

/** `number or null`. */
export function typeText({ type, nullable }: ReferenceField): string {
  return nullable ? `${type} or null` : type;
}

/** The meaning, with the unit behind it where there is one. */
export function meaningText({ meaning, unit }: ReferenceField): string {
  return unit === null ? meaning : `${meaning} (${unit})`;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}
