/** Every kind of error that the library throws; a closed list, so that a program can rely on the codes. */
export const RECEIVER_ERROR_CODES = {
  'cannot-listen': 'the receiver could not be started',
  'cannot-journal': 'the folder of its journal could not be used',
  'bad-option': 'an option outside of what is allowed',
  'bad-expectation': 'a selector or an expectation that cannot be read, or that the contract does not know',
  'bad-reply': 'an answer that cannot be read',
  'not-received': 'what was waited for did not come in time',
  received: 'something came that should not have come',
  'not-quiet': 'notifications kept coming',
  inconclusive: 'it cannot be told, because records are gone or nothing could have come',
  closed: 'the receiver was closed while somebody waited',
  'not-a-receiver': 'a matcher was given something else than a receiver',
} as const;

/** What kind of trouble an error of the library tells of. */
export type ReceiverErrorCode = keyof typeof RECEIVER_ERROR_CODES;

/** What the library throws, or rejects with. The message is whole: the same explanation as that of a scenario's failure. */
export class ReceiverError extends Error {
  override readonly name = 'ReceiverError';
  readonly code: ReceiverErrorCode;
  /** What to do about it. */
  readonly hint: string;

  constructor(code: ReceiverErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
