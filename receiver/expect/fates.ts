// What can become of a notification, to the very end: the classes of the ledger, for reports and expectations.

/** Where a notification was lost: kept back by the sender, on the way, or by the target; null where it was not lost. */
export type LostWhere = 'sender' | 'network' | 'target' | null;

/** How far it came. `perhaps`: nobody can tell. */
export type InStore = 'no' | 'yes' | 'perhaps';

interface FateRow {
  readonly stored: InStore;
  /** For people, after "which": what happened. */
  readonly about: string;
}

/**
 * Every class. A sender that never sends twice (documented) makes all that are not stored unrecoverable; what is stored although
 * the sender heard nothing of it is what such a sender gets away with, and what one with a retry would double.
 */
export const FATES = {
  stored: { stored: 'yes', about: 'was taken and is kept as it was sent' },
  answered: { stored: 'perhaps', about: 'was answered with 2xx; whether it is kept was not looked at' },
  'not attempted': { stored: 'no', about: 'was due and never sent: the feature was off, or had no URI' },
  refused: { stored: 'no', about: 'found no connection' },
  'reset before the body went out': {
    stored: 'no',
    about: 'lost its connection before its last byte was out',
  },
  'reset after the body went out': {
    stored: 'no',
    about: 'was all out when its connection broke, and is not kept',
  },
  'reset but stored': {
    stored: 'yes',
    about: 'lost its connection before the answer, and is kept all the same',
  },
  'timed out': { stored: 'no', about: 'was not answered in time, and is not kept' },
  'timed out but stored': { stored: 'yes', about: 'was not answered in time, and is kept all the same' },
  failed: { stored: 'no', about: 'could not be sent' },
  'failed but stored': { stored: 'yes', about: 'had no answer that could be read, and is kept all the same' },
  unanswered: { stored: 'perhaps', about: 'was out and never answered; whether it is kept cannot be known' },
  rejected: { stored: 'no', about: 'was answered, and not with 2xx' },
  'rejected but stored': { stored: 'yes', about: 'was answered, not with 2xx, and is kept all the same' },
  'answered but not stored': { stored: 'no', about: 'was answered with 2xx and is not kept' },
  altered: { stored: 'yes', about: 'is kept, and not as it was sent' },
  duplicated: { stored: 'yes', about: 'is kept more than once' },
} as const satisfies Record<string, FateRow>;

/** A class of the ledger. */
export type FateName = keyof typeof FATES;

/** In the order of the table. */
export const FATE_NAMES = Object.keys(FATES) as readonly FateName[];

/** Gone for ever, for nothing is sent twice: everything that is surely not kept. */
export function isGone(fate: FateName): boolean {
  return FATES[fate].stored === 'no';
}
