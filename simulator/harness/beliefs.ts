import type { EventName } from '../../receiver/contract/vocabulary.ts';
import { FATES, type FateName } from '../../receiver/expect/fates.ts';
import { isGoneForEver } from '../../receiver/expect/ledger-class.ts';
import type { Fate } from '../../receiver/expect/observation.ts';
import type { Belief, StateChange } from '../scenario/ledger-account.ts';

/** Events that change nothing of which a receiver keeps a picture. */
const NO_CHANGE: ReadonlySet<EventName> = new Set<EventName>(['periodic', 'general info']);

interface GroupKnowledge {
  kept: StateChange | null;
  last: (StateChange & { readonly fate: FateName }) | null;
  /** The number of the last periodic message that was kept. */
  periodic: number;
}

/** Compares, group by group, the last state change with the last one that is kept. In whatever order fates are told. */
export class Beliefs {
  readonly #groups = new Map<string, GroupKnowledge>();
  #lost = 0;

  add({ number, group, event, atMs, fate }: Fate): void {
    const known = this.#groups.get(group) ?? { kept: null, last: null, periodic: 0 };
    this.#groups.set(group, known);
    const kept = FATES[fate].stored !== 'no';
    if (NO_CHANGE.has(event)) {
      if (kept && event === 'periodic') known.periodic = Math.max(known.periodic, number);
      return;
    }
    if (isGoneForEver({ fate })) this.#lost += 1;
    if (kept && number > (known.kept?.number ?? 0)) known.kept = { number, event, atMs };
    if (number > (known.last?.number ?? 0)) known.last = { number, event, atMs, fate };
  }

  /** State changes that were attempted and are gone for ever. */
  get lost(): number {
    return this.#lost;
  }

  /** Groups of which the last state change is lost. */
  get beliefs(): readonly Belief[] {
    return [...this.#groups].flatMap(([group, { kept, last, periodic }]) =>
      last === null || FATES[last.fate].stored !== 'no'
        ? []
        : [{ group, kept, last, toldByPeriodic: periodic > last.number }],
    );
  }
}
