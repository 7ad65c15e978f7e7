// Joins both halves for one scenario: clock, groups and sender on one side, the receiving end and the judge on the other.

import { maskUrls } from '../../receiver/document/url-secrets.ts';
import type { Sources } from '../../receiver/expect/expectation.ts';
import type { Fate, Observation } from '../../receiver/expect/observation.ts';
import { AgentGroups } from '../campaign/agent-groups.ts';
import { CampaignGroup } from '../campaign/campaign-group.ts';
import type { Network } from '../network/network.ts';
import { networkFaultText } from '../network/network-fault.ts';
import { playSteps } from '../scenario/play.ts';
import { type JudgedExpectation, type RunResult, statusOf } from '../scenario/result.ts';
import type { LiveRun } from '../scenario/run-snapshot.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Stage, StepFailure } from '../scenario/stage.ts';
import { usesNetwork } from '../scenario/steps/network.ts';
import { NetworkFaultRecorder, TimelineRecorder } from '../scenario/timeline.ts';
import { isDelivered, Ledger, type LedgerEntry } from '../sender/ledger.ts';
import { Notifier, type NotifierSurroundings } from '../sender/notifier.ts';
import { SILENT_TRACE_LOG, type TraceLog } from '../sender/tracing.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { ClockStopped } from '../time/clock.ts';
import { hostNowMs } from '../time/host-time.ts';
import { Account } from './account.ts';
import { atMost } from './at-most.ts';
import { impliedBy } from './implied.ts';
import { Judge } from './judge.ts';
import { FatesSoFar, liveRun } from './live-run.ts';
import { openClock } from './open-clock.ts';
import { openOtherEnd } from './open-other-end.ts';
import { OptionStore, withReceiverUri } from './option-store.ts';
import { type Destination, type OtherEnd, targetOf } from './other-end.ts';
import { ReceiverGone } from './receiver-gone.ts';
import { newRunWord } from './run-word.ts';

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
  /** Told once of each notification what became of it in the end: late where a store must be read first, and not in their order. */
  readonly onFate?: (fate: Fate) => void;
  /** Told once, when campaign time is about to begin: the run can be looked at and made to stand still from then on. */
  readonly onBegin?: (live: LiveRun) => void;
  /** Told of each expectation as it is judged: those of steps in passing, those of the whole run in the end. */
  readonly onJudged?: (judged: JudgedExpectation) => void;
  /** Told of each step that fails, as it fails. */
  readonly onStepFailed?: (failure: StepFailure) => void;
  /** Stands for this run in the names of what it makes elsewhere, such as an index; default: one of its own. */
  readonly runWord?: string;
}

/** Where an embedded receiver that answers as Elasticsearch is sent to, if nothing else is said. */
const DOCUMENT_ENDPOINT = 'campaign-groups/_doc';

/** What a slow network still brings when every attempt has ended is waited for no longer than so many real milliseconds. */
const MOST_TRAILING_MS = 10_000;

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
  const destination = options.destination ?? { kind: 'embedded' };
  const asIndex = destination.kind === 'embedded' && given.answerAs.kind === 'elasticsearch';
  const scenario = withReceiverUri(given, asIndex ? DOCUMENT_ENDPOINT : '');
  const { contract, epochMs, seed } = scenario;
  const labels = scenario.groups.map((group) => group.settings.label);
  const clock = openClock(scenario.clock, epochMs);
  const ledger = new Ledger();
  const judged: JudgedExpectation[] = [];
  const stepFailures: StepFailure[] = [];
  const lost: LedgerEntry[] = [];
  const notAttempted = new Map<string, number>();
  let strays = 0;
  let interrupted = false;
  let trouble: EnvironmentTrouble | null = null;
  const account = new Account();
  const fates = options.onBegin === undefined ? null : new FatesSoFar();
  const observe = (observation: Observation): void => {
    if (observation.kind === 'stray') strays += 1;
    if (observation.kind === 'fate') {
      account.add(observation);
      fates?.add(observation);
      options.onFate?.(observation);
    }
    // What an interruption cuts off is nobody's failure.
    if (!interrupted) judge.feed(observation);
  };
  const addJudged = (each: JudgedExpectation): void => {
    judged.push(each);
    options.onJudged?.(each);
  };
  const network = usesNetwork(scenario) ? await openNetwork(seed) : null;
  const end = await openOtherEnd(destination, {
    scenario,
    clock,
    ledger,
    observe,
    way: network,
    runWord: options.runWord ?? newRunWord(),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (end.kind === 'environment') {
    await network?.close();
    return end;
  }
  const judge = new Judge([...scenario.expectations, ...impliedBy(end, scenario)], {
    clock,
    contract,
    groups: labels,
    sources: sourcesOf(end),
  });
  ledger.listen({
    settled: (entry) => {
      if (entry.notAttempted !== null)
        notAttempted.set(entry.notAttempted, (notAttempted.get(entry.notAttempted) ?? 0) + 1);
      else if (!isDelivered(entry) && lost.length < MOST_LOST) lost.push(entry);
      options.onSettled?.(entry);
    },
  });

  const store = new OptionStore(scenario, end.url, targetOf(destination));
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
  const networkFaults = new NetworkFaultRecorder();
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
          timeline.add(facts, clock.nowMs() - epochMs);
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
    listen: async (listening) => {
      if (deaf) unheard += 1;
      await end.listen(listening);
      observe({ kind: 'listening', listening, atMs: clock.nowMs() - epochMs });
    },
    network: async (fault) => {
      networkFaults.change(fault && networkFaultText(fault), clock.nowMs() - epochMs);
      await network?.change(fault);
    },
    targetBack: (withinMs, signal) => end.back(withinMs, signal),
    judged: (place, verdict) => addJudged({ place, verdict }),
    failed: (failure) => {
      stepFailures.push(failure);
      options.onStepFailed?.(failure);
    },
  };

  const stop = (): void => clock.stop('interrupted');
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) stop();
  if (fates !== null) options.onBegin?.(liveRun({ scenario, clock, ledger, end, groups }, fates));
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
      network?.release();
      await (network === null ? end.idle() : atMost(MOST_TRAILING_MS, end.idle(), options.signal));
    }
    await end.hangUp();
    await notifier.idle();
    await network?.close();
  }
  const { store: found, unread } = await end.finish({ interrupted });
  if (unread !== null && options.signal?.aborted) interrupted = true;
  await end.close();
  if (trouble !== null) return trouble;
  for (const each of judge.verdicts({ interrupted })) addJudged(each);

  return {
    name: scenario.name,
    file: scenario.file,
    ...statusOf(judged, stepFailures, { interrupted, unheard, unread }),
    interrupted,
    release: contract.release.name,
    contractTitle: contract.title,
    seed,
    epochMs,
    clock: { kind: clock.kind, speed: clock.speed },
    campaignMs,
    realMs: hostNowMs() - startedAtMs,
    receiver: { kind: end.kind, url: maskUrls(end.url) },
    timelines: timelines.map((timeline) => timeline.timeline),
    networkFaults: networkFaults.faults(campaignMs),
    counts: {
      intended: ledger.intended,
      attempted: ledger.attempted,
      delivered: ledger.delivered,
      outcomes: ledger.outcomes,
      ...end.counts(),
      strays,
      bytesOut: ledger.bytesOut,
      ...(end.transport.connections === undefined ? {} : { connections: end.transport.connections }),
    },
    judged,
    stepFailures,
    lost: lost.toSorted((a, b) => a.number - b.number),
    ledger: account.account,
    store: found,
    unheard,
    notAttempted,
  };
}

/** Loaded only where a scenario has trouble on the way. */
async function openNetwork(seed: number): Promise<Network> {
  return (await import('../network/network.ts')).openNetwork(seed);
}

/** What is known of arrivals and of what is kept, by who is at the other end. */
function sourcesOf({ kind, hasStore }: OtherEnd): Sources {
  if (kind === 'embedded') return { arrivals: 'receiver', ends: 'receiver' };
  return { arrivals: 'sender', ends: hasStore ? 'store' : 'sender' };
}
