// What our own diagnostics see and a schema cannot, with the reason. The lists are exact: the test fails for what is missing here and
// for what an editor does see.

import type { DiagnosticCode } from '../../receiver/document/diagnostic.ts';

/** Complaints that no schema can make, whatever the file. */
export const NEVER_SEEN: Readonly<Partial<Record<DiagnosticCode, string>>> = {
  'unreadable-file': 'whether there is another file',
  'wrong-piece': 'what another file says',
  'endless-include': 'what other files include',
  'unknown-group': 'names that are defined elsewhere in the file',
  'unknown-reference': 'names that are defined elsewhere in the file',
  'illegal-transition': 'what the steps before have led to',
  'never-judged': 'whether what is expected can come at all',
  'no-expectations': 'that is a warning: an empty list has the right form',
  'too-many-cases': 'a product of lengths',
  'several-cases': 'what the command needs that the file is given to',
};

/** Where an editor has something to say all the same: `folder/file:line code`. */
export const SEEN_ALL_THE_SAME: Readonly<Record<string, string>> = {
  'diagnostics/binary.yaml:1 unreadable-file': 'what is no text is no mapping either',
  'diagnostics/unknown-anchor.yaml:4 unknown-reference': 'an alias is a matter of YAML',
};

/** Complaints of kinds that a schema can make elsewhere: `folder/file:line code`. */
export const UNSEEN: Readonly<Record<string, readonly string[]>> = {
  'YAML is read more leniently by the server': [
    'diagnostics/control-characters.yaml:4 look-alike',
    'diagnostics/alias-to-itself.yaml:3 yaml-syntax',
    'diagnostics/alias-to-itself.yaml:7 yaml-syntax',
    'diagnostics/alias-to-itself.yaml:7 wrong-type',
    'diagnostics/merge-keys.yaml:5 wrong-type',
    'diagnostics/odd-keys.yaml:2 wrong-type',
    'diagnostics/odd-keys.yaml:4 wrong-type',
    'diagnostics/odd-keys.yaml:6 unknown-key',
    'diagnostics/odd-keys.yaml:7 unknown-key',
    'diagnostics/odd-keys.yaml:8 unknown-key',
    'diagnostics/odd-keys.yaml:9 wrong-type',
    'diagnostics/odd-keys.yaml:10 unknown-key',
    'diagnostics/two-documents.yaml:9 yaml-syntax',
  ],
  'what a variable stands for is known only when the file is read': [
    'diagnostics/includes-as-steps.yaml:5 missing-key',
    'diagnostics/includes-as-steps.yaml:11 unknown-word',
    'diagnostics/includes-as-steps.yaml:13 wrong-type',
    'diagnostics/matrix-with-mistakes.yaml:3 bad-value',
    'diagnostics/matrix-without-a-case.yaml:4 bad-value',
    'diagnostics/mistake-in-one-case.yaml:3 unknown-word',
    'diagnostics/mistake-in-one-case.yaml:4 unknown-word',
    'diagnostics/mistake-in-one-case.yaml:10 wrong-type',
    'diagnostics/piece-of-steps-with-mistakes.yaml:11 missing-key',
    'diagnostics/piece-with-mistakes.yaml:5 unknown-word',
    'diagnostics/target-in-a-scenario.yaml:5 plain-secret',
    'diagnostics/variables-with-mistakes.yaml:3 unknown-word',
    'diagnostics/variables-with-mistakes.yaml:5 missing-key',
  ],
  'two values have to be compared': [
    'contract-files/changed-and-removed.yaml:3 conflicting-keys',
    'contract-files/changed-and-removed.yaml:4 conflicting-keys',
    'contract-files/events-spelt-alike.yaml:3 conflicting-keys',
    'contract-files/name-clashes.yaml:3 conflicting-keys',
    'contract-files/name-clashes.yaml:4 conflicting-keys',
    'contract-files/name-clashes.yaml:6 conflicting-keys',
    'contract-files/name-clashes.yaml:8 conflicting-keys',
    'contract-files/states-spelt-alike.yaml:3 conflicting-keys',
    'contract-files/states-spelt-alike.yaml:4 conflicting-keys',
    'contract-files/unknown-attributes.yaml:6 unknown-word',
    'contract-files/values-of-another-type.yaml:3 wrong-type',
    'contract-files/values-of-another-type.yaml:4 wrong-type',
    'contract-files/values-of-another-type.yaml:5 wrong-type',
    'contract-files/values-of-another-type.yaml:7 wrong-type',
    'contract-files/values-of-another-type.yaml:8 wrong-type',
    'diagnostics/network.yaml:17 bad-value',
    'diagnostics/replies.yaml:9 conflicting-keys',
    'diagnostics/same-names.yaml:4 conflicting-keys',
    'diagnostics/target-of-an-index.yaml:2 bad-value',
    'diagnostics/target-of-an-index.yaml:3 conflicting-keys',
    'diagnostics/target-that-contradicts-itself.yaml:2 conflicting-keys',
    'diagnostics/target-that-contradicts-itself.yaml:4 conflicting-keys',
    'diagnostics/target-that-contradicts-itself.yaml:6 conflicting-keys',
  ],
  'it depends on the release and its contract': [
    'contract-files/bare-numbers.yaml:4 bad-value',
    'contract-files/senseless-types.yaml:3 bad-value',
    'contract-files/senseless-types.yaml:4 bad-value',
    'contract-files/senseless-types.yaml:5 bad-value',
    'contract-files/senseless-types.yaml:6 bad-value',
    'contract-files/senseless-types.yaml:9 bad-value',
    'diagnostics/never-judged.yaml:10 unknown-word',
    'diagnostics/unknown-words.yaml:21 unknown-word',
  ],
  'a number that has the right form and is nothing all the same': [
    'diagnostics/network.yaml:15 bad-value',
    'diagnostics/unknown-ledger-words.yaml:13 bad-value',
  ],
};

/** Lines of which only the editor complains, in files whose YAML is whole: `folder/file:line`, with the reason. */
export const MORE_SEEN: Readonly<Record<string, string>> = {
  'diagnostics/contract-with-mistakes.yaml:4': 'our own reader looks at names only where the form is right',
  'diagnostics/control-characters.yaml:1': 'the key that holds one would have been a key that is needed',
  'diagnostics/unknown-anchor.yaml:3': 'an anchor that is not used is no mistake to us',
};
