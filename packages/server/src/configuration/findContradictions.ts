import { isEveryAddress } from '../platform/ownAddresses.ts';
import type { VariableName } from './environmentDefaults.ts';
import { hostAndPortIn } from './variableSchemas.ts';

/** One sentence for each pair of variables that do not go together. */
export function findContradictions(values: Readonly<Record<VariableName, string>>): readonly string[] {
  const isSet = (name: VariableName) => values[name].trim() !== '';
  const needs = (name: VariableName, other: VariableName, why: string) =>
    isSet(name) && !isSet(other) ? [`${other}: set it as well; ${why}`] : [];
  const isSelfSigned = values.ATRIUM_HTTPS === 'self-signed';
  const files = (['ATRIUM_TLS_CERT', 'ATRIUM_TLS_KEY'] as const).filter(isSet);
  const lastPort = Number(values.ATRIUM_SFU_PORT) + Number(values.ATRIUM_SFU_WORKERS) - 1;
  return [
    ...needs('ATRIUM_TURN_URLS', 'ATRIUM_TURN_SECRET', 'it is the static-auth-secret of the TURN server'),
    ...needs('ATRIUM_TURN_SECRET', 'ATRIUM_TURN_URLS', 'the secret is of no use without the TURN server'),
    ...needs('ATRIUM_S3_ENDPOINT', 'ATRIUM_S3_BUCKET', 'it is where everything goes'),
    ...needs('ATRIUM_S3_ENDPOINT', 'ATRIUM_S3_ACCESS_KEY_ID', 'the store wants to know who asks'),
    ...needs('ATRIUM_S3_ENDPOINT', 'ATRIUM_S3_SECRET_ACCESS_KEY', 'the store wants to know who asks'),
    ...needs('ATRIUM_S3_BUCKET', 'ATRIUM_S3_ENDPOINT', 'a bucket is somewhere'),
    ...needs('ATRIUM_OIDC_ISSUER', 'ATRIUM_OIDC_CLIENT_ID', 'it is what the provider calls this server'),
    ...needs('ATRIUM_OIDC_ISSUER', 'ATRIUM_PUBLIC_URL', 'the provider sends people back there'),
    ...needs('ATRIUM_OIDC_CLIENT_ID', 'ATRIUM_OIDC_ISSUER', 'the provider has an address'),
    ...(
      ['ATRIUM_OIDC_ADMIN_GROUPS', 'ATRIUM_OIDC_EDITOR_GROUPS', 'ATRIUM_OIDC_MEMBER_GROUPS'] as const
    ).flatMap((name) => needs(name, 'ATRIUM_OIDC_ISSUER', 'the provider says who is in which group')),
    ...needs('ATRIUM_EDGE_SOCKET', 'ATRIUM_EDGE_CERT', 'it is the certificate that HAProxy was started with'),
    ...needs('ATRIUM_EDGE_CERT', 'ATRIUM_EDGE_SOCKET', 'HAProxy is told of the certificate there'),
    ...needs('ATRIUM_EDGE_SOCKET', 'ATRIUM_DOMAIN', 'the certificate is for it'),
    ...needs('ATRIUM_TLS_CERT', 'ATRIUM_TLS_KEY', 'a certificate needs its private key'),
    ...needs('ATRIUM_TLS_KEY', 'ATRIUM_TLS_CERT', 'a private key needs its certificate'),
    ...(['DATABASE_URL', 'ATRIUM_S3_ENDPOINT', 'ATRIUM_SECRET'] as const).flatMap((name) =>
      needs('ATRIUM_CLUSTER_LISTEN', name, 'several servers share it'),
    ),
    ...needs(
      'ATRIUM_CLUSTER_ADDRESS',
      'ATRIUM_CLUSTER_LISTEN',
      'the server listens somewhere for the others',
    ),
    ...(isSet('ATRIUM_CLUSTER_LISTEN') ? findClusterContradictions(values) : []),
    ...(isSelfSigned && files.length > 0
      ? [`ATRIUM_HTTPS: leave it out where ${files.join(' and ')} is set; there is a certificate already`]
      : []),
    ...(lastPort > 65_535
      ? ['ATRIUM_SFU_PORT: every worker takes one port, and there are none above 65535; start lower']
      : []),
  ];
}

function findClusterContradictions(values: Readonly<Record<VariableName, string>>): readonly string[] {
  const { ATRIUM_CLUSTER_LISTEN: listen, ATRIUM_CLUSTER_ADDRESS: address } = values;
  const reached = hostAndPortIn(address.trim() === '' ? listen : address);
  const isNowhere = reached !== undefined && isEveryAddress(reached.host);
  return [
    ...(values.ATRIUM_ACCOUNTS === 'off'
      ? ['ATRIUM_ACCOUNTS: leave it on with several servers; what they share is kept with accounts']
      : []),
    ...(values.ATRIUM_DOMAIN.trim() === ''
      ? []
      : [
          'ATRIUM_DOMAIN: set ATRIUM_PUBLIC_URL instead with several servers; what is in front of them speaks HTTPS',
        ]),
    ...(isNowhere
      ? ['ATRIUM_CLUSTER_ADDRESS: say where the other servers reach this one, as in 10.0.0.5:7070']
      : []),
  ];
}
