// A case of the compatibility suite: what is sent to a target, what is demanded of it, and on what that rests. Cases stand in
// cases/*.ts, a file a family; run-check.ts sends them, judge-case.ts judges, report-*.ts tell.

import type { Contract } from '../../receiver/contract/contract.ts';
import type { Sourced } from '../../receiver/contract/mark.ts';
import type { ReleaseName } from '../../receiver/contract/releases.ts';
import type { EventName } from '../../receiver/contract/vocabulary.ts';

/** A family: cases that are about one thing. Its number is the first half of theirs and, as theirs, stands for ever. */
export interface Family {
  readonly number: number;
  /** Names the family on the command line; the slugs of its cases begin with it. */
  readonly slug: string;
  readonly title: string;
  /** In the order of their numbers, from 1. */
  readonly cases: readonly CheckCase[];
}

/** Why something is demanded, and how sure it is that OCS sends such. */
export interface Reason extends Sourced {
  readonly text: string;
}

/** One case. */
export interface CheckCase {
  /**
   * `7.3`: the third case of family 7. It stands for ever: results are compared by it, so no number is ever given anew. A new case
   * comes last in its family, and the number of one that is given up stays empty.
   */
  readonly number: string;
  /** Stands for ever too. */
  readonly slug: string;
  readonly title: string;
  /** What goes out, in a sentence without its full stop. */
  readonly sends: string;
  /** What is demanded, likewise. */
  readonly demands: string;
  readonly why: Reason;
  /** What it demands shows only in what the target keeps: an answer alone does not decide it. */
  readonly needsStore?: true;
  /** What was sent one after another must be given back in that order. */
  readonly ordered?: true;
  /** OCS never sends such, and a target may go down of it: sent last, and only where it is asked for. */
  readonly hostile?: true;
  /** The answers' times are part of the verdict. */
  readonly timed?: true;
  /** It is about so many connections at most: with more of them it has not been seen what it is about. */
  readonly connections?: number;
  /** Why it cannot be sent under a contract, in a few words; null if it can. Default: it always can. */
  readonly leftOut?: (context: CaseContext) => string | null;
  /** The requests; the same for the same context, to the byte. */
  readonly phases: (context: CaseContext) => readonly Phase[] | Promise<readonly Phase[]>;
}

/** What the cases are made from. */
export interface CaseContext {
  /** In force: of the release that was asked for, with the site's changes. */
  readonly contract: Contract;
  /** That of any release, with the same changes; null where the site's file does not fit it. */
  readonly contractOf: (release: ReleaseName) => Contract | null;
  /** Path of the site's contract file. */
  readonly contractFile: string | undefined;
  /** The release that was asked for; null: none in particular, so that all of them are spoken. */
  readonly onlyRelease: ReleaseName | null;
  readonly seed: number;
  /** How long connections rest in the cases about that, in real milliseconds. */
  readonly idleMs: number;
  /** Connections of the target's pool. */
  readonly poolSize: number;
}

/** Requests that go out together, once everything before them has been answered. */
export interface Phase {
  readonly requests: readonly CaseRequest[];
  /** `in turn`: each waits for the answer to the one before it. Most careful, and the only way to a sure order. */
  readonly manner: 'in turn' | 'at once';
  /** Default: the target's. */
  readonly poolSize?: number;
  /** Which OCS sends it: each has connections of its own. Default: all the same. */
  readonly application?: string;
  /** Real milliseconds that pass before it, with the connections open. Default 0. */
  readonly idleMs?: number;
  /** They end early as soon as the target has closed a connection. */
  readonly untilClosed?: true;
}

/** One request. */
export interface CaseRequest {
  /** The bytes, as UTF-8. */
  readonly body: string;
  /** For people: `started of Spring@Agents East`. */
  readonly about: string;
  /** The campaign group's name. */
  readonly group: string;
  readonly event: EventName;
  /** The contract by which it is a good notification; null for what OCS does not send. */
  readonly contract: Contract | null;
  /** Default `application/json`. */
  readonly contentType?: string;
  /** Only where OCS does not send such: whether it should be refused, or may be. */
  readonly refusal?: 'wanted' | 'allowed';
}

/** Whether OCS sends all that a case sends, as far as is known. */
export function isFaithful(phases: readonly Phase[]): boolean {
  return phases.every(({ requests }) => requests.every(({ contract }) => contract !== null));
}
