// A receiver whose time a test moves by hand, and campaign groups that post to it over a real socket.

import type { JsonObject, JsonValue } from '../../../receiver/contract/contract.ts';
import type { DialMode, EventName, GroupState } from '../../../receiver/contract/vocabulary.ts';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../../receiver/index.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { goodBody } from '../expect/observations.ts';

export const EAST = 'Spring@Agents East';
export const WEST = 'Spring@Agents West';

/** 2026-01-01T00:00:00Z; records show the time since. */
const EPOCH_MS = 1_767_225_600_000;

export interface Watched extends AsyncDisposable {
  readonly receiver: Receiver;
  readonly clock: ManualClock;
  /** Moves on so many milliseconds since the beginning. */
  readonly at: (ms: number) => void;
  /** Posts a body and waits for the answer: its status. */
  readonly post: (body: JsonObject | string) => Promise<number>;
  /** Posts what an event says, of Spring@Agents East unless told otherwise. */
  readonly tell: (event: EventName, fields?: Fields) => Promise<number>;
}

/** Fields that differ from the good body; undefined takes one away. */
export type Fields = Readonly<Record<string, JsonValue | undefined>>;

export async function watched(options: ReceiverOptions = {}): Promise<Watched> {
  const clock = new ManualClock(EPOCH_MS);
  const receiver: Receiver = await startReceiver({
    nowMs: () => clock.nowMs(),
    after: (ms, action) => clock.at(clock.nowMs() + ms, `${ms} ms`, action).cancel,
    ...options,
  });
  const post = async (body: JsonObject | string): Promise<number> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(receiver.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: text,
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  return {
    receiver,
    clock,
    at: (ms) => clock.moveTo(EPOCH_MS + ms),
    post,
    tell: (event, fields = {}) => post(bodyOf(event, receiver, fields)),
    [Symbol.asyncDispose]: () => receiver.close(),
  };
}

const SITUATIONS: Readonly<Record<EventName, readonly [GroupState, DialMode]>> = {
  loaded: ['Active', 'NoDialMode'],
  started: ['Running', 'Predict'],
  stopped: ['Active', 'NoDialMode'],
  unloaded: ['NotLoaded', 'NoDialMode'],
  'unloaded forcefully': ['NotLoaded', 'NoDialMode'],
  'dial mode changed': ['Running', 'Progress'],
  'general info': ['Active', 'NoDialMode'],
  periodic: ['Running', 'Predict'],
};

/** What OCS would post of an event. */
export function bodyOf(
  event: EventName,
  { contract }: Pick<Receiver, 'contract'>,
  fields: Fields = {},
): JsonObject {
  const [state, dialMode] = SITUATIONS[event];
  const body: Record<string, JsonValue> = { ...goodBody({ event, state, dialMode }, contract) };
  body.GSW_CAMPAIGN_GROUP_NAME = EAST;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) delete body[name];
    else body[name] = value;
  }
  return body;
}
