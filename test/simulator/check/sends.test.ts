// Every case sends what it says: what can be seen in the bytes is looked for there, by other means than the suite's own.

import { expect, test } from 'vitest';
import type { CheckCase } from '../../../simulator/check/case.ts';
import { CONTEXT, casesOf } from './context.ts';

type Body = Readonly<Record<string, unknown>>;

async function bodiesOf(number: string): Promise<readonly string[]> {
  const [what] = casesOf(number) as readonly [CheckCase];
  return (await what.phases(CONTEXT)).flatMap(({ requests }) => requests.map(({ body }) => body));
}

async function valuesOf(number: string, name: string): Promise<readonly unknown[]> {
  return (await bodiesOf(number)).map((body) => (JSON.parse(body) as Body)[name]);
}

async function shapeOf(number: string): Promise<readonly (readonly [string, number])[]> {
  const [what] = casesOf(number) as readonly [CheckCase];
  return (await what.phases(CONTEXT)).map(({ manner, requests }) => [manner, requests.length] as const);
}

test('1.1 sends all eight events', async () => {
  expect(new Set(await valuesOf('1.1', 'GSW_USER_EVENT')).size).toBe(8);
});

test('1.2 sends a life from loaded to unloaded with statistics in between', async () => {
  const events = await valuesOf('1.2', 'GSW_USER_EVENT');
  expect(events[0]).toBe('CampaignLoaded');
  expect(events.at(-1)).toBe('CampaignUnloaded');
  expect(events.filter((event) => event === 'CampaignActivity').length).toBeGreaterThan(20);
  expect(events).toContain('CampaignModeChanged');
});

test('1.4 sends periodic messages of a group that waits for its unload', async () => {
  const states = await valuesOf('1.4', 'GSW_CAMPAIGN_GROUP_STATE');
  expect(states.filter((state) => state === 'CampaignUnloading').length).toBeGreaterThan(1);
});

test('1.5 sends three sessions, each with a GUID of its own', async () => {
  expect(new Set(await valuesOf('1.5', 'GSW_CAMPAIGN_GROUP_GUID')).size).toBe(3);
});

test('2.1 sends each of the twelve dial modes', async () => {
  expect(await valuesOf('2.1', 'GSW_DIAL_MODE')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('2.3 sends each optimization method with a number', async () => {
  expect(await valuesOf('2.3', 'GSW_OPTIMIZE_BY')).toEqual([1, 2, 3]);
});

test('3.4 sends bodies without statistics, then bodies with', async () => {
  const has = (await bodiesOf('3.4')).map((body) => body.includes('GSW_STAT_HIT_RATIO'));
  expect(has).toContain(true);
  expect(has.lastIndexOf(false)).toBe(has.indexOf(true) - 1);
});

test('4.1, 4.2 and 4.3 send what is not relevant as a value, as null, and not at all', async () => {
  expect((await valuesOf('4.1', 'GSW_DIAL_MODE'))[0]).toBe(0);
  expect((await valuesOf('4.2', 'GSW_DIAL_MODE'))[0]).toBeNull();
  expect((await valuesOf('4.3', 'GSW_DIAL_MODE'))[0]).toBeUndefined();
});

test('5.1 and 5.2 send null, number, null, and 0 before a fraction', async () => {
  expect(await valuesOf('5.1', 'GSW_STAT_BUSY_FACTOR')).toEqual([null, 0.85, null]);
  expect(await valuesOf('5.2', 'GSW_STAT_BUSY_FACTOR')).toEqual([0, 0.85]);
});

test.each([
  ['6.2', '1e-9'],
  ['6.3', '0.30000000000000004'],
  ['6.6', '2147483648'],
  ['6.7', '9007199254740991'],
  ['6.9', ':600.0'],
  ['6.10', ':0.84999999999999998'],
  ['6.11', ':8.5e-1'],
])('%s sends the number %s in this spelling', async (number, digits) => {
  expect((await bodiesOf(number)).join()).toContain(digits);
});

test.each([
  ['7.3', 'קמפיין'],
  ['7.6', '👨‍👩‍👧‍👦'],
  ['7.8', '\\\\new\\\\table'],
  ['7.9', 'two\\r\\nlines'],
  ['7.10', 'a\\u0000b'],
  ['7.14', '<script>alert(1)</script>'],
  ['7.17', '\\u0412\\u0435\\u0441\\u043d\\u0430'],
  ['7.18', '"__proto__"'],
])('%s sends %s as these bytes', async (number, bytes) => {
  expect((await bodiesOf(number)).join()).toContain(bytes);
});

test('7.7 sends names that differ in their form alone', async () => {
  const names = (await valuesOf('7.7', 'GSW_CAMPAIGN_NAME')) as readonly string[];
  expect(new Set(names).size).toBe(7);
  expect(new Set(names.map((name) => name.normalize('NFKC'))).size).toBe(3);
});

test('7.11 sends names of 10 KB', async () => {
  const [name] = (await valuesOf('7.11', 'GSW_CAMPAIGN_NAME')) as readonly string[];
  expect(Buffer.byteLength(name!)).toBeGreaterThanOrEqual(10_240);
  expect(Buffer.byteLength(name!)).toBeLessThan(10_260);
});

test('7.17 sends nothing but ASCII', async () => {
  expect((await bodiesOf('7.17')).join()).toMatch(/^[\x20-\x7e]+$/);
});

test.each([
  ['8.4', 65_536],
  ['8.5', 102_400],
  ['8.6', 1_048_576],
])('%s sends one body of just over %d bytes', async (number, bytes) => {
  const sizes = (await bodiesOf(number)).map((body) => Buffer.byteLength(body));
  expect(Math.max(...sizes)).toBeGreaterThan(bytes);
  expect(Math.max(...sizes)).toBeLessThan(bytes + 200);
});

test.each([
  ['9.2', [['at once', 200]]],
  ['10.1', [['at once', 1_500]]],
  ['11.1', [['in turn', 100]]],
  ['14.2', [['at once', 12]]],
  ['15.3', [['at once', 512]]],
] as const)('%s sends as many as it says, in the way it says', async (number, shape) => {
  expect(await shapeOf(number)).toEqual(shape);
});

test('11.2 rests for as long as it is told', async () => {
  const [what] = casesOf('11.2') as readonly [CheckCase];
  const phases = await what.phases({ ...CONTEXT, idleMs: 65_000 });
  expect(phases.map(({ idleMs, poolSize }) => [idleMs, poolSize])).toEqual([
    [undefined, 1],
    [65_000, 1],
    [65_000, 1],
  ]);
});

test('14.1 and 14.2 send bodies that are equal to the byte', async () => {
  const [, second, third] = await bodiesOf('14.1');
  expect(second).toBe(third);
  expect(new Set(await bodiesOf('14.2')).size).toBe(1);
  expect(new Set(await bodiesOf('14.3')).size).toBe(2);
});

test.each(['13.1', '13.2', '13.3', '13.4'])(
  '%s sends what is no JSON object, each before a good one',
  async (number) => {
    const [what] = casesOf(number) as readonly [CheckCase];
    const requests = (await what.phases(CONTEXT)).flatMap((phase) => phase.requests);
    const isObject = (body: string): boolean => {
      try {
        const value: unknown = JSON.parse(body);
        return typeof value === 'object' && value !== null && !Array.isArray(value);
      } catch {
        return false;
      }
    };
    const bad = requests.flatMap(({ refusal }, index) => (refusal === 'wanted' ? [index] : []));
    expect(bad.length).toBeGreaterThanOrEqual(2);
    for (const index of bad) {
      expect(isObject(requests[index]!.body)).toBe(false);
      expect(isObject(requests[index + 1]!.body)).toBe(true);
    }
  },
);

test('13.6 and 13.7 send what is JSON all the same', async () => {
  const bodies = [...(await bodiesOf('13.6')), ...(await bodiesOf('13.7'))];
  expect(bodies.every((body) => typeof JSON.parse(body) === 'object')).toBe(true);
  expect((await bodiesOf('13.7')).join()).toContain('"\\ud83c"');
});
