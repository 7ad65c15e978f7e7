// Reads a command line by the table of commands. Yargs splits it into options and the rest; what each of them means is known here.

import { closestWord, didYouMean } from '../../receiver/document/closest-word.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import {
  type CliOption,
  type Command,
  type CommandTable,
  commandNamed,
  optionsOf,
  toldOf,
} from './command.ts';
import { type OptionToken, splitLine } from './split-line.ts';

/** What is wrong with a command line, and what to do about it. */
export interface UsageProblem {
  readonly wrong: string;
  readonly hint: string;
}

/** A value as it was given. */
export type GivenValue = string | boolean | readonly string[];

/** What a command line asks for. */
export type ReadLine =
  | UsageProblem
  /** Help on a command, or on all of them. */
  | { readonly help: Command | null }
  | { readonly version: true }
  | {
      readonly command: Command;
      /** The options that stand on the line, by name. */
      readonly given: ReadonlyMap<string, GivenValue>;
      /** The positionals, by name; those that have a default are there in any case. */
      readonly positionals: Readonly<Record<string, string | readonly string[]>>;
    };

/** Reads the arguments of the process; the first thing that is wrong is what counts. */
export function readLine(words: readonly string[], table: CommandTable): ReadLine {
  const found = commandOf(words, table);
  if ('wrong' in found) return found;
  return found.command === null ? wordless(found.rest, table) : commandLine(found.command, found.rest, table);
}

/** The first word that is no option names the command. */
function commandOf(
  words: readonly string[],
  table: CommandTable,
): UsageProblem | { readonly command: Command | null; readonly rest: readonly string[] } {
  const at = words.findIndex((word) => !word.startsWith('-'));
  const name = words[at];
  if (name === undefined) return { command: null, rest: words };
  const command = commandNamed(table, name);
  if (command !== undefined) return { command, rest: words.toSpliced(at, 1) };
  const near = didYouMean(
    name,
    toldOf(table).map((each) => each.name),
  );
  return { wrong: `there is no command "${harmless(name)}"`, hint: near ?? 'ocs-sim --help' };
}

function wordless(words: readonly string[], table: CommandTable): ReadLine {
  if (words.some((word) => word === '--help' || word === '-h')) return { help: null };
  if (words.includes('--version')) return { version: true };
  const [first] = words;
  if (first !== undefined) return unknownOption(first.replace(/=.*$/s, ''), table);
  const names = toldOf(table).map(({ name }) => name);
  return { wrong: `say what to do: ${names.join(', ')}`, hint: 'ocs-sim --help' };
}

function commandLine(command: Command, words: readonly string[], table: CommandTable): ReadLine {
  const options = optionsOf(command, table);
  const { tokens, positionals: loose } = splitLine(words, options);
  const given = new Map<string, GivenValue>();
  for (const token of tokens) {
    if (token.rawName === '-h' || token.name === 'help') return { help: command };
    if (token.name === 'version') return { version: true };
    const problem = takeOption(options, token, given, table);
    if (problem !== null) return problem;
  }
  const positionals = positionalsOf(command, loose);
  return 'wrong' in positionals ? positionals : { command, given, positionals: positionals.values };
}

/** Notes an option with its value, or says what is wrong with it. */
function takeOption(
  options: Readonly<Record<string, CliOption>>,
  token: OptionToken,
  given: Map<string, GivenValue>,
  table: CommandTable,
): UsageProblem | null {
  const negated = /^no-(.+)$/.exec(token.name)?.[1];
  const isNegation =
    !Object.hasOwn(options, token.name) && negated !== undefined && isNegatable(options[negated]);
  const name = isNegation ? negated : token.name;
  const option = Object.hasOwn(options, name) && token.rawName.startsWith('--') ? options[name]! : null;
  if (option === null) return unknownOption(token.rawName, table);
  const before = given.get(name);
  if (before !== undefined && option.array === undefined)
    return { wrong: `--${name} is given more than once`, hint: 'leave out all but one' };
  if (option.type === 'boolean') {
    if (token.value !== undefined && token.value !== 'true' && token.value !== 'false')
      return { wrong: `--${name} takes no value`, hint: `write --${name}, or --no-${name}` };
    given.set(name, (token.value !== 'false') !== isNegation);
    return null;
  }
  if (isNegation) {
    given.set(name, option.negated!);
    return null;
  }
  const value = token.value ?? option.bare;
  if (value === undefined) return { wrong: `--${name} needs a value`, hint: neededValue(name, option) };
  const wrong = wrongChoice(`--${name}`, value, option.choices);
  if (wrong !== null) return wrong;
  given.set(name, option.array ? [...((before as readonly string[]) ?? []), value] : value);
  return null;
}

function isNegatable(option: CliOption | undefined): boolean {
  return option?.type === 'boolean' || option?.negated !== undefined;
}

function neededValue(name: string, { choices, describe }: CliOption): string {
  return choices === undefined ? `--${name}: ${describe}` : `one of ${choices.join(', ')}`;
}

/** What is wrong with a value that has to be one of a few; null where nothing is. */
export function wrongChoice(
  what: string,
  value: string,
  choices: readonly string[] | undefined,
): UsageProblem | null {
  if (choices === undefined || choices.includes(value)) return null;
  const known = choices.map((choice) => `"${choice}"`).join(', ');
  return {
    wrong: `${what} cannot be ${JSON.stringify(value)}: expected one of ${known}`,
    hint: didYouMean(value, choices) ?? `${what} is one of ${choices.join(', ')}`,
  };
}

function unknownOption(word: string, table: CommandTable): UsageProblem {
  const name = word.replace(/^--?/, '');
  const commands = toldOf(table);
  const everywhere = [
    ...commands.flatMap(({ options }) => Object.keys(options)),
    ...Object.keys(table.shared),
    'help',
    'version',
  ];
  const having = commands.filter(({ options }) => Object.hasOwn(options, name)).map((each) => each.name);
  const near = closestWord(name, everywhere);
  const hint =
    having.length > 0
      ? `${having.join(', ')} ${having.length === 1 ? 'has' : 'have'} it: ocs-sim ${having[0]} --help`
      : near === undefined
        ? 'ocs-sim --help'
        : `did you mean "--${near}"?`;
  return { wrong: `there is no option "${harmless(word)}" here`, hint };
}

function positionalsOf(
  command: Command,
  words: readonly string[],
): UsageProblem | { readonly values: Record<string, string | readonly string[]> } {
  const values: Record<string, string | readonly string[]> = {};
  let rest = words;
  for (const [name, positional] of Object.entries(command.positionals)) {
    const [first] = rest;
    if (first === undefined && positional.demanded)
      return {
        wrong: `something is missing here: ${command.name} needs ${name.toUpperCase()}`,
        hint: `ocs-sim ${command.name} --help shows what`,
      };
    if (positional.array) {
      if (first !== undefined) values[name] = rest;
      rest = [];
      continue;
    }
    const value = first ?? positional.default;
    if (value === undefined) continue;
    const wrong = wrongChoice(`what ${command.name} is given`, value, positional.choices);
    if (wrong !== null) return wrong;
    values[name] = value;
    rest = rest.slice(1);
  }
  const [extra] = rest;
  if (extra === undefined) return { values };
  return {
    wrong: `there is nothing for "${harmless(extra)}" to be here`,
    hint: `ocs-sim ${command.name} --help shows what ${command.name} is given`,
  };
}
