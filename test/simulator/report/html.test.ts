import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { htmlText } from '../../../simulator/report/html/html-reporter.ts';
import { dataElement, element } from '../../../simulator/report/html/markup.ts';
import { readPageParts } from '../../../simulator/report/html/page-parts.ts';
import { failedInEveryWay } from './every-failure.ts';
import { HOSTILE_NAMES, hostile, manyFates, ODD_STORE, withFates } from './samples.ts';
import { headOf, reportOf, timeless } from './told.ts';

const PARTS = readPageParts();

describe('The report html', () => {
  test('carries everything within itself, and allows itself nothing else', async () => {
    const page = htmlText(reportOf([await timeless('passes')]), PARTS);
    const own = page.replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, '');
    expect(own).not.toMatch(/(?:src|href|action|data|poster)="(?!#|data:,)/);
    expect(own).not.toMatch(/ (?:style|on\w+)=/);
    expect(PARTS.style).not.toMatch(/url\(|@import/);
    expect(PARTS.script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(/,
    );
    const [, policy] = /http-equiv="content-security-policy" content="([^"]*)"/.exec(page)!;
    expect(policy).toContain('default-src &#39;none&#39;');
    for (const code of [/<style>(.*?)<\/style>/s, /<script type="module">(.*?)<\/script>/s]) {
      const digest = createHash('sha256').update(code.exec(page)![1]!).digest('base64');
      expect(policy).toContain(`sha256-${digest}`);
    }
  });

  test('shows both places of a failure: the line of the scenario, and the notification with its fields', async () => {
    const page = htmlText(reportOf([await timeless('fails')]), PARTS);
    expect(page).toContain('<mark>event</mark>: started');
    expect(page).toContain('^^^^^');
    expect(page).toMatch(
      /<tr class="different"><th scope="row"><code>GSW_CAMPAIGN_NAME<\/code><\/th><td><code>&quot;Spring&quot;<\/code><\/td><td>&quot;Summer&quot;<\/td><\/tr>/,
    );
    expect(page).toContain('GSW_CAMPAIGN_GROUP_GUID');
  });

  test('does not count what was skipped as passed', async () => {
    const passes = await timeless('passes');
    const skipped = { ...headOf(passes), skipped: 'not yet' };
    const page = htmlText(reportOf([passes], { notPlayed: [skipped] }), PARTS);
    expect(page).toContain('<p id="verdict" class="good">1 of 2 scenarios passed, 1 skipped</p>');
  });

  test('shows a failure of every kind, a store, a ledger and what was broken off', async () => {
    const fails = failedInEveryWay(await timeless('fails'));
    const odd = { ...withFates(fails, manyFates(3)), store: ODD_STORE };
    const error = { kind: 'internal', message: 'boom', detail: 'at x.ts:1' } as const;
    const page = htmlText(
      reportOf([odd], { error, brokenOff: [headOf(odd)], notPlayed: [headOf(odd)] }),
      PARTS,
    );
    for (const said of [
      'Broken off by an error',
      'at x.ts:1',
      'an earlier scenario did not pass',
      'everything at once',
      'came after unloaded',
      'arrived once more than it was sent',
      'fractions are cut off in searches and sums',
      'number became text',
      'nobody sent me',
      'its own mapping holds',
      'was answered, and not with 2xx',
    ])
      expect(page).toContain(said);
  });

  test.each(HOSTILE_NAMES)('has no markup from the name %j', async (name) => {
    const report = reportOf([hostile(await timeless('fails'), name)]);
    const harmless = reportOf([hostile(await timeless('fails'), 'a plain name')]);
    const tags = (page: string): readonly string[] =>
      page
        .replaceAll(/(<script type="application\/json"[^>]*>)[^<]*(<\/script>)/g, '$1$2')
        .match(/<\/?[a-zA-Z][\w-]*/g) ?? [];
    const found = tags(htmlText(report, PARTS));
    expect(found.length).toBeGreaterThan(500);
    expect(found).toEqual(tags(htmlText(harmless, PARTS)));
  });

  test('stays small with ten thousand notifications that all want a look', async () => {
    const page = htmlText(reportOf([withFates(await timeless('many-groups'), manyFates(10_000))]), PARTS);
    expect(Buffer.byteLength(page)).toBeLessThan(3_000_000);
  });
});

test('an element shows texts as they are, in lines, and what would hide is written out', () => {
  const made = element('p', { title: '"<&>\'', hidden: false, open: true, id: null }, '<b>&\n', [
    '\u202e',
    1,
    null,
  ]);
  expect(made.html).toBe('<p title="&quot;&lt;&amp;&gt;&#39;" open>&lt;b&gt;&amp;\n\\u202e1</p>');
});

test('data for the script cannot end its element', () => {
  const { html } = dataElement('x', ['</script><script>', '<!--']);
  expect(html.slice(html.indexOf('>') + 1)).toBe('["\\u003c/script>\\u003cscript>","\\u003c!--"]</script>');
});
