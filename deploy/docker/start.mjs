// The entry point of the image: gives Atrium the settings that follow from ATRIUM_DOMAIN and the secrets of the
// containers, where compose.yaml runs it. What is set by hand wins. Without compose.yaml it changes nothing.
import { existsSync, readFileSync } from 'node:fs';

const { OFFICE_DOMAIN: domain, OFFICE_PROFILES: profiles = '' } = process.env;
const secret = (path) => readFileSync(path, 'utf8').trim();
const withDefaults = (settings) => {
  for (const [name, value] of Object.entries(settings)) process.env[name] ||= value;
};

if (domain !== undefined && existsSync('/shared/turn/secret')) {
  withDefaults({
    ATRIUM_PUBLIC_URL: `https://${domain}`,
    // The certificate is Atrium's, HTTPS the edge's.
    ATRIUM_DOMAIN: domain,
    ATRIUM_EDGE_SOCKET: '/shared/edge/admin.sock',
    ATRIUM_EDGE_CERT: '/shared/tls/edge.pem',
    ATRIUM_STUN_URLS: `stun:${domain}:3478`,
    ATRIUM_TURN_URLS: `turn:${domain}:3478?transport=udp,turn:${domain}:3478?transport=tcp,turns:${domain}:443?transport=tcp`,
    ATRIUM_SFU_ANNOUNCED_ADDRESS: domain,
    ATRIUM_TURN_SECRET: secret('/shared/turn/secret'),
  });
  if (profiles.split(',').includes('postgres'))
    withDefaults({
      DATABASE_URL: `postgres://atrium:${secret('/shared/postgres/password')}@postgres/atrium`,
    });
  if (profiles.split(',').includes('s3'))
    withDefaults({
      ATRIUM_S3_ENDPOINT: 'http://s3:7070',
      ATRIUM_S3_BUCKET: 'atrium',
      ATRIUM_S3_ACCESS_KEY_ID: secret('/shared/s3/access-key'),
      ATRIUM_S3_SECRET_ACCESS_KEY: secret('/shared/s3/secret-key'),
    });
}
// The engine keeps its networks apart: people reach coturn by UDP from outside, and this container does not.
const turnByUdp = /^turn:[^,]*transport=udp,/;
if (process.argv[2] === 'doctor' && turnByUdp.test(process.env.ATRIUM_TURN_URLS ?? '')) {
  process.env.ATRIUM_TURN_URLS = process.env.ATRIUM_TURN_URLS.replace(turnByUdp, '');
  process.stdout.write('TURN by UDP is not looked at: it is not reached from inside of the containers.\n');
}
await import('../packages/server/dist/atrium.js');
