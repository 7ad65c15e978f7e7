/** What became of the connections of a sender; one that was never made is not among them. */
export interface ConnectionCounts {
  readonly opened: number;
  /** Requests that went out on a connection that had carried another one before. */
  readonly reused: number;
  /** Ended by the other side, in good order or by a reset. */
  readonly closedByTarget: number;
  /** Ended by the sender: after a time-out, an answer that ends its connection, or one that cannot be read, and at the end of the run. */
  readonly closedBySender: number;
}

/** Counts the connections of a sender as they come and go. */
export class ConnectionBook {
  opened = 0;
  reused = 0;
  closedByTarget = 0;
  closedBySender = 0;

  /** One more: its number. */
  open(): number {
    this.opened += 1;
    return this.opened;
  }

  /** One less, which the other side has ended, or else we. */
  ended(byTarget: boolean): void {
    if (byTarget) this.closedByTarget += 1;
    else this.closedBySender += 1;
  }

  get counts(): ConnectionCounts {
    const { opened, reused, closedByTarget, closedBySender } = this;
    return { opened, reused, closedByTarget, closedBySender };
  }
}
