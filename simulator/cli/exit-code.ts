import type { RunResult } from '../scenario/result.ts';

/** What the process tells its caller; documented in `--help` and in the README. */
export const EXIT = {
  passed: 0,
  failed: 1,
  badInput: 2,
  inconclusive: 3,
  environment: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_TEXT = [
  'Exit codes:',
  '    0  passed',
  '    1  an expectation failed, or a case of check; a journal is damaged',
  '    2  bad usage, or an invalid file, whatever the others came to',
  '    3  inconclusive: something could not be judged',
  '    4  the environment failed: port in use, target unreachable',
  '  130  interrupted; what was done so far is reported',
].join('\n');

/** Of several scenarios the worst counts: failed before inconclusive before passed. */
export function exitCodeOf(results: readonly RunResult[]): ExitCode {
  if (results.some((result) => result.interrupted)) return EXIT.interrupted;
  if (results.some((result) => result.status === 'failed')) return EXIT.failed;
  return results.every((result) => result.status === 'passed') && results.length > 0
    ? EXIT.passed
    : EXIT.inconclusive;
}
