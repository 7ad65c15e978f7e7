import type { Connecting } from '../sender/connecting.ts';
import type { Transport } from '../sender/transport.ts';

/** Loaded only where something is really sent, for a generator of notifications needs no network. */
export async function openTransport(connecting: Connecting): Promise<Transport> {
  const { UndiciTransport } = await import('../sender/undici-transport.ts');
  return new UndiciTransport({ connecting });
}
