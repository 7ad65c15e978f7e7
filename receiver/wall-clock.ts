// The only file of the receiver that reads the host's clock and sets timers on it. Both can be handed in instead.

/** The host's time, as much of it as the receiver needs. */
export interface HostTime {
  /** Milliseconds since 1970. */
  nowMs(): number;
  /** Runs `action` after real milliseconds; gives the function that cancels it. */
  after(ms: number, action: () => void): () => void;
  /** Runs `action` when everything that has already come in over the network was seen to. */
  afterThisTurn(action: () => void): void;
}

/** The longest delay that the platform's timers take, 24.8 days: for a receiver as good as any longer one. */
const LONGEST_MS = 2_147_483_647;

/**
 * Milliseconds since 1970 as the wall clock told them when the process began, and from there on by the monotonic clock: it goes
 * neither back nor ahead when somebody sets the wall clock. For whatever is an interval.
 */
export function steadyNowMs(): number {
  return performance.timeOrigin + performance.now();
}

export const WALL_CLOCK: HostTime = {
  nowMs: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, Math.min(ms, LONGEST_MS));
    return () => clearTimeout(timer);
  },
  afterThisTurn: (action) => void setImmediate(action),
};

/** The same with an instant that is good for intervals. */
export const STEADY_CLOCK: HostTime = { ...WALL_CLOCK, nowMs: steadyNowMs };
