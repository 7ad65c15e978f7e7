import { PLAIN_STYLE } from '../report/style.ts';
import { scenarioText } from '../report/text.ts';
import type { RunResult } from '../scenario/result.ts';

/**
 * A result as the command line reports it, without colours: for the message of a test that fails.
 *
 * @param columns how wide it may be; 100 by default
 */
export function resultText(result: RunResult, columns = 100): string {
  return scenarioText(result, { columns, style: PLAIN_STYLE, full: true, again: () => '' }).replace(
    /^ again: .*\n/m,
    '',
  );
}
