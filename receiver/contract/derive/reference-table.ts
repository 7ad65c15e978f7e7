import { type Emphasis, PLAIN } from '../../document/show-diagnostic.ts';
import type { Contract } from '../contract.ts';
import { meaningText, type ReferenceWord, referenceOf, typeText } from './reference.ts';

export interface ReferenceTableOptions {
  /** Width of the terminal in characters; 100 unless told. Below 72 the tables become paragraphs. */
  readonly columns?: number;
  readonly emphasis?: Emphasis;
}

const MIN_COLUMNS_FOR_TABLE = 72;
const GAP = '  ';

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The reference for a terminal: no line is wider than `columns` unless a single word is. Ends in a newline. */
export function referenceTable(contract: Contract, options: ReferenceTableOptions = {}): string {
  const { columns = 100, emphasis = PLAIN } = options;
  const show = columns < MIN_COLUMNS_FOR_TABLE ? showParagraphs : showTable;
  const notes: string[] = [];
  const tables = tablesOf(contract, (source) => {
    if (!notes.includes(source)) notes.push(source);
    return `[${notes.indexOf(source) + 1}]`;
  });
  const sources = {
    title: 'Sources',
    head: ['', ''],
    rows: notes.map((source, index) => [`[${index + 1}]`, source]),
  };
  return `${[...tables, sources]
    .map((table) => [emphasis.strong(table.title), ...show(table, columns, emphasis)].join('\n'))
    .join('\n\n')}\n`;
}

/** `note` gives the number under which a source stands at the end, so that it is not repeated on every row. */
function tablesOf(contract: Contract, note: (source: string) => string): Table[] {
  const reference = referenceOf(contract);
  const words = (title: string, rows: readonly ReferenceWord[]): Table => ({
    title,
    head: ['word', 'on the wire', 'mark', 'meaning'],
    rows: rows.map((row) => [
      row.word,
      row.wire === null ? 'none' : JSON.stringify(row.wire),
      row.spellingMark,
      `${row.meaning} (${row.mark} ${note(row.source)}, spelling ${note(row.spellingSource)})`,
    ]),
  });
  return [
    {
      title: reference.title,
      head: ['attribute', 'type', 'unassigned', 'mark', 'relevant, and meaning'],
      rows: reference.attributes.map((field) => [
        field.attribute.replace(/^.*\[\]\./, '  [].'),
        typeText(field),
        field.unassigned,
        field.mark,
        `${field.relevant}: ${meaningText(field)} ${note(field.source)}`,
      ]),
    },
    words('Events', reference.events),
    words('Group states', reference.states),
    words('Dial modes', reference.dialModes),
    words('Optimization methods', reference.optimizationMethods),
  ];
}

/** The last column takes the room that the others leave, and wraps. */
function showTable({ head, rows }: Table, columns: number, { faint }: Emphasis): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const last = head.length - 1;
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + GAP.length, 0);
  // Narrower than this the wrapped column is a ribbon: then paragraphs read better.
  if (columns - before < 20) return showParagraphs({ title: '', head, rows }, columns, { ...PLAIN, faint });
  const lines = (cells: readonly string[]): string[] => {
    const wrapped = wrap(cells[last]!, columns - before);
    const start = cells
      .slice(0, last)
      .map((cell, column) => cell.padEnd(widths[column]!) + GAP)
      .join('');
    return wrapped.map((text, index) => (index === 0 ? start : ' '.repeat(before)) + text);
  };
  return [...(head.join('') === '' ? [] : lines(head).map(faint)), ...rows.flatMap(lines)];
}

function showParagraphs({ head, rows }: Table, columns: number, { faint }: Emphasis): string[] {
  const last = head.length - 1;
  return rows.flatMap((cells) => [
    ...wrap(cells[0]!.trimStart(), columns),
    ...detailLines(head.slice(1, last), cells.slice(1, last), columns - 4).map(
      (line) => `    ${faint(line)}`,
    ),
    ...wrap(cells[last]!, columns - 4).map((line) => `    ${line}`),
  ]);
}

function detailLines(head: readonly string[], cells: readonly string[], width: number): string[] {
  if (cells.length === 0) return [];
  return wrap(cells.map((cell, index) => `${head[index]!} ${cell}`).join(', '), width);
}

/** Lines of at most `width` characters, broken at spaces; a longer word stays whole. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
