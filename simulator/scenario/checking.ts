// What can be known of a scenario before it runs: every group's possible situations, followed through the steps.

import type { Contract } from '../../receiver/contract/contract.ts';
import { dialModeWord } from '../../receiver/contract/vocabulary.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { fitsPattern } from '../../receiver/document/name-pattern.ts';
import type { Place } from '../../receiver/document/place.ts';
import { checkExpectation } from '../../receiver/expect/check-expectation.ts';
import { type ExpectationSpec, groupsNamedBy } from '../../receiver/expect/vocabulary.ts';
import type { Command } from '../campaign/command.ts';
import { decide, notLoaded, type Situation, situationsAfter } from '../campaign/lifecycle.ts';
import { resolveTarget, type Target } from './target.ts';

/** A group as far as the checker needs it. */
export interface CheckedGroup {
  readonly label: string;
  /** Agent groups of the same key are the same one. */
  readonly agentGroupKey: string;
}

/** All situations that a group can be in; null: nothing is known of it any more. */
type Possible = readonly Situation[] | null;

export class Checking {
  readonly problems: Diagnostic[] = [];
  readonly labels: readonly string[];
  readonly applications: readonly string[];
  readonly contract: Contract;
  readonly #agentGroups: ReadonlyMap<string, string>;
  #possible: Map<string, Possible>;
  /** Groups that got a command; for branches side by side. */
  #touched = new Set<string>();

  /** @param begin what is known of every group at first; null where it cannot be known */
  constructor(
    groups: readonly CheckedGroup[],
    applications: readonly string[],
    contract: Contract,
    begin: Possible = [notLoaded()],
  ) {
    this.labels = groups.map((group) => group.label);
    this.applications = applications;
    this.contract = contract;
    this.#agentGroups = new Map(groups.map((group) => [group.label, group.agentGroupKey]));
    this.#possible = new Map(this.labels.map((label) => [label, begin]));
  }

  /** Adds a problem; one that stands at its place already, from an earlier round of a repetition, is not added again. */
  report(problem: Diagnostic): void {
    const known = this.problems.some(
      (each) =>
        each.place.start === problem.place.start &&
        each.code === problem.code &&
        each.place.source === problem.place.source,
    );
    if (!known) this.problems.push(problem);
  }

  /** The labels that a target means; names that mean none are reported. */
  resolve(target: Target): readonly string[] {
    const { labels, problems } = resolveTarget(target, this.labels);
    for (const problem of problems) this.report(problem);
    return labels;
  }

  /** Follows a command; reports one that is sure to be refused, or sure not to be where a refusal is wanted. */
  command(target: Target, command: Command, place: Place, wantsRefusal: boolean): void {
    const labels = this.resolve(target);
    // A misspelt name may mean any group: to say more of them now would only hide the one mistake behind others.
    if (!target.every(({ value }) => this.labels.some((label) => fitsPattern(value, label)))) {
      this.#possible = new Map(this.labels.map((label) => [label, null]));
    }
    for (const label of labels) {
      this.#touched.add(label);
      const possible = this.#possible.get(label) ?? null;
      if (possible === null) continue;
      const decisions = possible.map((situation) => ({
        situation,
        decision: this.#decide(label, situation, command),
      }));
      const refusals = decisions.flatMap(({ decision }) => (decision?.kind === 'refused' ? [decision] : []));
      const first = refusals[0];
      if (first !== undefined && refusals.length === decisions.length && !wantsRefusal) {
        this.report({
          code: 'illegal-transition',
          severity: 'error',
          place,
          message: `${label}: ${first.reason}`,
          hint: `${first.hint}; or add refused: true if the refusal is what you want to see`,
        });
      }
      if (refusals.length === 0 && wantsRefusal && decisions.every(({ decision }) => decision !== null)) {
        this.report({
          code: 'illegal-transition',
          severity: 'error',
          place,
          message: `${label} takes ${command.name} here, so it cannot be refused`,
          hint: 'leave out refused: true',
        });
      }
      const after = decisions.flatMap(({ situation, decision }) => {
        if (decision === null) return [situation, ...assumed(situation, command)];
        return decision.kind === 'accepted' ? situationsAfter(decision) : [situation];
      });
      this.#possible.set(label, unique(after.flatMap(withTime)));
    }
  }

  /** Reports what is wrong with an expectation, or keeps it from ever judging anything. */
  expectation(spec: ExpectationSpec): void {
    this.resolve(groupsNamedBy(spec));
    for (const problem of checkExpectation(spec, this.contract)) this.report(problem);
  }

  /** Follows branches that run side by side: what more than one of them commands is not known in any of them, nor afterwards. */
  branches(checks: readonly (() => void)[]): void {
    const before = this.#possible;
    const touchedBefore = this.#touched;
    const problemsBefore = this.problems.length;
    const touchedBy = checks.map((check) => {
      this.#touched = new Set();
      this.#possible = new Map(before);
      check();
      return this.#touched;
    });
    this.problems.length = problemsBefore;
    // The second look must not add to what the last branch touched in the first one.
    this.#touched = new Set();
    const after = new Map(before);
    for (const [index, check] of checks.entries()) {
      const others = new Set(touchedBy.flatMap((touched, other) => (other === index ? [] : [...touched])));
      this.#possible = new Map(
        [...before].map(([label, possible]) => [label, others.has(label) ? null : possible]),
      );
      check();
      for (const label of touchedBy[index]!)
        after.set(label, others.has(label) ? null : this.#possible.get(label)!);
    }
    this.#possible = after;
    this.#touched = new Set([...touchedBefore, ...touchedBy.flatMap((touched) => [...touched])]);
  }

  /** Null: nobody can tell, because another group may hold the agent group. */
  #decide(label: string, situation: Situation, command: Command): ReturnType<typeof decide> | null {
    const decision = decide(situation, command);
    if (
      decision.kind === 'refused' ||
      command.name !== 'StartDialing' ||
      !dialModeWord(command.mode).exclusive
    )
      return decision;
    const rivals = this.labels.filter(
      (other) => other !== label && this.#agentGroups.get(other) === this.#agentGroups.get(label),
    );
    for (const rival of rivals) {
      const possible = this.#possible.get(rival) ?? null;
      const holds = (each: Situation): boolean =>
        each.state === 'Running' && dialModeWord(each.dialMode).exclusive;
      if (possible === null) return null;
      if (possible.every(holds)) {
        return {
          kind: 'refused',
          code: 'agent group busy',
          reason: `${rival} dials on the same agent group in ${possible[0]!.dialMode}, and only one can in such a mode`,
          hint: `stop ${rival} first, or use a mode that runs beside anything, such as Preview`,
        };
      }
      if (possible.some(holds)) return null;
    }
    return decision;
  }
}

/** A situation with what it may turn into by itself before the next command: the calls end that an unload waits for. */
function withTime(situation: Situation): readonly Situation[] {
  if (situation.state !== 'WaitingUnload') return [situation];
  return [situation, { ...situation, state: 'NotLoaded', callsInProgress: false }];
}

/** Where it cannot be told whether a command is refused: what it would lead to. */
function assumed(situation: Situation, command: Command): readonly Situation[] {
  const decision = decide(situation, command);
  return decision.kind === 'accepted' ? situationsAfter(decision) : [];
}

function unique(situations: readonly Situation[]): readonly Situation[] {
  return [...new Map(situations.map((each) => [JSON.stringify(each), each])).values()];
}
