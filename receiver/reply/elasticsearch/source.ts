/** The source of a document within an answer: as it came, so that no number loses a digit. */
export class Source {
  readonly #bytes: Buffer;

  /** @param bytes of a JSON document */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get text(): string {
    return this.#bytes.toString('utf8').trim();
  }

  parsed(): unknown {
    return JSON.parse(this.text);
  }
}

/** An answer as text, sources as they came. */
export function answerText(body: object, pretty: boolean): string {
  const sources: string[] = [];
  const marked = (_name: string, value: unknown): unknown =>
    value instanceof Source ? `\u0000${sources.push(value.text) - 1}\u0000` : value;
  if (body instanceof Source) return body.text;
  const text = JSON.stringify(body, marked, pretty ? 2 : 0);
  const whole = text.replace(/"\\u0000(\d+)\\u0000"/g, (mark, at: string) => sources[Number(at)] ?? mark);
  return pretty ? `${whole}\n` : whole;
}
