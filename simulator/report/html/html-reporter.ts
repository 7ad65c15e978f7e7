// The report `html`: one file that needs nothing else. It is made whole, so that it reads and prints without its script; the script
// adds what needs moving: the table of notifications that can be searched, and the values under the pointer.

import { atTheEnd, type Destination, type Reporter } from '../reporter.ts';
import type { RunReport } from '../run-report.ts';
import { all, element, ownCode } from './markup.ts';
import { headPart, scenarioTable } from './overview.ts';
import { type PageParts, readPageParts } from './page-parts.ts';
import { policyOf } from './policy.ts';
import { scenarioPart } from './scenario-part.ts';

/** The report `html`. Its own parts are read at once: in the end the process may have no time for it. */
export function htmlReporter(to: Destination): Reporter {
  const parts = readPageParts();
  return atTheEnd(to, (report) => htmlText(report, parts));
}

/** The page as text. */
export function htmlText(report: RunReport, parts: PageParts): string {
  const [only, ...others] = report.scenarios;
  const alone = others.length === 0;
  const title = `${only !== undefined && alone ? only.head.name : `${report.scenarios.length} scenarios`}: ${report.status}`;
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'content-security-policy', content: policyOf(parts) }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { name: 'generator', content: `ocs-sim ${report.versions.tool}` }),
    element('title', {}, title),
    element('link', { rel: 'icon', href: 'data:,' }),
    ownCode('style', parts.style),
  );
  const body = element(
    'body',
    {},
    headPart(report),
    element(
      'main',
      {},
      alone ? null : scenarioTable(report.scenarios),
      report.scenarios.map((scenario, index) => scenarioPart(scenario, { index, alone })),
    ),
    ownCode('script', parts.script),
  );
  return `<!doctype html>\n${all(element('html', { lang: 'en' }, head, '\n', body)).html}\n`;
}
