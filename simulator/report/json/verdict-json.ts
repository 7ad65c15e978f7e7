import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { explainVerdict } from '../../../receiver/expect/explain.ts';
import type { JudgedExpectation } from '../../scenario/result.ts';
import type { StepFailure } from '../../scenario/stage.ts';
import { failureJson, nearestJson } from './failure-json.ts';
import { placeJson } from './place-json.ts';
import { count, list, nullOr, number, object, ref, text, word } from './schema-words.ts';

/** An expectation with what became of it. */
export function judgedJson({ place, verdict }: JudgedExpectation) {
  const { title, status, judged, summary, failures, failureCount, nearest, restsOn } = verdict;
  return {
    title,
    status,
    summary,
    place: placeJson(place),
    judged,
    restsOn,
    failureCount,
    failures: failures.map(failureJson),
    nearest: nearest && nearestJson(nearest),
    text: explainVerdict(verdict),
  };
}

/** The schema of its properties. */
export const EXPECTATION_PROPERTIES = {
  title: text('What is expected, as on screen.'),
  status: word('What became of it.', ['passed', 'failed', 'inconclusive']),
  summary: text('In one line: how many were judged, or why it is inconclusive.'),
  place: ref('place', 'Where it stands.'),
  judged: count('How many things were judged: notifications, or groups for an order.'),
  restsOn: word(
    "Whose observations the verdict rests on: the receiver's, the sender's records, or what was read back from the store.",
    ['receiver', 'sender', 'store'],
  ),
  failureCount: count('How many failures there are.'),
  failures: list('The first of them.', ref('failure', 'A failure.')),
  nearest: nullOr(ref('nearest', 'Where nothing was selected: what came closest.')),
  text: list('All of it in words, a line each; empty where it passed.', text('A line.')),
} as const;

/** Its schema. */
export const EXPECTATION: JsonSchema = object('An expectation with its verdict.', EXPECTATION_PROPERTIES);

/** A step that failed. */
export function stepFailureJson({ title, place, atMs, lines }: StepFailure) {
  return { title, place: placeJson(place), campaignMs: atMs, lines };
}

/** The schema of its properties. */
export const STEP_FAILURE_PROPERTIES = {
  title: text('What went wrong.'),
  place: ref('place', 'Where the step stands.'),
  campaignMs: number('When, in milliseconds of campaign time since the beginning.'),
  lines: list('The explanation, a line each.', text('A line.')),
} as const;

/** Its schema. */
export const STEP_FAILURE: JsonSchema = object(
  'A step that could not do what it says.',
  STEP_FAILURE_PROPERTIES,
);
