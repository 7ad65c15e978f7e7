/** Something around a run that is not as it must be: no verdict on anything. */
export interface EnvironmentTrouble {
  readonly kind: 'environment';
  /** The system's error code, such as ECONNREFUSED, or a word of ours in the same manner. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}
