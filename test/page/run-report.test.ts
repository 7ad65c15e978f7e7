import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect } from 'vitest';
import { htmlText } from '../../simulator/report/html/html-reporter.ts';
import { readPageParts } from '../../simulator/report/html/page-parts.ts';
import type { RunReport } from '../../simulator/report/run-report.ts';
import { failedInEveryWay } from '../simulator/report/every-failure.ts';
import { HOSTILE_NAMES, hostile, manyFates, ODD_STORE, withFates } from '../simulator/report/samples.ts';
import { reportOf, timeless } from '../simulator/report/told.ts';
import { browserForTests, browserTest as test } from './support/browser.ts';
import { contrast } from './support/contrast.ts';

const open = browserForTests();

/** The address of a report in a file of its own. */
function pageOf(report: RunReport): string {
  const file = join(mkdtempSync(join(tmpdir(), 'ocs-sim-page-')), 'report.html');
  writeFileSync(file, htmlText(report, readPageParts()));
  return pathToFileURL(file).href;
}

async function everything(): Promise<RunReport> {
  const fails = failedInEveryWay(await timeless('fails'));
  const trouble = { ...withFates(await timeless('many-groups'), manyFates(120)), store: ODD_STORE };
  return reportOf([fails, trouble, await timeless('passes'), await timeless('inconclusive')]);
}

describe('The page of a report', () => {
  test('opens as a file, asks for nothing else and has nothing to complain of', async () => {
    await using page = await open(pageOf(await everything()));
    expect(await page.tab.locator('#verdict').innerText()).toBe('1 of 4 scenarios failed');
    expect(page.asked).toHaveLength(1);
    expect(page.complaints).toEqual([]);
  });

  test('opens what did not pass, and what a link leads to', async () => {
    await using page = await open(pageOf(await everything()));
    const isOpen = (): Promise<readonly boolean[]> =>
      page.tab
        .locator('details.scenario')
        .evaluateAll((all) => all.map((each) => (each as HTMLDetailsElement).open));
    expect(await isOpen()).toEqual([true, false, false, true]);
    await page.tab.getByRole('link', { name: 'A campaign passes' }).click();
    await expect.poll(isOpen).toEqual([true, false, true, true]);
  });

  test('lists the notifications in pages, and finds some of them', async () => {
    await using page = await open(
      pageOf(reportOf([withFates(await timeless('many-groups'), manyFates(120))])),
    );
    const { tab } = page;
    const table = tab.locator('.notable');
    const status = table.getByRole('status');
    const numbers = () => table.locator('tbody td:first-child').allInnerTexts();
    expect([await status.innerText(), (await numbers()).length]).toEqual(['1 to 50 of 120', 50]);
    await table.getByRole('button', { name: 'Next page' }).click();
    await table.getByRole('button', { name: 'Next page' }).click();
    expect([await status.innerText(), (await numbers())[0]]).toEqual(['101 to 120 of 120', '101']);
    expect(await table.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
    await table.getByLabel('Class').selectOption('refused');
    expect(await status.innerText()).toBe('1 to 24 of 24 found');
    await table.getByRole('searchbox').fill('REQUEST 33');
    expect([await status.innerText(), await numbers()]).toEqual(['1 to 1 of 1 found', ['34']]);
    await table.getByRole('searchbox').fill('no such thing');
    expect([await status.innerText(), await numbers()]).toEqual(['none of 120', []]);
    expect(page.complaints).toEqual([]);
  });

  test('tells the value under the pointer', async () => {
    await using page = await open(pageOf(reportOf([await timeless('passes')])));
    const chart = page.tab.locator('figure.chart').first();
    const usual = await chart.locator('output').innerText();
    await chart.locator('svg[data-top]').hover({ position: { x: 200, y: 40 } });
    expect(await chart.locator('output').innerText()).toMatch(/^[\d.]+ % at 00:0\d:\d\d$/);
    await page.tab.locator('#verdict').hover();
    expect(await chart.locator('output').innerText()).toBe(usual);
  });

  test.each([390, 820, 1400])('fits into %d pixels', async (width) => {
    await using page = await open(pageOf(await everything()));
    await page.tab.setViewportSize({ width, height: 900 });
    const wide = await page.tab.evaluate(() => document.documentElement.scrollWidth);
    await page.tab.setViewportSize({ width: 1440, height: 900 });
    expect(wide).toBeLessThanOrEqual(width);
  });

  test.each([400, 620, 800, 880, 1280])('names changes and faults legibly at %d pixels', async (width) => {
    const passes = await timeless('passes');
    const [timeline] = passes.timelines;
    const events = (
      [
        ['loaded', 'Active'],
        ['started', 'Running'],
        ['general info', 'Running'],
        ['stopped', 'Active'],
        ['periodic', 'WaitingUnload'],
        ['unloaded forcefully', 'NotLoaded'],
      ] as const
    ).map(([event, state], index) => ({
      atMs: (passes.campaignMs * (index * 2 + 1)) / 12,
      event,
      state,
      dialMode: state === 'Running' ? 'Predict' : null,
    }));
    const spans = [
      { fromMs: 0, untilMs: 1_000, fault: 'connections refused' },
      { fromMs: 1_000, untilMs: passes.campaignMs, fault: 'reset after 100 B of the request' },
    ];
    const report = reportOf([
      { ...passes, timelines: [{ ...timeline!, events }], networkFaults: { spans, leftOut: 0 } },
    ]);
    await using page = await open(pageOf(report));
    await page.tab.setViewportSize({ width, height: 900 });
    const bands = await page.tab.locator('svg.band').evaluateAll((all) =>
      all.map((band) => {
        const room = band.getBoundingClientRect();
        const texts = [...band.querySelectorAll('text')].filter((text) => text.checkVisibility());
        const boxes = texts.map((text) => text.getBoundingClientRect());
        return {
          names: texts.map((text) => text.textContent),
          smallest: Math.min(...texts.map((text) => Number.parseFloat(getComputedStyle(text).fontSize))),
          scale: (band as SVGSVGElement).getScreenCTM()!.a,
          inside: boxes.every(({ left, right }) => left >= room.left - 1 && right <= room.right + 1),
          apart: boxes.every(({ left }, index) => index === 0 || left >= boxes[index - 1]!.right + 2),
        };
      }),
    );
    await page.tab.setViewportSize({ width: 1440, height: 900 });
    expect(bands).toHaveLength(2);
    for (const { smallest, scale, inside, apart } of bands)
      expect([smallest * scale >= 11, inside, apart]).toEqual([true, true, true]);
    expect(bands[0]!.names).toContain('unloaded forcefully');
    if (width >= 800) expect(bands[0]!.names).toContain('waiting to unload');
    expect(bands[1]!.names.length).toBeGreaterThan(0);
  });

  test('opens everything for paper', async () => {
    await using page = await open(pageOf(await everything()));
    const closed = () => page.tab.locator('details:not([open]):not(.line)').count();
    expect(await closed()).toBeGreaterThan(0);
    await page.tab.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await closed()).toBe(0);
    await page.tab.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await closed()).toBeGreaterThan(0);
  });

  test('does nothing that a name tells it to', async () => {
    const fails = await timeless('fails');
    const report = reportOf(HOSTILE_NAMES.map((name) => hostile(fails, name)));
    await using page = await open(pageOf(report));
    await page.tab.locator('.notable').first().getByRole('searchbox').fill('alert');
    expect(page.complaints).toEqual([]);
    expect(page.asked).toHaveLength(1);
    expect(await page.tab.locator('h2').first().innerText()).toBe('Scenarios');
    const names = await page.tab.locator('details.scenario > summary h2').allInnerTexts();
    expect(names[1]).toBe(HOSTILE_NAMES[1]);
    expect(names[6]).toBe('right \\u202eot left\\u2066 isolated');
  });

  test('makes no more of ten thousand notifications than of a page of them', async () => {
    const report = reportOf([withFates(await timeless('many-groups'), manyFates(10_000))]);
    await using page = await open(pageOf(report));
    const { tab } = page;
    const table = tab.locator('.notable');
    expect(await table.getByRole('status').innerText()).toBe('1 to 50 of 10,000');
    expect(await tab.locator('body *').count()).toBeLessThan(3_000);
    await table.getByRole('searchbox').fill('request 9999');
    // The one of that number, and the one with that request.
    expect(await table.getByRole('status').innerText()).toBe('1 to 2 of 2 found');
    expect(page.complaints).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('In a %s surrounding', (colorScheme) => {
  test('every text can be read', async () => {
    await using page = await open(pageOf(await everything()), { colorScheme });
    const pairs = await page.tab.evaluate(() => {
      const hex = (colour: string): string => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d')!;
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return `#${[...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
      };
      const behind = (element: Element | null): string => {
        for (let each = element; each !== null; each = each.parentElement) {
          const { backgroundColor } = getComputedStyle(each);
          if (/^rgb\(/.test(backgroundColor)) return backgroundColor;
        }
        return 'rgb(255, 255, 255)';
      };
      const texts = [...document.querySelectorAll('body *')].filter((element) =>
        [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
        ),
      );
      return texts
        .filter((element) => !element.closest('script, style, svg') && element.checkVisibility())
        .map(
          (element) =>
            [hex(getComputedStyle(element).color), hex(behind(element)), element.className] as const,
        );
    });
    expect(pairs.length).toBeGreaterThan(200);
    const faint = pairs.filter(([ink, ground]) => contrast(ink, ground) < 4.5);
    expect([...new Set(faint.map(String))]).toEqual([]);
  });
});
