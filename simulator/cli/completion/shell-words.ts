/** A command line up to the cursor, in words as a shell has them: quotes and backslashes taken away. The last word may be empty. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at]!;
    if (quote !== null) {
      if (character === quote) quote = null;
      else if (character === '\\' && quote === '"' && /["\\$`]/.test(line[at + 1] ?? '')) word += line[++at]!;
      else word += character;
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word ??= '';
      if (character === '"' || character === "'") quote = character;
      else if (character === '\\') word += line[++at] ?? '';
      else word += character;
    }
  }
  return [...words, word ?? ''];
}
