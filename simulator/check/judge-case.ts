// From what was answered and what is kept to a verdict on one case. It knows nothing of who is checked.

import { safeText, shownValue } from '../../receiver/expect/shown-text.ts';
import { numberText } from '../report/numbers.ts';
import { isTaken } from '../sender/ledger.ts';
import { valueOfBody } from '../store/content-key.ts';
import type { Difference } from '../store/store.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';

import type { CheckCase } from './case.ts';
import { falsifies } from './falsifying-drift.ts';
import { FindingList } from './finding-list.ts';
import type { Kept } from './look-into-store.ts';
import type { CaseResult, CaseVerdict, Finding, LookedAt } from './result.ts';
import type { SentRequest } from './send-case.ts';
import { summaryOf } from './summary.ts';

/** Slower than this share of the response time-out is near enough to be told. */
export const NEAR_THE_TIMEOUT = 0.1;

/** Characters of what a target or the sender says of one request. */
const MOST_SAID = 300;

/** What is known of a case that was sent. */
export interface Evidence {
  readonly sent: readonly SentRequest[];
  /** Null where the target has no store that can be read; trouble where it has one and it could not be read now. */
  readonly kept: Kept | EnvironmentTrouble | null;
  readonly responseTimeoutSeconds: number;
  /** An altered value is tolerated instead of failing the case. */
  readonly tolerant: boolean;
}

/** The verdict: the gravest finding decides. */
export function judgeCase(what: CheckCase, evidence: Evidence): CaseResult {
  const { sent, kept, responseTimeoutSeconds, tolerant } = evidence;
  const findings = new FindingList();
  for (const each of sent) judgeAnswer(each, findings, isKept(each, kept));
  judgeConnections(what, sent, findings);
  const times = answerTimes(sent);
  if (what.timed && times.slowestMs !== null) judgeTimes(times.slowestMs, responseTimeoutSeconds, findings);
  const looked = kept !== null && 'stored' in kept ? kept : null;
  if (looked !== null) judgeKept(what, sent, looked, { findings, tolerant });
  else if (kept !== null && 'message' in kept)
    findings.add('not looked at', 'not judged', `the store could not be read: ${kept.message}`);
  else if (what.needsStore)
    findings.add(
      'not looked at',
      'not judged',
      'what it demands shows only in what is kept, and nothing can be read back',
    );
  const { number, slug, title, why } = what;
  const list = findings.list;
  const facts = {
    verdict: list[0]?.weight ?? 'passed',
    lookedAt: looked === null ? 'answers' : 'answers and store',
    requests: sent.length,
    answered: sent.filter(({ outcome }) => outcome?.kind === 'answered').length,
    taken: sent.filter(({ outcome }) => outcome !== null && isTaken(outcome)).length,
    ...times,
    findings: list,
  } as const satisfies Partial<CaseResult> & {
    verdict: CaseVerdict;
    lookedAt: LookedAt;
    findings: readonly Finding[];
  };
  return { number, slug, title, mark: why.mark, summary: summaryOf(facts, sent), ...facts };
}

/** A case of which nothing could be looked at. */
export function notJudged(what: CheckCase, why: string): CaseResult {
  const { number, slug, title } = what;
  return {
    number,
    slug,
    title,
    mark: what.why.mark,
    verdict: 'not judged',
    lookedAt: 'nothing',
    summary: why,
    requests: 0,
    answered: 0,
    taken: 0,
    slowestMs: null,
    p99Ms: null,
    findings: [{ kind: 'not looked at', weight: 'not judged', message: why, times: 0, first: null }],
  };
}

function isKept({ number }: SentRequest, kept: Evidence['kept']): boolean {
  if (kept === null || !('stored' in kept)) return false;
  const found = kept.stored.get(number);
  return found !== undefined && found.kind !== 'missing';
}

/** @param keptAllTheSame it is in the store, whatever the answer says */
function judgeAnswer(
  { number, request, outcome }: SentRequest,
  findings: FindingList,
  keptAllTheSame: boolean,
): void {
  const of = { number, about: request.about };
  if (outcome === null) {
    findings.add('not sent', 'failed', 'not sent any more, after so many without an answer', of);
    return;
  }
  // Of an answer with 2xx the begin of its body is known, of any other the reason in it.
  const reason = isTaken(outcome) ? '' : safeText(outcome.detail, MOST_SAID);
  if (outcome.kind !== 'answered') {
    findings.add(
      'not answered',
      'failed',
      `${outcome.kind}${reason === '' ? '' : `: ${reason}`}`,
      of,
      1,
      outcome.kind,
    );
    return;
  }
  const answered = `answered ${outcome.status}${reason === '' ? '' : `: ${reason}`}`;
  if (keptAllTheSame && !isTaken(outcome)) {
    findings.add(
      'refused but kept',
      'failed',
      `${answered}, and kept all the same`,
      of,
      1,
      `${outcome.status}`,
    );
    return;
  }
  if (request.refusal === undefined) {
    if (!isTaken(outcome)) findings.add('not taken', 'failed', answered, of, 1, `${outcome.status}`);
  } else if (isTaken(outcome)) {
    if (request.refusal === 'wanted')
      findings.add(
        'taken though bad',
        'tolerated',
        `answered ${outcome.status}: it is taken for a notification`,
        of,
      );
  } else if (outcome.status! < 400 || outcome.status! >= 500)
    findings.add('error at bad', 'failed', answered, of, 1, `${outcome.status}`);
}

function judgeTimes(slowestMs: number, timeoutSeconds: number, findings: FindingList): void {
  const limitMs = timeoutSeconds * 1_000 * NEAR_THE_TIMEOUT;
  if (slowestMs > limitMs)
    findings.add(
      'slow',
      'tolerated',
      `the slowest answer took ${secondsText(slowestMs)} s; the sender gives up after ${timeoutSeconds} s`,
    );
}

function judgeKept(
  what: CheckCase,
  sent: readonly SentRequest[],
  { comparison, stored, order }: Kept,
  { findings, tolerant }: { readonly findings: FindingList; readonly tolerant: boolean },
): void {
  for (const { number, request, outcome } of sent) {
    const of = { number, about: request.about };
    const found = stored.get(number);
    if (found?.kind === 'missing' && outcome !== null && isTaken(outcome))
      findings.add('missing', 'failed', `answered ${outcome.status}, and not kept`, of);
    if (found?.kind === 'duplicated') findings.add('duplicated', 'failed', `kept ${found.times} times`, of);
  }
  const byNumber = new Map(sent.map((each) => [each.number, each]));
  for (const { path, kind, times, first } of comparison.alterations) {
    const about = byNumber.get(first.number)?.request.about ?? '';
    const values = apart(first);
    findings.add(
      'altered',
      tolerant ? 'tolerated' : 'failed',
      `${path}: ${kind}: ${values}`,
      { number: first.number, about },
      times,
    );
  }
  if (comparison.unexpected > 0) {
    const [first] = comparison.unexpectedFirst;
    findings.add(
      'unexpected',
      'tolerated',
      `kept although nobody sent it: ${shownValue(first?.body)}`,
      undefined,
      comparison.unexpected,
    );
  }
  const bodies = sent.flatMap(({ request: { contract, body } }) =>
    contract === null ? [] : [valueOfBody(body)],
  );
  for (const drift of comparison.drift) {
    if (!falsifies(drift, bodies)) continue;
    const { field, wanted, found, consequence } = drift;
    findings.add('drift', 'tolerated', `${field} is held as ${found}, not ${wanted}: ${consequence}`);
  }
  const late = order.find((number, index) => index > 0 && number < order[index - 1]!);
  if (what.ordered && late !== undefined)
    findings.add('reordered', 'tolerated', 'given back after one that was sent later', {
      number: late,
      about: byNumber.get(late)!.request.about,
    });
}

/** A case about one connection proves nothing of it over several. */
function judgeConnections(
  { connections }: CheckCase,
  sent: readonly SentRequest[],
  findings: FindingList,
): void {
  const used = new Set(sent.flatMap(({ outcome }) => outcome?.connection?.number ?? []));
  // A failure tells more.
  const failed = sent.some(({ outcome }) => outcome?.kind !== 'answered');
  if (connections === undefined || used.size <= connections || failed) return;
  findings.add(
    'more connections',
    'tolerated',
    `${used.size} connections were used, not ${connections}: the target closes them, and OCS must open one anew`,
  );
}

function answerTimes(sent: readonly SentRequest[]): Pick<CaseResult, 'slowestMs' | 'p99Ms'> {
  const times = sent
    .flatMap(({ outcome, unhindered }) =>
      unhindered && outcome?.kind === 'answered' ? [outcome.durationMs] : [],
    )
    .sort((a, b) => a - b);
  return {
    slowestMs: times.at(-1) ?? null,
    p99Ms: times[Math.ceil(times.length * 0.99) - 1] ?? null,
  };
}

function secondsText(ms: number): string {
  return (ms / 1_000).toFixed(ms < 10_000 ? 2 : 1);
}

/** Both values; of long texts that begin alike, where they part. */
function apart({ sent, stored }: Pick<Difference, 'sent' | 'stored'>): string {
  const [one, other] = [shownValue(sent), shownValue(stored)];
  if (one !== other || typeof sent !== 'string' || typeof stored !== 'string')
    return `sent ${one}, kept ${other}`;
  let at = 0;
  while (at < sent.length && sent[at] === stored[at]) at += 1;
  return `sent a text of ${numberText(sent.length)} characters, kept one of ${numberText(stored.length)}: they part at character ${numberText(at + 1)}`;
}
