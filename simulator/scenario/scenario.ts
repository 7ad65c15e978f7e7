import type { Contract } from '../../receiver/contract/contract.ts';
import type { Placed } from '../../receiver/document/shape.ts';
import type { ExpectationSpec } from '../../receiver/expect/vocabulary.ts';
import type { AnswerAs } from '../../receiver/reply/answer-as.ts';
import type { ReplyRule } from '../../receiver/reply/reply-plan.ts';
import type { CampaignGroupSettings } from '../campaign/campaign-group.ts';
import type { Sections } from '../campaign/option-lookup.ts';
import type { TargetSpec } from '../target/target-parts-shape.ts';
import type { ClockSetting } from './clock-setting.ts';
import type { ScenarioCase } from './reuse/case-name.ts';
import type { Step } from './step.ts';

/** An OCS application with the options on its annex. */
export interface Application {
  readonly name: string;
  readonly sections: Sections;
}

/** A campaign group with everything settled, made-up names included. */
export interface CastGroup {
  readonly settings: CampaignGroupSettings;
  readonly application: string;
  readonly sections: Sections;
}

/** A scenario that can be played: read, checked, and complete. */
export interface Scenario {
  /** Of one case of a matrix: the name of the scenario and that of the case. */
  readonly name: string;
  readonly about: string | null;
  /** As the user named it. */
  readonly file: string;
  /** Which case of a matrix it is; null for a scenario without one. */
  readonly case: ScenarioCase | null;
  readonly tags: readonly string[];
  /** Why it is not to be played; null where it is. */
  readonly skip: string | null;
  readonly contract: Contract;
  readonly clock: ClockSetting;
  readonly epochMs: number;
  readonly seed: number;
  readonly applications: readonly Application[];
  readonly groups: readonly CastGroup[];
  readonly replies: readonly ReplyRule[];
  /** What the embedded receiver answers as where no rule applies. */
  readonly answerAs: AnswerAs;
  /** The external system that it is written for, with its secrets still to be looked up; null: the embedded receiver. */
  readonly target: TargetSpec | null;
  readonly steps: readonly Step[];
  readonly expectations: readonly Placed<ExpectationSpec>[];
}
