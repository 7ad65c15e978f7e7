import type { Place } from './place.ts';

/** Every kind of complaint about a scenario or contract file; a closed list, so that tools can rely on the codes. */
export const DIAGNOSTIC_CODES = {
  'unreadable-file': 'the file cannot be read',
  'unrelated-file': 'a file of another kind than is wanted',
  'yaml-syntax': 'the text is not well-formed YAML',
  tab: 'a tab where YAML wants spaces',
  'look-alike': 'a character that looks like one of YAML, or like none at all',
  'cut-off': 'a value of which YAML takes a part for something else, such as a comment',
  'duplicate-key': 'the same key twice in one mapping',
  'empty-file': 'the file says nothing',
  'wrong-type': 'a value of another type than wanted',
  'bad-value': 'a value outside of what is allowed',
  'missing-key': 'a key that must be there is not',
  'unknown-key': 'a key that means nothing here',
  'unknown-step': 'a step that does not exist',
  'unknown-word': 'a name that is none of the known ones',
  'unknown-group': 'a group that the scenario does not have',
  'unknown-reference': 'a name that nothing in the file defines',
  'conflicting-keys': 'keys that cannot stand together',
  'wrong-piece': 'an included file that is no piece, or a piece that comes in elsewhere',
  'endless-include': 'files that include each other in a circle, too deep or too often',
  'too-many-cases': 'a matrix of more cases than anybody would wait for',
  'several-cases': 'a scenario of several cases where one is wanted',
  untrusted: 'what a scenario may not do whose author is not trusted',
  'plain-secret': 'a secret in plain text, where others will read it',
  'illegal-transition': 'a command that the life cycle refuses',
  'never-judged': 'an expectation that can judge nothing',
  'no-expectations': 'a scenario that expects nothing, so that it could only pass unobserved',
} as const;

/** What kind of trouble a diagnostic tells of: a closed list, for machines. */
export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;

/** One complaint, as data; `showDiagnostic` words it for people. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  readonly place: Place;
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  readonly hint?: string;
}
