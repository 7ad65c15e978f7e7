// Judging. An expectation is fed one observation at a time and keeps state per group, never records: of those it holds
// only the nearest miss and the first few failures, so that a day of notifications is judged in flat memory.
//
// What was not observed is judged by the table in evidence.ts.

import type { Contract } from '../contract/contract.ts';
import type { Failure, NearMiss } from './failure.ts';
import type { Observation } from './observation.ts';

/** Whose observations a verdict rests on: the receiver's, the sender's records, or what was read back from a store. */
export type Basis = 'receiver' | 'sender' | 'store';

/** Where observations come from; each of them the receiver by default. */
export interface Sources {
  /** `sender`: what was answered counts as arrived, in the order in which it was sent. */
  readonly arrivals: 'receiver' | 'sender';
  /** `sender`: nobody looked whether anything is kept. */
  readonly ends: Basis;
}

/** What an expectation found, as data; `explainVerdict` words it. */
export interface Verdict {
  readonly status: 'passed' | 'failed' | 'inconclusive';
  readonly title: string;
  /** How many things were judged: notifications, or groups for an order. */
  readonly judged: number;
  /** One line for people: `18 of 18, worst 0 ms`; says why where it is inconclusive. */
  readonly summary: string;
  /** The first failures, as many as `maxShown` allows. */
  readonly failures: readonly Failure[];
  readonly failureCount: number;
  /** Where nothing was selected: what came closest to it. */
  readonly nearest: NearMiss | null;
  /** Whose observations it rests on. */
  readonly restsOn: Basis;
}

/** One demand that is being judged. */
export interface Expectation<Spec = unknown> {
  readonly spec: Spec;
  /** Short, as on screen: `every 10 s ± 200 ms`. */
  readonly title: string;
  /** Observations in the order in which they became known. */
  feed(observation: Observation): void;
  /** True once nothing that could still come changes the verdict's status. */
  readonly settled: boolean;
  /** The verdict if judging ended at this instant (milliseconds since the start); may be asked for again and again. */
  verdict(endMs: number): Verdict;
}

/** What judging needs to know besides the expectation itself. */
export interface JudgingContext {
  readonly contract: Contract;
  /** Labels of the groups that exist, for patterns and for `order` without a group; empty where they are not known. */
  readonly groups: readonly string[];
  /** The step only: when its waiting began, in milliseconds since the start. 0 by default. */
  readonly startMs?: number;
  /** Where observations come from; the receiver by default. */
  readonly sources?: Sources;
  /** Whether the receiver listens when judging begins; true by default. */
  readonly listening?: boolean;
  /** How many failures are kept to be shown; 5 by default, all are counted. */
  readonly maxShown?: number;
}

/** How many failures are kept unless the context says otherwise. */
export const DEFAULT_MAX_SHOWN = 5;
