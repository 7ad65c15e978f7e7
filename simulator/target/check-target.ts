import type { Diagnostic, DiagnosticCode } from '../../receiver/document/diagnostic.ts';
import type { Place } from '../../receiver/document/place.ts';
import type { TargetSpec } from './target-parts-shape.ts';

/** What of a target does not fit together. */
export function checkTarget(target: TargetSpec): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const report = (place: Place | undefined, message: string, hint?: string, code?: DiagnosticCode): void => {
    if (place === undefined) return;
    problems.push({
      code: code ?? 'conflicting-keys',
      severity: 'error',
      place,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const { index, auth, headers, tls, proxy, readBack, url } = target;
  const elasticsearch = target.kind?.value === 'elasticsearch';
  if (elasticsearch) {
    const { pathname = '', search = '' } = url === undefined ? {} : new URL(url.value);
    const [, name] = /\/([^/]+)\/_(?:doc|create|bulk)\b/.exec(pathname) ?? [];
    if (name !== undefined)
      report(
        url?.place,
        'expected the address of the cluster alone',
        `name the index under index: ${name}`,
        'bad-value',
      );
    else if (search !== '')
      report(url?.place, 'the address of a cluster has no question mark', undefined, 'bad-value');
    report(
      readBack?.place,
      'Elasticsearch and OpenSearch are read back without it',
      'leave out readBack, or set kind: http',
    );
  } else {
    const place = (index?.name ?? index?.mapping ?? index?.keep)?.place;
    report(
      place,
      'an index is a matter of Elasticsearch and OpenSearch',
      'set kind: elasticsearch, or opensearch',
    );
  }
  const own = [...(headers ?? [])].find(([name]) => name.toLowerCase() === 'authorization');
  if (auth !== undefined) report(own?.[1].place, 'auth sets the header Authorization', 'give one of them');
  const secure = url === undefined || url.value.toLowerCase().startsWith('https:');
  if (!secure) {
    const place = (tls?.ca ?? tls?.cert ?? tls?.key ?? tls?.passphrase)?.place;
    report(
      place,
      'certificates are for https, and the URL says http',
      'write https in the URL, or leave out tls',
    );
    report(
      proxy?.url.place,
      'a proxy is used for https alone, and the URL says http',
      'OCS sends http straight',
    );
  }
  if (tls?.cert === undefined)
    report(tls?.key?.place, 'a private key needs its certificate', 'give cert as well');
  if (tls?.key === undefined) {
    report(tls?.cert?.place, 'a certificate of the client needs its private key', 'give key as well');
    report(tls?.passphrase?.place, 'a passphrase is for a private key', 'give cert and key as well');
  }
  return problems;
}
