import type { Timer } from './clock.ts';

export interface QueuedTimer extends Timer {
  readonly atMs: number;
  readonly label: string;
  readonly action: () => void;
}

interface Entry extends QueuedTimer {
  readonly order: number;
  cancelled: boolean;
}

/** Timers by instant, those of one instant in the order in which they were added: a binary heap. */
export class TimerQueue {
  readonly #heap: Entry[] = [];
  #added = 0;

  add(atMs: number, label: string, action: () => void): Timer {
    const entry: Entry = {
      atMs,
      label,
      action,
      order: this.#added++,
      cancelled: false,
      cancel: () => {
        entry.cancelled = true;
      },
    };
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
    return entry;
  }

  /** The next timer that is still wanted, or undefined. */
  peek(): QueuedTimer | undefined {
    while (this.#heap[0]?.cancelled) this.#removeFirst();
    return this.#heap[0];
  }

  /** Takes the next timer out. */
  take(): QueuedTimer | undefined {
    const next = this.peek();
    if (next !== undefined) this.#removeFirst();
    return next;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
