import { describe, expect, test } from 'vitest';
import {
  fillTemplate,
  readTemplate,
  type TemplateValue,
  type TemplateValues,
} from '../../../receiver/reply/template.ts';
import fc from '../../support/fast-check.ts';

function values(all: Readonly<Record<string, TemplateValue>>): TemplateValues {
  return {
    value: (name) => all[name],
    header: (name) => all[`header.${name}`] as string | undefined,
    field: (path) => all[`body.${path}`],
  };
}

const request = values({
  number: 17,
  group: 'spring',
  state: null,
  'header.x-trace': 'abc',
  'body.GSW_CAMPAIGN_NAME': 'Müller "&" Söhne',
  'body.LISTS[0].NAME': 'East',
  'body.LISTS': [1, { a: null }],
});

describe('A reply by template', () => {
  test.each([
    ['recorded {{number}} of {{group}}', 'recorded 17 of spring'],
    ['{{ number }}', '17'],
    ['{{body.LISTS[0].NAME}} {{body.LISTS}}', 'East [1,{"a":null}]'],
    ['{{header.X-Trace}}', 'abc'],
    ['<{{body.MISSING}}{{state}}{{header.None}}>', '<>'],
    ['\\{{number}} is a placeholder', '{{number}} is a placeholder'],
    ['{ {number} } {{}', '{ {number} } {{}'],
  ])('fills text: %s', (text, filled) => {
    expect(fillTemplate(text, 'text', request)).toBe(filled);
  });

  test.each<[unknown, unknown]>([
    [
      { id: '{{number}}', of: 'group {{group}}' },
      { id: 17, of: 'group spring' },
    ],
    [{ name: '{{body.GSW_CAMPAIGN_NAME}}' }, { name: 'Müller "&" Söhne' }],
    [
      { text: 'for {{body.GSW_CAMPAIGN_NAME}}', lists: ['{{body.LISTS}}'] },
      { text: 'for Müller "&" Söhne', lists: [[1, { a: null }]] },
    ],
    [{ '{{number}}': '{{body.MISSING}}' }, { '17': null }],
    [
      { plain: '\\{{number}}', quoted: 'a"{{number}}"' },
      { plain: '{{number}}', quoted: 'a"17"' },
    ],
  ])('fills JSON: %j', (body, filled) => {
    expect(JSON.parse(fillTemplate(JSON.stringify(body), 'json', request))).toEqual(filled);
  });

  test('fills headers with what HTTP can carry', () => {
    const nasty = values({ 'body.X': 'a\r\nEvil: 1\0 ü €' });
    expect(fillTemplate('{{body.X}}', 'header', nasty)).toBe('a??Evil: 1? ü ?');
  });

  test('nothing that a request carries breaks out of the JSON where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (value, before, after) => {
        const plain = (text: string): string => text.replace(/[{}\\]/g, '');
        const body = { a: `${plain(before)}{{body.X}}${plain(after)}`, b: 'untouched' };
        const filled = JSON.parse(fillTemplate(JSON.stringify(body), 'json', values({ 'body.X': value })));
        expect(filled).toEqual({ a: `${plain(before)}${value}${plain(after)}`, b: 'untouched' });
      }),
    );
  });

  test('knows which placeholders mean nothing', () => {
    expect(readTemplate('no placeholder')).toEqual({ isTemplate: false, problems: [] });
    expect(readTemplate('\\{{whatever}} {{body.X}} {{header.Y}} {{uuid}}')).toEqual({
      isTemplate: true,
      problems: [],
    });
    expect(readTemplate('{{body}} {{bdoy}} {{zzzzzz}}').problems).toEqual([
      {
        written: '{{bdoy}}',
        message: 'there is no placeholder "bdoy"',
        hint: 'did you mean "body"?',
      },
      {
        written: '{{zzzzzz}}',
        message: 'there is no placeholder "zzzzzz"',
        hint: 'for plain braces write a backslash before them: \\{{',
      },
    ]);
  });
});
