import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { holdsTerminal, inForeground } from '../../../../simulator/cli/live/foreground.ts';
import { Keyboard } from '../../../../simulator/cli/live/keyboard.ts';

function keyboard(foreground = true) {
  const said: string[] = [];
  const say = (what: string) => () => void said.push(what);
  const input = Object.assign(new EventEmitter(), {
    setRawMode: (raw: boolean) => void said.push(raw ? 'raw' : 'as it was'),
    resume: () => {},
    pause: () => {},
    unref: () => {},
  });
  const given = { foreground };
  const keys = new Keyboard(input, {
    interrupt: say('interrupt'),
    suspend: say('suspend'),
    quit: say('quit'),
    inForeground: () => given.foreground,
  });
  return { keys, said, given, type: (text: string) => input.emit('data', Buffer.from(text)) };
}

test('Ctrl-C is an interrupt, Ctrl-Z and Ctrl-\\ put the terminal back first', () => {
  const { keys, said, type } = keyboard();
  keys.listen(() => true);
  type('\u0003');
  type('\u001a');
  keys.continued();
  type('\u001c');
  expect(said).toEqual(['raw', 'interrupt', 'as it was', 'suspend', 'raw', 'as it was', 'quit']);
});

test('of several listeners the latest is asked first, and what it has no use for goes to the next', () => {
  const { keys, said, type } = keyboard();
  const first = keys.listen((key) => said.push(`first ${key}`) > 0);
  const second = keys.listen((key) => key === 'q' && said.push(`second ${key}`) > 0);
  type('qx');
  second?.();
  type('q');
  first?.();
  type('q');
  expect(said).toEqual(['raw', 'second q', 'first x', 'first q', 'as it was']);
});

test('a process in the background asks for no keys, for the system would stop it', () => {
  const { keys, said, given } = keyboard(false);
  expect(keys.listen(() => true)).toBeNull();
  given.foreground = true;
  keys.listen(() => true);
  keys.restore();
  given.foreground = false;
  keys.continued();
  expect(said).toEqual(['raw', 'as it was']);
});

test.each([
  ['the group of the process has the terminal', '12 (a) b) S 1 12 5 34816 12 4194304', true],
  ['a shell has it', '12 (node) S 1 12 5 34816 5 4194304', false],
  ['there is no terminal at all', '12 (node) S 1 12 5 0 -1 4194304', true],
])('%s', (_what, stat, holds) => {
  expect(holdsTerminal(stat)).toBe(holds);
});

test('of this process it can be told', () => {
  expect([true, false]).toContain(inForeground());
});
