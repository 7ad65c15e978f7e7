import type { Socket } from 'node:net';
import type { Timer } from '../time/clock.ts';
import type { Direction } from './network-fault.ts';
import type { NetworkTime } from './network-time.ts';
import { reset } from './reset.ts';

/** What waits to be passed on, in the order in which it came. */
export interface Item {
  readonly kind: 'bytes' | 'end' | 'reset';
  /** Empty unless `bytes`. */
  bytes: Buffer;
  /** It comes before the first request of the connection. */
  readonly opening: boolean;
  readonly arrivedMs: number;
  /** When it, or its next piece, may go on; null while nobody has said. */
  dueMs: number | null;
}

/** What is to be done with the item whose turn it is. */
export type Ruling =
  | { readonly do: 'pass'; readonly bytes: number }
  | { readonly do: 'wait'; readonly untilMs: number }
  | { readonly do: 'hold' }
  | { readonly do: 'swallow' }
  /** Resets both ends, once what has been passed is out. */
  | { readonly do: 'break' };

export interface LaneKeeper {
  rule(lane: Lane, item: Item, nowMs: number): Ruling;
  passed(lane: Lane, bytes: number): void;
  break(): void;
}

/** So many bytes may wait in a lane before it reads no more. */
const MOST_WAITING = 256 * 1_024;

/** One direction of a connection: what comes in at one socket goes out at the other, in order, as the keeper rules. */
export class Lane {
  readonly direction: Direction;
  /** Bytes of this request or answer that went through, as long as the fault in force has seen them. */
  counted = 0;
  /** When the last of what was delayed is due; a keeper's own note. */
  paceMs = 0;
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #keeper: LaneKeeper;
  readonly #time: NetworkTime;
  readonly #queue: Item[] = [];
  #waiting = 0;
  #timer: Timer | null = null;
  #pumping = false;
  #closed = false;

  constructor(
    direction: Direction,
    ends: { readonly from: Socket; readonly to: Socket },
    keeper: LaneKeeper,
    time: NetworkTime,
  ) {
    this.direction = direction;
    this.#from = ends.from;
    this.#to = ends.to;
    this.#keeper = keeper;
    this.#time = time;
    this.#to.on('drain', () => this.pump());
  }

  /** Nothing waits. */
  get idle(): boolean {
    return this.#queue.length === 0;
  }

  add(kind: Item['kind'], bytes: Buffer = Buffer.alloc(0), opening = false): void {
    if (this.#closed) return;
    this.#queue.push({ kind, bytes, opening, arrivedMs: this.#time.nowMs(), dueMs: null });
    this.#waiting += bytes.length;
  }

  /** Another fault is in force: nothing that an earlier one has said holds. */
  revise(): void {
    this.counted = 0;
    this.paceMs = this.#time.nowMs();
    for (const item of this.#queue) item.dueMs = null;
    this.pump();
  }

  pump(): void {
    if (this.#pumping || this.#closed) return;
    this.#pumping = true;
    this.#timer?.cancel();
    this.#timer = null;
    while (this.#step());
    this.#pumping = false;
    if (this.#closed) return;
    if (this.#waiting > MOST_WAITING || this.#to.writableNeedDrain) this.#from.pause();
    else this.#from.resume();
  }

  /** Drops what waits and passes nothing more; what still comes in is read and forgotten. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#queue.length = 0;
    this.#from.resume();
  }

  /** Whether there may be more to do at once. */
  #step(): boolean {
    const item = this.#queue[0];
    if (item === undefined || this.#closed) return false;
    if (item.kind === 'bytes' && this.#to.writableNeedDrain) return false;
    const nowMs = this.#time.nowMs();
    const ruling = this.#keeper.rule(this, item, nowMs);
    switch (ruling.do) {
      case 'pass':
        this.#pass(item, ruling.bytes);
        return true;
      case 'swallow':
        this.#shorten(item, item.bytes.length);
        return true;
      case 'wait':
        this.#timer = this.#time.after(ruling.untilMs - nowMs, () => this.pump());
        return false;
      case 'hold':
        return false;
      case 'break':
        // What the system has not taken yet would be lost with the reset.
        if (this.#to.writableLength === 0) this.#keeper.break();
        return false;
    }
  }

  #pass(item: Item, most: number): void {
    if (item.kind === 'end') this.#to.end();
    else if (item.kind === 'reset') reset(this.#to);
    const bytes = item.bytes.subarray(0, most);
    if (bytes.length > 0) {
      if (!item.opening) this.counted += bytes.length;
      this.#to.write(bytes, () => this.pump());
      this.#keeper.passed(this, bytes.length);
    }
    this.#shorten(item, bytes.length);
  }

  #shorten(item: Item, bytes: number): void {
    this.#waiting -= bytes;
    item.bytes = item.bytes.subarray(bytes);
    item.dueMs = null;
    if (item.bytes.length === 0) this.#queue.shift();
  }
}
