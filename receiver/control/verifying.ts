import { listOf } from '../document/composite-shapes.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import { fitsPattern } from '../document/name-pattern.ts';
import { lineColumn } from '../document/place.ts';
import { newReading, type Placed, placed, type Shape } from '../document/shape.ts';
import { type DocNode, readYaml } from '../document/source.ts';
import { checkExpectation } from '../expect/check-expectation.ts';
import { createExpectation } from '../expect/create-expectation.ts';
import type { Expectation, Verdict } from '../expect/expectation.ts';
import { explainVerdict } from '../expect/explain.ts';
import type { Failure } from '../expect/failure.ts';
import { safeText } from '../expect/shown-text.ts';
import { expectationShape, type FinalSpec, groupsNamedBy } from '../expect/vocabulary.ts';
import type { JournalPage } from '../journal/journal.ts';
import { isNotification, type ReceivedRecord } from '../journal/record.ts';
import type { VerdictMessage, VerifyMessage } from './messages.ts';
import { problemMessages, type Refusal, refusal } from './refusal.ts';
import type { Register } from './register.ts';

/** Expectations of one request. */
const MOST_EXPECTATIONS = 200;

const one = placed(expectationShape);
const many = listOf(one, { atLeast: 1 });

/** Expectations as a scenario writes them: one, a list, or either under the key `expect`. */
export const expectationsShape: Shape<readonly Placed<FinalSpec>[]> = {
  expects: 'an expectation, or a list of such',
  read: (node, reading) => {
    const inner = underExpect(node);
    if (inner.kind === 'list') return many.read(inner, reading);
    const spec = one.read(inner, reading);
    return spec === undefined ? undefined : [spec];
  },
  schema: (definitions) => ({ anyOf: [one.schema(definitions), many.schema(definitions)] }),
};

function underExpect(node: DocNode): DocNode {
  if (node.kind !== 'mapping' || node.entries.length !== 1) return node;
  const [entry] = node.entries;
  return entry!.key === 'expect' ? entry!.value : node;
}

/** Judges all records in sight by the expectations of a document. */
export async function verify(
  text: string,
  register: Register,
  nowMs: () => number,
): Promise<VerifyMessage | Refusal> {
  const read = readExpectations(text, register);
  if ('kind' in read) return read;
  await register.ready();
  const context = { contract: register.contract, groups: register.groups.labels };
  const { names } = register.groups;
  const live = read.specs.map(({ value, place }) => ({
    place,
    expectation: createExpectation(value, context),
    unseen: groupsNamedBy(value).find((name) => !names.some((known) => fitsPattern(name.value, known))),
  }));
  const gap = register.gapFrom();
  for await (const page of register.pages()) {
    for (const { expectation } of live) {
      if (expectation.settled) continue;
      feedPage(expectation, page, register);
      await register.pause();
    }
  }
  const endMs = nowMs() - register.originMs;
  const verdicts = live.map(({ expectation, place, unseen }): VerdictMessage => {
    const verdict = withUnseen(expectation.verdict(endMs), unseen?.value);
    const { line, column } = lineColumn(place.source, place.start);
    return { ...verdictMessage(verdict), line, column };
  });
  const status = (['failed', 'inconclusive'] as const).find((each) =>
    verdicts.some((verdict) => verdict.status === each),
  );
  return { status: status ?? 'passed', verdicts, problems: problemMessages(read.warnings), gap };
}

/** Nothing has been heard of a group that is named: a demand that holds all the same may be about a misspelt one. */
function withUnseen(verdict: Verdict, unseen: string | undefined): Verdict {
  if (unseen === undefined || verdict.status !== 'passed') return verdict;
  return { ...verdict, status: 'inconclusive', summary: `no group "${safeText(unseen)}" has been heard of` };
}

function readExpectations(
  text: string,
  { contract }: Register,
): Refusal | { readonly specs: readonly Placed<FinalSpec>[]; readonly warnings: readonly Diagnostic[] } {
  const { root, problems } = readYaml({ name: 'body', text });
  const listed = root === null ? root : underExpect(root);
  if (listed?.kind === 'list' && listed.items.length > MOST_EXPECTATIONS)
    return refusal(
      'bad-document',
      `${listed.items.length} expectations are more than ${MOST_EXPECTATIONS} in one request`,
      { hint: 'send them in several requests' },
    );
  const reading = newReading();
  const specs =
    root === null || problems.some(({ severity }) => severity === 'error')
      ? undefined
      : expectationsShape.read(root, reading);
  const all = [
    ...problems,
    ...reading.problems,
    ...(specs ?? []).flatMap(({ value }) => checkExpectation(value, contract)),
  ];
  const errors = all.filter(({ severity }) => severity === 'error');
  if (specs === undefined || errors.length > 0) {
    const [first] = errors;
    return refusal(
      'bad-document',
      first?.message ?? 'the body is empty: expected an expectation, or a list of such',
      {
        hint: first?.hint ?? 'send what a scenario has under expect:, such as - count: 3',
        problems: problemMessages(all),
      },
    );
  }
  return { specs, warnings: all };
}

function feedPage(expectation: Expectation, { records, gaps }: JournalPage, register: Register): void {
  let next = 0;
  for (const record of records) {
    for (let gap = gaps[next]; gap !== undefined && gap.first < record.number; gap = gaps[++next])
      expectation.feed({ kind: 'gap', ...gap });
    if (isNotification(record)) expectation.feed(register.arrival(record));
  }
  for (const gap of gaps.slice(next)) expectation.feed({ kind: 'gap', ...gap });
}

function verdictMessage(verdict: Verdict): Omit<VerdictMessage, 'line' | 'column'> {
  const { title, status, summary, judged, failureCount, failures, nearest } = verdict;
  const about = failures.flatMap(recordsOf);
  if (nearest !== null) about.push(nearest.arrival.record);
  return {
    title,
    status,
    summary,
    judged,
    failureCount,
    explanation: explainVerdict(verdict),
    nearest: [...new Set(about.map(({ number }) => number))],
  };
}

/** The records that the words on a failure are about. */
function recordsOf(failure: Failure): readonly ReceivedRecord[] {
  switch (failure.kind) {
    case 'count':
      return [failure.surplus, failure.nearest?.arrival].flatMap((arrival) =>
        arrival ? [arrival.record] : [],
      );
    case 'order':
      return failure.instead === null ? [] : [failure.instead.record];
    case 'repeated':
    case 'tally':
    case 'ledger':
      return [];
    default:
      return failure.arrival === null ? [] : [failure.arrival.record];
  }
}
