import { describe, expect, test } from 'vitest';
import { DIAL_MODE_NAMES, EVENT_NAMES } from '../../receiver/contract/vocabulary.ts';
import { checkPiece } from '../../simulator/scenario/reuse/check-piece.ts';
import { STEP_KINDS } from '../../simulator/scenario/scenario-shape.ts';
import type { Step } from '../../simulator/scenario/step.ts';
import { bodiesOf, complaints, played } from './played.ts';
import { CONTRACTS, PIECES, pathOf, SHIPPED, shipped, shippedCases, textOf } from './shipped.ts';

test('more than forty scenarios are shipped, and a contract file', () => {
  expect(SHIPPED.length).toBeGreaterThan(40);
  expect(SHIPPED).toContain('full-lifecycle.yaml');
  expect(CONTRACTS).toEqual(['contracts/example-bank.yaml']);
});

/** The comment before the first line that is none, on one line, without what it tells editors. */
function headOf(text: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith('# yaml-language-server:'));
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^# ?/, ''))
    .join(' ');
}

describe.each(SHIPPED)('%s', (file) => {
  test('passes, and loads without a warning', async () => {
    const cases = await shippedCases(file);
    expect(cases.length).toBeGreaterThan(0);
    for (const each of cases) {
      const result = await played(each);
      expect(complaints(result), each.name).toEqual([]);
      expect(result.status).toBe('passed');
      expect(result.counts.attempted).toBeGreaterThan(0);
      expect(result.counts.strays).toBe(0);
    }
  });

  test('says first what it shows, and on which facts of what mark it rests', () => {
    const [shows, rests] = headOf(textOf(file)).split(/ Rests on: /);
    expect(shows).toMatch(/^[A-Z].{40,}[.:]$/);
    expect(rests).toMatch(/\b(documented|inferred|assumed)\b/);
    expect(rests).toMatch(/\.$/);
  });
});

const ON_A_VIRTUAL_CLOCK = SHIPPED.filter((file) => !/^clock: (?!virtual)/m.test(textOf(file)));

test('all but one of them are played on the virtual clock', () => {
  expect(SHIPPED.filter((file) => !ON_A_VIRTUAL_CLOCK.includes(file))).toEqual(['real-clock.yaml']);
});

test.each(ON_A_VIRTUAL_CLOCK)('%s sends the same bytes whenever it is played', async (file) => {
  const scenario = await shipped(file);
  const bodies = await bodiesOf(scenario);
  expect(bodies.length).toBeGreaterThan(0);
  // Compared as one text: a difference in a list of thousands takes long to show.
  expect((await bodiesOf(scenario)).join('\n') === bodies.join('\n')).toBe(true);
});

test('no two scenarios have the same name', async () => {
  const names = await Promise.all(SHIPPED.map(async (file) => (await shipped(file)).name));
  expect(new Set(names).size).toBe(SHIPPED.length);
});

test('every piece is included by a scenario, says first what it is, and can be checked alone', () => {
  expect(PIECES.length).toBeGreaterThan(1);
  const texts = SHIPPED.map(textOf);
  for (const piece of PIECES) {
    expect(
      texts.some((text) => text.includes(`include: ${piece}`)),
      piece,
    ).toBe(true);
    expect(headOf(textOf(piece))).toMatch(/^[A-Z].{40,}\.$/);
    expect(checkPiece(pathOf(piece)).problems).toEqual([]);
  }
});

test('every contract file is used by a scenario', () => {
  const texts = SHIPPED.map(textOf);
  expect(
    CONTRACTS.filter((contract) => !texts.some((text) => text.includes(`contract: ${contract}`))),
  ).toEqual([]);
});

function withInner(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => [step, ...withInner(step.inner ?? [])]);
}

describe('together the scenarios show', () => {
  const all = Promise.all(SHIPPED.map((file) => shipped(file)));

  test('every kind of step', async () => {
    const used = new Set((await all).flatMap(({ steps }) => withInner(steps).map(({ key }) => key)));
    expect(STEP_KINDS.map(({ key }) => key).filter((key) => !used.has(key))).toEqual([]);
    expect(used.size).toBe(STEP_KINDS.length);
  });

  test('every kind of expectation', async () => {
    const used = new Set(
      (await all).flatMap(({ expectations }) => expectations.map(({ value }) => value.kind)),
    );
    expect([...used].sort()).toEqual([
      'attempts',
      'cadence',
      'count',
      'fieldSets',
      'fields',
      'ledger',
      'lost',
      'notSent',
      'order',
      'outcome',
    ]);
  });

  test('every event, reported by a run', async () => {
    const { timelines } = await played(await shipped('full-lifecycle.yaml'));
    const reported = new Set(timelines.flatMap(({ events }) => events.map(({ event }) => event)));
    expect(EVENT_NAMES.filter((event) => !reported.has(event))).toEqual(['periodic']);
    expect(timelines[0]!.periodicMessages).toBeGreaterThan(0);
  });

  test('every dial mode that dialing can be started in', async () => {
    const { timelines } = await played(await shipped('dial-modes.yaml'));
    const started = timelines.flatMap(({ events }) =>
      events.flatMap(({ event, dialMode }) => (event === 'started' ? [dialMode] : [])),
    );
    expect(DIAL_MODE_NAMES.filter((mode) => !started.includes(mode))).toEqual(['NoDialMode']);
    expect(started).toHaveLength(11);
  });
});
