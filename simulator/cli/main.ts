// The command line: arguments in, one call, exit code out. Each command's code is loaded only when it is called.

import { type Command, type CommandTable, optionsOf } from './command.ts';
import { COMMAND_TABLE } from './command-table.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type ReadLine, readLine } from './read-line.ts';
import { commandLineArguments, openTerminal, setExitCode, type Terminal } from './terminal.ts';
import { usageText } from './usage-text.ts';
import { version } from './version.ts';

async function main(words: readonly string[], terminal: Terminal, table: CommandTable): Promise<ExitCode> {
  const line = readLine(words, table);
  if ('wrong' in line) {
    terminal.err(usageText(line, terminal.errStyle));
    return EXIT.badInput;
  }
  if ('version' in line) {
    terminal.out(`ocs-sim ${version()} on Node.js ${process.versions.node}\n`);
    return EXIT.passed;
  }
  if ('help' in line) {
    const { helpText } = await import('./help-text.ts');
    terminal.out(helpText(line.help, table, { columns: terminal.columns, style: terminal.outStyle }));
    return EXIT.passed;
  }
  return line.command.lineAlone ? callAlone(line, terminal, table) : callSettled(line, terminal, table);
}

type CommandLine = Extract<ReadLine, { readonly command: Command }>;

/** Calls a command with what stands on its line, and nothing else. */
function callAlone(
  { command, given, positionals }: CommandLine,
  terminal: Terminal,
  table: CommandTable,
): Promise<ExitCode> {
  const byDefault = Object.entries(optionsOf(command, table)).map(([name, option]) => [name, option.default]);
  const args = { ...Object.fromEntries(byDefault), ...Object.fromEntries(given), ...positionals };
  return command.call(args, terminal, table);
}

/** Calls a command with what its line, the environment and the project file say, and says where a refused value comes from. */
async function callSettled(
  { command, given, positionals }: CommandLine,
  terminal: Terminal,
  table: CommandTable,
): Promise<ExitCode> {
  const { argumentsOf, settle } = await import('./configuration/settle.ts');
  const { environment, folder } = terminal;
  const { settings, wrong, problems } = settle(command, given, { environment, folder }, table);
  for (const problem of wrong) terminal.err(usageText(problem, terminal.errStyle));
  const failed = problems.length > 0 && (await import('./show-problems.ts')).showProblems(problems, terminal);
  if (failed || wrong.length > 0) return EXIT.badInput;
  const elsewhere = settings.filter(({ origin }) => origin.from === 'environment' || origin.from === 'file');
  if (elsewhere.length === 0) return command.call(argumentsOf(settings, positionals), terminal, table);
  let said = '';
  const listening: Terminal = Object.create(terminal, {
    err: {
      value: (text: string) => {
        if (said.length < MOST_HEARD) said += text;
        terminal.err(text);
      },
    },
  });
  const code = await command.call(argumentsOf(settings, positionals), listening, table);
  if (code !== EXIT.badInput) return code;
  const { originNotes } = await import('./configuration/origin-notes.ts');
  const { errStyle, columns } = terminal;
  terminal.err(originNotes(said, elsewhere, optionsOf(command, table), errStyle, columns));
  return code;
}

/** Characters of a refusal that are looked at for the names of options. */
const MOST_HEARD = 100_000;

const NO_FOLDER = {
  wrong: 'the working folder is not there any more, or cannot be read',
  hint: 'change to a folder that exists: cd',
};

/** Does what the arguments of the process say, and sets its exit code. */
export async function playCommandLine(): Promise<void> {
  const terminal = openTerminal();
  try {
    setExitCode(await main(commandLineArguments(), terminal, COMMAND_TABLE));
  } catch (error) {
    // Asked for wherever a path is relative.
    if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd')
      terminal.err(usageText(NO_FOLDER, terminal.errStyle));
    else terminal.err(`${terminal.errStyle.error('internal error')} ${(error as Error).stack}\n`);
    setExitCode(EXIT.environment);
  }
}
