import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { type Destination, type OtherEnd, type OtherEndSurroundings, targetOf } from './other-end.ts';

/** Opens it; loaded is only what it needs. */
export async function openOtherEnd(
  destination: Destination,
  surroundings: OtherEndSurroundings,
): Promise<OtherEnd | EnvironmentTrouble> {
  switch (destination.kind) {
    case 'embedded':
      return (await import('./embedded-end.ts')).embeddedEnd(destination, surroundings);
    case 'target':
      return (await import('./target-end.ts')).targetEnd(targetOf(destination)!, surroundings);
    case 'none':
      return (await import('./no-end.ts')).noEnd(destination, surroundings);
  }
}
