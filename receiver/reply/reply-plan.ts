// How the receiver answers: rules as data, the first one that applies wins, without one the answer is as usual.
// A rule is a condition and an answer; reply-shape.ts reads rules from YAML.

import type { EventName, GroupState } from '../contract/vocabulary.ts';
import { fitsPattern } from '../document/name-pattern.ts';
import { type Random, randomFor } from '../random.ts';
import type { PlannedAnswer } from './planned-answer.ts';

/**
 * When a rule applies; what is left out does not restrict. `nth`, `every`, `first` and `after` are about the place of a request
 * among all that fit `events`, `groups`, `states` and the time since the rule was set, whoever answered them; `times` is about
 * how often this rule answers. So rules with `times` follow one another, and a rule with `nth: 4` means the fourth request
 * whatever other rules do.
 */
export interface ReplyCondition {
  readonly events?: readonly EventName[];
  /** Labels as selectors use them; `*` stands for any text. */
  readonly groups?: readonly string[];
  /** The state that the notification reports, which is the one after its event. */
  readonly states?: readonly GroupState[];
  /** From 1. */
  readonly nth?: readonly number[];
  /** Each so-manieth: 3 for the third, the sixth, … */
  readonly every?: number;
  /** The first so many. */
  readonly first?: number;
  /** All but the first so many. */
  readonly after?: number;
  readonly times?: number;
  /** Each request that is due is hit with this chance, from 0 to 1. */
  readonly probability?: number;
  /** Not before so many milliseconds on the receiver's clock since it was started: campaign time within a run. */
  readonly fromMs?: number;
  /** Before so many. */
  readonly untilMs?: number;
  /** Only for so many milliseconds on the receiver's clock from the moment when the rule was set. */
  readonly forMs?: number;
}

/** A condition and the answer that is given where it holds. */
export interface ReplyRule {
  /** What records call it; `rule 3` where it has no name. */
  readonly name?: string;
  readonly when: ReplyCondition;
  readonly answer: PlannedAnswer;
}

/** What a request is about; null where it does not say. A rule with a condition on it then does not fit. */
export interface ReplySubject {
  readonly event: EventName | null;
  /** The label that selectors use. */
  readonly group: string | null;
  /** Its tenant's Contact Center ID: `TENANT/NAME` selects by both. Default: not known. */
  readonly tenant?: string | null;
  /** The state that it reports. Default: not known. */
  readonly state?: GroupState | null;
}

/** A change of the plan, as a scenario or a switch on a page asks for it. */
export type ReplyChange =
  | { readonly kind: 'default' }
  | { readonly kind: 'in front'; readonly rules: readonly ReplyRule[] };

/** A rule with its counts so far. */
export interface RuleInForce {
  /** From 1, in the order in which rules were set; never given again. */
  readonly id: number;
  readonly rule: ReplyRule;
  /** Switched off it stays where it is, and neither counts nor answers. */
  readonly on: boolean;
  /** Requests that fitted event, group, state and time since it was set. */
  readonly fitted: number;
  /** Requests that it answered. */
  readonly answered: number;
}

/** What the plan says about one request. */
export interface Decision {
  readonly answer: PlannedAnswer;
  /** The rule's name, or `rule 3`. */
  readonly rule: string;
  /** The rule's own stream, for whatever its answer leaves to chance. */
  readonly chance: Random;
}

/** What a plan needs of the world. */
export interface PlanSurroundings {
  /** Of all chance; the same seed and the same requests give the same answers. Default 1. */
  readonly seed?: number;
  /** Milliseconds on the receiver's clock since it was started. Default: time stands still. */
  readonly sinceStartMs?: () => number;
}

interface Live {
  readonly id: number;
  readonly rule: ReplyRule;
  readonly setAtMs: number;
  /** Whether it is hit, and what it does then, are drawn apart: a change of the one leaves the other as it was. */
  readonly luck: Random;
  readonly chance: Random;
  on: boolean;
  fitted: number;
  answered: number;
}

/** The rules in force with their counts. */
export class ReplyPlan {
  #inForce: readonly Live[] = [];
  #set = 0;
  readonly #seed: number;
  readonly #sinceStartMs: () => number;

  /** @param rules the first that applies wins; none means that every answer is as usual */
  constructor(rules: readonly ReplyRule[] = [], surroundings: PlanSurroundings = {}) {
    this.#seed = surroundings.seed ?? 1;
    this.#sinceStartMs = surroundings.sinceStartMs ?? (() => 0);
    this.#inForce = rules.map((rule) => this.#newlySet(rule));
  }

  /** In the order in which they are tried. */
  get rules(): readonly RuleInForce[] {
    return this.#inForce.map(({ id, rule, on, fitted, answered }) => ({ id, rule, on, fitted, answered }));
  }

  /** Adds rules in front of those in force, which keep their counts; or goes back to answering as usual. */
  apply(change: ReplyChange): void {
    this.#inForce =
      change.kind === 'default'
        ? []
        : [...change.rules.map((rule) => this.#newlySet(rule)), ...this.#inForce];
  }

  /** Forgets all rules and counts for these. */
  replace(rules: readonly ReplyRule[]): void {
    this.#inForce = rules.map((rule) => this.#newlySet(rule));
  }

  /** Switches a rule on or off; false where no such rule is in force. */
  switch(id: number, on: boolean): boolean {
    const rule = this.#inForce.find((each) => each.id === id);
    if (rule !== undefined) rule.on = on;
    return rule !== undefined;
  }

  /** Takes one rule away; false where no such rule is in force. */
  remove(id: number): boolean {
    const before = this.#inForce.length;
    this.#inForce = this.#inForce.filter((each) => each.id !== id);
    return this.#inForce.length < before;
  }

  /** Decides on one request and counts it; null for an answer as usual. `subject` is asked at most once, and only if a rule needs it. */
  decide(subject: () => ReplySubject): Decision | null {
    if (this.#inForce.length === 0) return null;
    const nowMs = this.#sinceStartMs();
    let known: ReplySubject | null = null;
    let decision: Decision | null = null;
    for (const each of this.#inForce) {
      const { when } = each.rule;
      if (!each.on || !isTime(when, nowMs, each.setAtMs)) continue;
      if (when.events !== undefined || when.groups !== undefined || when.states !== undefined) {
        known ??= subject();
        if (!fits(when, known)) continue;
      }
      each.fitted += 1;
      // Drawn for every request that fits, so that which ones are hit does not depend on other rules.
      const lucky = when.probability === undefined || each.luck.next() < when.probability;
      if (decision !== null || !lucky || !isDue(when, each.fitted, each.answered)) continue;
      each.answered += 1;
      decision = {
        answer: each.rule.answer,
        rule: each.rule.name ?? `rule ${each.id}`,
        chance: each.chance,
      };
    }
    return decision;
  }

  #newlySet(rule: ReplyRule): Live {
    this.#set += 1;
    const id = this.#set;
    return {
      id,
      rule,
      setAtMs: this.#sinceStartMs(),
      luck: randomFor(this.#seed, `reply rule ${id}, whether`),
      chance: randomFor(this.#seed, `reply rule ${id}, what`),
      on: true,
      fitted: 0,
      answered: 0,
    };
  }
}

function isTime({ fromMs, untilMs, forMs }: ReplyCondition, nowMs: number, setAtMs: number): boolean {
  return (
    (fromMs === undefined || nowMs >= fromMs) &&
    (untilMs === undefined || nowMs < untilMs) &&
    (forMs === undefined || nowMs < setAtMs + forMs)
  );
}

function fits(
  { events, groups, states }: ReplyCondition,
  { event, group, tenant = null, state = null }: ReplySubject,
): boolean {
  return (
    (events === undefined || (event !== null && events.includes(event))) &&
    (groups === undefined ||
      (group !== null && groups.some((pattern) => fitsGroup(pattern, group, tenant)))) &&
    (states === undefined || (state !== null && states.includes(state)))
  );
}

function fitsGroup(pattern: string, group: string, tenant: string | null): boolean {
  return fitsPattern(pattern, group) || (tenant !== null && fitsPattern(pattern, `${tenant}/${group}`));
}

function isDue(
  { nth, every, first, after, times }: ReplyCondition,
  place: number,
  answered: number,
): boolean {
  return (
    (nth === undefined || nth.includes(place)) &&
    (every === undefined || place % every === 0) &&
    (first === undefined || place <= first) &&
    (after === undefined || place > after) &&
    (times === undefined || answered < times)
  );
}
