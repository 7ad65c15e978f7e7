import { type CliOption, type Command, optionsOf, settableOf } from '../../simulator/cli/command.ts';
import { COMMAND_TABLE } from '../../simulator/cli/command-table.ts';
import { variableOf } from '../../simulator/cli/configuration/environment.ts';
import { commonOptions } from '../../simulator/cli/configuration/project-file.ts';
import { optionWords } from '../../simulator/cli/option-words.ts';

/** Every option of every command: how the command line, the environment and the project file set it, and what it is by default. */
export function settingRows(): readonly (readonly string[])[] {
  const common = commonOptions(COMMAND_TABLE);
  const all = settableOf(COMMAND_TABLE).flatMap((command) =>
    Object.entries(optionsOf(command, COMMAND_TABLE)).map(([name, option]) => ({ command, name, option })),
  );
  const rows = Map.groupBy(
    all,
    ({ name, option }) => `${name} ${optionWords(name, option)} ${defaultOf(option)}`,
  );
  return [...rows.values()].map((same) => {
    const { name, option } = same[0]!;
    const shared = Object.hasOwn(COMMAND_TABLE.shared, name);
    const commands = same.map(({ command }) => command);
    return [
      `\`${option.default === true ? `--no-${name}` : optionWords(name, option)}\``,
      shared ? 'all' : commands.map((each) => `\`${each.name}\``).join(', '),
      `\`${variableOf(name)}\``,
      shared ? 'none' : keyText(name, commands, Object.hasOwn(common, name)),
      defaultOf(option),
    ];
  });
}

/** The key at the top, where it means the same to all commands that have it; otherwise that of a section. */
function keyText(name: string, commands: readonly Command[], isCommon: boolean): string {
  if (isCommon) return `\`${name}\``;
  return commands.map((each) => `\`${each.name}: ${name}\``).join(', ');
}

function defaultOf(option: CliOption): string {
  const text = option.byDefault ?? option.default ?? (option.type === 'boolean' ? false : undefined);
  return text === undefined ? 'none' : `\`${text}\``;
}
