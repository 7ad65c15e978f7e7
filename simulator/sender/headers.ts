import type { Connecting } from './connecting.ts';

type Headers = Readonly<Record<string, string>>;

const JSON_CONTENT: Headers = { 'content-type': 'application/json' };

/**
 * Makes the headers of requests: those that are given, and of the target's own origin those that it is to be shown, which take the
 * place of the given ones. Unless one of them says otherwise the content type is JSON.
 */
export function headersFor(connecting: Connecting | null): (origin: string, given: Headers) => Headers {
  const own = connecting === null ? [] : Object.entries(connecting.headers);
  if (connecting === null || own.length === 0) return (_origin, given) => withContentType(given);
  const taken = new Set(own.map(([name]) => name.toLowerCase()));
  const shown = Object.fromEntries(own);
  return (origin, given) => {
    if (origin !== connecting.origin) return withContentType(given);
    const kept = Object.entries(given).filter(([name]) => !taken.has(name.toLowerCase()));
    return withContentType({ ...Object.fromEntries(kept), ...shown });
  };
}

/** A content type of the user's own takes the place of ours, however it is spelt. */
function withContentType(headers: Headers): Headers {
  for (const name in headers) if (name.toLowerCase() === 'content-type') return headers;
  return { ...JSON_CONTENT, ...headers };
}
