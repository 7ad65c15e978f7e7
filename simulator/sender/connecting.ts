// How connections to a target are made: what they show, whom they trust, and which way they go.

/** Certificates for https, each a PEM text; null for what was not given. */
export interface TlsSettings {
  /** Authorities to trust instead of the system's. */
  readonly ca: string | null;
  /** The client's own certificate, and its private key. */
  readonly cert: string | null;
  readonly key: string | null;
  /** Of the key, where it is encrypted. */
  readonly passphrase: string | null;
}

/** The way from the sender to a target, where something stands in between that may fail. */
export interface Way {
  /** Where to connect instead of to this host and port. */
  leadTo(host: string, port: number): Promise<{ readonly host: string; readonly port: number }>;
  /** What a fault has done to the connection that came from this local port, in a few words; null if nothing. */
  faultOn(localPort: number): string | null;
  /** How many bytes of the latest request from this local port went through to the target; null where nobody counted. */
  throughFrom(localPort: number): number | null;
  /** What kept a connection to this port, where the way had led, from being made, in a few words; null if that was not the way's doing. */
  refusedAt(port: number): string | null;
}

/** Everything about the connections to one target beside OCS's own options. */
export interface Connecting {
  /** Requests to this origin show `headers` and `tls`; requests to any other do not, for these may be secrets. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings | null;
  /** For every origin; null: straight. */
  readonly way: Way | null;
  /** Texts that must never be shown, wherever an answer or an error may repeat them. */
  readonly secrets: readonly string[];
}
