import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { WatchedFiles } from '../../../../simulator/cli/watch/watched-files.ts';
import { ManualClock } from '../../../support/manual-clock.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Watches with a system that says what the test says, and with time that the test moves. */
function watched(refuses: () => boolean = () => false) {
  const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-watched-'));
  folders.push(folder);
  const clock = new ManualClock();
  const told: string[][] = [];
  const events = new Map<string, () => void>();
  const errors = new EventEmitter();
  const files = new WatchedFiles((paths) => told.push(paths.map((path) => path.slice(folder.length + 1))), {
    after: (ms, action) => clock.at(clock.nowMs() + ms, 'look', action),
    watchFolder: (path, onEvent) => {
      if (refuses()) throw new Error('ENOSPC: System limit for number of file watchers reached');
      events.set(path, onEvent);
      const watcher = {
        close: () => void events.delete(path),
        on: (_name: string, listener: () => void) => errors.on('error', listener),
      };
      return watcher as never;
    },
  });
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    clock,
    told,
    events,
    errors,
    files,
    path,
    write: (name: string, text: string) => writeFileSync(path(name), text),
    happens: (name = '') => events.get(name === '' ? folder : path(name))?.(),
  };
}

test('several things in a row are one change', () => {
  const { files, path, write, happens, clock, told } = watched();
  write('a', '1');
  write('b', '1');
  files.watch({ files: new Set([path('a'), path('b')]), folders: [] });
  clock.moveTo(100);
  write('a', '');
  happens();
  clock.moveTo(130);
  write('a', '2');
  write('b', '2');
  happens();
  expect(told).toEqual([]);
  clock.moveTo(300);
  expect(told).toEqual([['a', 'b']]);
  files.close();
});

test('a file that says what it said before has not changed, whatever its date', () => {
  const { files, path, write, happens, clock, told } = watched();
  write('a', '1');
  files.watch({ files: new Set([path('a')]), folders: [] });
  utimesSync(path('a'), 1, 1);
  write('other', '1');
  happens();
  clock.moveTo(200);
  expect(told).toEqual([]);
  files.close();
});

test('what changes between being read and being watched is seen', () => {
  const { files, path, write, clock, told } = watched();
  write('a', '1');
  files.note(path('a'));
  write('a', '2');
  files.watch({ files: new Set([path('a')]), folders: [] });
  clock.moveTo(100);
  expect(told).toEqual([['a']]);
  files.close();
});

test('where the system cannot watch, files are looked at now and then', () => {
  const { files, path, write, clock, told } = watched(() => true);
  write('a', '1');
  files.watch({ files: new Set([path('a')]), folders: [] });
  clock.moveTo(100);
  write('a', '2');
  clock.moveTo(1_200);
  write('a', '3');
  clock.moveTo(2_400);
  expect(told).toEqual([['a'], ['a']]);
  files.close();
  write('a', '4');
  clock.moveTo(9_000);
  expect(told).toHaveLength(2);
});

test('where watching ends with an error, files are looked at, and watched again once that can be', () => {
  const { files, path, write, clock, told, errors, events, happens } = watched();
  write('a', '1');
  files.watch({ files: new Set([path('a')]), folders: [] });
  errors.emit('error', new Error('EPERM'));
  expect(events.size).toBe(0);
  write('a', '2');
  clock.moveTo(700);
  expect(told).toEqual([['a']]);
  expect(events.size).toBe(1);
  write('a', '3');
  happens();
  clock.moveTo(900);
  expect(told).toHaveLength(2);
  files.close();
});

test('a folder that is made anew is watched anew', () => {
  const { files, path, write, clock, told, happens } = watched();
  mkdirSync(path('in'));
  write('in/a.yaml', '1');
  files.watch({ files: new Set(), folders: [path('in')] });
  clock.moveTo(100);
  rmSync(path('in'), { recursive: true });
  happens('in');
  clock.moveTo(200);
  expect(told).toEqual([['in/a.yaml']]);
  mkdirSync(path('in'));
  write('in/a.yaml', '1');
  write('in/note.txt', '1');
  clock.moveTo(1_000);
  expect(told).toEqual([['in/a.yaml'], ['in/a.yaml']]);
  write('in/b.yml', '1');
  happens('in');
  clock.moveTo(1_200);
  expect(told.at(-1)).toEqual(['in/b.yml']);
  files.close();
});
