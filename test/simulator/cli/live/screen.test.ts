import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { Screen } from '../../../../simulator/cli/live/screen.ts';
import { TerminalScreen } from '../../../support/terminal-screen.ts';

function screenOf(columns: number, rows: number) {
  const seen = new TerminalScreen(columns, rows);
  const writes: string[] = [];
  const stream = Object.assign(new EventEmitter(), {
    columns,
    rows,
    write: (text: string) => {
      writes.push(text);
      seen.write(text);
    },
  });
  return { seen, writes, stream, screen: new Screen(stream) };
}

test('lines are drawn in place of those before, shorter and fewer ones as well, each time in one write', () => {
  const { seen, writes, screen } = screenOf(20, 5);
  seen.write('before\r\n');
  screen.draw(['one one one', 'two', 'three']);
  screen.draw(['one', 'two two']);
  expect(seen.text).toBe('before\none\ntwo two');
  expect(writes).toHaveLength(2);
  expect(seen.cursor).toEqual([1, 0]);
  screen.hide();
  expect(seen.text).toBe('before');
  expect(seen.cursor).toEqual([1, 0]);
});

test('at the lower end of the terminal the lines before go up, and stay', () => {
  const { seen, screen } = screenOf(20, 4);
  seen.write('1\r\n2\r\n3\r\n');
  screen.draw(['a', 'b', 'c']);
  screen.draw(['d', 'e', 'f']);
  expect(seen.text).toBe('1\n2\n3\nd\ne\nf');
  screen.hide();
  seen.write('after');
  expect(seen.text).toBe('1\n2\n3\nafter');
});

test('what says the same is not drawn again, but is after a resize', () => {
  const { writes, stream, screen } = screenOf(20, 5);
  let resized = 0;
  const unlisten = screen.onResize(() => {
    resized += 1;
  });
  screen.draw(['a']);
  screen.draw(['a']);
  expect(writes).toHaveLength(1);
  stream.emit('resize');
  screen.draw(['a']);
  expect([writes.length, resized]).toEqual([2, 1]);
  unlisten();
  stream.emit('resize');
  expect(resized).toBe(1);
});

test('the cursor is hidden while something is drawn, and never else', () => {
  const { seen, screen, writes } = screenOf(20, 5);
  screen.hide();
  expect(writes).toEqual([]);
  screen.draw(['a']);
  expect(seen.cursorHidden).toBe(true);
  screen.draw([]);
  expect(seen.cursorHidden).toBe(false);
});

test('in the background nothing is drawn, and what was drawn is left to the shell', () => {
  const seen = new TerminalScreen(20, 5);
  const stream = Object.assign(new EventEmitter(), {
    columns: 20,
    rows: 5,
    write: (text: string) => seen.write(text),
  });
  let ours = true;
  const screen = new Screen(stream, undefined, () => ours);
  screen.draw(['a']);
  screen.hide();
  ours = false;
  screen.draw(['b']);
  screen.hide();
  expect(seen.text).toBe('');
  ours = true;
  screen.draw(['c']);
  expect(seen.text).toBe('c');
});

test('where a cut line takes more columns than it says, there is room for that', () => {
  const stream = Object.assign(new EventEmitter(), { columns: 20, rows: 5, write: () => {} });
  expect(new Screen(stream, (text) => text.replaceAll('…', '...')).columns).toBe(18);
});

test('a terminal that does not know its size is taken for one of the usual size', () => {
  const stream = Object.assign(new EventEmitter(), { columns: 0, rows: 0, write: () => {} });
  const screen = new Screen(stream);
  expect([screen.columns, screen.rows]).toEqual([80, 24]);
});
