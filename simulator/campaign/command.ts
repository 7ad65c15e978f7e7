import type { DialMode, OptimizationMethod } from '../../receiver/contract/vocabulary.ts';

/**
 * What a campaign group can be told, by the vendor's command names (documented). `GeneralInfo` is ours: no public page says what
 * makes OCS report general info.
 */
export type Command =
  | { readonly name: 'Load' }
  | { readonly name: 'Unload' }
  | { readonly name: 'ForceUnload' }
  | {
      readonly name: 'StartDialing';
      readonly mode: DialMode;
      /** Default: the method in force, at first the group's configured one. */
      readonly optimizeBy?: OptimizationMethod;
      /** Whole percent or whole seconds, as the method wants. Default: the goal in force, at first the configured one. */
      readonly goal?: number;
    }
  | { readonly name: 'StopDialing' }
  | {
      readonly name: 'SetDialingMode';
      readonly mode: DialMode;
      /** Default: unchanged; so too the goal. */
      readonly optimizeBy?: OptimizationMethod;
      readonly goal?: number;
    }
  | { readonly name: 'GetCampaignStatus' }
  | { readonly name: 'GeneralInfo'; readonly text: string };

export type CommandName = Command['name'];

export const COMMAND_NAMES = [
  'Load',
  'Unload',
  'ForceUnload',
  'StartDialing',
  'StopDialing',
  'SetDialingMode',
  'GetCampaignStatus',
  'GeneralInfo',
] as const satisfies readonly CommandName[];
