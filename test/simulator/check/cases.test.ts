import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../receiver/contract/contract.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import { MARKS } from '../../../receiver/contract/mark.ts';
import { parseBody } from '../../../receiver/parse.ts';
import type { CaseContext, CaseRequest, CheckCase } from '../../../simulator/check/case.ts';
import { isFaithful } from '../../../simulator/check/case.ts';
import { ALL_CASES, FAMILIES, familyOf } from '../../../simulator/check/cases/families.ts';
import { CONTEXT, contextFor } from './context.ts';

const SITE = join(import.meta.dirname, '../../../scenarios/contracts/example-bank.yaml');

async function requestsOf(what: CheckCase, context: CaseContext = CONTEXT): Promise<readonly CaseRequest[]> {
  return (await what.phases(context)).flatMap(({ requests }) => requests);
}

function parsed(request: CaseRequest): JsonObject {
  const content = parseBody(Buffer.from(request.body));
  if (content.kind !== 'object') throw new Error(`${request.about}: ${content.detail}`);
  return content.value;
}

describe('The cases', () => {
  test('have the numbers and names that they always had', async () => {
    const lines = ALL_CASES.map(({ number, slug }) => `${number} ${slug}\n`);
    await expect(lines.join('')).toMatchFileSnapshot('../../golden/check/numbers.txt');
  });

  test('are numbered within their families, each with a name of its own that begins with the family’s', () => {
    expect(FAMILIES.map(({ number }) => number)).toEqual(FAMILIES.map((_, index) => index + 1));
    expect(FAMILIES).toHaveLength(15);
    for (const { number, slug, cases } of FAMILIES) {
      expect(cases.length).toBeGreaterThanOrEqual(3);
      expect(cases.map((each) => each.number)).toEqual(cases.map((_, index) => `${number}.${index + 1}`));
      for (const each of cases) {
        expect(each.slug).toMatch(new RegExp(`^${slug}-[a-z0-9-]+$`));
        expect(familyOf(each).number).toBe(number);
      }
    }
    expect(new Set(ALL_CASES.map(({ slug }) => slug)).size).toBe(ALL_CASES.length);
  });

  test.each(ALL_CASES.map((each) => [each.number, each] as const))(
    '%s says what it sends, what it demands and on what that rests',
    (_number, { title, sends, demands, why }) => {
      for (const text of [title, sends, demands, why.text, why.source]) {
        expect(text.length).toBeGreaterThan(2);
        expect(text).not.toMatch(/[.\s]$/);
      }
      expect(MARKS.filter((mark) => mark !== 'site')).toContain(why.mark);
    },
  );
});

describe.each([
  ['the default release', CONTEXT],
  ['release 8.1.512', contextFor('8.1.512')],
  ['release 8.1.517', contextFor('8.1.517')],
  ["a site's contract", contextFor('8.1.5-draft', SITE)],
])('Under %s', (_name, context) => {
  const sendable = ALL_CASES.filter((each) => (each.leftOut?.(context) ?? null) === null);

  test('most cases can be sent, and each makes the same bytes twice', async () => {
    expect(sendable.length).toBeGreaterThanOrEqual(65);
    for (const each of sendable) {
      const requests = await requestsOf(each, context);
      expect(requests.length).toBeGreaterThan(0);
      expect(await requestsOf(each, context)).toEqual(requests);
    }
  });

  test('every body is a good notification of its contract, but for what OCS does not send', async () => {
    const judges = new Map<CaseRequest['contract'], ReturnType<typeof bodyJudge>>();
    let good = 0;
    for (const each of sendable) {
      const phases = await each.phases(context);
      expect(isFaithful(phases)).toBe(familyOf(each).slug !== 'bad-json');
      for (const request of phases.flatMap(({ requests }) => requests)) {
        const { contract } = request;
        if (contract === null) {
          expect(request.refusal).toBeDefined();
          continue;
        }
        const judge = judges.get(contract) ?? bodyJudge(contract);
        judges.set(contract, judge);
        const differences = judge(parsed(request));
        if (differences.length > 0)
          expect.fail(`${each.number} ${request.about}: ${JSON.stringify(differences)}`);
        good += 1;
      }
    }
    expect(good).toBeGreaterThan(4_000);
  });
});

test('what a release does not send is left out with the reason', () => {
  const context = contextFor('8.1.512');
  const why = (number: string): string | null =>
    ALL_CASES.find((each) => each.number === number)!.leftOut?.(context) ?? null;
  expect(why('5.2')).toBe('OCS 8.1.512 sends no statistics');
  expect(why('1.7')).toBe('OCS 8.1.512 reports no general info');
  expect(why('3.1')).toBe('release 8.1.512 alone was asked for');
  expect(why('3.2')).toBeNull();
});

test('another seed makes other sessions', async () => {
  const [what] = ALL_CASES;
  expect(await requestsOf(what!, { ...CONTEXT, seed: 2 })).not.toEqual(await requestsOf(what!));
});
