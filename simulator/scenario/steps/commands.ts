// Steps that tell campaign groups something: one a command of the life cycle.

import type { OptimizationMethod } from '../../../receiver/contract/vocabulary.ts';
import { dialModeShape, groupStateShape, optimizationShape } from '../../../receiver/contract/word-shapes.ts';
import type { Place } from '../../../receiver/document/place.ts';
import { optional, required, withDefault } from '../../../receiver/document/record.ts';
import { boolean, integer, text } from '../../../receiver/document/scalar-shapes.ts';
import type { Command } from '../../campaign/command.ts';
import type { Stage } from '../stage.ts';
import { type Step, type StepKind, stepKind } from '../step.ts';
import { resolveTarget, type Target, targetShape } from '../target.ts';

const refusedField = {
  refused: withDefault(boolean(), false, 'true: the command must be refused, and the run fails if it is not'),
} as const;

/** The step's behaviour: the same for every command. */
function commanding(
  target: Target,
  command: Command,
  place: Place,
  refused: boolean,
): Omit<Step, 'key' | 'place'> {
  return {
    check: (checking) => checking.command(target, command, place, refused),
    play: async (stage) => {
      const { labels } = resolveTarget(target, [...stage.groups.keys()]);
      for (const label of labels) tell(stage, label, command, place, refused);
    },
  };
}

function tell(stage: Stage, label: string, command: Command, place: Place, wantsRefusal: boolean): void {
  const group = stage.groups.get(label)!;
  const before = group.state;
  const result = group.execute(command);
  const atMs = stage.clock.nowMs() - stage.clock.epochMs;
  if (result.kind === 'refused' && !wantsRefusal) {
    stage.failed({
      place,
      title: `${command.name} of ${label} was refused`,
      lines: [result.reason, `hint: ${result.hint}`],
      atMs,
    });
  }
  if (result.kind === 'accepted' && wantsRefusal) {
    stage.failed({
      place,
      title: `${command.name} of ${label} was not refused`,
      lines: [`it went from ${before} to ${group.state}`, 'hint: leave out refused: true if that is right'],
      atMs,
    });
  }
}

const optimization = {
  optimizeBy: optional(
    optimizationShape,
    'what predictive dialing optimizes; default: as before, at first BusyFactor',
  ),
  goal: optional(
    integer('a whole number >= 0', { min: 0 }),
    'goal of the optimization: percent for BusyFactor and OverdialRate, seconds for WaitTime; default: as before, at first 80',
    { example: 85 },
  ),
} as const;

/** Only what was given: the rest stays as it is in force. */
function given(value: { readonly optimizeBy?: OptimizationMethod; readonly goal?: number }): {
  readonly optimizeBy?: OptimizationMethod;
  readonly goal?: number;
} {
  return {
    ...(value.optimizeBy === undefined ? {} : { optimizeBy: value.optimizeBy }),
    ...(value.goal === undefined ? {} : { goal: value.goal }),
  };
}

export const commandSteps: readonly StepKind[] = [
  stepKind(
    'load',
    'loads campaign groups',
    { load: required(targetShape, 'which groups are loaded'), ...refusedField },
    ({ load, refused }, place) => commanding(load, { name: 'Load' }, place, refused),
  ),
  stepKind(
    'start',
    'starts dialing',
    {
      start: required(targetShape, 'which groups start to dial'),
      mode: withDefault(dialModeShape, 'Predict', 'the dial mode'),
      ...optimization,
      ...refusedField,
    },
    ({ start, mode, refused, ...rest }, place) =>
      commanding(start, { name: 'StartDialing', mode, ...given(rest) }, place, refused),
  ),
  stepKind(
    'changeMode',
    'changes the dial mode while dialing',
    {
      changeMode: required(targetShape, 'which groups change their dial mode'),
      to: required(dialModeShape, 'the new dial mode'),
      ...optimization,
      ...refusedField,
    },
    ({ changeMode, to, refused, ...rest }, place) =>
      commanding(changeMode, { name: 'SetDialingMode', mode: to, ...given(rest) }, place, refused),
  ),
  stepKind(
    'stop',
    'stops dialing',
    { stop: required(targetShape, 'which groups stop dialing'), ...refusedField },
    ({ stop, refused }, place) => commanding(stop, { name: 'StopDialing' }, place, refused),
  ),
  stepKind(
    'unload',
    'unloads campaign groups; with calls in progress they unload once these have ended',
    { unload: required(targetShape, 'which groups are unloaded'), ...refusedField },
    ({ unload, refused }, place) => commanding(unload, { name: 'Unload' }, place, refused),
  ),
  stepKind(
    'forceUnload',
    'unloads campaign groups at once and drops their calls in progress',
    { forceUnload: required(targetShape, 'which groups are unloaded by force'), ...refusedField },
    ({ forceUnload, refused }, place) => commanding(forceUnload, { name: 'ForceUnload' }, place, refused),
  ),
  stepKind(
    'info',
    'makes OCS report general info about campaign groups',
    {
      info: required(targetShape, 'which groups the information is about'),
      text: required(
        text('text', { allowEmpty: true, example: 'List East is nearly empty' }),
        'what the information says',
      ),
      ...refusedField,
    },
    ({ info, text: said, refused }, place) =>
      commanding(info, { name: 'GeneralInfo', text: said }, place, refused),
  ),
  stepKind(
    'status',
    'asks for the state of campaign groups (GetCampaignStatus), which reports nothing',
    {
      status: required(targetShape, 'which groups are asked'),
      is: required(groupStateShape('a group state'), 'the state they must be in, or the run fails'),
    },
    ({ status, is }, place) => ({
      check: (checking) => void checking.resolve(status),
      play: async (stage) => {
        for (const label of resolveTarget(status, [...stage.groups.keys()]).labels) {
          const { state } = stage.groups.get(label)!;
          if (state === is) continue;
          const atMs = stage.clock.nowMs() - stage.clock.epochMs;
          stage.failed({
            place,
            title: `${label} is not ${is}`,
            lines: [`expected ${is}`, `got      ${state}`],
            atMs,
          });
        }
      },
    }),
  ),
];
