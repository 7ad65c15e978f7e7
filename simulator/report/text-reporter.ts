import { showDiagnostic } from '../../receiver/document/show-diagnostic.ts';
import { safeText } from '../../receiver/expect/shown-text.ts';
import { count } from './numbers.ts';
import { atTheEnd, type Destination, type Reporter } from './reporter.ts';
import type { RunReport, ScenarioReport } from './run-report.ts';
import { PLAIN_STYLE } from './style.ts';
import { scenarioText, summaryText } from './text.ts';

const COLUMNS = 110;
const LONGEST = 500;

/** The report `text` in a file: what people read on the terminal, of every scenario in full and without colours. */
export function textReporter(to: Destination): Reporter {
  return atTheEnd(to, (report) => [...report.scenarios.map(textOf), endText(report)].join(''));
}

function textOf({ head, end }: ScenarioReport): string {
  if (end.kind === 'played') {
    const again = (): string => head.command;
    const text = scenarioText(end.result, { columns: COLUMNS, style: PLAIN_STYLE, full: true, again });
    // On a terminal the command that was given stands right above; in a file it does not.
    return end.result.status === 'passed' ? `${text.trimEnd()}\n again: ${head.command}\n\n` : text;
  }
  if (end.kind === 'invalid')
    return ` ✗ ${safeText(head.name, LONGEST)}\n${end.problems.map((each) => `${showDiagnostic(each)}\n`).join('')}\n`;
  const why = end.kind === 'not played' ? end.reason : end.error.message;
  return ` ? ${safeText(head.name, LONGEST)}\n   ${safeText(head.file, LONGEST)}: ${end.kind}: ${safeText(why, LONGEST)}\n   again: ${head.command}\n\n`;
}

function endText({ scenarios, realMs, error }: RunReport): string {
  const results = scenarios.flatMap(({ end }) => (end.kind === 'played' ? [end.result] : []));
  const skipped = scenarios.filter(({ head }) => head.skipped !== undefined).length;
  const invalid = scenarios.filter(({ end }) => end.kind === 'invalid').length;
  const several = results.length + skipped + invalid > 1;
  const summary = several ? summaryText(results, realMs, PLAIN_STYLE, { skipped, invalid }) : '';
  const left = scenarios.length - results.length - skipped - invalid;
  const rest =
    left === 0 ? '' : `\n ${left} of ${count(scenarios.length, 'scenario')} did not come to an end\n`;
  return `${summary}${rest}${error === null ? '' : `\n error: ${safeText(error.message, LONGEST)}\n`}`;
}
