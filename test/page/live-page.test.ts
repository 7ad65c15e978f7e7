import { describe, expect } from 'vitest';
import { browserForTests, browserTest, WHY_SKIPPED } from './support/browser.ts';
import { bodyOf } from './support/campaign-bodies.ts';
import { PageUnderTest } from './support/page-under-test.ts';

if (WHY_SKIPPED !== null) process.stdout.write(`${WHY_SKIPPED}\n`);

const open = browserForTests();
const STREAM = '#stream [role=row]';

describe('The live page', () => {
  browserTest('tells the next command while nothing was recorded, and goes on by itself', async () => {
    await using page = await PageUnderTest.start();
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.getByRole('heading', { name: 'Nothing has arrived yet' }).waitFor();
    expect(await tab.locator('#empty code').allTextContents()).toContain(
      `npx ocs-sim run scenarios/full-lifecycle.yaml --target ${page.receiver.url}/`,
    );
    expect(await tab.locator('#verdict').textContent()).toBe('Nothing recorded yet');

    await tab.getByText('live', { exact: true }).waitFor();
    expect(await page.post(bodyOf())).toBe(200);
    await tab.locator(STREAM, { hasText: 'Spring@Agents East' }).waitFor();
    await tab.locator('#verdict', { hasText: 'The only one is as OCS 8.1.5-draft says' }).waitFor();
    expect(await tab.locator('#empty').isHidden()).toBe(true);
    expect(complaints).toEqual([]);
  });

  browserTest('shows each notification and its group as it comes', async () => {
    await using page = await PageUnderTest.start();
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.getByText('live', { exact: true }).waitFor();
    await page.post(bodyOf());
    page.atMs = 1_000;
    await page.post(bodyOf({ event: 'started', state: 'Running', dialMode: 'Predict' }));
    await page.post(bodyOf({ group: 'Winback@Agents West' }));

    await tab.locator(STREAM).nth(3).waitFor();
    expect(await tab.locator('#stream-rows').ariaSnapshot()).toMatchInlineSnapshot(`
      "- rowgroup:
        - row "3 08:00:01.000 loaded Winback@Agents West Active 630 B 200 ✓ fits":
          - gridcell "3"
          - gridcell "08:00:01.000"
          - gridcell "loaded"
          - gridcell "Winback@Agents West"
          - gridcell "Active"
          - gridcell "630 B"
          - gridcell "200"
          - gridcell "✓ fits"
        - row "2 08:00:01.000 started Spring@Agents East Running · Predict 632 B 200 ✓ fits":
          - gridcell "2"
          - gridcell "08:00:01.000"
          - gridcell "started"
          - gridcell "Spring@Agents East"
          - gridcell "Running · Predict"
          - gridcell "632 B"
          - gridcell "200"
          - gridcell "✓ fits"
        - row "1 08:00:00.000 loaded Spring@Agents East Active 629 B 200 ✓ fits":
          - gridcell "1"
          - gridcell "08:00:00.000"
          - gridcell "loaded"
          - gridcell "Spring@Agents East"
          - gridcell "Active"
          - gridcell "629 B"
          - gridcell "200"
          - gridcell "✓ fits""
    `);
    const groups = tab.getByRole('listbox', { name: '2 groups' }).getByRole('option');
    await groups.nth(1).waitFor();
    expect(await groups.allTextContents()).toEqual([
      'Spring@Agents EastRunningPredict2',
      'Winback@Agents WestActive1',
    ]);
    expect(complaints).toEqual([]);
  });

  browserTest('draws the four statistics of the chosen group', async () => {
    await using page = await PageUnderTest.start();
    for (const [atMs, group] of [
      [0, 'Spring@Agents East'],
      [10_000, 'Winback@Agents West'],
    ] as const) {
      const running = { group, event: 'periodic', state: 'Running', dialMode: 'Predict' } as const;
      page.append(atMs, bodyOf({ ...running, busyFactor: 0.5, hitRatio: 0.3, overdialRate: 0.01 }));
      page.append(
        atMs + 5_000,
        bodyOf({ ...running, busyFactor: atMs === 0 ? 0.85 : 0.7, timeToComplete: 600 }),
      );
    }
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.getByRole('img', { name: 'Busy factor: 85 % at the end, at most 85 %' }).waitFor();
    expect(
      await tab.locator('#charts [role=img]').evaluateAll((all) => all.map((each) => each.ariaLabel)),
    ).toEqual([
      'Busy factor: 85 % at the end, at most 85 %',
      'Hit ratio: 30 % at the end, at most 30 %',
      'Overdial rate: 1 % at the end, at most 1 %',
      'Time to complete: 10m at the end, at most 10m',
    ]);
    await tab.getByRole('option', { name: /Winback/ }).click();
    await tab.getByRole('img', { name: 'Busy factor: 70 % at the end, at most 70 %' }).waitFor();
    expect(complaints).toEqual([]);
  });

  browserTest('says so when it has lost the receiver, and takes up where it was', async () => {
    await using page = await PageUnderTest.start();
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.getByText('live', { exact: true }).waitFor();
    await page.post(bodyOf());
    await tab.locator(STREAM, { hasText: 'loaded' }).waitFor();

    await page.withoutControl(async () => {
      await tab.getByText('connection lost, trying again …').waitFor();
      await page.post(bodyOf({ event: 'started', state: 'Running', dialMode: 'Power' }));
    });
    await tab.locator(STREAM, { hasText: 'started' }).waitFor();
    await tab.getByText('live', { exact: true }).waitFor();
    expect(await tab.locator(STREAM).count()).toBe(3);
  });

  browserTest('is empty again after a reset', async () => {
    await using page = await PageUnderTest.start();
    page.append(0, bodyOf());
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.locator(STREAM, { hasText: 'loaded' }).waitFor();
    await tab.getByText('live', { exact: true }).waitFor();
    expect((await fetch(`${page.url}api/reset`, { method: 'POST' })).status).toBe(200);
    await tab.getByRole('heading', { name: 'Nothing has arrived yet' }).waitFor();
    await page.post(bodyOf({ group: 'Summer@Agents West' }));
    await tab.getByRole('listbox', { name: '1 group' }).getByText('Summer@Agents West').waitFor();
    expect(complaints).toEqual([]);
  });

  browserTest('asks for the token of a receiver that has one', async () => {
    await using page = await PageUnderTest.start({ token: 'open sesame' });
    page.append(0, bodyOf());
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.getByRole('textbox', { name: 'Token' }).fill('wrong');
    await tab.keyboard.press('Enter');
    await tab.getByRole('textbox', { name: 'Token' }).fill('open sesame');
    await tab.getByRole('button', { name: 'Go on' }).click();
    await tab.locator(STREAM, { hasText: 'loaded' }).waitFor();

    await using second = await open(`${page.url}#token=open%20sesame`);
    await second.tab.locator(STREAM, { hasText: 'loaded' }).waitFor();
    expect(second.tab.url()).toBe(page.url);
  });
});
