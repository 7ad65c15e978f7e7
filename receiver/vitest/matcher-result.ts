// From a verdict to what vitest wants to know. A verdict has three values and a matcher two: what could not be judged fails, whether
// the matcher is negated or not.

import type { Finding } from '../library/posted-once.ts';

/** What a matcher hands to vitest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The result of a matcher that stands as it is. */
export function affirmed(matcher: string, finding: Finding): MatcherResult {
  return { pass: finding.status === 'passed', message: () => messageOf(matcher, finding) };
}

/** The result of a negated matcher, by what its opposite found: `pass` is what vitest then turns around. */
export function denied(matcher: string, opposite: Finding): MatcherResult {
  return { pass: opposite.status !== 'passed', message: () => messageOf(`not.${matcher}`, opposite) };
}

/** The opposite of a finding. Silence is no evidence of anything having failed. */
export function oppositeOf(finding: Finding, somethingCame: boolean): Finding {
  const { status, title, summary } = finding;
  if (status === 'inconclusive') return finding;
  if (status === 'passed') {
    const explanation = `it holds, and was expected not to: ${summary}`;
    return { status: 'failed', title, summary, explanation };
  }
  if (somethingCame) return { status: 'passed', title, summary, explanation: '' };
  const why = 'nothing at all was observed, so that silence proves nothing';
  return { status: 'inconclusive', title, summary: why, explanation: `inconclusive: ${why}` };
}

function messageOf(matcher: string, { title, explanation }: Finding): string {
  return `${matcher}: ${title}\n\n${explanation}`;
}
