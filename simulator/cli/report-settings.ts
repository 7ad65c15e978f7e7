import { existsSync } from 'node:fs';
import { didYouMean } from '../../receiver/document/closest-word.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import { safeText } from '../../receiver/expect/shown-text.ts';
import {
  appendingTo,
  fileDestination,
  followed,
  standardOutput,
  whyUnwritable,
} from '../report/destination.ts';
import type { ReportSurroundings } from '../report/reporter.ts';
import { REPORTER_NAMES, type ReporterKind, reporterNamed } from '../report/reporters.ts';
import type { OpenReport } from '../report/reporting.ts';
import type { ReportArguments } from './report-options.ts';

/** A report that is asked for. */
export interface WantedReport {
  /** As it was asked for: `junit=out.xml`. */
  readonly asked: string;
  readonly kind: ReporterKind;
  /** `-` is standard output; null where no file was named. */
  readonly file: string | null;
}

/** What is to be reported, or everything that is wrong with it. */
export type ReportSettings =
  | {
      readonly reports: readonly WantedReport[];
      /** One of them has standard output for itself: what people read goes elsewhere. */
      readonly takesOutput: boolean;
    }
  | { readonly wrong: readonly string[] };

/** Of what is asked for no more is said again. */
const LONGEST = 300;

/**
 * Reads `--report NAME=FILE` and looks whether each could be written, so that nothing is found out after a long run. `inputs`: files
 * that no report may replace.
 */
export function reportSettingsOf({ report }: ReportArguments, inputs: readonly string[]): ReportSettings {
  const reports: WantedReport[] = [];
  const wrong: string[] = [];
  const taken = new Map<string, string>();
  const kept = new Set(inputs.map(followed));
  for (const asked of report ?? []) {
    const wanted = parsed(asked);
    const problem =
      typeof wanted === 'string'
        ? wanted
        : (fileProblem(wanted, taken, kept) ?? outputProblem(wanted, reports));
    if (typeof wanted !== 'string') reports.push(wanted);
    if (problem !== null) wrong.push(`--report ${safeText(asked, LONGEST)}: ${problem}`);
  }
  return wrong.length > 0 ? { wrong } : { reports, takesOutput: reports.some(takesOutput) };
}

/** What is wrong with the file of a report; those that are taken are noted. */
function fileProblem(
  { asked, kind, file }: WantedReport,
  taken: Map<string, string>,
  kept: ReadonlySet<string>,
): string | null {
  const expected = `expected ${kind.name}=FILE, such as ${kind.name}=report${kind.extension}`;
  if (file === '') return `it names no file: ${expected}`;
  if (file === null && kind.withoutFile === 'needs a file') return `it needs a file: ${expected}`;
  if (file === null || file === '-') return null;
  const why = whyUnwritable(file);
  if (why !== null) return `the file cannot be written: ${why}`;
  const real = followed(file);
  const other = taken.get(real);
  taken.set(real, asked);
  if (other !== undefined) return `${harmless(other)} goes to the same file`;
  if (kept.has(real)) return 'this run needs that file for something else';
  // Pieces, contracts and targets are found only when scenarios are read, and no report is YAML.
  return /\.ya?ml$/i.test(real) && existsSync(real)
    ? 'that is a YAML file, which a report would replace: remove it first, or name another'
    : null;
}

/** What is wrong with a report on standard output, given those before it: there is room for one, or for what people read. */
function outputProblem(wanted: WantedReport, before: readonly WantedReport[]): string | null {
  const isBeside = ({ kind }: WantedReport): boolean => kind.name === 'github';
  const other = before.find((each) =>
    takesOutput(wanted)
      ? takesOutput(each) || isBeside(each)
      : isBeside(wanted) && (takesOutput(each) || isBeside(each)),
  );
  return other === undefined ? null : `${harmless(other.asked)} goes to standard output already`;
}

function takesOutput({ kind, file }: WantedReport): boolean {
  return file === '-' || (file === null && kind.withoutFile === 'takes standard output');
}

/** Opens the reports: what they need is loaded now, for in the end there may be no time. */
export function openReports(
  reports: readonly WantedReport[],
  surroundings: ReportSurroundings,
  processId: number,
): Promise<OpenReport[]> {
  return Promise.all(
    reports.map(async ({ asked, kind, file }) => {
      const alone = kind.withoutFile === 'beside the text' ? null : standardOutput(surroundings.out);
      const named = (path: string) =>
        path === '-'
          ? standardOutput(surroundings.out)
          : kind.adds === true
            ? appendingTo(path)
            : fileDestination(path, processId);
      const to = file === null ? alone : named(file);
      return { name: asked, reporter: await kind.open(to, surroundings) };
    }),
  );
}

/** Whether a path is a name of standard output: what is behind it may be a file that others have open, and must not be replaced. */
function isStandardOutput(path: string): boolean {
  return /^(?:\/dev\/stdout|(?:\/dev|\/proc\/self)\/fd\/1)$/.test(path);
}

/** What is asked for, or what is wrong with it. */
function parsed(asked: string): WantedReport | string {
  const at = asked.indexOf('=');
  const name = at === -1 ? asked : asked.slice(0, at);
  const kind = reporterNamed(name);
  if (kind !== undefined) {
    const file = at === -1 ? null : asked.slice(at + 1);
    const own = file !== null && isStandardOutput(file) ? '-' : file;
    // The text is there anyway.
    return { asked, kind, file: kind.name === 'text' && own === '-' ? null : own };
  }
  const meant = didYouMean(name, REPORTER_NAMES);
  const known = `known: ${REPORTER_NAMES.join(', ')}`;
  return `there is no report "${safeText(name)}"; ${meant === undefined ? known : `${meant} (${known})`}`;
}
