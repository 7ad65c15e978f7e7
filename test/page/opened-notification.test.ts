import { describe, expect } from 'vitest';
import { browserForTests, browserTest } from './support/browser.ts';
import { bodyOf } from './support/campaign-bodies.ts';
import { PageUnderTest } from './support/page-under-test.ts';

const open = browserForTests();
const STREAM = '#stream [role=row]';

describe('An opened notification', () => {
  browserTest('stands beside its contract, field by field, with mark and meaning', async () => {
    await using page = await PageUnderTest.start();
    const more = { GSW_DIAL_MODE: 'Predict', GSW_QUEUE_NAME: undefined, GSW_EXTRA: 1 };
    page.append(0, bodyOf({ event: 'started', state: 'Running', dialMode: 'Predict', more }));
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.locator(STREAM, { hasText: '✗ 3 fields' }).click();
    await tab.getByText('3 fields differ from OCS 8.1.5-draft').waitFor();

    const field = (name: string) =>
      tab.getByRole('row').filter({ has: tab.locator('th code', { hasText: new RegExp(`^${name}$`) }) });
    const cells = (name: string) => field(name).locator('th, td').allTextContents();
    expect(await cells('GSW_CAMPAIGN_GROUP_NAME')).toEqual([
      'GSW_CAMPAIGN_GROUP_NAMEthe campaign group, usually campaign@group',
      '"Spring@Agents East"',
      'a text',
      'documented',
    ]);
    expect(await cells('GSW_QUEUE_NAME')).toEqual([
      'GSW_QUEUE_NAMEthe Voice Transfer Destination DN',
      'absent',
      '✗ missinga text',
      'documented',
    ]);
    expect((await cells('GSW_DIAL_MODE')).slice(1)).toEqual([
      '"Predict"',
      expect.stringMatching(/^✗ wrong typeone of 1 \(Predict\), 2 \(Progress\)/),
      'documented',
    ]);
    expect(await cells('GSW_EXTRA')).toEqual([
      'GSW_EXTRAthe contract does not know this key',
      '1',
      '✗ unknownabsent',
      '',
    ]);
    expect(await field('GSW_USER_EVENT').locator('.badge').getAttribute('title')).toMatch(
      /^follows from a documented neighbour: OCS's notification/,
    );
    expect(complaints).toEqual([]);
  });

  browserTest('shows a body that is no JSON as it came, in text and in bytes', async () => {
    await using page = await PageUnderTest.start();
    await page.post('{"GSW_USER_EVENT":"Camp\u001b');
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    const row = tab.locator(STREAM, { hasText: '✗ malformed JSON' });
    await row.click();
    expect(await row.getAttribute('class')).toContain('bad');
    await tab.getByText('The body cannot be judged: malformed JSON').waitFor();
    expect(await tab.getByRole('tab', { name: 'Body' }).getAttribute('aria-selected')).toBe('true');
    expect(await tab.getByLabel('Body as text').textContent()).toBe('{"GSW_USER_EVENT":"Camp‹U+001B›');
    expect(await tab.getByLabel('Body as hexadecimal bytes').locator('.row').allTextContents()).toEqual([
      '000000007b 22 47 53 57 5f 55 53  45 52 5f 45 56 45 4e 54{"GSW_USER_EVENT',
      '0000001022 3a 22 43 61 6d 70 1b                         ":"Camp·',
    ]);
    await tab.locator('#verdict', { hasText: '✗ 1 of 1 notification not as OCS 8.1.5-draft says' }).waitFor();
    expect(complaints).toEqual([]);
  });

  browserTest('has its headers a tab away, in the spelling in which they came', async () => {
    await using page = await PageUnderTest.start();
    page.append(0, bodyOf());
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.locator(STREAM, { hasText: 'loaded' }).click();
    await tab.getByRole('tab', { name: 'Fields' }).press('ArrowLeft');
    expect(await tab.getByRole('tab', { name: 'Headers' }).getAttribute('aria-selected')).toBe('true');
    expect(await tab.locator('.headers tr').allTextContents()).toEqual([
      'Host127.0.0.1',
      'Content-Typeapplication/json',
    ]);
  });

  browserTest(
    'stays data, whatever it holds: nothing of it becomes markup, script or a disguise',
    async () => {
      await using page = await PageUnderTest.start();
      const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe\u0000\ud800';
      const group = `${evil}@"'&lt;`;
      page.append(
        0,
        bodyOf({ group, event: 'general info', more: { GSW_INFO: evil, [evil]: evil, __proto__: { a: 1 } } }),
      );
      await page.post(`${evil}{{{`);
      await using opened = await open(page.url);
      const { tab, complaints } = opened;
      const row = tab.locator(STREAM, { hasText: 'general info' });
      await row.click();
      await tab.locator('#panel .fields').waitFor();
      for (const name of ['Body', 'Headers', 'Fields']) await tab.getByRole('tab', { name }).click();
      const shown = '<img src=x onerror=alert(1)><script>alert(2)</script>‹U+202E›gnp.exe‹U+0000›‹U+D800›';
      expect(await row.locator('.group').textContent()).toBe(`${shown}@"'&lt;`);
      expect(await tab.locator('#group-rows .name').textContent()).toBe(`${shown}@"'&lt;`);
      expect(await tab.locator('#panel').textContent()).toContain(shown);
      await tab.locator(STREAM, { hasText: 'malformed JSON' }).click();
      await tab.getByText('The body cannot be judged').waitFor();
      expect(await tab.locator('img, script:not([src="client/main.js"])').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
  );
});
