import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import { displayWidth } from '../../../receiver/document/display-width.ts';
import type { Source } from '../../../receiver/document/place.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';

function about(text: string, word: string, rest: Partial<Diagnostic> = {}): Diagnostic {
  const source: Source = { name: 'day.yaml', text };
  const start = text.indexOf(word);
  const place = { source, start, end: start + word.length };
  return { code: 'unknown-key', severity: 'error', place, message: 'this is wrong', ...rest };
}

function lines(diagnostic: Diagnostic): readonly string[] {
  return showDiagnostic(diagnostic).split('\n');
}

describe('a complaint on screen', () => {
  test('begins with a place that editors and terminals can open', () => {
    expect(lines(about('a: 1\n  wrong: 2\n', 'wrong'))[0]).toBe(
      'day.yaml:2:3: error[unknown-key] this is wrong',
    );
  });

  test.each([
    'wrong: 2',
    '  wrong: 2',
    'é: wrong',
    '夏のキャンペーン: wrong',
    '🍂🍂: wrong',
    'e\u0301: wrong',
  ])('has its carets under the word in "%s"', (line) => {
    const [, shown = '', carets = ''] = lines(about(`a: 1\n${line}\n`, 'wrong'));
    expect(carets.endsWith('│ ^^^^^') || carets.endsWith(' ^^^^^')).toBe(true);
    const before = shown.slice(0, shown.indexOf('wrong'));
    expect(carets.indexOf('^')).toBe(displayWidth(before));
  });

  test('shows the part around the word of a line that is too long', () => {
    const [, shown = '', carets = ''] = lines(
      about(`${'x'.repeat(5_000)} wrong ${'y'.repeat(5_000)}`, 'wrong'),
    );
    expect(shown.length).toBeLessThan(120);
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('wrong');
  });

  test('does not let a file act on the terminal', () => {
    const text = showDiagnostic(
      about('\u001b[2J: wrong\u202e', 'wrong', {
        message: 'no \u001b[31mred',
        found: '\u0007bell\u0085',
        expected: 'a \u2028 line',
        hint: 'write\r\u200fthis',
      }),
    );
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200f\u2028\u202e]/);
    expect(text).toContain('no \\u001b[31mred');
  });

  test('says what was found unless the message names it', () => {
    expect(showDiagnostic(about('count: 0', '0', { message: 'expected 1 to 10000', found: '0' }))).toContain(
      'found:    0',
    );
    expect(
      showDiagnostic(about('laod: x', 'laod', { message: 'there is no step "laod"', found: 'laod' })),
    ).not.toContain('found:');
  });

  test('leaves out a long list of what could stand there where it knows what was meant', () => {
    const expected = `one of ${Array.from({ length: 40 }, (_, index) => `word${index}`).join(', ')}`;
    const diagnostic = about('wrod1: x', 'wrod1', { expected });
    expect(showDiagnostic(diagnostic)).toContain(expected);
    expect(showDiagnostic({ ...diagnostic, hint: 'did you mean "word1"?' })).not.toContain(expected);
  });

  test('of a file that could not be read has no line to show', () => {
    const place = { source: { name: 'no.yaml', text: '' }, start: 0, end: 0 };
    expect(
      showDiagnostic({ code: 'unreadable-file', severity: 'error', place, message: 'it is a folder' }),
    ).toBe('no.yaml: error[unreadable-file] it is a folder');
  });
});
