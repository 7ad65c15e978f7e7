import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { StoreFailure } from './store.ts';

/** What an action throws as StoreFailure, as a value; null if it throws nothing. */
export async function troubleOf(action: () => Promise<void>): Promise<EnvironmentTrouble | null> {
  try {
    await action();
    return null;
  } catch (error) {
    if (error instanceof StoreFailure) return error.trouble;
    throw error;
  }
}
