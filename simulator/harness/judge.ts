// Feeds every expectation of a run, those of the whole run and those of steps that wait, with what becomes known.

import type { Contract } from '../../receiver/contract/contract.ts';
import type { Placed } from '../../receiver/document/shape.ts';
import { createExpectation } from '../../receiver/expect/create-expectation.ts';
import type { Expectation, JudgingContext, Sources, Verdict } from '../../receiver/expect/expectation.ts';
import type { Observation } from '../../receiver/expect/observation.ts';
import { type ExpectStepSpec, expectStep, type StepExpectation } from '../../receiver/expect/step.ts';
import type { ExpectationSpec } from '../../receiver/expect/vocabulary.ts';
import type { JudgedExpectation } from '../scenario/result.ts';
import type { Watch } from '../scenario/stage.ts';
import type { Clock } from '../time/clock.ts';

/** So many failures of one expectation are shown; all are counted. */
const MOST_FAILURES = 3;

interface Live {
  readonly expectation: StepExpectation;
  /** Steps that wait one after another share a row: what the first of them has counted is not counted again by the next. */
  readonly row: object;
  readonly wakes: Set<() => void>;
}

export class Judge {
  readonly #clock: Clock;
  readonly #context: JudgingContext;
  readonly #final: readonly { readonly expectation: Expectation; readonly place: Placed<unknown>['place'] }[];
  readonly #watches = new Set<Live>();
  #listening = true;

  constructor(
    expectations: readonly Placed<ExpectationSpec>[],
    {
      clock,
      contract,
      groups,
      sources,
    }: {
      readonly clock: Clock;
      readonly contract: Contract;
      readonly groups: readonly string[];
      readonly sources: Sources;
    },
  ) {
    this.#clock = clock;
    this.#context = { contract, groups, sources, maxShown: MOST_FAILURES };
    this.#final = expectations.map(({ value, place }) => ({
      place,
      expectation: createExpectation(value, this.#context),
    }));
  }

  feed(observation: Observation): void {
    if (observation.kind === 'listening') this.#listening = observation.listening;
    for (const { expectation } of this.#final) expectation.feed(observation);
    const rowsServed = new Set<object>();
    for (const { expectation, row, wakes } of this.#watches) {
      if (expectation.settled || rowsServed.has(row)) continue;
      const before = expectation.taken;
      expectation.feed(observation);
      if (expectation.taken > before && expectation.spec.count.max !== 0) rowsServed.add(row);
      if (expectation.settled) for (const wake of [...wakes]) wake();
    }
  }

  watch(spec: ExpectStepSpec, row: object): Watch {
    const startedAtMs = this.#clock.nowMs();
    const expectation = expectStep(spec, {
      ...this.#context,
      listening: this.#listening,
      startMs: startedAtMs - this.#clock.epochMs,
    });
    const live: Live = { expectation, row, wakes: new Set() };
    this.#watches.add(live);
    return {
      title: expectation.title,
      begin: () => {
        const deadlineMs = this.#clock.nowMs() + spec.withinMs;
        expectation.extend(deadlineMs - this.#clock.epochMs);
        return deadlineMs;
      },
      get settled() {
        return expectation.settled;
      },
      onSettled: (wake) => {
        live.wakes.add(wake);
        return () => live.wakes.delete(wake);
      },
      finish: () => {
        this.#watches.delete(live);
        return expectation.verdict(this.#sinceStartMs);
      },
    };
  }

  /**
   * The verdicts on the whole run, as of now. In a run that was interrupted, what is missing so far might have come: then only a
   * failure that nothing can mend any more counts as one, and of what was not judged at all nothing is said.
   */
  verdicts({ interrupted }: { readonly interrupted: boolean }): readonly JudgedExpectation[] {
    return this.#final.map(({ expectation, place }) => {
      const verdict = expectation.verdict(this.#sinceStartMs);
      const unsettled = verdict.status === 'failed' && !expectation.settled;
      const untouched = verdict.status === 'inconclusive' && verdict.judged === 0;
      const open = interrupted && (unsettled || untouched);
      return { place, verdict: open ? undecided(verdict) : verdict };
    });
  }

  get #sinceStartMs(): number {
    return this.#clock.nowMs() - this.#clock.epochMs;
  }
}

function undecided({ title, judged, restsOn }: Verdict): Verdict {
  return {
    title,
    restsOn,
    status: 'inconclusive',
    judged,
    summary: 'the run was interrupted before this was decided',
    failures: [],
    failureCount: 0,
    nearest: null,
  };
}
