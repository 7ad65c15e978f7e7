/** How the time of one request and its answer was spent, as seen from between the two ends; in milliseconds. */
export class Exchange {
  readonly #startedAtMs: number;
  #requestOutMs: number | null = null;
  #answeredAtMs: number | null = null;

  constructor(startedAtMs: number) {
    this.#startedAtMs = startedAtMs;
  }

  requestPassed(nowMs: number): void {
    this.#requestOutMs = nowMs;
  }

  answerArrived(nowMs: number): void {
    this.#answeredAtMs ??= nowMs;
  }

  /** Whether more of the time went by on the way than at the target. */
  spentOnTheWay(nowMs: number): boolean {
    if (this.#requestOutMs === null) return true;
    const atTargetMs = Math.max(0, (this.#answeredAtMs ?? nowMs) - this.#requestOutMs);
    return nowMs - this.#startedAtMs - atTargetMs >= atTargetMs;
  }
}
