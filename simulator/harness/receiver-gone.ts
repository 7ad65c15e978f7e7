import type { EnvironmentTrouble } from '../target/environment-trouble.ts';

/** The receiver cannot come back in the middle of a run. */
export class ReceiverGone extends Error {
  override readonly name = 'ReceiverGone';
  readonly trouble: EnvironmentTrouble;

  constructor(trouble: EnvironmentTrouble) {
    super(trouble.message);
    this.trouble = trouble;
  }
}
