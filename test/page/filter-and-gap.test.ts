import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { browserForTests, browserTest } from './support/browser.ts';
import { appendBusyHour, groupName } from './support/busy-campaign.ts';
import { bodyOf } from './support/campaign-bodies.ts';
import { PageUnderTest } from './support/page-under-test.ts';

const open = browserForTests();
const ROWS = '#stream .row.record:not([hidden])';

/** Numbers of the records on the screen, from top to bottom. */
function numbers(tab: Page): Promise<readonly string[]> {
  return tab
    .locator(ROWS)
    .evaluateAll((rows) =>
      rows
        .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
        .map((row) => row.querySelector('.number')?.textContent ?? ''),
    );
}

const PERIODIC = { event: 'periodic', state: 'Running', dialMode: 'Predict', busyFactor: 0.85 } as const;

describe('The stream', () => {
  browserTest('is filtered as one types, and follows what comes and fits', async () => {
    await using page = await PageUnderTest.start();
    for (const group of ['Spring@East', 'Winback@West', 'Spring@West']) page.append(0, bodyOf({ group }));
    page.append(
      1_000,
      bodyOf({ group: 'Spring@East', event: 'started', state: 'Running', dialMode: 'Progress' }),
    );
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.locator(ROWS).nth(3).waitFor();
    const found = async (typed: string, said: string) => {
      await tab.getByLabel('Filter the notifications').fill(typed);
      await tab.locator('#stream-count', { hasText: said }).waitFor();
      return numbers(tab);
    };
    expect(await found('winback', '1 matches')).toEqual(['2']);
    expect(await found('group:Spring*', '3 match')).toEqual(['4', '3', '1']);
    expect(await found('event:star GSW_DIAL_MODE>=2', '1 matches')).toEqual(['4']);
    expect(await found('nowhere', 'Nothing matches the filter')).toEqual([]);
    expect(await found('event:loaded', '3 match')).toEqual(['3', '2', '1']);

    page.append(2_000, bodyOf({ group: 'Summer@East' }));
    await tab.locator('#stream-count', { hasText: '4 match' }).waitFor();
    expect(await numbers(tab)).toEqual(['5', '3', '2', '1']);
    await tab.keyboard.press('Escape');
    await tab.locator(ROWS).nth(4).waitFor();
    expect(await numbers(tab)).toEqual(['5', '4', '3', '2', '1']);
    expect(complaints).toEqual([]);
  });

  browserTest('says what is wrong with a filter that cannot be understood', async () => {
    await using page = await PageUnderTest.start();
    page.append(0, bodyOf());
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.getByLabel('Filter the notifications').fill('GSW_DAIL_MODE=2');
    await tab.locator('#stream .row.trouble', { hasText: 'did you mean "GSW_DIAL_MODE"?' }).waitFor();
  });

  browserTest('leads from a count to what was counted', async () => {
    await using page = await PageUnderTest.start();
    page.append(0, bodyOf());
    page.append(1, '{"cut sh');
    page.append(2, bodyOf({ more: { GSW_EXTRA: 1 } }));
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.getByRole('button', { name: '1 unusable bodies' }).click();
    await tab.locator('#stream-count', { hasText: '1 matches' }).waitFor();
    expect(await tab.locator(`${ROWS} .contract`).allTextContents()).toEqual(['✗ malformed JSON']);
    await tab.getByRole('button', { name: '1 not as the contract says' }).click();
    await tab.locator(ROWS, { hasText: '✗ 1 field' }).waitFor();
    expect(await numbers(tab)).toEqual(['3']);
  });

  browserTest('shows a gap as a gap, and calls the verdict inconclusive', async () => {
    await using page = await PageUnderTest.start({ limits: { journalRecords: 100 } });
    appendBusyHour(page, { groups: 5, records: 130 });
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab
      .locator('#verdict', { hasText: '~ Inconclusive: 30 records gone unjudged, the other 100 fit' })
      .waitFor();
    await tab.locator('#counts', { hasText: '30 gone (gap)' }).waitFor();
    await tab.getByRole('grid', { name: 'Notifications' }).press('End');
    const gap = tab.locator('#stream .row.gap');
    await gap.waitFor();
    expect(await gap.textContent()).toMatch(
      /^Gap: #1 to #30 are gone \(30 records\): the journal in memory keeps/,
    );
    expect(await tab.locator('#stream .row.current .number').textContent()).toBe('31');
    expect(complaints).toEqual([]);
  });

  browserTest('holds a hundred thousand records in a screenful of rows', async () => {
    await using page = await PageUnderTest.start();
    page.append(0, bodyOf());
    const bodies = Array.from({ length: 50 }, (_, index) => bodyOf({ ...PERIODIC, group: groupName(index) }));
    for (let index = 1; index < 100_000; index += 1) page.append(index * 36, bodies[index % 50]!);
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.locator('#verdict', { hasText: 'All 100,000 are as OCS 8.1.5-draft says' }).waitFor();
    const grid = tab.getByRole('grid', { name: 'Notifications' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
    await grid.press('End');
    await tab.locator('#stream .row[aria-rowindex="100001"]', { hasText: 'loaded' }).waitFor();
    await tab.locator('#stream-rows').evaluate((rows) => {
      rows.scrollTop = rows.scrollHeight / 2;
    });
    await tab.locator(ROWS, { hasText: '50,001' }).waitFor();
    expect(await tab.locator('#stream .row').count()).toBeLessThan(60);

    // A burst while somebody reads: what is on the screen stays where it is.
    const topmost = () =>
      tab.locator('#stream-rows').evaluate((rows) => {
        const { left, top } = rows.getBoundingClientRect();
        return document
          .elementFromPoint(left + 30, top + 14)
          ?.closest('.row')
          ?.querySelector('.number')?.textContent;
      });
    const before = await topmost();
    expect(before).toMatch(/^50,0/);
    for (let index = 0; index < 2_000; index += 1) page.append(3_600_000 + index, bodies[index % 50]!);
    await tab.getByRole('button', { name: '↑ 2,000 newer' }).waitFor();
    expect(await topmost()).toBe(before);
    await tab.getByRole('button', { name: '↑ 2,000 newer' }).click();
    await tab.locator(ROWS, { hasText: '102,000' }).waitFor();
    expect(await tab.locator('#stream .row').count()).toBeLessThan(60);
    expect(complaints).toEqual([]);
  });
});
