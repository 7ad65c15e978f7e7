import type { Diagnostic } from './diagnostic.ts';

/** What the YAML parser complains of, by its code, in our own words. */
export function yamlComplaint(code: string, message: string): Pick<Diagnostic, 'code' | 'message' | 'hint'> {
  switch (code) {
    case 'TAB_AS_INDENT':
      return { code: 'tab', message: 'a tab is used to indent', hint: 'YAML indents with spaces only' };
    case 'MULTIPLE_DOCS':
      return {
        code: 'yaml-syntax',
        message: 'a second document begins here',
        hint: 'one file holds one document: split it at ---',
      };
    case 'RESOURCE_EXHAUSTION':
      return { code: 'yaml-syntax', message: TOO_DEEP };
    case 'BAD_INDENT': {
      const bracket = /^Flow (map|sequence) in block/.exec(message)?.[1];
      if (bracket === undefined) return badIndent(message);
      return bracket === 'map'
        ? { code: 'yaml-syntax', message: 'a { before this line is never closed', hint: 'add the missing }' }
        : { code: 'yaml-syntax', message: 'a [ before this line is never closed', hint: 'add the missing ]' };
    }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return badIndent(message);
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        code: 'yaml-syntax',
        message: 'a key begins here that does not end in this line',
        hint: 'is a colon missing behind it?',
      };
    case 'MISSING_CHAR':
      if (UNCLOSED_QUOTE.test(message))
        return { code: 'yaml-syntax', message: 'the quote that begins here is never closed' };
      return {
        code: 'yaml-syntax',
        message: sentence(message),
        hint: 'a quote, bracket, comma or colon is missing before this place',
      };
    default:
      return { code: 'yaml-syntax', message: sentence(message) };
  }
}

export const TOO_DEEP = 'nested too deeply';

/** The parser says so at the end of what it took for the text; what helps is where that begins. */
export const UNCLOSED_QUOTE = /^Missing closing .*quote/;

function badIndent(message: string): Pick<Diagnostic, 'code' | 'message' | 'hint'> {
  return {
    code: 'yaml-syntax',
    message: sentence(message),
    hint: 'compare its indentation with the lines around it',
  };
}

function sentence(message: string): string {
  const text = message.split('\n')[0]!.trim();
  return text.charAt(0).toLowerCase() + text.slice(1);
}
