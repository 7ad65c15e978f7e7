import { readFileSync } from 'node:fs';

const PROCESS_GROUP = 2;
const TERMINAL = 4;
const GROUP_OF_TERMINAL = 5;

/**
 * Whether the terminal of this process listens to it, rather than to a shell that has sent it into the background. Where the system
 * does not tell, it is taken to.
 */
export function inForeground(): boolean {
  try {
    return holdsTerminal(readFileSync('/proc/self/stat', 'latin1'));
  } catch {
    return true;
  }
}

/** The same by what Linux says of a process (`proc_pid_stat(5)`). */
export function holdsTerminal(stat: string): boolean {
  // The program's own name stands in brackets before, and may hold whatever it likes.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[TERMINAL] === '0' || fields[PROCESS_GROUP] === fields[GROUP_OF_TERMINAL];
}
