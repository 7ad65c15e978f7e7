// Every report that a run can make. A new one is a row of this table and a file.

import { appendingTo } from './destination.ts';
import type { Destination, Reporter, ReportSurroundings } from './reporter.ts';

/** What a report does where no file is named: it takes standard output, stands there beside the text, or cannot do without a file. */
export type WithoutFile = 'takes standard output' | 'beside the text' | 'needs a file';

/** A kind of report. */
export interface ReporterKind {
  readonly name: string;
  /** What its files usually end in. */
  readonly extension: string;
  /** For people, in a few words. */
  readonly about: string;
  readonly withoutFile: WithoutFile;
  /** A file that is there already is added to. */
  readonly adds?: boolean;
  /** Loads it. `to` is null where it stands beside the text. */
  readonly open: (to: Destination | null, surroundings: ReportSurroundings) => Promise<Reporter>;
}

/** In the order in which they are told. */
export const REPORTERS = [
  {
    name: 'text',
    extension: '.txt',
    about: 'for people, every scenario in full; it is printed anyway',
    withoutFile: 'beside the text',
    open: async (to) =>
      to === null ? { tell: () => {}, end: () => {} } : (await import('./text-reporter.ts')).textReporter(to),
  },
  {
    name: 'json',
    extension: '.json',
    about: 'everything, as one document with a JSON Schema',
    withoutFile: 'takes standard output',
    open: async (to) => (await import('./json/json-reporter.ts')).jsonReporter(to!),
  },
  {
    name: 'ndjson',
    extension: '.ndjson',
    about: 'what happens as it happens, an object a line',
    withoutFile: 'takes standard output',
    open: async (to, { nowMs }) => (await import('./ndjson/ndjson-reporter.ts')).ndjsonReporter(to!, nowMs),
  },
  {
    name: 'junit',
    extension: '.xml',
    about: 'JUnit XML, for Jenkins, GitLab and most others',
    withoutFile: 'takes standard output',
    open: async (to) => (await import('./junit/junit-reporter.ts')).junitReporter(to!),
  },
  {
    name: 'ctrf',
    extension: '.json',
    about: 'Common Test Report Format, see ctrf.io',
    withoutFile: 'takes standard output',
    open: async (to) => (await import('./ctrf/ctrf-reporter.ts')).ctrfReporter(to!),
  },
  {
    name: 'github',
    extension: '.md',
    about: 'annotations on standard output, and the job summary in Markdown',
    withoutFile: 'beside the text',
    adds: true,
    open: async (to, surroundings) => {
      const file = surroundings.environment.GITHUB_STEP_SUMMARY;
      const summary = to ?? (file === undefined || file === '' ? null : appendingTo(file));
      return (await import('./github/github-reporter.ts')).githubReporter(summary, surroundings);
    },
  },
  {
    name: 'html',
    extension: '.html',
    about: 'one page with time lines, charts, failures and the ledger',
    withoutFile: 'needs a file',
    open: async (to) => (await import('./html/html-reporter.ts')).htmlReporter(to!),
  },
] as const satisfies readonly ReporterKind[];

/** The name of a report. */
export type ReporterName = (typeof REPORTERS)[number]['name'];

/** All names, in the order of the table. */
export const REPORTER_NAMES: readonly ReporterName[] = REPORTERS.map(({ name }) => name);

/** The report of a name, or undefined. */
export function reporterNamed(name: string): ReporterKind | undefined {
  return REPORTERS.find((each) => each.name === name);
}
