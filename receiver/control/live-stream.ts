import type { HostTime } from '../wall-clock.ts';
import type { Desk } from './desk.ts';
import type { Filter } from './filter.ts';
import type { GapMessage, StreamMessages } from './messages.ts';

/** Silence on the line for longer may make something between the two hang up. */
const KEEP_ALIVE_MS = 15_000;

/** One server-sent event. */
function event<Name extends keyof StreamMessages>(
  name: Name,
  id: number,
  data: StreamMessages[Name],
): string {
  return `event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * What comes, as server-sent events, from the record after `sent` on. It reads the journal at its own pace, so that a slow reader
 * costs no memory: what was dropped before it could be told is told as a gap. Ends when `gone` aborts.
 */
export async function* liveStream(
  { register, replies, time }: Pick<Desk, 'register' | 'replies' | 'time'>,
  filter: Filter,
  { sent: from, gone }: { readonly sent: number; readonly gone: AbortSignal },
): AsyncIterable<string> {
  let sent = from;
  // Of what a slow reader has missed only the latest is told.
  let reset: StreamMessages['reset'] | null = null;
  let inForce: StreamMessages['replies'] | null = null;
  const bell = new Bell(time);
  const ends = [
    register.subscribe({
      onRecord: () => bell.ring(),
      onLoss: () => bell.ring(),
      onReset: (message) => {
        reset = message;
        bell.ring();
      },
    }),
    replies.subscribe((message) => {
      inForce = message;
      bell.ring();
    }),
  ];
  const ring = (): void => bell.ring();
  gone.addEventListener('abort', ring, { once: true });
  try {
    // A first line at once, so that the reader knows that it is heard.
    yield 'retry: 1000\n\n';
    while (!gone.aborted) {
      const extra =
        (reset === null ? '' : event('reset', sent, reset)) +
        (inForce === null ? '' : event('replies', sent, inForce));
      [reset, inForce] = [null, null];
      if (extra !== '') yield extra;
      if (sent < register.last) {
        for await (const { records, gaps, last } of register.pages({ from: sent + 1 })) {
          let chunk = '';
          let next = 0;
          const tell = (gap: GapMessage): void => {
            chunk += event('gap', gap.last, gap);
          };
          for (const record of records) {
            for (let gap = gaps[next]; gap !== undefined && gap.first < record.number; gap = gaps[++next])
              tell(gap);
            const inRange = filter.before === null || record.number < filter.before;
            if (inRange && filter.fits(record))
              chunk += event('record', record.number, register.summary(record));
          }
          gaps.slice(next).forEach(tell);
          sent = Math.max(sent, last);
          if (chunk !== '') yield chunk;
          if (gone.aborted) return;
        }
        // Nothing in sight may be left of what came: it lies before a reset.
        sent = Math.max(sent, register.journal.startNumber - 1);
      }
      // Whatever is recorded rings, so that nothing is missed by waiting for the bell alone.
      if (!(await bell.heard(KEEP_ALIVE_MS))) yield ': still here\n\n';
    }
  } finally {
    gone.removeEventListener('abort', ring);
    for (const end of ends) end();
  }
}

/** Wakes one who waits; a ring that nobody hears is kept for the next. */
class Bell {
  readonly #time: HostTime;
  #rung = false;
  #wake: (() => void) | null = null;

  constructor(time: HostTime) {
    this.#time = time;
  }

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** True once it rings, false after so many milliseconds of silence. */
  async heard(ms: number): Promise<boolean> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const cancel = this.#time.after(ms, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
      this.#wake = null;
    }
    const rung = this.#rung;
    this.#rung = false;
    return rung;
  }
}
