// Command-line options of reports; what their values mean is in report-settings.ts.

import { REPORTER_NAMES } from '../report/reporters.ts';
import type { CliOptions } from './command.ts';

/** The options. */
export const reportOptions = {
  report: {
    array: true,
    takes: 'report',
    describe: `Write a report too, as NAME=FILE or NAME alone: ${REPORTER_NAMES.join(', ')}`,
  },
} as const satisfies CliOptions;

/** Their values. */
export interface ReportArguments {
  readonly report?: readonly string[] | undefined;
}
