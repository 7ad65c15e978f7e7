import type { Random } from '../../receiver/random.ts';
import type { NetworkFault } from './network-fault.ts';

/** A fault from when it was set until another takes its place: shared by all connections, so that it can count whom it has hit. */
export class FaultInForce {
  readonly fault: NetworkFault;
  #left: number;
  readonly #probability: number;

  constructor(fault: NetworkFault) {
    const { times = Number.POSITIVE_INFINITY, probability = 1 } = fault.kind === 'refuse' ? {} : fault;
    this.fault = fault;
    this.#left = times;
    this.#probability = probability;
  }

  /** It hits everything, without having to be asked. */
  get hitsAll(): boolean {
    return this.#left === Number.POSITIVE_INFINITY && this.#probability === 1;
  }

  /** Whether it hits one more request. */
  hits(chance: Random): boolean {
    if (this.#left === 0 || (this.#probability < 1 && chance.next() >= this.#probability)) return false;
    this.#left -= 1;
    return true;
  }
}
