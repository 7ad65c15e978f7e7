/** A word that fits, and what it means; empty where that is plain. */
export interface Candidate {
  readonly value: string;
  readonly about: string;
}
