import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../receiver/document/display-width.ts';
import { PLAIN_STYLE } from '../../../simulator/report/style.ts';
import { scenarioText } from '../../../simulator/report/text.ts';
import type { RunResult } from '../../../simulator/scenario/result.ts';
import {
  ANSWERED,
  accountOf,
  comparisonOf,
  type Ending,
  Fates,
  REFUSED,
  resultOfFates,
  STORED,
} from './ledger-results.ts';
import { REPORTS } from './reports.ts';

const again = ({ file, seed }: RunResult): string => `ocs-sim run ${file} --seed ${seed}`;
const UNANSWERED: Ending = { fate: 'unanswered', detail: 'no answer within 15 s' };
const OFF: Ending = { fate: 'not attempted', where: 'sender', detail: 'send-campaigngroup-states is false' };

/** As Elasticsearch words it: no two of them alike to the letter. */
function rejected(number: number): Ending {
  return {
    fate: 'rejected',
    where: 'target',
    status: 400,
    detail: `400: mapper_parsing_exception: failed to parse field [GSW_STAT_BUSY_FACTOR] of type [long] in document with id 'x${number}y'`,
  };
}

function troubledDay(): Fates {
  const both = ['spring', 'summer'];
  return new Fates()
    .add('loaded', both, 0, STORED)
    .add('started', both, 10, STORED)
    .add('periodic', both, 20, STORED, { times: 30 })
    .add('periodic', both, 320, REFUSED, { times: 12 })
    .add('stopped', 'spring', 440, REFUSED)
    .add('periodic', 'summer', 450, rejected, { times: 3 })
    .add('periodic', 'summer', 480, STORED)
    .add('periodic', 'summer', 490, rejected)
    .add(
      'periodic',
      'summer',
      500,
      { fate: 'timed out but stored', detail: 'no answer within 15 s' },
      { times: 3 },
    )
    .add('periodic', 'summer', 530, { fate: 'altered', status: 201 }, { times: 4 })
    .add('unloaded', 'spring', 600, {
      fate: 'answered but not stored',
      where: 'target',
      status: 201,
      detail: 'answered 201',
    });
}

function troubledStore(): RunResult {
  const fates = troubledDay();
  const hit = { path: '$.GSW_STAT_HIT_RATIO', kind: 'precision', sent: 0.85, stored: 0 } as const;
  const time = {
    path: '$.GSW_CALLING_LISTS[0].GSW_STAT_TIME_TO_COMPLETE',
    kind: 'number became text',
    sent: 600,
    stored: '600',
  } as const;
  const store = comparisonOf(fates, {
    unexpected: 5,
    unexpectedFirst: [
      { id: 'kq8_J4oB', body: { GSW_USER_EVENT: 'CampaignLoaded', GSW_TENANT_NAME: 'other' } },
    ],
    alterations: [
      { path: hit.path, kind: hit.kind, times: 3, first: { ...hit, number: 101 } },
      {
        path: '$.GSW_CALLING_LISTS[*].GSW_STAT_TIME_TO_COMPLETE',
        kind: time.kind,
        times: 1_204,
        first: { ...time, number: 104 },
      },
    ],
    drift: [
      {
        field: 'GSW_STAT_HIT_RATIO',
        wanted: 'double',
        found: 'long',
        consequence: 'fractions are cut off in searches and sums: 0.85 counts as 0',
      },
      { field: 'GSW_INFO', wanted: 'text', found: null, consequence: 'it is not searched' },
    ],
  });
  return resultOfFates(fates, { store });
}

function storedDay(): RunResult {
  const fates = new Fates()
    .add('loaded', 'spring', 0, STORED)
    .add('periodic', 'spring', 10, STORED, { times: 99 });
  return resultOfFates(fates, { store: comparisonOf(fates) });
}

function unreadDay(): RunResult {
  return resultOfFates(
    new Fates()
      .add('loaded', ['spring', 'summer'], 0, ANSWERED)
      .add('started', 'spring', 10, ANSWERED)
      .add('periodic', 'spring', 20, UNANSWERED, { times: 4 })
      .add('dial mode changed', 'spring', 60, REFUSED)
      .add('periodic', ['spring', 'summer'], 70, OFF, { times: 3 })
      .add('unloaded', 'summer', 100, OFF)
      .add('periodic', 'spring', 110, ANSWERED),
  );
}

const bank = Array.from({ length: 300 }, (_, index) => `bank-${index + 1}`);

function bankDown(): RunResult {
  return resultOfFates(
    new Fates()
      .add('started', bank, 0, STORED)
      .add('periodic', bank, 10, REFUSED, { times: 12 })
      .add('stopped', bank, 200, REFUSED),
    { receiver: 'embedded' },
  );
}

const LEDGERS = [
  ['trouble', troubledStore],
  ['all-stored', storedDay],
  ['unread', unreadDay],
  ['many-groups-down', bankDown],
] as const;

describe.each(LEDGERS)('the ledger of a run: %s', (name, make) => {
  test.each([40, 80, 140])('at %d columns', async (columns) => {
    const report = scenarioText(make(), { columns, style: PLAIN_STYLE, full: true, again });
    const block = report.slice(report.indexOf('\n\n') + 2, report.lastIndexOf('\n ? nothing was expected'));
    await expect(block.replace(/^\n+/, '')).toMatchFileSnapshot(
      join(REPORTS, `ledger-${name}-${columns}.txt`),
    );
    // A word alone may be wider than a narrow terminal.
    const tooWide = report
      .split('\n')
      .filter((line) => displayWidth(line) > columns && / \S+ /.test(line.trim()));
    expect(tooWide).toEqual([]);
  });
});

test.each<readonly [string, Ending, Ending, string]>([
  ['and kept', REFUSED, STORED, '; it is a state change, and later ones put every group right.'],
  [
    'and answered',
    REFUSED,
    ANSWERED,
    '; it is a state change, and later ones put every group right if they are kept.',
  ],
  ['and lost as well', REFUSED, REFUSED, '; 2 state changes are among them.'],
])('a lost state change is put right by a later one that is sent %s', (_how, first, last, told) => {
  const fates = new Fates().add('loaded', 'spring', 0, UNANSWERED).add('started', 'spring', 10, first);
  const result = resultOfFates(fates.add('stopped', 'spring', 20, last));
  const report = scenarioText(
    { ...result, ledger: accountOf(fates.all.slice(last === STORED ? 1 : 0)) },
    {
      columns: 400,
      style: PLAIN_STYLE,
      full: true,
      again,
    },
  );
  expect(report.replaceAll(/\s+/g, ' ')).toContain(told);
});

test('a run of which everything is stored in the embedded receiver says no more than it did', () => {
  const fates = new Fates()
    .add('loaded', 'spring', 0, STORED)
    .add('periodic', 'spring', 10, STORED, { times: 9 });
  const report = scenarioText(resultOfFates(fates, { receiver: 'embedded' }), {
    columns: 80,
    style: PLAIN_STYLE,
    full: true,
    again,
  });
  expect(report).toContain('\n 10 notifications · 10 sent · 10 recorded · 0 lost\n');
  expect(report).not.toMatch(/→|store|gone/);
});

describe('however many are lost', () => {
  /** No two that follow each other are lost in the same way. */
  const scattered = (): Fates => {
    const fates = new Fates();
    for (let time = 0; time < 40; time += 1)
      fates.add('periodic', 'spring', time * 20, REFUSED).add('periodic', 'spring', time * 20 + 10, STORED);
    return fates;
  };

  test('a dozen lines name the first of them, and all of them are named where that is wanted', () => {
    const shown = (allLosses: boolean): string[] =>
      scenarioText(resultOfFates(scattered()), {
        columns: 140,
        style: PLAIN_STYLE,
        full: true,
        again,
        allLosses,
      })
        .split('\n')
        .filter((line) => /^ {3}(#|and)/.test(line));
    const few = shown(false);
    expect(few).toHaveLength(13);
    expect(few.at(-1)).toBe('   and 28 more: --verbose names them');
    const all = shown(true);
    expect(all).toHaveLength(40);
    expect(all.at(-1)).toMatch(/^ {3}#79 +periodic of spring {2}00:13:00 {2}refused/);
  });

  test('names that were made to act on a terminal do nothing', () => {
    const fates = new Fates().add('stopped', 'a\u001b[2Jb', 0, {
      fate: 'rejected',
      where: 'target',
      status: 400,
      detail: '400: \u001b]0;title\u0007\nsecond line',
    });
    const report = scenarioText(resultOfFates(fates), {
      columns: 140,
      style: PLAIN_STYLE,
      full: true,
      again,
    });
    expect(report).toContain('stopped of a\\u001b[2Jb');
    expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|second line/);
  });
});

test('every class of answers is counted, so that they add up to what was attempted', () => {
  const fates = new Fates()
    .add('periodic', 'spring', 0, { ...ANSWERED, status: 200 }, { times: 3 })
    .add('periodic', 'spring', 30, ANSWERED, { times: 4 })
    .add('periodic', 'spring', 70, OFF, { times: 2 });
  const text = (of: Fates, receiver: 'embedded' | 'target'): string =>
    scenarioText(resultOfFates(of, { receiver }), { columns: 80, style: PLAIN_STYLE, full: true, again });
  expect(text(fates, 'target')).toContain('7 answered with 2xx');
  expect(text(fates, 'target')).toContain('\n   3 answered 200 · 4 answered 201\n   2 not sent: ');
  expect(text(fates, 'embedded')).toContain('3 answered 200 · 4 answered 201\n');
  expect(text(fates.add('periodic', 'spring', 90, REFUSED), 'target')).toContain(
    '\n   3 answered 200 · 4 answered 201 · 1 refused\n',
  );
  const usual = new Fates().add('periodic', 'spring', 0, { ...ANSWERED, status: 200 }, { times: 3 });
  expect(text(usual, 'target')).not.toContain('answered 200');
});
