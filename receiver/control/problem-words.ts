import type { BodyProblem } from '../journal/record.ts';

const WORDS: Readonly<Record<BodyProblem, true>> = {
  empty: true,
  'not let in': true,
  'cut short': true,
  'too large': true,
  undecodable: true,
  'invalid UTF-8': true,
  'malformed JSON': true,
  'too deep': true,
  'not an object': true,
};

/** Every reason for which a body cannot be judged; the type check above keeps it whole. */
export const PROBLEM_WORDS = Object.keys(WORDS) as readonly BodyProblem[];
