import type { Transport } from '../sender/transport.ts';
import type { Store } from '../store/store.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';

/** Who is checked. */
export interface CheckEnd {
  readonly kind: 'embedded' | 'target';
  /** Without anything secret. */
  readonly url: string;
  readonly poolSize: number;
  readonly responseTimeoutSeconds: number;
  readonly proxy: string | null;
  /** Whether what the target keeps can be read. */
  readonly hasStore: boolean;
  /** Null if a connection can be made. */
  reach(): Promise<EnvironmentTrouble | null>;
  /** Connections of their own. */
  openTransport(): Promise<Transport>;
  /** Where one case goes to, with a store of its own, which is read no more at the signal. */
  openCase(number: string, signal: AbortSignal): Promise<CaseEnd | EnvironmentTrouble>;
  close(): Promise<void>;
}

/** Where one case goes to. */
export interface CaseEnd {
  readonly url: string;
  /** Null where what is kept cannot be read. */
  readonly store: Store | null;
  /** Removes what was made for the case. */
  close(): Promise<void>;
}
