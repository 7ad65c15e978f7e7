// What each option of a command is: as the command line says, or else the environment, or else the project file, or else as it is by
// default.

import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import type { Environment } from '../../target/secrets.ts';
import { type Arguments, type Command, type CommandTable, camelCase, optionsOf } from '../command.ts';
import type { GivenValue, UsageProblem } from '../read-line.ts';
import { unknownVariables, variableOf, variableValue } from './environment.ts';
import { findProjectFile, type ProjectFile, readProjectFile } from './project-file.ts';
import type { Setting } from './setting.ts';

/** What is around a command. */
export interface Surroundings {
  readonly environment: Environment;
  /** The folder where ocs-sim runs. */
  readonly folder: string;
}

/** What the options are; with a problem the command is not to be called. */
export interface Settled {
  readonly settings: readonly Setting[];
  readonly projectFile: ProjectFile | null;
  /** Of the environment. */
  readonly wrong: readonly UsageProblem[];
  /** Of the project file. */
  readonly problems: readonly Diagnostic[];
}

/** Settles the options of a command, given those that stand on its line. */
export function settle(
  command: Command,
  given: ReadonlyMap<string, GivenValue>,
  { environment, folder }: Surroundings,
  table: CommandTable,
): Settled {
  const options = optionsOf(command, table);
  const wrong: UsageProblem[] = [...unknownVariables(environment, table)];
  const settingOf = (option: string, file: ProjectFile | null): Setting => {
    const spec = options[option]!;
    const value = given.get(option);
    if (value !== undefined) return { option, value, origin: { from: 'flag' } };
    const set = variableValue(option, spec, environment);
    if (set !== undefined) {
      const isWrong = typeof set === 'object' && 'wrong' in set;
      if (isWrong) wrong.push(set);
      const origin = { from: 'environment', variable: variableOf(option) } as const;
      return { option, value: isWrong ? undefined : set, origin };
    }
    const written = file?.sections[command.name]?.[option] ?? file?.common[option];
    if (written !== undefined)
      return { option, value: written.value, origin: { from: 'file', place: written.place } };
    return { option, value: spec.default, origin: { from: 'default' } };
  };
  // Who does not trust the scenarios beside a project file does not trust that either.
  const isUntrusted = Object.hasOwn(options, 'untrusted') && settingOf('untrusted', null).value === true;
  const isUnread = isUntrusted || settingOf('config', null).value === false;
  const path = isUnread ? null : findProjectFile(folder);
  const projectFile = path === null ? null : readProjectFile(path, folder, table);
  // What is wrong with OCS_SIM_CONFIG has been said.
  const settings = Object.keys(options).map((option) => settingOf(option, projectFile));
  return {
    settings,
    projectFile,
    wrong: [...new Map(wrong.map((each) => [each.wrong, each])).values()],
    problems: projectFile?.problems ?? [],
  };
}

/** The arguments of a command, by the names of options with hyphens and without. */
export function argumentsOf(
  settings: readonly Setting[],
  positionals: Readonly<Record<string, string | readonly string[]>>,
): Arguments {
  const values = settings.filter(({ value }) => value !== undefined);
  return {
    ...Object.fromEntries(values.map(({ option, value }) => [camelCase(option), value])),
    ...Object.fromEntries(values.map(({ option, value }) => [option, value])),
    ...positionals,
  };
}
