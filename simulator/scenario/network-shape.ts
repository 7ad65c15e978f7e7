// `network:` as YAML says it, as a step:
//
//   network: refuse                        # so too: reset, stall, half-open, close idle, drop answers
//   network: up                            # nothing is wrong any more
//   network: { reset: { after: 100 B, of: request } }
//   network: { stall: { of: answer, after: 10 B } }
//   network: { throttle: 1 kB/s }
//   network: { latency: 200ms, jitter: 50ms }
//   network: { dropAnswers: reset, times: 3 }
//   network: { halfOpen: true, probability: 10% }          # so too: reset, stall, closeIdle

import { anyOf, byKind, variants } from '../../receiver/document/composite-shapes.ts';
import {
  type Fields,
  optional,
  type RecordOf,
  record,
  required,
  withDefault,
} from '../../receiver/document/record.ts';
import { duration, fraction, integer, literal, word } from '../../receiver/document/scalar-shapes.ts';
import { complain, refine, type Shape } from '../../receiver/document/shape.ts';
import { rate, size } from '../../receiver/document/size-shapes.ts';
import type { Hits, NetworkFault } from '../network/network-fault.ts';

/** What a step does to the network; null: it is as it should be again. */
export interface NetworkChange {
  readonly fault: NetworkFault | null;
}

const BY_WORD = {
  up: null,
  refuse: { kind: 'refuse' },
  reset: { kind: 'reset', of: 'request', afterBytes: 0 },
  stall: { kind: 'stall', of: 'both', afterBytes: 0 },
  'half-open': { kind: 'half-open' },
  'close idle': { kind: 'close idle' },
  'drop answers': { kind: 'drop answers', instead: 'silence' },
} as const satisfies Readonly<Record<string, NetworkFault | null>>;

const WORDS = Object.keys(BY_WORD) as readonly (keyof typeof BY_WORD)[];

const hits = {
  times: optional(
    integer('how many, a whole number from 1', { min: 1 }),
    'so many requests are hit, then no more',
    { example: 3 },
  ),
  probability: optional(fraction(), 'each request is hit with this chance only, drawn from the seed', {
    example: '10%',
  }),
};

const after = withDefault(size(), 0, 'so many bytes of each request or answer go through first', {
  example: '100 B',
});

const resetShape = orTrue(
  record(
    {
      after,
      of: withDefault(
        word('a direction', ['request', 'answer']),
        'request',
        'whose bytes: those of the request, or those of its answer',
      ),
    },
    { what: 'reset' },
  ),
  { of: 'request', after: 0 },
);

const stallShape = orTrue(
  record(
    {
      of: required(word('a direction', ['request', 'answer', 'both']), 'what does not get through any more'),
      after,
    },
    { what: 'stall' },
  ),
  { of: 'both', after: 0 },
);

/** `true` for a fault that needs no details. */
function orTrue<T>(details: Shape<T>, usual: NoInfer<T>): Shape<T> {
  const bare = anyOf(`true, or ${details.expects}`, [refine(literal(true), () => usual)]);
  return byKind<T, never, T>({ scalar: bare, mapping: details });
}

interface FaultKind {
  readonly key: string;
  readonly shape: Shape<NetworkChange>;
}

/** A fault that may hit only some of the requests. */
function hittingKind<F extends Fields>(
  key: string & keyof F,
  fields: F,
  make: (value: RecordOf<F>) => NetworkFault,
): FaultKind {
  return kind(key, { ...fields, ...hits }, (value) => {
    const { times, probability } = value as Hits;
    return {
      ...make(value as unknown as RecordOf<F>),
      ...(times === undefined ? {} : { times }),
      ...(probability === undefined ? {} : { probability }),
    };
  });
}

function kind<F extends Fields>(
  key: string & keyof F,
  fields: F,
  make: (value: RecordOf<F>) => NetworkFault,
): FaultKind {
  const shape = record(fields, { what: `the fault ${key}` });
  return { key, shape: refine(shape, (value) => ({ fault: make(value) })) };
}

const latency = hittingKind(
  'latency',
  {
    latency: required(duration(), 'how long each byte is on its way, in each direction, in real time', {
      example: '200ms',
    }),
    jitter: withDefault(duration(), 0, 'so much longer or shorter, drawn from the seed', { example: '50ms' }),
  },
  ({ latency: ms, jitter }) => ({ kind: 'latency', ms, jitterMs: jitter }),
);

const kinds: readonly FaultKind[] = [
  kind(
    'refuse',
    { refuse: required(literal(true), 'new connections are refused, and those that exist are reset') },
    () => BY_WORD.refuse,
  ),
  hittingKind(
    'reset',
    { reset: required(resetShape, 'the connection is reset at both ends') },
    ({ reset: { of, after: afterBytes } }) => ({ kind: 'reset', of, afterBytes }),
  ),
  hittingKind(
    'stall',
    { stall: required(stallShape, 'nothing gets through, and connections stay open') },
    ({ stall: { of, after: afterBytes } }) => ({ kind: 'stall', of, afterBytes }),
  ),
  hittingKind(
    'throttle',
    { throttle: required(rate(), 'so much gets through, in each direction of each connection') },
    ({ throttle }) => ({ kind: 'throttle', bytesPerSecond: throttle }),
  ),
  {
    ...latency,
    shape: refine(latency.shape, (value, node, reading) => {
      const fault = value.fault;
      if (fault?.kind !== 'latency' || fault.jitterMs <= fault.ms || node.kind !== 'mapping') return value;
      const { place } = node.entries.find((entry) => entry.key === 'jitter')!.value;
      return complain(reading, 'bad-value', place, 'the jitter cannot be longer than the latency');
    }),
  },
  hittingKind(
    'halfOpen',
    { halfOpen: required(literal(true), 'the target has gone, and the sender is not told') },
    () => ({ kind: 'half-open' }),
  ),
  hittingKind(
    'closeIdle',
    {
      closeIdle: required(
        literal(true),
        'a connection that carried a request before is closed as the next one goes out on it',
      ),
    },
    () => ({ kind: 'close idle' }),
  ),
  hittingKind(
    'dropAnswers',
    {
      dropAnswers: required(
        word('a substitute for the answer', ['silence', 'close', 'reset']),
        'the target gets the request, the sender no answer: nothing, or an end or a reset of the connection instead',
      ),
    },
    ({ dropAnswers }) => ({ kind: 'drop answers', instead: dropAnswers }),
  ),
];

/** Reads a `network:`: a word, or a fault with its details. */
export const networkShape: Shape<NetworkChange> = byKind<NetworkChange, never, NetworkChange>({
  scalar: refine(word('a state of the network', WORDS), (value) => ({ fault: BY_WORD[value] })),
  mapping: variants('a fault of the network', kinds, 'unknown-key', {
    hintOfAnother: (key) => `there is one fault at a time, and "${key}" is another`,
  }),
});
