import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { runScenario } from '../../../simulator/harness/run-scenario.ts';
import { type LoadResult, readScenario } from '../../../simulator/scenario/load.ts';
import type { Scenario } from '../../../simulator/scenario/scenario.ts';
import type { Step } from '../../../simulator/scenario/step.ts';
import fc from '../../support/fast-check.ts';

const FOLDER = join(import.meta.dirname, '../../../scenarios');
const SHIPPED = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ name: join(FOLDER, file), text: readFileSync(join(FOLDER, file), 'utf8') }));

/** Reads a text as a scenario and holds what is true of every reading. */
async function readSoundly(text: string, name = join(FOLDER, 'mutated.yaml')): Promise<LoadResult> {
  const result = await readScenario({ name, text });
  for (const problem of result.problems) {
    const { source, start, end } = problem.place;
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(source.text.length);
    expect(showDiagnostic(problem)).not.toBe('');
  }
  const errors = result.problems.filter(({ severity }) => severity === 'error');
  expect(errors.length > 0).toBe(result.scenario === null);
  return result;
}

/** Short enough to be played in a property: waits of two hours at most, and few rounds and groups. */
function isShort({ steps, groups }: Scenario, text: string): boolean {
  const numbers = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const rounds = (each: readonly Step[]): number =>
    each.reduce((sum, { inner }) => sum + (inner === undefined ? 1 : rounds(inner)), 0);
  return (
    groups.length <= 60 &&
    rounds(steps) <= 60 &&
    !/\b\d+(\.\d+)?[hd]\b/.test(text) &&
    !/wait[^\n]*\d{3,}m/.test(text) &&
    numbers.every((number) => number <= 20_000) &&
    !/repeat: *\d{2,}/.test(text)
  );
}

type Mutation = (text: string) => string;

const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const at = (text: string, share: number): number => Math.floor(share * text.length);
const characters = fc.constantFrom(
  ...[...' \t\n:-#,[]{}"\'&*!|>%@`?$~0123456789abxyz.é夏🍂\u0000\u001b\ufeff'],
  '${',
  '<<: ',
  '\r\n',
);

const onCharacters: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(part, fc.integer({ min: 1, max: 8 })).map(
    ([share, length]): Mutation =>
      (text) => {
        const from = at(text, share);
        return text.slice(0, from) + text.slice(from + length);
      },
  ),
  fc.tuple(part, characters).map(
    ([share, inserted]): Mutation =>
      (text) => {
        const from = at(text, share);
        return text.slice(0, from) + inserted + text.slice(from);
      },
  ),
  fc.tuple(part, fc.integer({ min: 1, max: 8 })).map(
    ([share, length]): Mutation =>
      (text) => {
        const from = at(text, share);
        return text.slice(0, from + length) + text.slice(from);
      },
  ),
);

const onLines: fc.Arbitrary<Mutation> = fc
  .tuple(part, part, fc.constantFrom('delete', 'duplicate', 'move', 'indent'))
  .map(
    ([share, other, what]): Mutation =>
      (text) => {
        const lines = text.split('\n');
        const from = Math.floor(share * lines.length);
        const to = Math.floor(other * lines.length);
        const line = lines[from]!;
        if (what === 'indent') return lines.with(from, `  ${line}`).join('\n');
        if (what === 'duplicate') return lines.toSpliced(from, 0, line).join('\n');
        const without = lines.toSpliced(from, 1);
        return (what === 'delete' ? without : without.toSpliced(to, 0, line)).join('\n');
      },
  );

describe('reading a scenario', () => {
  test('there are scenarios to change', () => {
    expect(SHIPPED.length).toBeGreaterThan(30);
  });

  test('takes any text without a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.string({ unit: characters, maxLength: 200 }),
          fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.stringify(value, null, 1)),
        ),
        async (text) => void (await readSoundly(text)),
      ),
      { numRuns: 1_500 },
    );
  });

  test('takes any value in place of any other of a shipped scenario', async () => {
    const values = [
      '',
      '~',
      '[]',
      '{}',
      '-1',
      '0',
      '1e400',
      '.nan',
      'true',
      '""',
      '"x"',
      '[[]]',
      '{a: b}',
      '10s',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SHIPPED),
        part,
        fc.constantFrom(...values),
        async ({ text }, share, value) => {
          const places = [...text.matchAll(/: ([^\n:{}[\]]+)/g)];
          const place = places[at('x'.repeat(places.length), share)]!;
          const from = place.index + 2;
          await readSoundly(text.slice(0, from) + value + text.slice(from + place[1]!.length));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('takes shipped scenarios with letters and lines deleted, inserted, doubled and moved, and plays what is right', async () => {
    let played = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SHIPPED),
        fc.array(fc.oneof(onCharacters, onLines), { minLength: 1, maxLength: 3 }),
        async ({ text }, mutations) => {
          const mutated = mutations.reduce((before, mutate) => mutate(before), text);
          const { scenario } = await readSoundly(mutated);
          if (scenario === null || !isShort(scenario, mutated)) return;
          played += 1;
          const result = await runScenario(
            { ...scenario, clock: { kind: 'virtual' } },
            { destination: { kind: 'none' } },
          );
          expect(result).toMatchObject({ name: scenario.name, interrupted: false });
        },
      ),
      { numRuns: 400 },
    );
    expect(played).toBeGreaterThan(10);
  });
});
