import { type DialMode, dialModeWord } from '../../receiver/contract/vocabulary.ts';
import { type Refused, refused } from './refusal.ts';

/** Who asks for an agent group. */
export interface Claimant {
  /** Names the campaign group within the run. */
  readonly label: string;
  readonly tenantName: string;
  /** The agent or place group. */
  readonly groupName: string;
}

interface Holding {
  readonly label: string;
  readonly mode: DialMode;
}

/**
 * Who dials on which agent or place group. At one time only one campaign group dials on it in an exclusive mode (Progress, Predict,
 * with or without seizing, and PredictGVP); the other modes run beside anything (documented, OU/latest/Dep/Campaigns).
 *
 * @assumption agent groups of the same name under different tenants are different ones; a group that has stopped dialing holds
 * nothing any more, even while its calls in progress end; Power and PowerAndSeize, of which the page says nothing, run beside
 * anything
 */
export class AgentGroups {
  readonly #holdings = new Map<string, Holding>();

  /** Takes the agent group for dialing in a mode; null if that is granted, and always for a mode that is not exclusive. */
  claim(claimant: Claimant, mode: DialMode): Refused | null {
    if (!dialModeWord(mode).exclusive) return null;
    const key = keyOf(claimant);
    const holding = this.#holdings.get(key);
    if (holding !== undefined && holding.label !== claimant.label) {
      return refused(
        'agent group busy',
        `${holding.label} dials on "${claimant.groupName}" in ${holding.mode}, so ${claimant.label} cannot dial on it in ${mode}`,
        `stop ${holding.label} first, or use a mode that runs beside anything, such as Preview`,
      );
    }
    this.#holdings.set(key, { label: claimant.label, mode });
    return null;
  }

  /** Gives back what a claimant holds, if anything. */
  release(claimant: Claimant): void {
    const key = keyOf(claimant);
    if (this.#holdings.get(key)?.label === claimant.label) this.#holdings.delete(key);
  }

  /** The label of the campaign group that holds an agent group; null if it is free. */
  holderOf(tenantName: string, groupName: string): string | null {
    return this.#holdings.get(keyOf({ tenantName, groupName }))?.label ?? null;
  }
}

function keyOf({ tenantName, groupName }: Pick<Claimant, 'tenantName' | 'groupName'>): string {
  return JSON.stringify([tenantName, groupName]);
}
