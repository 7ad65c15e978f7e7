import type { JsonSchema } from '../../../receiver/document/shape.ts';
import { FAILURE, NEAREST } from './failure-json.ts';
import { LEDGER } from './ledger-json.ts';
import { ARRIVAL, FATE, SENT, SETTLED } from './notification-json.ts';
import { PLACE } from './place-json.ts';
import { COUNTS, RESULT } from './result-json.ts';
import { ERROR, RUN, TOOL, TOTALS } from './run-json.ts';
import { STORE } from './store-json.ts';
import { EXPECTATION, STEP_FAILURE } from './verdict-json.ts';

/** What the schemas of reports refer to. */
export const DEFINITIONS: Readonly<Record<string, JsonSchema>> = {
  arrival: ARRIVAL,
  counts: COUNTS,
  error: ERROR,
  expectation: EXPECTATION,
  failure: FAILURE,
  fate: FATE,
  ledger: LEDGER,
  nearest: NEAREST,
  place: PLACE,
  result: RESULT,
  sent: SENT,
  settled: SETTLED,
  stepFailure: STEP_FAILURE,
  store: STORE,
  tool: TOOL,
  totals: TOTALS,
};

/** The JSON Schema (draft 2020-12) of the report `json`. */
export function reportSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'ocs-sim run report',
    ...RUN,
    $defs: DEFINITIONS,
  };
}
