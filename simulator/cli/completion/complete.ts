// What can stand where the cursor is, by the table of commands.

import type { CliOption, CliPositional, Command, CommandTable, ValueKind } from '../command.ts';
import { commandNamed, optionsOf, toldOf } from '../command.ts';
import type { Candidate } from './candidate.ts';
import { type Known, valuesOf } from './known-values.ts';

/** What fits at the cursor. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Which files fit too; the shell finds them itself, and quotes them as it wants them. */
  readonly files: 'none' | 'all' | 'yaml' | 'folders';
  /** What stands before the path of a file in the word: `--ledger=`, `junit=`. */
  readonly prefix: string;
  /** The word goes on behind a candidate. */
  readonly open: boolean;
}

const NOTHING: Completion = { candidates: [], files: 'none', prefix: '', open: false };

/** Completes the last word; those before it are whole. The name of the program is not among them. */
export async function complete(
  words: readonly string[],
  table: CommandTable,
  known: Known,
): Promise<Completion> {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const at = before.findIndex((word) => !word.startsWith('-'));
  if (at === -1) return current.startsWith('-') ? options([], current) : commandNames(table, current);
  const command = commandNamed(table, before[at]!);
  if (command === undefined) return NOTHING;
  const rest = before.slice(at + 1);
  const specs = optionsOf(command, table);
  const files = rest.filter((word) => /\.ya?ml$/i.test(word));
  const asking = { table, known, scenarios: files };
  const last = specs[rest.at(-1)?.replace(/^--/, '') ?? ''];
  if (rest.at(-1)?.startsWith('--') && last !== undefined && takesNext(last))
    return values(last, current, '', asking);
  const inline = /^--([\w-]+)=/.exec(current);
  if (inline !== null && !rest.includes('--')) {
    const [prefix, name = ''] = inline;
    const option = specs[name];
    return option === undefined ? NOTHING : values(option, current.slice(prefix.length), prefix, asking);
  }
  if (current.startsWith('-') && !rest.includes('--')) return optionNames(specs, rest, current);
  const positional = positionalAt(command, rest, specs);
  return positional === undefined ? NOTHING : values(positional, current, '', asking);
}

function takesNext(option: CliOption): boolean {
  return option.type !== 'boolean' && option.bare === undefined;
}

function commandNames(table: CommandTable, current: string): Completion {
  const candidates = toldOf(table).map(({ name, about }) => ({ value: name, about }));
  return { ...NOTHING, candidates: fitting(candidates, current) };
}

function options(more: readonly Candidate[], current: string): Completion {
  const always = [
    { value: '--help', about: 'Say what there is' },
    { value: '--version', about: 'Print the versions of ocs-sim and Node.js' },
  ];
  return { ...NOTHING, candidates: fitting([...more, ...always], current) };
}

/** Those that are not on the line already, unless they may be there several times. */
function optionNames(
  specs: Readonly<Record<string, CliOption>>,
  rest: readonly string[],
  current: string,
): Completion {
  const given = new Set(rest.flatMap((word) => /^--(?:no-)?([\w-]+)/.exec(word)?.[1] ?? []));
  const free = Object.entries(specs).filter(([name, { array }]) => array === true || !given.has(name));
  return options(
    free.map(([name, { describe, default: fallback }]) => ({
      value: fallback === true ? `--no-${name}` : `--${name}`,
      about: describe,
    })),
    current,
  );
}

function positionalAt(
  { positionals }: Command,
  rest: readonly string[],
  specs: Readonly<Record<string, CliOption>>,
): CliPositional | undefined {
  const loose = rest.filter((word, index) => {
    if (word.startsWith('-') && word !== '-') return false;
    const option = specs[rest[index - 1]?.replace(/^--/, '') ?? ''];
    return !(rest[index - 1]?.startsWith('--') && option !== undefined && takesNext(option));
  });
  const all = Object.values(positionals);
  return all[loose.length] ?? all.findLast(({ array }) => array === true);
}

const FILES: Partial<Readonly<Record<ValueKind, Completion['files']>>> = {
  file: 'all',
  'file or -': 'all',
  folder: 'folders',
  scenario: 'yaml',
  contract: 'yaml',
  target: 'yaml',
  'YAML file or folder': 'yaml',
};

async function values(
  spec: CliOption | CliPositional,
  current: string,
  prefix: string,
  asking: { readonly table: CommandTable; readonly known: Known; readonly scenarios: readonly string[] },
): Promise<Completion> {
  const { takes = 'text' } = spec;
  const report = takes === 'report' ? /^[\w-]+=/.exec(current)?.[0] : undefined;
  if (report !== undefined) return { ...NOTHING, files: 'all', prefix: prefix + report };
  const found: readonly Candidate[] =
    spec.choices?.map((value) => ({ value, about: '' })) ?? (await valuesOf(takes, current, asking));
  return {
    candidates: fitting(found, current).map((each) => ({ ...each, value: prefix + each.value })),
    files: FILES[takes] ?? 'none',
    prefix,
    open: takes === 'report' || takes === 'setting' || takes === 'parameter',
  };
}

function fitting(candidates: readonly Candidate[], current: string): readonly Candidate[] {
  return candidates.filter(({ value }) => value.startsWith(current));
}
