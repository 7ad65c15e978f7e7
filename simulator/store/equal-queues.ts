/** Lines of waiting items, one for each key; in a line the first to come is the first to go. */
export class EqualQueues<T extends object> {
  /** One alone stands for itself: most do. */
  readonly #lines = new Map<string, T | Line<T>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    return this.#lines.has(key);
  }

  add(key: string, item: T): void {
    this.#size += 1;
    const line = this.#lines.get(key);
    if (line === undefined) this.#lines.set(key, item);
    else if (line instanceof Line) line.items.push(item);
    else this.#lines.set(key, new Line([line, item]));
  }

  /** The first one of a key, which waits no more. */
  take(key: string): T | undefined {
    const line = this.#lines.get(key);
    if (line === undefined) return undefined;
    this.#size -= 1;
    if (!(line instanceof Line)) {
      this.#lines.delete(key);
      return line;
    }
    const item = line.items[line.gone]!;
    line.gone += 1;
    if (line.gone === line.items.length) this.#lines.delete(key);
    else if (line.gone > 1_000 && line.gone * 2 > line.items.length) {
      line.items.splice(0, line.gone);
      line.gone = 0;
    }
    return item;
  }

  *[Symbol.iterator](): Generator<readonly [key: string, item: T]> {
    for (const [key, line] of this.#lines) {
      if (!(line instanceof Line)) yield [key, line];
      else for (let index = line.gone; index < line.items.length; index++) yield [key, line.items[index]!];
    }
  }
}

class Line<T> {
  readonly items: T[];
  /** How many of them have gone. */
  gone = 0;

  constructor(items: T[]) {
    this.items = items;
  }
}
