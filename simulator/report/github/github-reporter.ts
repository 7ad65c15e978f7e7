// The report `github`: an annotation at the line of each expectation and step that did not hold, and the summary of the job.

import { relative, resolve } from 'node:path';
import { harmless } from '../../../receiver/document/harmless.ts';
import { lineColumn, type Place } from '../../../receiver/document/place.ts';
import { casesOf, type ReportCase } from '../cases.ts';
import type { Destination, Reporter, ReportSurroundings } from '../reporter.ts';
import { runCaseOf } from '../run-case.ts';
import type { RunReport, ScenarioReport } from '../run-report.ts';
import { jobSummary } from './job-summary.ts';
import { type AnnotationPlace, annotation } from './workflow-command.ts';

/** GitHub shows so many annotations of a kind of one step. */
const MOST_OF_A_KIND = 10;

/** The report `github`. The summary goes nowhere where there is no file for it. */
export function githubReporter(
  summary: Destination | null,
  { out, environment }: Pick<ReportSurroundings, 'out' | 'environment'>,
): Reporter {
  return {
    tell: () => {},
    end: (report) => {
      out(annotationsText(report, environment.GITHUB_WORKSPACE));
      summary?.append(jobSummary(report, summary.present?.()));
      summary?.close();
    },
  };
}

/** The annotations of a run, the worst first: a line each, as the runner reads it. `workspace`: the root of the repository. */
export function annotationsText(report: RunReport, workspace?: string): string {
  const all = report.scenarios.flatMap((scenario) =>
    casesOf(scenario)
      .filter(({ status }) => status !== 'passed' && status !== 'skipped')
      .map(
        (each) => ({ scenario, each, kind: each.status === 'inconclusive' ? 'warning' : 'error' }) as const,
      ),
  );
  const shown = (['error', 'warning'] as const).flatMap((kind) =>
    all.filter((each) => each.kind === kind).slice(0, MOST_OF_A_KIND),
  );
  const lines = shown.map(({ scenario, each, kind }) =>
    annotation(kind, placeOf(scenario, each, workspace), messageOf(each)),
  );
  const rest = all.length - shown.length;
  if (rest > 0)
    lines.push(annotation('warning', { title: 'ocs-sim' }, `${rest} more did not hold: see the summary`));
  const whole = runCaseOf(report);
  if (whole !== null) {
    const kind = whole.status === 'error' ? 'error' : 'warning';
    lines.push(annotation(kind, { title: 'ocs-sim' }, harmless(whole.headline)));
  }
  return lines.join('');
}

function placeOf({ head }: ScenarioReport, { place, name }: ReportCase, workspace?: string): AnnotationPlace {
  const title = harmless(`${head.name}: ${name}`);
  if (place === null) return { file: fileOf(head.file, workspace), title };
  const { line, column } = lineColumn(place.source, place.start);
  return { file: fileOf(sourceFile(place, head.file), workspace), line, col: column, title };
}

/** What `--set` put in stands in no file: the scenario's is the nearest. */
function sourceFile({ source }: Place, file: string): string {
  return source.name.startsWith('--') ? file : source.name;
}

/** As the runner wants it: from the root of the repository, wherever the command was given. */
function fileOf(file: string, workspace?: string): string {
  if (workspace === undefined || workspace === '') return harmless(file);
  const within = relative(resolve(workspace), resolve(file));
  return harmless(within.startsWith('..') ? file : within);
}

function messageOf({ headline, lines }: ReportCase): string {
  return [headline, ...lines]
    .flatMap((line) => line.split('\n'))
    .map(harmless)
    .join('\n');
}
