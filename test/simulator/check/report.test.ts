import { join } from 'node:path';
import { stripVTControlCharacters, styleText } from 'node:util';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../receiver/document/display-width.ts';
import { type BaselineComparison, compareWithBaseline } from '../../../simulator/check/baseline.ts';
import type { CaseContext } from '../../../simulator/check/case.ts';
import { ALL_CASES } from '../../../simulator/check/cases/families.ts';
import type { CheckEnd } from '../../../simulator/check/check-end.ts';
import { closingText } from '../../../simulator/check/closing-text.ts';
import { caseText, listText } from '../../../simulator/check/list-text.ts';
import { outcomeOf } from '../../../simulator/check/outcome.ts';
import { caseLine, headText } from '../../../simulator/check/report-text.ts';
import type { CaseResult, CaseVerdict, CheckResult } from '../../../simulator/check/result.ts';
import { PLAIN_STYLE, type Style } from '../../../simulator/report/style.ts';
import { type Break, brokenTarget, takeWell } from './broken-target.ts';
import { CONTEXT, casesOf, checked, contextFor } from './context.ts';

const GOLDEN = join(import.meta.dirname, '../../golden/check');

const painter =
  (format: Parameters<typeof styleText>[0]) =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });
const COLOURS: Style = {
  error: painter('red'),
  warning: painter('yellow'),
  strong: painter('bold'),
  faint: painter('dim'),
  good: painter('green'),
  accent: painter('cyan'),
};

const GATEWAY: Break = {
  take: (taking) => {
    if (taking.body.length > 1_048_576) return { status: 413, say: '<h1>413 Request Entity Too Large</h1>' };
    if (taking.body.includes('\\u0000'))
      return { status: 400, say: '{"error":{"type":"parse_exception","reason":"NUL is not allowed"}}' };
    const twice = taking.kept.some((each) => JSON.stringify(each) === taking.body);
    return twice ? { status: 200, say: '{}' } : takeWell(taking);
  },
  drift: [
    {
      field: 'GSW_STAT_HIT_RATIO',
      wanted: 'double',
      found: 'long',
      consequence: '0.85 counts as 0 in searches and sums',
    },
  ],
};

interface Shown {
  readonly how: Break;
  readonly cases: readonly string[];
  readonly context?: CaseContext;
  readonly baseline?: Readonly<Record<string, CaseVerdict>>;
}

/** What is checked, by the name of the golden file. */
const SHOWN: Readonly<Record<string, Shown>> = {
  passes: { how: {}, cases: ['1.1', '1.2', '12.3', '13.1'] },
  fails: { how: GATEWAY, cases: ['1.1', '5.2', '7.9', '7.10', '8.6', '14.1', '14.3'] },
  'without-store': { how: { ...GATEWAY, noStore: true }, cases: ['1.1', '5.2', '8.6', '14.1', '14.3'] },
  'beside-a-baseline': {
    how: GATEWAY,
    cases: ['1.1', '7.10', '8.6', '14.1'],
    baseline: { '1.1': 'failed', '7.10': 'failed', '8.6': 'passed' },
  },
  'left-out': { how: {}, cases: ['1.1', '1.7', '5.1', '5.2', '7.1'], context: contextFor('8.1.512') },
};

interface Told {
  readonly head: CheckEnd;
  readonly result: CheckResult;
  readonly baseline: BaselineComparison | null;
}

async function told({ how, cases, context = CONTEXT, baseline }: Shown): Promise<Told> {
  const head = await brokenTarget(how);
  const result = await checked(head, casesOf(...cases), { context });
  if (baseline === undefined) return { head, result, baseline: null };
  const verdicts = new Map(Object.entries(baseline));
  return {
    head,
    result,
    baseline: compareWithBaseline(result, { contract: 'OCS 8.1.512', verdicts }, false),
  };
}

function text({ head, result, baseline }: Told, columns: number, style: Style): string {
  let previous: CaseResult | null = null;
  let all = headText(
    head,
    { contractTitle: result.contractTitle, cases: result.cases.length },
    { columns, style },
  );
  for (const each of result.cases) {
    const standing = baseline?.newFailures.includes(each.number) ? 'new' : null;
    all += caseLine(each, previous, { columns, style, standing });
    previous = each;
  }
  return (
    all +
    closingText(result, {
      columns,
      style,
      strict: false,
      baseline,
      outcome: outcomeOf(result, { strict: false, baseline }),
      again: (numbers) => `ocs-sim check ${numbers.join(' ')} --target http://127.0.0.1:8080/`,
    })
  );
}

/** Without what differs from run to run; what takes its place is as wide. */
function normalised(report: string): string {
  return report
    .replace(
      /127\.0\.0\.1:\d+\/(.*?)( {2,})/g,
      (_, rest: string, gap: string) => `127.0.0.1:PORT/${rest}${gap}`,
    )
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll(
      / +(\d+) kept, slowest \d+ ms, 99 % within \d+ ms/g,
      '  $1 kept, slowest N ms, 99 % within N ms',
    )
    .replaceAll(/\d+\.\d\d s\b/g, '0.00 s');
}

describe.each(Object.entries(SHOWN))('The report of a check: %s', (name, shown) => {
  test('says what came of it, at 80 and at 140 columns', async () => {
    const all = await told(shown);
    for (const columns of [80, 140]) {
      const report = text(all, columns, PLAIN_STYLE);
      await expect.soft(normalised(report)).toMatchFileSnapshot(join(GOLDEN, `${name}-${columns}.txt`));
      expect.soft(report.split('\n').filter((line) => displayWidth(line) > columns)).toEqual([]);
    }
  });
});

test('colours say nothing that the words do not say', async () => {
  const all = await told(SHOWN.fails!);
  const coloured = text(all, 80, COLOURS);
  expect(stripVTControlCharacters(coloured)).toBe(text(all, 80, PLAIN_STYLE));
  await expect(normalised(coloured)).toMatchFileSnapshot(join(GOLDEN, 'fails-80-colours.txt'));
});

test('the list has every case, and a case can be told in full', async () => {
  for (const columns of [80, 140]) {
    const list = listText(ALL_CASES, { columns, style: PLAIN_STYLE });
    await expect.soft(list).toMatchFileSnapshot(join(GOLDEN, `list-${columns}.txt`));
    const whole = casesOf('1.1', '5.2', '7.7', '13.5').map((each) =>
      caseText(each, { columns, style: PLAIN_STYLE }),
    );
    await expect.soft(whole.join('\n')).toMatchFileSnapshot(join(GOLDEN, `show-${columns}.txt`));
    expect
      .soft(
        [list, ...whole]
          .join('')
          .split('\n')
          .filter((line) => displayWidth(line) > columns),
      )
      .toEqual([]);
  }
});
