import { describe, expect, test } from 'vitest';
import {
  DIAL_MODE_NAMES,
  type DialMode,
  GROUP_STATE_NAMES,
  type GroupState,
} from '../../../receiver/contract/vocabulary.ts';
import { LIFE_CYCLE } from '../../../simulator/campaign/life-cycle-table.ts';
import {
  COMMAND_NAMES,
  type Command,
  type CommandName,
  decide,
  notLoaded,
  type Situation,
  situationsAfter,
} from '../../../simulator/campaign/lifecycle.ts';

function groupIn(state: GroupState, more: Partial<Situation> = {}): Situation {
  return {
    state,
    dialMode: state === 'Running' ? 'Predict' : 'NoDialMode',
    optimizeBy: 'BusyFactor',
    optimizeGoal: 80,
    callsInProgress: false,
    ...more,
  };
}

function commandNamed(name: CommandName): Command {
  if (name === 'StartDialing') return { name, mode: 'Predict' };
  if (name === 'SetDialingMode') return { name, mode: 'Progress' };
  if (name === 'GeneralInfo') return { name, text: 'a word' };
  return { name };
}

function outcome(situation: Situation, command: Command): string {
  const decision = decide(situation, command);
  if (decision.kind === 'refused') return `refused: ${decision.code}`;
  const steps = decision.reports.map((step) => `${step.event} (${step.state})`);
  const later = decision.afterCalls
    ? [`then ${decision.afterCalls.event} (${decision.afterCalls.state})`]
    : [];
  return [`-> ${decision.to}`, ...steps, ...later].join(', ');
}

// Typed by hand from the life cycle of the specification: state, command, outcome without and with calls in progress.
const TABLE: readonly (readonly [GroupState, CommandName, string, string?])[] = [
  ['NotLoaded', 'Load', '-> Active, loaded (Active)'],
  ['NotLoaded', 'Unload', 'refused: not loaded'],
  ['NotLoaded', 'ForceUnload', 'refused: not loaded'],
  ['NotLoaded', 'StartDialing', 'refused: not loaded'],
  ['NotLoaded', 'StopDialing', 'refused: not loaded'],
  ['NotLoaded', 'SetDialingMode', 'refused: not loaded'],
  ['NotLoaded', 'GetCampaignStatus', '-> NotLoaded'],
  ['NotLoaded', 'GeneralInfo', 'refused: not loaded'],
  ['WaitingUnload', 'Load', 'refused: unloading'],
  ['WaitingUnload', 'Unload', 'refused: unloading'],
  ['WaitingUnload', 'ForceUnload', '-> NotLoaded, unloaded forcefully (NotLoaded)'],
  ['WaitingUnload', 'StartDialing', 'refused: unloading'],
  ['WaitingUnload', 'StopDialing', 'refused: unloading'],
  ['WaitingUnload', 'SetDialingMode', 'refused: unloading'],
  ['WaitingUnload', 'GetCampaignStatus', '-> WaitingUnload'],
  ['WaitingUnload', 'GeneralInfo', '-> WaitingUnload, general info (WaitingUnload)'],
  ['UnloadInProgress', 'Load', 'refused: no command here'],
  ['UnloadInProgress', 'Unload', 'refused: no command here'],
  ['UnloadInProgress', 'ForceUnload', 'refused: no command here'],
  ['UnloadInProgress', 'StartDialing', 'refused: no command here'],
  ['UnloadInProgress', 'StopDialing', 'refused: no command here'],
  ['UnloadInProgress', 'SetDialingMode', 'refused: no command here'],
  ['UnloadInProgress', 'GetCampaignStatus', '-> UnloadInProgress'],
  ['UnloadInProgress', 'GeneralInfo', 'refused: no command here'],
  ['InActive', 'Load', 'refused: no command here'],
  ['InActive', 'Unload', 'refused: no command here'],
  ['InActive', 'ForceUnload', 'refused: no command here'],
  ['InActive', 'StartDialing', 'refused: no command here'],
  ['InActive', 'StopDialing', 'refused: no command here'],
  ['InActive', 'SetDialingMode', 'refused: no command here'],
  ['InActive', 'GetCampaignStatus', '-> InActive'],
  ['InActive', 'GeneralInfo', 'refused: no command here'],
  ['Active', 'Load', 'refused: already loaded'],
  ['Active', 'Unload', '-> NotLoaded, unloaded (NotLoaded)', '-> WaitingUnload, then unloaded (NotLoaded)'],
  ['Active', 'ForceUnload', '-> NotLoaded, unloaded forcefully (NotLoaded)'],
  ['Active', 'StartDialing', '-> Running, started (Running)'],
  ['Active', 'StopDialing', 'refused: not dialing'],
  ['Active', 'SetDialingMode', 'refused: not dialing'],
  ['Active', 'GetCampaignStatus', '-> Active'],
  ['Active', 'GeneralInfo', '-> Active, general info (Active)'],
  ['Running', 'Load', 'refused: already loaded'],
  [
    'Running',
    'Unload',
    '-> NotLoaded, stopped (Active), unloaded (NotLoaded)',
    '-> WaitingUnload, stopped (Active), then unloaded (NotLoaded)',
  ],
  ['Running', 'ForceUnload', '-> NotLoaded, unloaded forcefully (NotLoaded)'],
  ['Running', 'StartDialing', 'refused: already dialing'],
  ['Running', 'StopDialing', '-> Active, stopped (Active)'],
  ['Running', 'SetDialingMode', '-> Running, dial mode changed (Running)'],
  ['Running', 'GetCampaignStatus', '-> Running'],
  ['Running', 'GeneralInfo', '-> Running, general info (Running)'],
];

describe('the life cycle of a campaign group', () => {
  test('the table names every state with every command, once', () => {
    const pairs = TABLE.map(([state, command]) => `${state} ${command}`);
    expect(new Set(pairs).size).toBe(48);
    expect(pairs).toHaveLength(GROUP_STATE_NAMES.length * COMMAND_NAMES.length);
    expect(TABLE.filter(([, , result]) => result.startsWith('refused'))).toHaveLength(30);
  });

  test.each(
    TABLE.map(([state, command, without, withCalls = without]) => ({ state, command, without, withCalls })),
  )('$state, told to $command: $without', ({ state, command, without, withCalls }) => {
    expect(outcome(groupIn(state), commandNamed(command))).toBe(without);
    expect(outcome(groupIn(state, { callsInProgress: true }), commandNamed(command))).toBe(withCalls);
  });

  test('whoever does not know of calls in progress is told the longer way, and that it is not certain', () => {
    const unload = decide(groupIn('Running', { callsInProgress: 'unknown' }), { name: 'Unload' });
    expect(unload).toMatchObject({ kind: 'accepted', to: 'WaitingUnload', certain: false });
    expect(decide(groupIn('Running'), { name: 'Unload' })).toMatchObject({ certain: true });
    expect(
      decide(groupIn('Active', { callsInProgress: 'unknown' }), commandNamed('StartDialing')),
    ).toMatchObject({
      certain: true,
    });
  });

  test('the rows marked documented are the five that are read in public pages', () => {
    expect(LIFE_CYCLE).toHaveLength(11);
    const documented = LIFE_CYCLE.filter((row) => row.mark === 'documented').map((row) => row.command);
    expect(documented).toEqual(['Load', 'StartDialing', 'SetDialingMode', 'StopDialing', 'Unload']);
  });
});

describe('dial modes', () => {
  const allowed: Readonly<Partial<Record<DialMode, DialMode>>> = {
    Predict: 'Progress',
    Progress: 'Predict',
    PredictAndSeize: 'ProgressAndSeize',
    ProgressAndSeize: 'PredictAndSeize',
  };

  test('while running only Predict and Progress, with or without seizing, change into each other', () => {
    const changes = DIAL_MODE_NAMES.flatMap((from) =>
      DIAL_MODE_NAMES.filter((to) => from !== to && from !== 'NoDialMode' && to !== 'NoDialMode').map(
        (to) => ({
          from,
          to,
          kind: decide(groupIn('Running', { dialMode: from }), { name: 'SetDialingMode', mode: to }).kind,
        }),
      ),
    );
    expect(changes).toHaveLength(11 * 10);
    expect(changes.filter(({ kind }) => kind === 'accepted')).toHaveLength(4);
    for (const { from, to, kind } of changes) expect(kind === 'accepted').toBe(allowed[from] === to);
  });

  test('a change that is not allowed says to stop and start again', () => {
    expect(decide(groupIn('Running'), { name: 'SetDialingMode', mode: 'Preview' })).toEqual({
      kind: 'refused',
      code: 'mode change not allowed',
      reason: 'the group cannot go from Predict to Preview while running',
      hint: 'stop it and start it again in Preview (allowed while running: Predict <-> Progress, PredictAndSeize <-> ProgressAndSeize)',
    });
  });

  test('NoDialMode neither starts dialing nor is changed to', () => {
    expect(outcome(groupIn('Active'), { name: 'StartDialing', mode: 'NoDialMode' })).toBe(
      'refused: no dial mode',
    );
    expect(outcome(groupIn('Running'), { name: 'SetDialingMode', mode: 'NoDialMode' })).toBe(
      'refused: no dial mode',
    );
  });

  test('the mode it has already is refused, but a predictive mode takes another goal or method', () => {
    const running = groupIn('Running');
    expect(outcome(running, { name: 'SetDialingMode', mode: 'Predict' })).toBe('refused: same dial mode');
    expect(outcome(running, { name: 'SetDialingMode', mode: 'Predict', goal: 80 })).toBe(
      'refused: same dial mode',
    );
    expect(decide(running, { name: 'SetDialingMode', mode: 'Predict', goal: 90 })).toMatchObject({
      kind: 'accepted',
      dialMode: 'Predict',
      optimizeGoal: 90,
    });
    const progressive = groupIn('Running', { dialMode: 'Progress' });
    expect(outcome(progressive, { name: 'SetDialingMode', mode: 'Progress', goal: 90 })).toBe(
      'refused: same dial mode',
    );
  });

  test.each(DIAL_MODE_NAMES.filter((mode) => mode !== 'NoDialMode'))('dialing starts in %s', (mode) => {
    expect(decide(groupIn('Active'), { name: 'StartDialing', mode })).toMatchObject({
      kind: 'accepted',
      dialMode: mode,
    });
  });

  test('method and goal stay in force through a stop, and the mode does not', () => {
    const started = decide(groupIn('Active'), {
      name: 'StartDialing',
      mode: 'Predict',
      optimizeBy: 'WaitTime',
      goal: 12,
    });
    if (started.kind === 'refused') throw new Error(started.reason);
    const stopped = decide(situationsAfter(started)[0]!, { name: 'StopDialing' });
    expect(stopped).toMatchObject({ dialMode: 'NoDialMode', optimizeBy: 'WaitTime', optimizeGoal: 12 });
  });
});

describe('optimization goals', () => {
  test.each([
    ['BusyFactor', 1, 100, 'percent'],
    ['OverdialRate', 0, 100, 'percent'],
    ['WaitTime', 0, 3_600, 'seconds'],
  ] as const)('%s takes whole numbers from %i to %i', (optimizeBy, min, max, unit) => {
    const start = (goal: number): string =>
      outcome(groupIn('Active'), { name: 'StartDialing', mode: 'Predict', optimizeBy, goal });
    expect([start(min), start(max)]).toEqual(Array(2).fill('-> Running, started (Running)'));
    expect([start(min - 1), start(max + 1), start(min + 0.5), start(Number.NaN)]).toEqual(
      Array(4).fill('refused: goal out of range'),
    );
    expect(
      decide(groupIn('Active'), { name: 'StartDialing', mode: 'Predict', optimizeBy, goal: -1 }),
    ).toMatchObject({ hint: `give whole ${unit} from ${min} to ${max}` });
  });

  test.each(['NoOptimizationMethod', 'DistributionTime', 'MaximumGain'] as const)(
    'a predictive mode cannot be dialed by %s, and a progressive one does not ask',
    (optimizeBy) => {
      const start = (mode: DialMode): string =>
        outcome(groupIn('Active'), { name: 'StartDialing', mode, optimizeBy, goal: 80 });
      expect(start('PredictGVP')).toBe('refused: no optimization');
      expect(start('Progress')).toBe('-> Running, started (Running)');
    },
  );
});

describe('a checker that follows all possibilities', () => {
  test('a group that never dialed unloads for certain', () => {
    const loaded = decide(notLoaded(), { name: 'Load' });
    if (loaded.kind === 'refused') throw new Error(loaded.reason);
    expect(situationsAfter(loaded)).toEqual([groupIn('Active')]);
  });

  test('a group that dialed may wait for its calls, or be unloaded already', () => {
    const unload = decide(groupIn('Active', { callsInProgress: 'unknown' }), { name: 'Unload' });
    if (unload.kind === 'refused') throw new Error(unload.reason);
    expect(situationsAfter(unload).map(({ state, callsInProgress }) => [state, callsInProgress])).toEqual([
      ['WaitingUnload', 'unknown'],
      ['NotLoaded', false],
    ]);
  });

  test('a group that dials, or has dialed, may have calls in progress', () => {
    const started = decide(groupIn('Active'), { name: 'StartDialing', mode: 'Predict' });
    if (started.kind === 'refused') throw new Error(started.reason);
    const [running] = situationsAfter(started);
    expect(running).toEqual(groupIn('Running', { callsInProgress: 'unknown' }));
    const stopped = decide(running!, { name: 'StopDialing' });
    expect(stopped).toMatchObject({ callsInProgress: 'unknown' });
  });
});
