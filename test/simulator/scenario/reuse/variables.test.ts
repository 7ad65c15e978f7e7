import { describe, expect, test } from 'vitest';
import { readCases } from '../../../../simulator/scenario/load.ts';

const REST =
  'groups: { spring: { agents: "${size}" } }\nsteps: [{ load: spring }]\nexpect: [{ lost: none }]\n';

function read(variables: string, param: readonly string[] = []) {
  return readCases({ name: 'x.yaml', text: `name: X\nvariables: ${variables}\n${REST}` }, { param });
}

describe('a variable', () => {
  test('that says what it may be has its default, or another value from the command line', async () => {
    const declared = '{ size: { default: 5, oneOf: [5, 7], about: agents } }';
    const [one, other] = await Promise.all([read(declared), read(declared, ['size=7'])]);
    expect(one.cases[0]!.groups[0]!.settings.dialing.agents).toBe(5);
    expect(other.cases[0]!.groups[0]!.settings.dialing.agents).toBe(7);
  });

  test('without a default must be given one, and is complained of once', async () => {
    const { problems } = await read('{ size: { about: agents } }');
    expect(problems.map(({ message, hint }) => [message, hint])).toEqual([
      ['the variable "size" has no value', 'say which: --param size=…, or give it a default'],
    ]);
    expect((await read('{ size: { about: agents } }', ['size=3'])).cases).toHaveLength(1);
  });

  test('may speak of those before it in its default', async () => {
    const { cases, problems } = await read('{ base: 4, size: { default: "${base}", oneOf: [4] } }');
    expect(problems).toEqual([]);
    expect(cases[0]!.groups[0]!.settings.dialing.agents).toBe(4);
  });

  test.each([
    ['itself', '{ size: "${size}" }', ['size']],
    ['one that comes later', '{ size: "${base}", base: 3 }', ['base']],
    ['one that speaks of it in its turn', '{ size: "${base}", base: "${size}" }', ['base']],
  ])('may not speak of %s, and that is an error', async (_what, declared, names) => {
    const { cases, problems } = await read(declared);
    expect(cases).toEqual([]);
    expect(problems.map(({ message, hint }) => [message, hint])).toEqual(
      names.map((name) => [
        `the variable "${name}" has no value here yet`,
        'a variable can speak of those that stand before it',
      ]),
    );
  });

  test('that grows out of others beyond all bounds is said to be too long, once', async () => {
    const ten = (name: string): string => `\${${name}}`.repeat(10);
    const names = Array.from({ length: 12 }, (_, index) => `v${index}`);
    const grown = names.slice(1).map((name, index) => `${name}: "${ten(names[index]!)}"`);
    const { cases, problems } = await read(`{ size: 5, v0: "xxxxxxxxxx", ${grown.join(', ')} }`);
    expect(cases).toEqual([]);
    expect(problems.map(({ message, found }) => [message, found])).toEqual([
      ['the variable "v4" becomes too long', '100,000 characters'],
    ]);
  });

  test.each([
    [['sise=3'], 'the scenario has no variable "sise"', 'did you mean "size"?'],
    [['size'], 'expected name=value', 'such as --param interval=5'],
    [['=3'], 'expected name=value', 'such as --param interval=5'],
    [['size=[1'], 'the [ is never closed', 'add the missing ]'],
    [['size=many'], 'expected a whole number of agents', undefined],
  ])('given as %j is complained of at the text of the option', async (param, message, hint) => {
    const { cases, problems } = await read('{ size: 5 }', param);
    expect(cases).toEqual([]);
    expect(problems.map((each) => each.place.source.name)).toEqual(['--param']);
    expect(problems[0]!.message).toBe(message);
    if (hint !== undefined) expect(problems[0]!.hint).toBe(hint);
  });
});
