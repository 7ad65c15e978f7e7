import type { JsonValue } from '../contract/contract.ts';
import { newReading, type Shape } from '../document/shape.ts';
import { readYaml } from '../document/source.ts';
import { jsonValue } from '../expect/json-value.ts';
import type { ReplyPlan, ReplyRule } from '../reply/reply-plan.ts';
import { replyShape } from '../reply/reply-shape.ts';
import type { RepliesMessage } from './messages.ts';
import { problemMessages, type Refusal, refusal } from './refusal.ts';
import { ruleText } from './rule-text.ts';

/** Rules as a scenario writes them, or an empty list for none: every answer is as usual. */
export const repliesShape: Shape<readonly ReplyRule[] | 'default'> = {
  expects: replyShape.expects,
  read: (node, reading) => {
    if (node.kind === 'list' && node.items.length === 0) return [];
    const change = replyShape.read(node, reading)?.change;
    return change?.kind === 'in front' ? change.rules : change?.kind;
  },
  schema: (definitions) => ({ anyOf: [replyShape.schema(definitions), { type: 'array', maxItems: 0 }] }),
};

/** Rules in force at a time: each request is held against all of them. */
const MOST_RULES = 1_000;

/** Gets and sets the reply plan for others, and remembers how each rule was written. */
export class RepliesDesk {
  readonly #plan: ReplyPlan;
  readonly #written = new WeakMap<ReplyRule, JsonValue>();
  readonly #listeners = new Set<(message: RepliesMessage) => void>();

  constructor(plan: ReplyPlan) {
    this.#plan = plan;
  }

  message(): RepliesMessage {
    return {
      rules: this.#plan.rules.map(({ id, rule, on, fitted, answered }) => ({
        id,
        name: rule.name ?? `rule ${id}`,
        on,
        rule: this.#written.get(rule) ?? null,
        summary: ruleText(rule),
        fitted,
        answered,
      })),
    };
  }

  /** Hears of every change that is made here. Gives the function that ends the subscription. */
  subscribe(listener: (message: RepliesMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Puts the rules of a document in front of those in force, or in their place. */
  set(text: string, how: 'in front' | 'in place'): RepliesMessage | Refusal {
    const rules = this.#read(text);
    if (rules === 'default') return this.clear();
    if ('kind' in rules) return rules;
    const total = rules.length + (how === 'in front' ? this.#plan.rules.length : 0);
    if (total > MOST_RULES) return tooManyRules(total);
    if (how === 'in place') this.#plan.replace(rules);
    else this.#plan.apply({ kind: 'in front', rules });
    return this.#tell();
  }

  /** Back to answering as usual. */
  clear(): RepliesMessage {
    this.#plan.apply({ kind: 'default' });
    return this.#tell();
  }

  /** Takes one rule away, or switches it on or off. */
  change(id: number, how: 'remove' | 'on' | 'off'): RepliesMessage | Refusal {
    const found = how === 'remove' ? this.#plan.remove(id) : this.#plan.switch(id, how === 'on');
    if (found) return this.#tell();
    const ids = this.#plan.rules.map((rule) => rule.id);
    return refusal('no-such-rule', `no reply rule ${id} is in force`, {
      hint: ids.length === 0 ? 'there is none' : `there are ${ids.join(', ')}`,
    });
  }

  #tell(): RepliesMessage {
    const message = this.message();
    for (const listener of [...this.#listeners]) listener(message);
    return message;
  }

  #read(text: string): Refusal | readonly ReplyRule[] | 'default' {
    const { root, problems } = readYaml({ name: 'body', text });
    if (root?.kind === 'list' && root.items.length > MOST_RULES) return tooManyRules(root.items.length);
    const reading = newReading();
    const rules = root === null || problems.length > 0 ? undefined : repliesShape.read(root, reading);
    if (root === null || rules === undefined) {
      const all = [...problems, ...reading.problems];
      const [first] = all;
      return refusal('bad-document', first?.message ?? 'the body is empty: expected reply rules', {
        hint:
          first?.hint ?? 'send what a scenario has under reply:, such as { event: periodic, status: 503 }',
        problems: problemMessages(all),
      });
    }
    if (rules === 'default') return rules;
    const nodes = root.kind === 'list' ? root.items : [root];
    rules.forEach((rule, index) => {
      const written = nodes[index] && jsonValue.read(nodes[index], newReading());
      if (written !== undefined) this.#written.set(rule, written);
    });
    return rules;
  }
}

function tooManyRules(total: number): Refusal {
  return refusal('conflict', `${total} rules would be in force, and ${MOST_RULES} are the most`, {
    hint: 'PUT rules in place of those in force, or DELETE some first',
  });
}
