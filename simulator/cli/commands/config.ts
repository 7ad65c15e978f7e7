import { type CommandTable, commandNamed, optionsOf, settableOf } from '../command.ts';
import { configJson, configTable, withCommonFirst } from '../configuration/config-text.ts';
import { settle } from '../configuration/settle.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';
import { usageText } from '../usage-text.ts';
import { noSuchCommand } from './help.ts';

/** What `config` is asked for. */
export interface ConfigArguments {
  readonly command?: string | undefined;
  readonly all?: boolean | undefined;
  readonly config?: boolean | undefined;
  readonly format: 'table' | 'json';
}

/**
 * Prints what each option is and who says so, secrets hidden: of one command all of them, and without a command those that
 * environment or project file set. What is wrong with either is said besides.
 */
export async function config(
  args: ConfigArguments,
  terminal: Terminal,
  table: CommandTable,
): Promise<ExitCode> {
  const named = args.command === undefined ? undefined : commandNamed(table, args.command);
  if (args.command !== undefined && named === undefined) {
    terminal.err(noSuchCommand(args.command, table, terminal));
    return EXIT.badInput;
  }
  const surroundings = { environment: terminal.environment, folder: terminal.folder };
  const given = new Map(args.config === false ? [['config', false] as const] : []);
  const commands = named === undefined ? settableOf(table) : [named];
  const settled = commands.map((command) => ({ command, ...settle(command, given, surroundings, table) }));
  const wrong = new Map(settled.flatMap((each) => each.wrong.map((problem) => [problem.wrong, problem])));
  for (const problem of wrong.values()) terminal.err(usageText(problem, terminal.errStyle));
  const failed = showProblems(settled[0]?.problems ?? [], terminal) || wrong.size > 0;
  const shown = settled
    .map((each) => ({
      title: each.command.name,
      options: optionsOf(each.command, table),
      settings: each.settings.filter(
        ({ origin }) =>
          named !== undefined || args.all === true || ['environment', 'file'].includes(origin.from),
      ),
    }))
    .filter(({ settings }) => settings.length > 0);
  if (args.format === 'json') terminal.document(configJson(shown));
  else {
    const file = settled.find(({ projectFile }) => projectFile !== null)?.projectFile?.path;
    if (shown.length === 0) terminal.out(nothingSet(file));
    else {
      const titled = named === undefined && args.all !== true ? withCommonFirst(shown) : shown;
      terminal.out(configTable(titled, { columns: terminal.columns, style: terminal.outStyle }));
    }
    if (named === undefined && args.all !== true)
      terminal.out('ocs-sim config COMMAND shows every option of a command\n');
  }
  return failed ? EXIT.badInput : EXIT.passed;
}

function nothingSet(file: string | undefined): string {
  return `nothing is set: neither by OCS_SIM_… in the environment nor by ${file ?? 'a file ocs-sim.config.yaml'}\n`;
}
