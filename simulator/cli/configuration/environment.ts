// Options in the environment: OCS_SIM_ and the option's name in capitals.

import { didYouMean } from '../../../receiver/document/closest-word.ts';
import { harmless } from '../../../receiver/document/harmless.ts';
import type { Environment } from '../../target/secrets.ts';
import { type CliOption, type CommandTable, optionsOf, settableOf } from '../command.ts';
import { type GivenValue, type UsageProblem, wrongChoice } from '../read-line.ts';
import { referenceIn } from '../secret-reference.ts';
import { unfitFor } from './value-kinds.ts';

const PREFIX = 'OCS_SIM_';

/** The variable that sets an option: `OCS_SIM_CONTROL_PORT` of `control-port`. */
export function variableOf(option: string): string {
  return PREFIX + option.replaceAll('-', '_').toUpperCase();
}

/**
 * Variables that Kubernetes (and Docker before it) makes in every container of a namespace for a service that is called `ocs-sim`, or
 * `ocs-sim-` and something: where it is to be found.
 */
const SERVICE_LINK =
  /^OCS_SIM(?:_[A-Z0-9_]+)?_(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR|START|END))?)$/;
/** Whether others made a variable, for a purpose of theirs: it sets no option. */
function isLink(name: string, value: string): boolean {
  // The variables of a container that this one is linked with have this in their names.
  if (SERVICE_LINK.test(name) || name.includes('_ENV_')) return true;
  // These names may be those of options as well, and their values cannot.
  if (name.endsWith('_PORT')) return /^(?:tcp|udp|sctp):\/\/\S+:\d+$/.test(value);
  return name.endsWith('_NAME') && /^\/[\w.-]+\/[\w.-]+$/.test(value);
}

/** What is wrong with the names that are there: those that no option has. */
export function unknownVariables(environment: Environment, table: CommandTable): readonly UsageProblem[] {
  const known = new Set(
    settableOf(table).flatMap((command) => Object.keys(optionsOf(command, table)).map(variableOf)),
  );
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !known.has(name) && environment[name] !== '')
    .filter((name) => !isLink(name, environment[name] ?? ''))
    .sort()
    .map((name) => ({
      wrong: `${harmless(name)} in the environment: there is no such option`,
      hint: didYouMean(name, [...known]) ?? `${PREFIX}… is for options of ocs-sim: ocs-sim config --all`,
    }));
}

/**
 * What the environment says of an option: undefined where it says nothing, an empty text included. Switches are `true` or `false`;
 * of what may be given several times each line is one.
 */
export function variableValue(
  name: string,
  option: CliOption,
  environment: Environment,
): GivenValue | UsageProblem | undefined {
  const variable = variableOf(name);
  const text = environment[variable];
  if (text === undefined || text === '' || isLink(variable, text)) return undefined;
  if (option.type === 'boolean') {
    if (text === 'true' || text === '1') return true;
    if (text === 'false' || text === '0') return false;
    return { wrong: `${variable} cannot be ${JSON.stringify(text)}`, hint: 'expected true or false' };
  }
  const lines = option.array ? text.split('\n').filter((line) => line.trim() !== '') : [text];
  for (const line of lines) {
    const wrong = wrongChoice(variable, line, option.choices);
    if (wrong !== null) return wrong;
    const expected = unfitFor(option, line);
    if (expected !== null)
      return { wrong: `${variable} cannot be ${JSON.stringify(line)}`, hint: `expected ${expected}` };
  }
  const isPlain = (line: string): boolean =>
    option.takes === 'secret reference' && referenceIn(line) === null;
  if (lines.length > 1 && lines.some(isPlain))
    return { wrong: `${variable} holds several secrets`, hint: 'write env:NAME or @FILE in each line' };
  // A variable is a good place for a secret: it is named rather than copied.
  const values = lines.map((line) => (isPlain(line) ? `env:${variable}` : line));
  return option.array ? values : values[0];
}
