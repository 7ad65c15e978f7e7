const BLOCK = 4_096;

/** A number for every position, 0 unless set. Where nothing is set for thousands of positions, nothing is kept of them. */
export class Marks {
  readonly #blocks: (Float64Array | undefined)[] = [];

  get(position: number): number {
    return this.#blocks[Math.floor(position / BLOCK)]?.[position % BLOCK] ?? 0;
  }

  set(position: number, mark: number): void {
    const index = Math.floor(position / BLOCK);
    let block = this.#blocks[index];
    if (block === undefined) {
      block = new Float64Array(BLOCK);
      this.#blocks[index] = block;
    }
    block[position % BLOCK] = mark;
  }
}
