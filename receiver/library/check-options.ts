import { RELEASE_NAMES } from '../contract/releases.ts';
import { didYouMean } from '../document/closest-word.ts';
import { ReceiverError } from './receiver-error.ts';
import type { ReceiverOptions } from './receiver-options.ts';

/** What each option must look like, for programs that the compiler does not hold to its types. */
const OPTIONS: Readonly<
  Record<keyof ReceiverOptions, readonly [is: (value: unknown) => boolean, expected: string]>
> = {
  release: [
    (value) => (RELEASE_NAMES as readonly unknown[]).includes(value),
    `one of ${RELEASE_NAMES.join(', ')}`,
  ],
  contract: [isObject, 'a contract, as loadContract gives it'],
  host: [
    (value) => typeof value === 'string' && value.trim() !== '',
    "an address of this machine, such as '127.0.0.1'",
  ],
  port: [
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
    'a whole number from 0 to 65535',
  ],
  nowMs: [isFunction, 'a function that gives milliseconds'],
  after: [isFunction, 'a function that sets a timer and gives how to cancel it'],
  identify: [isFunction, 'a function from a record to its event and group'],
  replies: [Array.isArray, 'a list of rules'],
  answerAs: [isObject, "such as { kind: 'plain' }"],
  seed: [(value) => Number.isSafeInteger(value), 'a whole number'],
  limits: [isObject, 'such as { bodyBytes: 65536 }'],
  journal: [
    (value) => isObject(value) && typeof (value as { folder?: unknown }).folder === 'string',
    "such as { folder: 'journal' }",
  ],
  tls: [
    (value) =>
      isObject(value) &&
      ['string', 'object'].includes(typeof (value as { certificate?: unknown }).certificate),
    "such as { certificate: 'self-made' } or { certificate: { cert, key } }",
  ],
  access: [
    (value) =>
      Array.isArray(value) &&
      value.every(
        (each) =>
          isObject(each) && ['basic', 'bearer'].includes(String((each as { scheme?: unknown }).scheme)),
      ),
    "a list such as [{ scheme: 'basic', user: 'u', password: 'p' }, { scheme: 'bearer', token: 't' }]",
  ],
  lenientHost: [(value) => typeof value === 'boolean', 'true or false'],
  onRecord: [isFunction, 'a function that hears of each record'],
  onLoss: [isFunction, 'a function that hears of each gap'],
  onTrouble: [isFunction, 'a function that hears of what should not happen'],
};

/** @throws ReceiverError `bad-option` for an unknown one, and for a value that is none of its */
export function checkOptions(options: ReceiverOptions): void {
  const names = Object.keys(OPTIONS);
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof ReceiverOptions] : undefined;
    if (rule === undefined) {
      const hint = didYouMean(name, names) ?? `the options are ${names.join(', ')}`;
      throw new ReceiverError('bad-option', `startReceiver has no option "${name}"`, hint);
    }
    const [is, expected] = rule;
    if (value !== undefined && !is(value)) {
      throw new ReceiverError(
        'bad-option',
        `the option ${name} of startReceiver cannot be that`,
        `expected ${expected}`,
      );
    }
  }
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
