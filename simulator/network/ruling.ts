import type { Random } from '../../receiver/random.ts';
import type { Item, Lane, Ruling } from './lane.ts';
import type { LatencyFault, NetworkFault, ThrottleFault } from './network-fault.ts';

export const PASS: Ruling = { do: 'pass', bytes: Number.POSITIVE_INFINITY };
export const SWALLOW: Ruling = { do: 'swallow' };
export const HOLD: Ruling = { do: 'hold' };
export const BREAK: Ruling = { do: 'break' };

/** Throttled bytes go out so many times a second, or byte by byte where there are fewer. */
const PIECES_PER_SECOND = 50;

/** What a fault does with the item whose turn it is, on a connection that it hits. */
export function rulingOf(
  fault: NetworkFault,
  lane: Lane,
  item: Item,
  { nowMs, chance, reused }: { readonly nowMs: number; readonly chance: Random; readonly reused: boolean },
): Ruling {
  if (item.opening && sparesOpenings(fault)) return PASS;
  switch (fault.kind) {
    case 'refuse':
      return BREAK;
    case 'reset':
      if (lane.direction !== fault.of || item.kind !== 'bytes') return PASS;
      return upTo(fault.afterBytes - lane.counted, BREAK);
    case 'stall':
      if (fault.of !== 'both' && lane.direction !== fault.of) return PASS;
      return upTo(fault.afterBytes - lane.counted, HOLD);
    case 'throttle':
      return throttled(fault, lane, item, nowMs);
    case 'latency':
      return delayed(fault, lane, item, { nowMs, chance });
    case 'half-open':
      return lane.direction === 'request' && item.kind === 'bytes' ? SWALLOW : PASS;
    case 'close idle':
      return reused && lane.direction === 'request' && item.kind === 'bytes' && lane.counted === 0
        ? BREAK
        : PASS;
    case 'drop answers':
      return lane.direction === 'answer' && item.kind === 'bytes' ? SWALLOW : PASS;
  }
}

/** What counts bytes or knows an answer from a request begins where the first request may. */
function sparesOpenings(fault: NetworkFault): boolean {
  if (fault.kind === 'stall') return fault.of !== 'both' || fault.afterBytes > 0;
  return fault.kind === 'reset' || fault.kind === 'close idle' || fault.kind === 'drop answers';
}

function upTo(bytes: number, then: Ruling): Ruling {
  return bytes > 0 ? { do: 'pass', bytes } : then;
}

function delayed(
  { ms, jitterMs }: LatencyFault,
  lane: Lane,
  item: Item,
  { nowMs, chance }: { readonly nowMs: number; readonly chance: Random },
): Ruling {
  if (item.dueMs === null) {
    const delayMs = jitterMs === 0 ? ms : ms + jitterMs * (2 * chance.next() - 1);
    item.dueMs = Math.max(lane.paceMs, item.arrivedMs + delayMs);
    lane.paceMs = item.dueMs;
  }
  return item.dueMs > nowMs ? { do: 'wait', untilMs: item.dueMs } : PASS;
}

function throttled({ bytesPerSecond }: ThrottleFault, lane: Lane, item: Item, nowMs: number): Ruling {
  const piece = Math.min(item.bytes.length, Math.max(1, Math.floor(bytesPerSecond / PIECES_PER_SECOND)));
  if (item.dueMs === null) {
    item.dueMs = Math.max(lane.paceMs, item.arrivedMs) + (piece * 1_000) / bytesPerSecond;
    lane.paceMs = item.dueMs;
  }
  return item.dueMs > nowMs ? { do: 'wait', untilMs: item.dueMs } : { do: 'pass', bytes: piece };
}
