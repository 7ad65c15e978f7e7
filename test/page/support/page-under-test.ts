import { contractOf } from '../../../receiver/contract/contract.ts';
import { identifier } from '../../../receiver/contract/identify.ts';
import { type Control, type ControlOptions, startControl } from '../../../receiver/control/control.ts';
import type { ReceivedRecord } from '../../../receiver/journal/record.ts';
import { parseBody } from '../../../receiver/parse.ts';
import type { Receiver, ReceiverOptions } from '../../../receiver/receiver.ts';
import { startedReceiver } from '../../support/started-receiver.ts';

/** No label depends on today. */
export const EPOCH = Date.UTC(2026, 0, 1, 8);

/** A receiver with its control port, a clock that stands still until it is moved, and a way to fill the journal at once. */
export class PageUnderTest implements AsyncDisposable {
  readonly receiver: Receiver;
  readonly #options: ControlOptions;
  readonly #clock: { nowMs: number };
  #control: Control;

  private constructor(
    receiver: Receiver,
    control: Control,
    options: ControlOptions,
    clock: { nowMs: number },
  ) {
    this.receiver = receiver;
    this.#control = control;
    this.#options = options;
    this.#clock = clock;
  }

  static async start(options: ReceiverOptions & { readonly token?: string } = {}): Promise<PageUnderTest> {
    const clock = { nowMs: EPOCH };
    const { token, ...receiving } = options;
    const contract = contractOf();
    const identify = identifier(contract);
    const receiver = await startedReceiver({
      nowMs: () => clock.nowMs,
      identify: ({ content }) => {
        if (content.kind !== 'object') return { event: null, group: null, state: null };
        const { event, campaignGroup, state } = identify(content.value);
        return { event, group: campaignGroup, state };
      },
      ...receiving,
    });
    const controlling: ControlOptions = {
      contract,
      nowMs: () => clock.nowMs,
      ...(token === undefined ? {} : { token }),
    };
    return new PageUnderTest(receiver, await startedControl(receiver, controlling), controlling, clock);
  }

  /** The page's address. */
  get url(): string {
    return `${this.#control.url}/`;
  }

  /** Milliseconds since EPOCH. */
  set atMs(ms: number) {
    this.#clock.nowMs = EPOCH + ms;
  }

  /** Takes the control port away while something happens, and opens it again at the same place. */
  async withoutControl(happens: () => Promise<void>): Promise<void> {
    const { port } = this.#control;
    await this.#control.close();
    await happens();
    this.#control = await startedControl(this.receiver, { ...this.#options, port });
  }

  /** Posts a body as OCS would; gives the status, or null where no answer came. */
  async post(body: string): Promise<number | null> {
    const request = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    return fetch(`${this.receiver.url}/ocs/states`, request).then(
      ({ status }) => status,
      () => null,
    );
  }

  /** Puts a record into the journal as if it had been posted, without a socket: a hundred thousand of them take a moment. */
  append(atMs: number, body: string): void {
    const bytes = Buffer.from(body);
    const record: ReceivedRecord = {
      number: this.receiver.journal.nextNumber,
      receivedAtMs: EPOCH + atMs,
      connection: 1,
      requestOnConnection: 1,
      method: 'POST',
      path: '/ocs/states',
      headers: ['Host', '127.0.0.1', 'Content-Type', 'application/json'],
      body: bytes,
      bodyBytes: bytes.length,
      wrongContentType: false,
      get content() {
        return parseBody(bytes);
      },
      reply: { status: 200, manner: 'as usual', delayMs: 0, fault: null },
    };
    this.receiver.journal.append(record);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#control.close();
    await this.receiver.close();
  }
}

async function startedControl(receiver: Receiver, options: ControlOptions): Promise<Control> {
  const control = await startControl(receiver, options);
  if (control.kind === 'cannot listen') throw new Error(control.message);
  return control;
}
