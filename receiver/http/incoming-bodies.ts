import { addChunk, type BodyReading } from './body-reading.ts';

/** The bodies that are coming in: each is kept up to a limit, and all of them together up to another. */
export class IncomingBodies {
  readonly #mostOfOne: number;
  readonly #mostOfAll: number;
  #held = 0;

  constructor(mostOfOne: number, mostOfAll: number) {
    this.#mostOfOne = mostOfOne;
    this.#mostOfAll = mostOfAll;
  }

  /** Adds what came of a body; where there is no room for it among the others, nothing more of it is kept. */
  add(reading: BodyReading, chunk: Buffer): void {
    const held = heldBytes(reading);
    const room = held + this.#mostOfAll - this.#held;
    // What follows after something was left out would be put in the wrong place.
    addChunk(reading, chunk, reading.noRoom ? 0 : Math.min(this.#mostOfOne, room));
    if (room < this.#mostOfOne && reading.keptBytes < reading.bodyBytes) reading.noRoom = true;
    this.#held += heldBytes(reading) - held;
  }

  /** A body has come to its end. */
  release(reading: BodyReading): void {
    this.#held -= heldBytes(reading);
  }
}

/** Memory that a body takes while it comes in. */
function heldBytes({ kept }: BodyReading): number {
  return kept === null ? 0 : kept.length;
}
