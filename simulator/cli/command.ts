// What a command is: its name, what stands on its line, and what it does, as data. The reading of the command line, the help, the
// environment's names, the project file, the completion and the README's table are all made from this.

import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/**
 * What a value is, beyond being a text. Help has a word for each, completion knows where to find each, and the project file knows
 * which of them are paths, and which are secrets.
 */
export type ValueKind =
  | 'text'
  /** A path of any file. */
  | 'file'
  /** A path of a file, or `-` for standard output. */
  | 'file or -'
  | 'folder'
  /** Paths of YAML files, each kind with its own word in help. */
  | 'scenario'
  | 'contract'
  | 'YAML file or folder'
  /** A URL, a YAML file, or the word embedded. */
  | 'target'
  /** `NAME=FILE`, or a name alone. */
  | 'report'
  | 'URL'
  | 'host'
  | 'port'
  | 'number'
  | 'duration'
  | 'size'
  | 'clock'
  /** `path=value` of a scenario. */
  | 'setting'
  | 'parameter'
  /** A case of the compatibility suite. */
  | 'check case'
  /** A case that a scenario expands to. */
  | 'case'
  | 'tag'
  | 'command'
  | 'header'
  | 'reply'
  /** Where a secret is: `env:NAME` or `@FILE`. */
  | 'secret reference'
  /** `USER:` and the same. */
  | 'user and secret reference';

/** An option of a command. */
export interface CliOption {
  /** Text where neither this nor `choices` is given. */
  readonly type?: 'boolean' | 'string';
  readonly choices?: readonly string[];
  /** May be given several times. */
  readonly array?: true;
  /** Its value where it stands without one: a value is then given as `--name=value` alone. */
  readonly bare?: string;
  /** Its value where it stands as `--no-name`. */
  readonly negated?: string;
  /** What its value is; `text` where that is not said. */
  readonly takes?: ValueKind;
  /** The value where nobody gives one. */
  readonly default?: string | boolean;
  /** What happens where nobody gives one, in a word or two, where that is not a value that the command is handed. */
  readonly byDefault?: string;
  /** One line, without a stop. */
  readonly describe: string;
  /** What `--no-name` does, for the help; of a switch that is on by default. */
  readonly describeNo?: string;
}

/** Something that stands on the line without a name before it. */
export interface CliPositional {
  readonly choices?: readonly string[];
  /** So many as are given. */
  readonly array?: true;
  readonly takes?: ValueKind;
  readonly default?: string;
  readonly demanded?: true;
  readonly describe: string;
}

/** The options by name. */
export type CliOptions = Readonly<Record<string, CliOption>>;
/** What stands on the line without names, in order. */
export type CliPositionals = Readonly<Record<string, CliPositional>>;

type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type One<O> = O extends { readonly type: 'boolean' }
  ? boolean
  : O extends { readonly choices: readonly (infer C)[] }
    ? C
    : string;
type Value<O> = O extends { readonly array: true } ? readonly One<O>[] : One<O>;
type Always = { readonly default: string | boolean } | { readonly demanded: true };
/** The values of options by name, and by the same name without hyphens: what nobody gave is undefined. */
export type ArgumentsOf<O> = {
  readonly [K in keyof O & string as K | Camel<K>]: O[K] extends Always
    ? Value<O[K]>
    : Value<O[K]> | undefined;
};

/** The values of a command line by the names of options, with hyphens and without, and of positionals. */
export type Arguments = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A command of ocs-sim. */
export interface Command {
  readonly name: string;
  /** What it does, in one line, without a stop. */
  readonly about: string;
  readonly positionals: CliPositionals;
  readonly options: CliOptions;
  /** At least two, each a whole command line and what it is good for. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** Neither help nor completion tells of it. */
  readonly hidden?: true;
  /** It works on what stands on its line alone: neither environment nor project file are asked. */
  readonly lineAlone?: true;
  /** Loads what it needs, and does it. */
  readonly call: (args: Arguments, terminal: Terminal, table: CommandTable) => Promise<ExitCode>;
}

/** All commands, and what every one of them takes besides its own options. */
export interface CommandTable {
  readonly commands: readonly Command[];
  readonly shared: CliOptions;
}

/** A command whose `call` is handed its arguments with the types that its options have. */
export function defineCommand<const O extends CliOptions, const P extends CliPositionals>(
  command: Omit<Command, 'call' | 'options' | 'positionals'> & {
    readonly positionals?: P;
    readonly options?: O;
    readonly call: (
      args: ArgumentsOf<O> & ArgumentsOf<P>,
      terminal: Terminal,
      table: CommandTable,
    ) => Promise<ExitCode>;
  },
): Command {
  return {
    positionals: {},
    options: {},
    ...command,
    // The reader of the command line makes values of just these types.
    call: (args, terminal, table) => command.call(args as ArgumentsOf<O> & ArgumentsOf<P>, terminal, table),
  };
}

/** A command by its name. */
export function commandNamed({ commands }: CommandTable, name: string): Command | undefined {
  return commands.find((each) => each.name === name);
}

/** The commands that people are told of. */
export function toldOf({ commands }: CommandTable): readonly Command[] {
  return commands.filter(({ hidden }) => hidden !== true);
}

/** The commands that environment and project file can set options of. */
export function settableOf({ commands }: CommandTable): readonly Command[] {
  return commands.filter(({ lineAlone }) => lineAlone !== true);
}

/** All options of a command by name, those that every command has included. */
export function optionsOf(command: Command, { shared }: CommandTable): CliOptions {
  return { ...command.options, ...shared };
}

/** `traceJson` of `trace-json`. */
export function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
