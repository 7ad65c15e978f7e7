import { addChunk, type BodyReading, capacityFor } from './body-reading.ts';

/**
 * The bodies that are coming in: each is kept up to a limit, and all of them together up to another. Where a body needs room and there
 * is none, others lose theirs: first those that hold much and have stood still for long, so that unfinished bodies never keep small and
 * complete ones out.
 */
export class IncomingBodies<Reading extends BodyReading> {
  readonly #mostOfOne: number;
  readonly #mostOfAll: number;
  readonly #giveUp: (reading: Reading) => void;
  /** When the last bytes of each came, as the number of that chunk among all. */
  readonly #lastChunk = new Map<Reading, number>();
  #chunks = 0;
  #held = 0;

  /** @param giveUp is told of a body whose room somebody else needs, and ends with `release` */
  constructor(mostOfOne: number, mostOfAll: number, giveUp: (reading: Reading) => void) {
    this.#mostOfOne = mostOfOne;
    this.#mostOfAll = mostOfAll;
    this.#giveUp = giveUp;
  }

  /** Adds what came of a body; where there is no room for it even alone, nothing more of it is kept. */
  add(reading: Reading, chunk: Buffer): void {
    this.#chunks += 1;
    this.#lastChunk.set(reading, this.#chunks);
    const held = heldBytes(reading);
    if (!reading.noRoom) {
      const more = capacityFor(reading, chunk, this.#mostOfOne) - held;
      if (held + more <= this.#mostOfAll) this.#makeRoom(more, reading);
    }
    const room = held + this.#mostOfAll - this.#held;
    // What follows after something was left out would be put in the wrong place.
    const limit = reading.noRoom ? 0 : Math.min(this.#mostOfOne, room);
    addChunk(reading, chunk, limit, this.#mostOfOne);
    if (room < this.#mostOfOne && reading.keptBytes < reading.bodyBytes) reading.noRoom = true;
    this.#held += heldBytes(reading) - held;
  }

  /** A body has come to its end. */
  release(reading: Reading): void {
    if (this.#lastChunk.delete(reading)) this.#held -= heldBytes(reading);
  }

  #makeRoom(bytes: number, reading: Reading): void {
    while (this.#held + bytes > this.#mostOfAll) {
      let victim: Reading | null = null;
      let most = 0;
      for (const [each, lastChunk] of this.#lastChunk) {
        const weight = heldBytes(each) * (this.#chunks - lastChunk);
        if (each !== reading && weight > most) [victim, most] = [each, weight];
      }
      if (victim === null) return;
      this.#giveUp(victim);
    }
  }
}

/** Memory that a body takes while it comes in. */
function heldBytes({ kept }: BodyReading): number {
  return kept === null ? 0 : kept.length;
}
