import { describe, expect } from 'vitest';
import { browserForTests, browserTest } from './support/browser.ts';
import { bodyOf } from './support/campaign-bodies.ts';
import { contrast } from './support/contrast.ts';
import { PageUnderTest } from './support/page-under-test.ts';

const open = browserForTests();
const STREAM = '#stream [role=row]';

describe('Faults', () => {
  browserTest('are switched on and off, and every open page sees it', async () => {
    await using page = await PageUnderTest.start();
    await using one = await open(page.url);
    await using other = await open(page.url);
    await other.tab.getByText('live', { exact: true }).waitFor();
    await one.tab.getByRole('button', { name: 'Answers: as usual' }).click();
    const fault = one.tab.getByRole('switch', { name: '503 service unavailable' });
    expect(await fault.getAttribute('aria-checked')).toBe('false');
    await fault.click();
    await one.tab.getByRole('switch', { name: '503 service unavailable', checked: true }).waitFor();
    await other.tab.getByRole('button', { name: 'Answers: 1 rule' }).waitFor();
    expect(await page.post(bodyOf())).toBe(503);
    await other.tab.locator(`${STREAM}.faulty`, { hasText: '503' }).waitFor();

    await fault.click();
    await other.tab.getByRole('button', { name: 'Answers: as usual' }).waitFor();
    expect(await page.post(bodyOf())).toBe(200);
    expect([...one.complaints, ...other.complaints]).toEqual([]);
  });

  browserTest('hit only the event and group that are chosen', async () => {
    await using page = await PageUnderTest.start();
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.keyboard.press('a');
    await tab.getByLabel('Only for this event').selectOption('stopped');
    await tab.getByLabel('Only for this group').fill('Spring*');
    await tab.getByRole('switch', { name: '429, Retry-After' }).click();
    await tab.getByRole('switch', { name: /^429.*stopped/ }).waitFor();
    expect(await page.post(bodyOf({ event: 'loaded' }))).toBe(200);
    expect(await page.post(bodyOf({ event: 'stopped', group: 'Winback' }))).toBe(200);
    expect(await page.post(bodyOf({ event: 'stopped' }))).toBe(429);
    await tab.getByRole('switch', { name: /answered 1 request of 1 that fitted/ }).waitFor();
  });

  browserTest('can be written out, and a mistake in a rule is explained at its place', async () => {
    await using page = await PageUnderTest.start();
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.keyboard.press('a');
    const own = tab.getByLabel('Any other rule');
    await own.fill('{ event: lodaed, status: 418 }');
    await tab.getByRole('button', { name: 'Add the rule' }).click();
    await tab.getByText('1:10 there is no event "lodaed" (did you mean "loaded"?)').waitFor();
    await own.fill('{ event: loaded, status: 418 }');
    await tab.getByRole('button', { name: 'Add the rule' }).click();
    await tab.getByRole('switch', { name: /^418/ }).waitFor();
    expect(await page.post(bodyOf())).toBe(418);
    await tab.getByRole('button', { name: 'Answer as usual again' }).click();
    await tab.getByText('Every request is answered as usual.').waitFor();
    expect(await page.post(bodyOf())).toBe(200);
  });

  browserTest('all take hold: every switch sets a rule that the receiver understands', async () => {
    await using page = await PageUnderTest.start();
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.keyboard.press('a');
    const switches = tab.locator('.switches [role=switch]');
    const count = await switches.count();
    expect(count).toBeGreaterThan(10);
    for (let index = 0; index < count; index += 1) {
      await switches.nth(index).click();
      await tab.locator('.in-force [role=switch]').nth(index).waitFor();
    }
    expect(await tab.locator('.switches [role=switch][aria-checked=true]').count()).toBe(count);
    expect(page.receiver.replyPlan.rules.length).toBe(count);
  });
});

describe('The keyboard', () => {
  browserTest('goes through the stream, opens, moves on, and closes', async () => {
    await using page = await PageUnderTest.start();
    page.append(0, bodyOf());
    page.append(1, bodyOf({ event: 'started', state: 'Running', dialMode: 'Predict' }));
    page.append(2, bodyOf({ event: 'stopped' }));
    await using opened = await open(page.url);
    const { tab, complaints } = opened;
    await tab.locator(STREAM).nth(3).waitFor();
    const { keyboard } = tab;
    for (const key of ['j', 'j', 'Enter']) await keyboard.press(key);
    await tab.getByRole('heading', { name: '#2 started · Spring@Agents East' }).waitFor();
    await keyboard.press('j');
    await tab.getByRole('heading', { name: '#1 loaded' }).waitFor();
    await keyboard.press('k');
    await tab.getByRole('heading', { name: '#2 started' }).waitFor();
    await keyboard.press('Escape');
    await tab.locator('#panel').waitFor({ state: 'hidden' });
    expect(await tab.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await tab.getByRole('heading', { name: '#3 stopped' }).waitFor();

    await keyboard.press('/');
    await keyboard.type('jk?a');
    expect(await tab.getByLabel('Filter the notifications').inputValue()).toBe('jk?a');
    await keyboard.press('Escape');
    expect(await tab.getByLabel('Filter the notifications').inputValue()).toBe('');
    await keyboard.press('?');
    await tab.getByRole('dialog', { name: 'Keys' }).waitFor();
    await keyboard.press('Escape');
    await tab.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  browserTest('chooses a group, and the focus is always seen', async () => {
    await using page = await PageUnderTest.start();
    for (const group of ['Spring', 'Summer', 'Winback']) page.append(0, bodyOf({ group }));
    await using opened = await open(page.url);
    const { tab } = opened;
    await tab.getByRole('option', { name: /Spring/, selected: true }).waitFor();
    for (const key of ['g', 'ArrowDown', 'ArrowDown', 'ArrowUp']) await tab.keyboard.press(key);
    await tab.getByRole('heading', { name: 'Statistics of Summer' }).waitFor();
    await tab.evaluate(() => (document.activeElement as HTMLElement).blur());
    await tab.getByRole('heading', { name: 'ocs-sim receiver' }).click();
    let stops = 0;
    for (; stops < 40; stops += 1) {
      await tab.keyboard.press('Tab');
      const focus = await tab.evaluate(() => {
        const { activeElement } = document;
        if (activeElement === null || activeElement === document.body) return null;
        return {
          id: activeElement.outerHTML.slice(0, 80),
          outline: getComputedStyle(activeElement).outlineStyle,
        };
      });
      if (focus === null) break;
      expect(focus).toMatchObject({ outline: 'solid' });
    }
    expect(stops).toBeGreaterThan(9);
  });
});

describe('The look', () => {
  browserTest(
    'is dark or light as the system asks, or as the switch says, and the switch is kept',
    async () => {
      await using page = await PageUnderTest.start();
      await using opened = await open(page.url, { colorScheme: 'dark' });
      const { tab } = opened;
      const ground = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const dark = await ground();
      await tab.getByRole('button', { name: 'Show the page in light colours' }).click();
      const light = await ground();
      expect(light).not.toBe(dark);
      await tab.reload();
      expect(await ground()).toBe(light);
      await tab.keyboard.press('d');
      expect(await ground()).toBe(dark);
    },
  );

  browserTest('has enough contrast for every kind of text in both', async () => {
    await using page = await PageUnderTest.start();
    for (const colorScheme of ['light', 'dark'] as const) {
      await using opened = await open(page.url, { colorScheme });
      const colours = await opened.tab.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        const names = [
          'ink',
          'faint',
          'accent',
          'good',
          'bad',
          'gap',
          'fault',
          'surface',
          'raised',
          'hover',
          'chosen',
        ];
        const more = ['good-surface', 'bad-surface', 'gap-surface', 'state-running', 'on-running'];
        return Object.fromEntries(
          [...names, ...more].map((name) => [name, style.getPropertyValue(`--${name}`)]),
        );
      });
      const pairs = [
        ...['ink', 'faint', 'good', 'bad'].flatMap((text) =>
          ['surface', 'raised', 'hover', 'chosen'].map((on) => [text, on]),
        ),
        ...['accent', 'gap', 'fault'].map((text) => [text, 'surface']),
        ...['good', 'bad', 'gap'].map((text) => [text, `${text}-surface`]),
        ['ink', 'bad-surface'],
        ['faint', 'bad-surface'],
        ['surface', 'accent'],
        ['on-running', 'state-running'],
      ] as const;
      const poor = pairs.flatMap(([text, on]) => {
        const ratio = contrast(colours[text!]!, colours[on!]!);
        return ratio >= 4.5 ? [] : [`${colorScheme}: ${text} on ${on} has ${ratio.toFixed(2)}`];
      });
      expect(poor).toEqual([]);
    }
  });

  browserTest('needs no other host, no inline script, and names every control', async () => {
    await using page = await PageUnderTest.start();
    page.append(0, bodyOf());
    await using opened = await open(page.url);
    const { tab, asked, complaints } = opened;
    await tab.locator(STREAM, { hasText: 'loaded' }).click();
    await tab.locator('#panel .fields').waitFor();
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((url) => !url.startsWith(page.url))).toEqual([]);
    const nameless = await tab
      .locator('button, input, select, textarea, [role=switch], [role=grid], [role=listbox]')
      .evaluateAll((controls) =>
        controls
          .filter((control) => control.checkVisibility())
          .filter(
            (control) =>
              !control.textContent?.trim() &&
              !control.getAttribute('aria-label') &&
              !control.getAttribute('aria-labelledby') &&
              !(control as HTMLInputElement).labels?.length,
          )
          .map((control) => control.outerHTML),
      );
    expect(nameless).toEqual([]);
    const { headers } = await fetch(page.url);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(complaints).toEqual([]);
  });
});
