// The only file of the journal with cryptography: what proves that a file holds the lines that were written to it.

import { createHash, randomUUID } from 'node:crypto';

/**
 * The SHA-256 of a file's lines, built up while they are written or read: over the CRC-32 of each line in order, so that it costs
 * little, and white space between lines (as a transfer in text mode puts there) does not change it.
 */
export class LineDigest {
  readonly #hash = createHash('sha256');

  /** Takes in the eight hexadecimal digits of the CRCs of any number of lines, in their order. */
  add(crcDigits: string): void {
    this.#hash.update(crcDigits, 'latin1');
  }

  /** The digest so far. */
  hex(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** Tells one journal from another: files of another one are none of its own. */
export function newJournalId(): string {
  return randomUUID();
}
