// What help says: made from the table of commands, in the columns that there are.

import { displayWidth } from '../../receiver/document/display-width.ts';
import type { Emphasis } from '../../receiver/document/show-diagnostic.ts';
import { wrapped } from '../report/width.ts';
import { type CliOption, type CliPositional, type Command, type CommandTable, toldOf } from './command.ts';
import { EXIT_CODES_TEXT } from './exit-code.ts';
import { optionWords } from './option-words.ts';

const WIDEST = 100;
/** Of what stands on the left, so much is beside what it means; the rest stands above it. */
const LEFT = 24;
/** Where there are fewer columns, everything that is meant stands below what it is about. */
const NARROW = 60;

/** How help is shown. */
export interface HelpOptions {
  readonly columns: number;
  readonly style: Pick<Emphasis, 'strong' | 'faint'>;
}

/** Help on a command; on all of them where it is null. */
export function helpText(command: Command | null, table: CommandTable, options: HelpOptions): string {
  const columns = Math.min(options.columns, WIDEST);
  const layout = { columns, style: options.style };
  const lines = command === null ? overview(table, layout) : helpOn(command, table, layout);
  return `${lines.join('\n')}\n`;
}

function overview(table: CommandTable, layout: HelpOptions): string[] {
  const { columns, style } = layout;
  return [
    style.strong('ocs-sim COMMAND'),
    '',
    ...wrapped(
      [
        'Plays what Genesys OCS tells an external system about its campaign groups, receives it, and judges it.',
      ],
      columns,
    ),
    ...section(
      'Commands:',
      toldOf(table).map((each) => [usageOf(each), each.about]),
      layout,
    ),
    ...section('Options:', sharedRows(table), layout),
    ...exitCodes(layout),
    '',
    ...wrapped(
      [
        'Each option can be set by OCS_SIM_OPTION in the environment and by option: in ocs-sim.config.yaml too; "ocs-sim config" shows which is.',
      ],
      columns,
    ),
  ];
}

function helpOn(command: Command, table: CommandTable, layout: HelpOptions): string[] {
  const { columns, style } = layout;
  const options = Object.entries(command.options);
  const positionals = Object.entries(command.positionals);
  return [
    ...wrapped([style.strong(`${usageOf(command)}${options.length > 0 ? ' [OPTIONS]' : ''}`)], columns),
    '',
    ...wrapped([command.about], columns),
    ...section(
      'Arguments:',
      positionals.map(([name, positional]) => [placeholder(name), meaning(positional)]),
      layout,
    ),
    ...section(
      'Options:',
      [
        ...options.map(([name, option]) => [optionWords(name, option), meaning(option)] as const),
        ...sharedRows(table),
      ],
      layout,
    ),
    '',
    'Examples:',
    ...command.examples.flatMap(([line, what]) => exampleLines(line, what, layout)),
    ...exitCodes(layout),
  ];
}

function usageOf({ name, positionals }: Command): string {
  const words = Object.entries(positionals).map(([key, { array, demanded }]) => {
    const word = `${placeholder(key)}${array ? '...' : ''}`;
    return demanded ? word : `[${word}]`;
  });
  return ['ocs-sim', name, ...words].join(' ');
}

function placeholder(name: string): string {
  return name.replace(/s$/, '').toUpperCase();
}

function sharedRows({ shared }: CommandTable): readonly (readonly [string, string])[] {
  return [
    ...Object.entries(shared).map(([name, option]) =>
      option.default === true
        ? ([`--no-${name}`, option.describeNo ?? option.describe] as const)
        : ([optionWords(name, option), option.describe] as const),
    ),
    ['-h, --help', 'Say what there is'],
    ['--version', 'Print the versions of ocs-sim and Node.js'],
  ];
}

/** What it is for, what can stand there, what it is by default. */
function meaning(item: CliOption | CliPositional): string {
  const byDefault = 'byDefault' in item ? (item.byDefault ?? item.default) : item.default;
  const notes = [
    ...(item.choices === undefined ? [] : [item.choices.join(', ')]),
    ...(byDefault === undefined || byDefault === false ? [] : [`default: ${byDefault}`]),
  ];
  return notes.length === 0 ? item.describe : `${item.describe} [${notes.join('; ')}]`;
}

/** The line itself is never broken, so that it can be copied. */
function exampleLines(line: string, what: string, { columns, style }: HelpOptions): string[] {
  return [
    `  ${style.strong(line)}`,
    ...wrapped([`      ${what}`], columns).map((each) => `      ${each.trim()}`),
  ];
}

type Row = readonly [left: string, right: string];

/** Rows beside each other where there is room, and below each other elsewhere; nothing without rows. */
function section(title: string, rows: readonly Row[], { columns, style }: HelpOptions): string[] {
  if (rows.length === 0) return [];
  const left =
    columns < NARROW ? 0 : Math.min(LEFT, Math.max(...rows.map(([word]) => displayWidth(word))) + 2);
  return ['', title, ...rows.flatMap((row) => rowLines(row, left, columns, style))];
}

function rowLines([word, text]: Row, left: number, columns: number, style: HelpOptions['style']): string[] {
  const indent = left === 0 ? '      ' : ' '.repeat(left + 4);
  const lines = wrapped([text], columns - indent.length).map((line) => indent + line.trim());
  const beside = left > 0 && displayWidth(word) <= left;
  const head = `  ${style.strong(word)}`;
  if (!beside) return [...wrapped([head], columns), ...lines];
  const [first = '', ...rest] = lines;
  return [head + ' '.repeat(left + 2 - displayWidth(word)) + first.trimStart(), ...rest];
}

function exitCodes({ columns }: HelpOptions): string[] {
  const [title = '', ...rows] = EXIT_CODES_TEXT.split('\n');
  return ['', title, ...wrapped(rows, columns)];
}
