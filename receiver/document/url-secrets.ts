// What of a URL or of headers is nobody else's business, told by names alone.

/** Words of a name under which credentials are handed over. */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  ...['auth', 'authorization', 'bearer', 'code', 'cookie', 'credential', 'credentials', 'jwt', 'key', 'otp'],
  ...['pass', 'passphrase', 'passwd', 'password', 'pin', 'pwd', 'sas', 'secret', 'session', 'sid', 'sig'],
  ...['signature', 'ticket', 'token'],
]);
const SECRET_ENDS = /(?:key|token|secret|password|passwd|signature|credential|sessionid)$/;

/** Whether a header, a query parameter or a form field of this name carries a credential: `X-Api-Key`, `access_token`, `sig`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return words.some((word) => SECRET_WORDS.has(word) || SECRET_ENDS.test(word));
}

/** What nobody types by hand: 20 characters or more, letters and digits among them. */
const OPAQUE = /^(?=[^\d]*\d)(?=[^a-z]*[a-z])[\w+/=.~-]{20,}$/i;

function isSecretValue(name: string, value: string): boolean {
  return value !== '' && (isSecretName(decoded(name)) || OPAQUE.test(decoded(value)));
}

/**
 * A shorter secret cannot be hidden: it stands in words that have nothing to do with it, and a reader could tell it from the gaps.
 */
export const SHORTEST_SECRET = 4;

/** What stands where a secret stood. */
export const REDACTED = '•••';

/** From behind the scheme on. */
const URLS = /(?<=:\/\/)([^\s/?#"'<>]*@)?([^\s?#"'<>]*)(\?[^\s#"'<>]*)?/g;

/**
 * A text with every URL in it fit to be shown: without user and password, and without the values of those parameters of its query
 * that carry credentials by their name (`api_key`, `token`, `sig`) or look like one (long, of letters and digits).
 * @param instead what stands in place of one; `•••` by default
 */
export function maskUrls(text: string, instead: (secret: string) => string = () => REDACTED): string {
  if (!text.includes('://')) return text;
  return text.replace(URLS, (_whole, user: string | undefined, middle: string, query: string | undefined) => {
    const whose = user === undefined ? '' : `${instead(user.slice(0, -1))}@`;
    const asked = query?.replace(
      /([?&;])([^=&;?]*)=([^&;]*)/g,
      (pair, sign: string, name: string, value: string) =>
        isSecretValue(name, value) ? `${sign}${name}=${instead(value)}` : pair,
    );
    return `${whose}${middle}${asked ?? ''}`;
  });
}

/** The credentials in a URL that are long enough to be hidden, without percent signs: its password, and secret values of its query. */
export function secretsInUrl(url: string): readonly string[] {
  if (!URL.canParse(url)) return [];
  const { password, search } = new URL(url);
  const values = [...search.matchAll(/[?&;]([^=&;?]*)=([^&;]*)/g)]
    .filter(([, name, value]) => isSecretValue(name!, value!))
    .map(([, , value]) => decoded(value!));
  return [decoded(password), ...values].filter((secret) => secret.length >= SHORTEST_SECRET);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
