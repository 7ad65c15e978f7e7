// @ts-check

/**
 * Collects what comes and hands it over once per animation frame, so that ten thousand records a second cost the page sixty
 * updates. A hidden page has no frames: there it is handed over at a slow pace instead, and the memory stays bounded.
 * @template Item
 * @param {(items: readonly Item[]) => void} handOver
 * @returns {(item: Item) => void}
 */
export function perFrame(handOver) {
  /** @type {Item[]} */
  let waiting = [];
  let asked = false;
  const deliver = () => {
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    asked = false;
    handOver(items);
  };
  return (item) => {
    waiting.push(item);
    if (asked) return;
    asked = true;
    if (document.hidden) setTimeout(deliver, HIDDEN_MS);
    else requestAnimationFrame(deliver);
    // A page that is hidden right after asking never gets its frame.
    setTimeout(deliver, HIDDEN_MS);
  };
}

const HIDDEN_MS = 500;

/**
 * A function that runs `work` soon after it is called, at most once in so many milliseconds and never twice at a time.
 * @param {number} everyMs
 * @param {() => Promise<void> | void} work
 * @returns {() => void}
 */
export function atMostEvery(everyMs, work) {
  let last = Number.NEGATIVE_INFINITY;
  let [planned, busy, again] = [false, false, false];
  const run = async () => {
    planned = false;
    busy = true;
    last = performance.now();
    try {
      await work();
    } finally {
      busy = false;
      busy = false;
      if (again) {
        again = false;
        plan();
      }
    }
  };
  const plan = () => {
    if (busy) again = true;
    if (busy || planned) return;
    planned = true;
    setTimeout(run, Math.max(0, last + everyMs - performance.now()));
  };
  return plan;
}
