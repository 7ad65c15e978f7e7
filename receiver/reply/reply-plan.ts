// How the receiver answers: rules as data, the first one that applies wins, without one the answer is as usual.
// A rule is a condition and an answer; reply-shape.ts reads rules from YAML.

import type { EventName } from '../contract/vocabulary.ts';
import { fitsPattern } from '../document/name-pattern.ts';
import { type Answer, AS_USUAL } from './answer.ts';

/**
 * When a rule applies; what is left out does not restrict. `nth`, `first` and `after` are about the place of a request among all
 * that fit `events` and `groups` since the rule was set, whoever answered them; `times` is about how often this rule answers.
 * So rules with `times` follow one another, and a rule with `nth: 4` means the fourth request whatever other rules do.
 */
export interface ReplyCondition {
  readonly events?: readonly EventName[];
  /** Labels as selectors use them; `*` stands for any text. */
  readonly groups?: readonly string[];
  /** From 1. */
  readonly nth?: readonly number[];
  /** The first so many. */
  readonly first?: number;
  /** All but the first so many. */
  readonly after?: number;
  readonly times?: number;
}

/** A condition and the answer that is given where it holds. */
export interface ReplyRule {
  readonly when: ReplyCondition;
  readonly answer: Answer;
}

/** What a request is about; null where it does not say. A rule with a condition on it then does not fit. */
export interface ReplySubject {
  readonly event: EventName | null;
  /** The label that selectors use. */
  readonly group: string | null;
}

/** A change of the plan, as a scenario or a switch on a page asks for it. */
export type ReplyChange =
  | { readonly kind: 'default' }
  | { readonly kind: 'in front'; readonly rules: readonly ReplyRule[] };

/** A rule with its counts so far. */
export interface RuleInForce {
  readonly rule: ReplyRule;
  /** Requests that fitted event and group since it was set. */
  readonly fitted: number;
  /** Requests that it answered. */
  readonly answered: number;
}

/** The rules in force with their counts. */
export class ReplyPlan {
  #inForce: { readonly rule: ReplyRule; fitted: number; answered: number }[] = [];

  /** @param rules the first that applies wins; none means that every answer is as usual */
  constructor(rules: readonly ReplyRule[] = []) {
    this.#inForce = rules.map(newlySet);
  }

  /** In the order in which they are tried. */
  get rules(): readonly RuleInForce[] {
    return this.#inForce.map((each) => ({ ...each }));
  }

  /** Adds rules in front of those in force, which keep their counts; or goes back to answering as usual. */
  apply(change: ReplyChange): void {
    this.#inForce = change.kind === 'default' ? [] : [...change.rules.map(newlySet), ...this.#inForce];
  }

  /** Forgets all rules and counts for these. */
  replace(rules: readonly ReplyRule[]): void {
    this.#inForce = rules.map(newlySet);
  }

  /** Decides on one request and counts it. `subject` is asked at most once, and only if a rule needs it. */
  decide(subject: () => ReplySubject): Answer {
    let known: ReplySubject | null = null;
    let answer: Answer | null = null;
    for (const each of this.#inForce) {
      const { when } = each.rule;
      if (when.events !== undefined || when.groups !== undefined) {
        known ??= subject();
        if (!fits(when, known)) continue;
      }
      each.fitted += 1;
      if (answer !== null || !isDue(when, each.fitted, each.answered)) continue;
      each.answered += 1;
      answer = each.rule.answer;
    }
    return answer ?? AS_USUAL;
  }
}

function newlySet(rule: ReplyRule): { readonly rule: ReplyRule; fitted: number; answered: number } {
  return { rule, fitted: 0, answered: 0 };
}

function fits({ events, groups }: ReplyCondition, { event, group }: ReplySubject): boolean {
  return (
    (events === undefined || (event !== null && events.includes(event))) &&
    (groups === undefined || (group !== null && groups.some((pattern) => fitsPattern(pattern, group))))
  );
}

function isDue({ nth, first, after, times }: ReplyCondition, place: number, answered: number): boolean {
  return (
    (nth === undefined || nth.includes(place)) &&
    (first === undefined || place <= first) &&
    (after === undefined || place > after) &&
    (times === undefined || answered < times)
  );
}
