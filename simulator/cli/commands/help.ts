import { didYouMean } from '../../../receiver/document/closest-word.ts';
import { harmless } from '../../../receiver/document/harmless.ts';
import { type CommandTable, commandNamed, toldOf } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { helpText } from '../help-text.ts';
import type { Terminal } from '../terminal.ts';

/** What `help` is asked for. */
export interface HelpArguments {
  readonly command?: string | undefined;
}

/** Prints help on a command, or on all of them. */
export async function help(
  { command: name }: HelpArguments,
  terminal: Terminal,
  table: CommandTable,
): Promise<ExitCode> {
  const command = name === undefined ? null : commandNamed(table, name);
  if (command === undefined) {
    terminal.err(noSuchCommand(name!, table, terminal));
    return EXIT.badInput;
  }
  terminal.out(helpText(command, table, { columns: terminal.columns, style: terminal.outStyle }));
  return EXIT.passed;
}

/** What is said to who names a command that is not there. */
export function noSuchCommand(name: string, table: CommandTable, { errStyle }: Terminal): string {
  const names = toldOf(table).map((each) => each.name);
  const hint = didYouMean(name, names) ?? `known: ${names.join(', ')}`;
  return `${errStyle.error('error')} there is no command "${harmless(name)}"\n    hint:     ${hint}\n`;
}
