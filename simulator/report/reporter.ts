import type { ReportEvent } from './report-event.ts';
import type { RunReport } from './run-report.ts';

/**
 * Makes one report of a run. Everything is written at once and in the caller's turn: the last call may come while the process is
 * already ending. What goes wrong in writing is thrown, as the system's own error.
 */
export interface Reporter {
  /** Something happened. For a report that is made at the end only, there is nothing to do. */
  tell(event: ReportEvent): void;
  /** It is over, as far as it came. Called once, after the last event. */
  end(report: RunReport): void;
}

/** Where a report goes. */
export interface Destination {
  /** A file's path, or `standard output`; for people. */
  readonly name: string;
  /** Puts the whole report there; a file that was there before is replaced at once or not at all. */
  replace(text: string): void;
  /** Puts more at the end of what is there. The first call begins anew where the report is a file. */
  append(text: string): void;
  /** How many bytes of others stand there and stay; where it is left out, none do. */
  present?(): number;
  /** Nothing more will be appended. */
  close(): void;
}

/** What reporters may know of their surroundings. */
export interface ReportSurroundings {
  /** Where people and machines that read standard output are told something. */
  readonly out: (text: string) => void;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** The environment of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A report that is written when all is known. */
export function atTheEnd(to: Destination, text: (report: RunReport) => string): Reporter {
  return { tell: () => {}, end: (report) => to.replace(text(report)) };
}
