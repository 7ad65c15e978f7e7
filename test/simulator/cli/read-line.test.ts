import { describe, expect, test } from 'vitest';
import { type CommandTable, defineCommand } from '../../../simulator/cli/command.ts';
import { readLine } from '../../../simulator/cli/read-line.ts';

const TABLE: CommandTable = {
  commands: [
    defineCommand({
      name: 'brew',
      about: 'Make tea',
      positionals: {
        pot: { demanded: true, describe: 'Which pot' },
        cups: { array: true, describe: 'Which cups' },
      },
      options: {
        leaf: { choices: ['green', 'black'], describe: 'Which leaf' },
        add: { array: true, describe: 'What else' },
        minutes: { takes: 'number', describe: 'How long' },
        hot: { type: 'boolean', describe: 'Serve it hot' },
        progress: { choices: ['on', 'off'], negated: 'off', describe: 'Show it' },
        shuffle: { bare: '', describe: 'In any order' },
      },
      examples: [],
      call: async () => 0,
    }),
    defineCommand({ name: 'pour', about: 'Pour tea', examples: [], call: async () => 0 }),
  ],
  shared: { config: { type: 'boolean', default: true, describe: 'Read the file' } },
};

function read(...words: readonly string[]) {
  const line = readLine(words, TABLE);
  if (!('command' in line)) return line;
  return { command: line.command.name, ...Object.fromEntries(line.given), ...line.positionals };
}

describe('A command line', () => {
  test.each([
    [['brew', 'blue'], { command: 'brew', pot: 'blue' }],
    [['brew', 'blue', 'a', 'b'], { command: 'brew', pot: 'blue', cups: ['a', 'b'] }],
    [['--hot', 'brew', 'blue'], { command: 'brew', pot: 'blue', hot: true }],
    [['brew', '--leaf', 'green', 'blue'], { command: 'brew', pot: 'blue', leaf: 'green' }],
    [['brew', '--leaf=green', 'blue'], { command: 'brew', pot: 'blue', leaf: 'green' }],
    [['brew', 'x', '--add', 'a', '--add=b=c'], { command: 'brew', pot: 'x', add: ['a', 'b=c'] }],
    [['brew', 'x', '--no-hot'], { command: 'brew', pot: 'x', hot: false }],
    [['brew', 'x', '--hot=false'], { command: 'brew', pot: 'x', hot: false }],
    [['brew', 'x', '--no-progress'], { command: 'brew', pot: 'x', progress: 'off' }],
    [['brew', '--shuffle', 'x'], { command: 'brew', pot: 'x', shuffle: '' }],
    [['brew', '--shuffle=7', 'x'], { command: 'brew', pot: 'x', shuffle: '7' }],
    [['brew', 'x', '--minutes', '-5'], { command: 'brew', pot: 'x', minutes: '-5' }],
    [['brew', 'x', '--add', '-'], { command: 'brew', pot: 'x', add: ['-'] }],
    [['brew', 'x', '--add=--hot'], { command: 'brew', pot: 'x', add: ['--hot'] }],
    [['brew', '--', '--hot'], { command: 'brew', pot: '--hot' }],
    [['brew', 'x', '--no-config'], { command: 'brew', pot: 'x', config: false }],
    [[''], { wrong: 'there is no command ""', hint: 'ocs-sim --help' }],
    [['brew', ''], { command: 'brew', pot: '' }],
  ])('%j is read', (words, expected) => {
    expect(read(...words)).toEqual(expected);
  });

  test.each([
    [[], 'say what to do: brew, pour', 'ocs-sim --help'],
    [['brwe'], 'there is no command "brwe"', 'did you mean "brew"?'],
    [['--hott'], 'there is no option "--hott" here', 'did you mean "--hot"?'],
    [['brew'], 'something is missing here: brew needs POT', 'ocs-sim brew --help shows what'],
    [['pour', '--hot'], 'there is no option "--hot" here', 'brew has it: ocs-sim brew --help'],
    [['pour', 'x'], 'there is nothing for "x" to be here', 'ocs-sim pour --help shows what pour is given'],
    [['brew', 'x', '--leaf'], '--leaf needs a value', 'one of green, black'],
    [['brew', 'x', '--add', '--hot'], '--add needs a value', '--add: What else'],
    [
      ['brew', 'x', '--leaf', 'gren'],
      '--leaf cannot be "gren": expected one of "green", "black"',
      'did you mean "green"?',
    ],
    [
      ['brew', 'x', '--leaf=green', '--leaf=black'],
      '--leaf is given more than once',
      'leave out all but one',
    ],
    [['brew', 'x', '--hot', '--no-hot'], '--hot is given more than once', 'leave out all but one'],
    [['brew', 'x', '--hot=yes'], '--hot takes no value', 'write --hot, or --no-hot'],
    [['brew', 'x', '-x'], 'there is no option "-x" here', 'ocs-sim --help'],
    [['brew', 'x', '--no-leaf'], 'there is no option "--no-leaf" here', 'did you mean "--leaf"?'],
    [['brew', 'x', '--__proto__=1'], 'there is no option "--__proto__" here', 'ocs-sim --help'],
    [['constructor'], 'there is no command "constructor"', 'ocs-sim --help'],
  ])('%j is refused', (words, wrong, hint) => {
    expect(read(...words)).toEqual({ wrong, hint });
  });

  test('asks for help or the version wherever it says so, whatever else is missing', () => {
    expect(readLine(['brew', '--help'], TABLE)).toEqual({ help: TABLE.commands[0] });
    expect(readLine(['brew', '-h', '--nonsense'], TABLE)).toEqual({ help: TABLE.commands[0] });
    expect(readLine(['-h'], TABLE)).toEqual({ help: null });
    expect(readLine(['--version'], TABLE)).toEqual({ version: true });
    expect(readLine(['pour', '--version'], TABLE)).toEqual({ version: true });
  });
});
