/** The proxy through which an origin is reached: OCS has one for https alone. Null: straight. */
export function proxyFor(origin: string, proxy: string | null): string | null {
  return origin.startsWith('https:') ? proxy : null;
}
