// Joins both halves for one scenario: clock, groups and sender on one side, the receiving end and the judge on the other.

import { AgentGroups } from '../campaign/agent-groups.ts';
import { CampaignGroup } from '../campaign/campaign-group.ts';
import { openClock } from '../scenario/clock-setting.ts';
import { playSteps } from '../scenario/play.ts';
import { type JudgedExpectation, type RunResult, statusOf } from '../scenario/result.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Stage, StepFailure } from '../scenario/stage.ts';
import { TimelineRecorder } from '../scenario/timeline.ts';
import { isDelivered, Ledger, type LedgerEntry } from '../sender/ledger.ts';
import { Notifier, type NotifierSurroundings } from '../sender/notifier.ts';
import { SILENT_TRACE_LOG, type TraceLog } from '../sender/tracing.ts';
import { ClockStopped } from '../time/clock.ts';
import { hostNowMs } from '../time/host-time.ts';
import { Judge } from './judge.ts';
import { OptionStore, withReceiverUri } from './option-store.ts';
import { type Destination, openOtherEnd, ReceiverGone } from './other-end.ts';
import type { EnvironmentTrouble } from './reach.ts';

/** How a scenario is run; whatever is left out has its default. */
export interface RunOptions {
  /** Default: the embedded receiver. */
  readonly destination?: Destination;
  /** OCS's own log lines; silent by default. */
  readonly traceLog?: TraceLog;
  /** Ends the run early; the result then says how far it came. */
  readonly signal?: AbortSignal;
  /** Told of each body just before it goes out. */
  readonly onBody?: NotifierSurroundings['onBody'];
  /** Told of each notification when its one attempt has ended, or there was none. */
  readonly onSettled?: (entry: LedgerEntry) => void;
}

/** So many lost notifications are named in the result; all are counted. */
const MOST_LOST = 100;

/**
 * Plays a scenario to its end and judges it. Never rejects for what a scenario or a receiver may do: what is wrong with the
 * environment comes back as trouble, everything else stands in the result.
 */
export async function runScenario(
  given: Scenario,
  options: RunOptions = {},
): Promise<RunResult | EnvironmentTrouble> {
  const startedAtMs = hostNowMs();
  const scenario = withReceiverUri(given);
  const { contract, epochMs, seed } = scenario;
  const labels = scenario.groups.map((group) => group.settings.label);
  const clock = openClock(scenario.clock, epochMs);
  const ledger = new Ledger();
  const judge = new Judge(scenario.expectations, { clock, contract, groups: labels });
  const judged: JudgedExpectation[] = [];
  const stepFailures: StepFailure[] = [];
  const lost: LedgerEntry[] = [];
  const notAttempted = new Map<string, number>();
  let strays = 0;
  let interrupted = false;
  let trouble: EnvironmentTrouble | null = null;

  const end = await openOtherEnd(options.destination ?? { kind: 'embedded' }, {
    scenario,
    clock,
    ledger,
    observe: (observation) => {
      if (observation.kind === 'stray') strays += 1;
      // What an interruption cuts off is nobody's failure.
      if (!interrupted) judge.feed(observation);
    },
  });
  if (end.kind === 'environment') return end;
  ledger.listen({
    settled: (entry) => {
      if (entry.notAttempted !== null)
        notAttempted.set(entry.notAttempted, (notAttempted.get(entry.notAttempted) ?? 0) + 1);
      else if (!isDelivered(entry) && lost.length < MOST_LOST) lost.push(entry);
      options.onSettled?.(entry);
    },
  });

  const store = new OptionStore(scenario, end.url);
  const notifier = new Notifier({
    contract,
    clock,
    ledger,
    transport: end.transport,
    traceLog: options.traceLog ?? SILENT_TRACE_LOG,
    optionsOf: (group) => store.sending(group),
    ...(options.onBody === undefined ? {} : { onBody: options.onBody }),
  });
  const timelines = labels.map((label) => new TimelineRecorder(label));
  const agentGroups = new AgentGroups();
  const changes = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...changes]) listener();
  };
  const groups = new Map(
    scenario.groups.map(({ settings }, index) => {
      const timeline = timelines[index]!;
      const group = new CampaignGroup(settings, {
        clock,
        seed,
        agentGroups,
        intervalSeconds: () => store.intervalSeconds(settings.label),
        report: (facts) => {
          const dialMode = facts.state === 'Running' ? facts.dialMode : null;
          timeline.add(
            facts.event,
            clock.nowMs() - epochMs,
            dialMode,
            dialMode === null ? null : facts.busyFactor,
          );
          notifier.notify(settings.label, facts);
          changed();
        },
      });
      return [settings.label, group] as const;
    }),
  );

  const reviseOptions = (change: () => void): void => {
    const before = new Map(labels.map((label) => [label, store.intervalSeconds(label)]));
    change();
    for (const [label, group] of groups)
      if (store.intervalSeconds(label) !== before.get(label)) group.intervalChanged();
  };
  // An external target answers as it likes; what the scenario tells the receiver does not reach it.
  const deaf = end.kind === 'target';
  let unheard = deaf ? scenario.replies.length : 0;
  const stage: Stage = {
    clock,
    groups,
    applications: scenario.applications.map((application) => application.name),
    onGroupChange: (listener) => {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    setOptions: (scope, values) => reviseOptions(() => store.set(scope, values)),
    unsetOptions: (scope, names) => reviseOptions(() => store.unset(scope, names)),
    watch: (spec, row) => judge.watch(spec, row),
    reply: (change) => {
      if (deaf) unheard += 1;
      end.reply(change);
    },
    listen: (listening) => {
      if (deaf) unheard += 1;
      return end.listen(listening);
    },
    judged: (place, verdict) => void judged.push({ place, verdict }),
    failed: (failure) => void stepFailures.push(failure),
  };

  const stop = (): void => clock.stop('interrupted');
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) stop();
  let campaignMs = 0;
  try {
    await clock.run('the scenario', async () => {
      await playSteps(scenario.steps, stage);
      await clock.settled();
    });
  } catch (error) {
    if (error instanceof ReceiverGone) trouble = error.trouble;
    else if (error instanceof ClockStopped) interrupted = true;
    else throw error;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    campaignMs = clock.nowMs() - epochMs;
    clock.stop('ended');
    if (!interrupted) {
      await notifier.idle();
      await end.idle();
    }
    await end.close();
    await notifier.idle();
  }
  if (trouble !== null) return trouble;
  judged.push(...judge.verdicts({ interrupted }));

  return {
    name: scenario.name,
    file: scenario.file,
    ...statusOf(judged, stepFailures, { interrupted, unheard }),
    interrupted,
    release: contract.release.name,
    contractTitle: contract.title,
    seed,
    epochMs,
    clock: { kind: clock.kind, speed: clock.speed },
    campaignMs,
    realMs: hostNowMs() - startedAtMs,
    receiver: { kind: end.kind, url: end.url },
    timelines: timelines.map((timeline) => timeline.timeline),
    counts: {
      intended: ledger.intended,
      attempted: ledger.attempted,
      delivered: ledger.delivered,
      outcomes: ledger.outcomes,
      ...end.counts(),
      strays,
      bytesOut: ledger.bytesOut,
    },
    judged,
    stepFailures,
    lost: lost.toSorted((a, b) => a.number - b.number),
    unheard,
    notAttempted,
  };
}
