import { describe, expect, test } from 'vitest';
import { impliedBy } from '../../../simulator/harness/implied.ts';
import { answering } from '../../support/answering.ts';
import { HEAD, played, scenarioOf } from './playing.ts';

const demandsOf = async (
  expected: string,
  end: { kind: 'target' | 'embedded' | 'none'; hasStore: boolean } = { kind: 'target', hasStore: true },
): Promise<readonly string[]> =>
  impliedBy(
    end,
    await scenarioOf(`name: Test\ngroups: { spring: {} }\nsteps: [{ load: spring }]\nexpect: ${expected}\n`),
  ).flatMap(({ value }) => (value.kind === 'ledger' ? [...value.ledger.keys()] : [value.kind]));

describe('with a store', () => {
  test('a run demands that everything is taken and kept, once and unaltered', async () => {
    const all = ['gone', 'rejected but stored', 'altered', 'duplicated'];
    expect(await demandsOf('[{ lost: none }]')).toEqual(all);
    expect(await demandsOf('[{ ledger: { gone: 3 }, event: loaded }]')).toEqual(all);
  });

  test('a run leaves to the scenario what that demands of all notifications', async () => {
    expect(await demandsOf('[{ ledger: { altered: none } }]')).toEqual([
      'gone',
      'rejected but stored',
      'duplicated',
    ]);
    expect(await demandsOf('[{ ledger: { stored: 2 } }]')).toEqual([]);
    expect(await demandsOf('[{ ledger: { stored: { atLeast: 1 } } }]')).toHaveLength(4);
  });
});

describe('without a store', () => {
  const target = { kind: 'target', hasStore: false } as const;

  test('a run against a target demands that everything is answered with 2xx', async () => {
    expect(await demandsOf('[{ count: 1 }, { attempts: exactly one }]', target)).toEqual(['taken']);
    expect(await demandsOf('[{ lost: none, event: loaded }]', target)).toEqual(['taken']);
    expect(await demandsOf('[{ lost: { atMost: 3 } }]', target)).toEqual([]);
  });

  test('nothing is implied for the embedded receiver, nor where nothing is sent', async () => {
    expect(await demandsOf('[{ count: 1 }]', { kind: 'embedded', hasStore: false })).toEqual([]);
    expect(await demandsOf('[{ count: 1 }]', { kind: 'none', hasStore: false })).toEqual([]);
  });
});

const STEPS = `${HEAD}
steps: [{ load: spring }, { wait: 25s }, { unload: spring }]
`;

describe('against a target that is not read back', () => {
  test.each([202, 204, 207, 299, 200, 201])('an answer %i is taken as it is', async (status) => {
    await using system = await answering(() => status);
    const result = await played(`${STEPS}expect: [{ count: 4 }]\n`, {
      destination: { kind: 'target', url: system.url },
    });
    expect(result.status).toBe('passed');
    expect(result.judged.at(-1)?.verdict).toMatchObject({
      title: 'every notification answered with 2xx',
      summary: '4 of 4',
    });
  });

  test.each([300, 301, 304, 307, 400, 404, 409, 429, 500, 503])(
    'an answer %i fails the run though every other expectation holds',
    async (status) => {
      await using system = await answering(() => status);
      const result = await played(`${STEPS}expect: [{ count: 4 }, { order: [loaded, unloaded] }]\n`, {
        destination: { kind: 'target', url: system.url },
      });
      expect(result.status).toBe('failed');
      expect(result.judged.map(({ verdict }) => verdict.status)).toEqual(['passed', 'passed', 'failed']);
      expect(result.judged.at(-1)?.verdict.summary).toBe('0 of 4');
    },
  );

  test.each([
    ['{ lost: 2, event: periodic }', 'passed'],
    ['{ outcome: { answered 503: 2 } }', 'passed'],
    ['{ outcome: { answered 5xx: { atMost: 3 } } }', 'passed'],
    ['{ ledger: { rejected: 2 } }', 'passed'],
    ['{ ledger: { gone: { atMost: 2 } }, event: periodic }', 'passed'],
    // These say nothing of refusals.
    ['{ outcome: { answered: 4 } }', 'failed'],
    ['{ outcome: { answered 200: 2 } }', 'failed'],
    ['{ outcome: { refused: none } }', 'failed'],
    ['{ lost: none, event: loaded }', 'failed'],
    ['{ ledger: { duplicated: none }, event: loaded }', 'failed'],
    ['{ attempts: exactly one }', 'failed'],
  ])('with two of four refused, %s makes the run end as %s', async (expectation, status) => {
    await using system = await answering((count) => (count === 2 || count === 3 ? 503 : 200));
    const result = await played(`${STEPS}expect: [${expectation}]\n`, {
      destination: { kind: 'target', url: system.url },
    });
    expect(result.status).toBe(status);
  });

  test('a scenario that expects nothing passes by what was answered, and is inconclusive if nothing was sent', async () => {
    await using system = await answering(() => 200);
    const destination = { kind: 'target', url: system.url } as const;
    expect((await played(STEPS, { destination })).status).toBe('passed');
    const off = STEPS.replace('send-campaigngroup-states: true', 'send-campaigngroup-states: false');
    const silent = await played(off, { destination });
    expect(silent.status).toBe('inconclusive');
    expect(silent.judged[0]?.verdict.summary).toBe('nothing was sent');
  });

  test('what the scenario itself keeps from arriving is not held against the target', async () => {
    await using system = await answering(() => 200);
    const result = await played(
      `${HEAD}
steps: [{ load: spring }, { network: refuse }, { wait: 15s }, { network: up }, { unload: spring }]
expect: [{ count: 2 }]
`,
      { destination: { kind: 'target', url: system.url } },
    );
    expect(result.judged.at(-1)?.verdict).toMatchObject({ title: 'every answer 2xx', summary: '2 of 2' });
    expect(result.status).toBe('passed');
  });
});
