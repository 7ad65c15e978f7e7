// Waits of a program for what arrives: woken by the arrival itself, never by asking again and again. What is waited with is real
// time; what is shown is the time of the records.

import type { Contract } from '../contract/contract.ts';
import { sinceEpochText } from '../document/instant-text.ts';
import { AT_LEAST_ONE, type CountDemand, NONE } from '../expect/count-demand.ts';
import { spacedDuration } from '../expect/duration-text.ts';
import type { Verdict } from '../expect/expectation.ts';
import { arrivalText, labelled } from '../expect/explain-arrival.ts';
import type { Failure } from '../expect/failure.ts';
import type { Arrival, Gap } from '../expect/observation.ts';
import { plural } from '../expect/shown-text.ts';
import { expectStep, type StepExpectation } from '../expect/step.ts';
import type { HostTime } from '../wall-clock.ts';
import type { History } from './history.ts';
import { explained } from './judging.ts';
import { type Checked, type SelectorSpec, stepOf } from './read-expectation.ts';
import { ReceiverError, type ReceiverErrorCode } from './receiver-error.ts';

/** What waits need to know of the receiver. */
export interface WaitingRoom {
  readonly history: History;
  readonly contract: Contract;
  readonly after: HostTime['after'];
  /** Whether anything can arrive. */
  readonly listening: () => boolean;
  readonly url: string;
  /** Ends every wait with this error, once. */
  readonly onClose: (close: (error: ReceiverError) => void) => () => void;
}

type Selected = Checked<SelectorSpec>;

/** A wait that is under way: what its arrivals and its end do is decided by whoever began it. */
interface Wait<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: ReceiverError) => void;
  /** Arranges for something that has to be undone at the end. */
  readonly until: (undo: () => void) => void;
}

function wait<T>(room: WaitingRoom, begin: (wait: Wait<T>) => void): Promise<T> {
  const undoes: (() => void)[] = [];
  return new Promise<T>((resolve, reject) => {
    undoes.push(room.onClose(reject));
    begin({ resolve, reject, until: (undo) => undoes.push(undo) });
  }).finally(() => {
    for (const undo of undoes) undo();
  });
}

interface Counting {
  readonly expectation: StepExpectation;
  /** True where the observation was selected. */
  readonly feed: (observation: Arrival | Gap) => boolean;
}

/** Counts what is selected whenever it came: which of it counts is decided by what is fed. */
function counting(
  { contract }: WaitingRoom,
  { spec }: Selected,
  withinMs: number,
  count: CountDemand,
): Counting {
  const expectation = expectStep(
    { ...stepOf(spec), withinMs, count },
    { contract, groups: [], startMs: Number.NEGATIVE_INFINITY },
  );
  expectation.extend(Number.POSITIVE_INFINITY);
  return {
    expectation,
    feed(observation) {
      const before = expectation.taken;
      expectation.feed(observation);
      return expectation.taken > before;
    },
  };
}

/** Resolves with what was selected once there are `count` of it (of each group named), what has arrived before included. */
export function waitForArrivals(
  room: WaitingRoom,
  selected: Selected,
  {
    count,
    withinMs,
    laterThan,
  }: { readonly count: number; readonly withinMs: number; readonly laterThan: number },
): Promise<readonly Arrival[]> {
  const { history } = room;
  const fromMs = history.nowMs;
  const { expectation, feed } = counting(room, selected, withinMs, { min: count, max: null });
  const came: Arrival[] = [];
  return wait(room, ({ resolve, reject, until }) => {
    for (const observation of history.observations(laterThan))
      if (feed(observation)) came.push(observation as Arrival);
    if (expectation.settled) return resolve(came);
    until(
      history.follow((observation) => {
        if (feed(observation)) came.push(observation as Arrival);
        if (expectation.settled) resolve(came);
      }),
    );
    until(
      room.after(withinMs, () => {
        const verdict = inRealTime(expectation.verdict(history.nowMs), fromMs, fromMs + withinMs);
        const [code, hint]: [ReceiverErrorCode, string] =
          verdict.status === 'inconclusive' ? ['inconclusive', GAP_HINT] : ['not-received', cameHint(room)];
        reject(new ReceiverError(code, explained(verdict, selected.warnings).explanation, hint));
      }),
    );
  });
}

/** Resolves once `withinMs` have passed without any such arrival; those that came before do not count. */
export function waitForNoArrival(room: WaitingRoom, selected: Selected, withinMs: number): Promise<void> {
  const { history } = room;
  const fromMs = history.nowMs;
  const { expectation, feed } = counting(room, selected, withinMs, NONE);
  return wait(room, ({ resolve, reject, until }) => {
    if (!room.listening()) return reject(deaf());
    until(
      history.follow((observation) => {
        feed(observation);
        if (!expectation.settled) return;
        const verdict = inRealTime(expectation.verdict(history.nowMs), fromMs, history.nowMs);
        reject(
          new ReceiverError('received', explained(verdict, selected.warnings).explanation, SURPLUS_HINT),
        );
      }),
    );
    until(
      room.after(withinMs, () => {
        const verdict = explained(expectation.verdict(history.nowMs));
        if (!room.listening()) reject(deaf());
        else if (verdict.status === 'passed') resolve();
        else reject(new ReceiverError('inconclusive', verdict.explanation, LOSS_HINT));
      }),
    );
  });
}

/** Resolves once nothing of what is selected has arrived for `quietMs`, from now on. */
export function waitForSilence(
  room: WaitingRoom,
  selected: Selected,
  { quietMs, withinMs }: { readonly quietMs: number; readonly withinMs: number },
): Promise<void> {
  const { history } = room;
  const fromMs = history.nowMs;
  const { feed } = counting(room, selected, withinMs, AT_LEAST_ONE);
  let count = 0;
  let last: Arrival | null = null;
  return wait(room, ({ resolve, reject, until }) => {
    if (!room.listening()) return reject(deaf());
    const quiet = (): void => (room.listening() ? resolve() : reject(deaf()));
    let cancel = room.after(quietMs, quiet);
    until(() => cancel());
    until(
      history.follow((observation) => {
        // What was lost arrived all the same.
        if (!feed(observation) && observation.kind === 'arrival') return;
        count += 1;
        if (observation.kind === 'arrival') last = observation;
        cancel();
        cancel = room.after(quietMs, quiet);
      }),
    );
    until(
      room.after(withinMs, () => {
        const lines = [
          `expected ${spacedDuration(quietMs)} without a notification, which never came`,
          labelled('waited', `${spacedDuration(withinMs)} from ${sinceEpochText(fromMs)}`),
          labelled('came', plural(count, 'notification')),
          ...(last === null ? [] : [labelled('last', arrivalText(last))]),
        ];
        reject(new ReceiverError('not-quiet', lines.join('\n'), QUIET_HINT));
      }),
    );
  });
}

const GAP_HINT =
  'wait before so much else comes, or let more stay at hand: limits: { journalRecords, journalBytes }';
const LOSS_HINT = 'make room where the journal writes: what it cannot write is answered 507';
const SURPLUS_HINT =
  'what came before the wait does not count: begin it once the last one that is due has come';
const QUIET_HINT = 'periodic messages go on while a group is loaded: name with of: what must be quiet';

function inRealTime(verdict: Verdict, fromMs: number, untilMs: number): Verdict {
  const failures = verdict.failures.map((failure): Failure => {
    return failure.kind === 'count' ? { ...failure, waited: { fromMs, untilMs, time: 'real' } } : failure;
  });
  return { ...verdict, failures };
}

function deaf(): ReceiverError {
  return new ReceiverError(
    'inconclusive',
    'inconclusive: the receiver does not listen, so that silence proves nothing',
    'call startListening() first',
  );
}

function cameHint({ history, url, listening }: WaitingRoom): string {
  if (!listening()) return 'the receiver does not listen: call startListening()';
  return history.count === 0
    ? `nothing at all has come: the sender has to post to ${url}/`
    : `${plural(history.count, 'request')} came so far: arrivals() gives them`;
}
