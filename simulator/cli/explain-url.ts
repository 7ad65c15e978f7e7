import { maskUrls } from '../../receiver/document/url-secrets.ts';

/** What is wrong with a URL given on the command line, in one line; null if nothing is. */
export function explainUrl(option: string, given: string): string | null {
  const url = maskUrls(given);
  if (!URL.canParse(given)) {
    const hint = /^[\w.-]+(:\d+)?(\/|$)/.test(url) ? `; did you mean http://${url}?` : '';
    return `${option} ${url}: expected a URL such as http://127.0.0.1:9200/states/_doc, or a file such as target.yaml${hint}`;
  }
  const { protocol } = new URL(given);
  if (protocol === 'http:' || protocol === 'https:') return null;
  return `${option} ${url}: expected http or https, found ${protocol.slice(0, -1)}${/^[\w.-]+:\d+/.test(url) ? `; did you mean http://${url}?` : ''}`;
}
