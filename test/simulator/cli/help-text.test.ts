import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../receiver/document/display-width.ts';
import { PLAIN } from '../../../receiver/document/show-diagnostic.ts';
import { type Command, toldOf } from '../../../simulator/cli/command.ts';
import { COMMAND_TABLE } from '../../../simulator/cli/command-table.ts';
import { shellWords } from '../../../simulator/cli/completion/shell-words.ts';
import { helpText } from '../../../simulator/cli/help-text.ts';
import { readLine } from '../../../simulator/cli/read-line.ts';

const COMMANDS = toldOf(COMMAND_TABLE);
const linesOf = (command: Command | null, columns: number): readonly string[] =>
  helpText(command, COMMAND_TABLE, { columns, style: PLAIN }).split('\n');
const tooLong = (lines: readonly string[], columns: number): readonly string[] =>
  lines.filter((line) => displayWidth(line) > columns);

describe.each([['ocs-sim', null] as const, ...COMMANDS.map((each) => [each.name, each] as const)])(
  'Help on %s',
  (_name, command) => {
    test.each([80, 100, 200])('keeps to %d columns', (columns) => {
      const lines = linesOf(command, columns);
      expect(lines.length).toBeGreaterThan(8);
      expect(tooLong(lines, columns)).toEqual([]);
    });

    test('at 20 columns is longer only where one word is, or a command line to be copied', () => {
      const broken = tooLong(linesOf(command, 20), 20).filter(
        (line) =>
          line.trim().includes(' ') && !command?.examples.some(([example]) => line.trim() === example),
      );
      expect(broken).toEqual([]);
    });
  },
);

describe.each(COMMANDS.map((each) => [each.name, each] as const))('The examples of %s', (name, command) => {
  test('are at least two', () => {
    expect(command.examples.length).toBeGreaterThanOrEqual(2);
  });

  test.each(command.examples.map(([line]) => line))('%s is a command line that can be read', (line) => {
    // What a shell does with what comes out is no business of ocs-sim.
    const own = /ocs-sim [^>|)]*/.exec(line)![0].trim();
    const read = readLine(shellWords(own).slice(1), COMMAND_TABLE);
    expect(read).toMatchObject({ command: { name } });
  });
});

describe('The table of commands', () => {
  const options = COMMANDS.flatMap((command) =>
    Object.entries(command.options).map(([name, option]) => ({ command: command.name, name, option })),
  );

  test('has options', () => {
    expect(options.length).toBeGreaterThan(60);
  });

  test('tells of each in one line, and leaves it to help what its default is', () => {
    const wordy = options.filter(
      ({ option }) => /\.$|\n|by default|repeatable/.test(option.describe) || option.describe.length > 120,
    );
    expect(wordy.map(({ command, name }) => `${command} --${name}`)).toEqual([]);
  });

  test('has a default of each that can be one', () => {
    const wrong = options.filter(
      ({ option }) =>
        typeof option.default === 'string' &&
        option.choices !== undefined &&
        !option.choices.includes(option.default),
    );
    expect(wrong).toEqual([]);
  });
});
