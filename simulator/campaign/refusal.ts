/** Why a command is refused; a closed list, so that tools can rely on the codes. */
export const REFUSAL_CODES = {
  'already loaded': 'Load of a group that is loaded',
  'not loaded': 'a command that only a loaded group takes',
  'already dialing': 'StartDialing of a group that dials',
  'not dialing': 'a command that only a dialing group takes',
  unloading: 'a command to a group that waits for its calls to end before it unloads',
  'no command here': 'a command in a state that no command leads to',
  'no dial mode': 'NoDialMode where a dial mode is needed',
  'same dial mode': 'SetDialingMode that would change nothing',
  'mode change not allowed': 'a change of dial mode that needs a stop and a start',
  'no optimization': 'a predictive mode without an optimization method that can be dialed by',
  'goal out of range': 'an optimization goal that its method cannot have',
  'agent group busy': 'another campaign group dials on the same agent or place group in an exclusive mode',
} as const;

export type RefusalCode = keyof typeof REFUSAL_CODES;

/** A command that changes nothing and reports nothing. `reason` and `hint` are sentences without a full stop. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: RefusalCode;
  readonly reason: string;
  readonly hint: string;
}

export function refused(code: RefusalCode, reason: string, hint: string): Refused {
  return { kind: 'refused', code, reason, hint };
}
