// The words of a command line as options and the rest: yargs' own parser, told by the table which options there are.

import { Parser } from 'yargs/helpers';
import type { CliOptions } from './command.ts';

/** An option as it stands on the line. */
export interface OptionToken {
  /** Without hyphens; `no-judge` where it stands so. */
  readonly name: string;
  /** As it was written, without a value after `=`. */
  readonly rawName: string;
  /** Undefined where it stands alone. */
  readonly value: string | undefined;
}

/** A line in pieces. */
export interface SplitLine {
  /** In the order in which they first stand there. */
  readonly tokens: readonly OptionToken[];
  readonly positionals: readonly string[];
}

/** Everything is text, and nothing is made of it: no numbers, no other spellings, no dots. */
const PLAIN = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'short-option-groups': false,
  'strip-aliased': true,
};

/** Splits the words after a command's name. Options that are not in the table are told as well. */
export function splitLine(words: readonly string[], options: CliOptions): SplitLine {
  const names = Object.keys(options);
  const isSwitch = (name: string): boolean => options[name]!.type === 'boolean';
  const valued = names.filter((name) => !isSwitch(name));
  // One that may stand without a value takes nothing of what comes after it.
  const given = words.map((word) => {
    const bare = word.startsWith('--') ? options[word.slice(2)]?.bare : undefined;
    return bare === undefined ? word : `${word}=${bare}`;
  });
  const { argv, error } = Parser.detailed([...given], {
    string: valued,
    boolean: names.filter(isSwitch),
    narg: Object.fromEntries(valued.map((name) => [name, 1])),
    configuration: PLAIN,
  });
  const { _: positionals, ...found } = argv;
  const tokens = Object.entries(found).flatMap(([key, value]): OptionToken[] => {
    // The parser keeps it out of reach under another name.
    const name = key === '___proto___' ? '__proto__' : key;
    const stands = written(words, name);
    // The parser makes one truth of a switch; what stands on the line says more.
    if (Object.hasOwn(options, name) && isSwitch(name)) return stands;
    if (typeof value === 'boolean') return stands.slice(0, 1);
    const rawName = stands[0]?.rawName ?? `--${name}`;
    return [value].flat().map((each) => ({ name, rawName, value: String(each) }));
  });
  const lacking = /^Not enough arguments following: (.+)$/.exec(error?.message ?? '')?.[1];
  if (lacking !== undefined) tokens.push({ name: lacking, rawName: `--${lacking}`, value: undefined });
  return { tokens, positionals: positionals.map(String) };
}

/** The places at which an option stands on the line, also with `no-` before its name. */
function written(words: readonly string[], name: string): OptionToken[] {
  const end = words.indexOf('--');
  return words.slice(0, end === -1 ? words.length : end).flatMap((word): OptionToken[] => {
    const [, rawName = '', own = '', value] = /^(--?([^=]+))(?:=(.*))?$/s.exec(word) ?? [];
    return own === name || own === `no-${name}` ? [{ name: own, rawName, value }] : [];
  });
}
