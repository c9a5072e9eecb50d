import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import {
  accountExportSchema,
  accountSchema,
  apiTokenListSchema,
  apiTokenReplySchema,
  assetListSchema,
  assetSchema,
  auditLogSchema,
  banListSchema,
  draftSavedSchema,
  draftStateSchema,
  guestReplySchema,
  invitationListSchema,
  invitationShownSchema,
  leaseReplySchema,
  linkReplySchema,
  liveHistorySchema,
  liveStateSchema,
  managedWorldListSchema,
  managedWorldSchema,
  memberListSchema,
  problemReportListSchema,
  problemReportLogSchema,
  reportListSchema,
  signedInSchema,
  workspaceSchema,
  worldListSchema,
  worldTemplateListSchema,
  worldVersionListSchema,
} from '@atrium/protocol';
import type { SignedIn } from '@atrium/protocol';
import type { CrowdRecord } from './crowdRecord.ts';
import { RawWalker } from './rawWalker.ts';
import { realPng } from './realPng.ts';
import { password } from './restServer.ts';
import type { Answer, Member, RestServer } from './restServer.ts';
import type { SeededRandom } from './seededRandom.ts';
import { until } from './until.ts';

interface Ask {
  /** A status, or the code of a refusal. */
  readonly expect?: number | string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** `null`: nobody's. */
  readonly token?: string | null;
  readonly cookie?: string;
}

const unknownToken = 'x'.repeat(43);
const object = { kind: 'object', footprint: { width: 1, height: 1 }, collision: true, interactions: [] };
const templateSchema = z.looseObject({ worldId: z.string() });

/** Someone who is signed in, uses everything that their Role allows, and looks whose answer each answer is. */
export class CrowdPerson {
  readonly #server: RestServer;
  readonly #record: CrowdRecord;
  readonly #random: SeededRandom;
  readonly #personId: string;
  readonly #email: string;
  readonly #role: string;
  readonly #workspaceId: string;
  #name: string;
  #token: string;
  #cookie: string;
  #password = password;

  constructor(server: RestServer, record: CrowdRecord, random: SeededRandom, member: Member) {
    this.#server = server;
    this.#record = record;
    this.#random = random;
    const { personId, email, role, name, workspace } = member.account;
    this.#personId = personId;
    this.#email = email;
    this.#role = role;
    this.#name = name;
    this.#workspaceId = workspace.workspaceId;
    this.#token = member.token;
    this.#cookie = member.cookie;
    record.workspaceOf.set(personId, this.#workspaceId);
  }

  /** All that a person of this Role can do, each a function that resolves when it was done and looked at. */
  actions(): readonly (() => Promise<void>)[] {
    const everybody = [
      () => this.refresh(),
      () => this.#showAccount(),
      () => this.#rename(),
      () => this.#export(),
      () => this.#guessPassword(),
      () => this.#signInAndOut(),
      () => this.#signOutEverywhere(),
      () => this.#changePassword(),
      () => this.#switchWorkspace(),
      () => this.#changePicture(),
      () => this.#lookAtPeople(),
      () => this.#lookAtWorlds(),
      () => this.#enterWorld(),
      () => this.#tryOldLinks(),
      () => this.#tryAndTell(),
    ];
    const admins = [
      () => this.#inviteAndRemove(),
      () => this.#inviteAndLeave(),
      () => this.#keepLastAdmin(),
      () => this.#useApiToken(),
      () => this.#moderate(),
      () => this.#readProblems(),
      () => this.#readAuditLog(),
      () => this.#changeWorkspace(),
      () => this.#manageWorlds(),
      () => this.#manageAssets(),
      () => this.#receiveGuest(),
      () => this.#addWorkspace(),
    ];
    return this.#role === 'Admin' ? [...everybody, ...admins] : [...everybody, () => this.#beRefused()];
  }

  /** As every page does when its server is back. */
  async refresh(): Promise<void> {
    const answer = await this.#ask('POST', '/api/v1/session/refresh', { cookie: this.#cookie, token: null });
    this.#takeSignIn(answer);
  }

  async #showAccount(): Promise<void> {
    const account = await this.#read(accountSchema, 'GET', '/api/v1/account');
    this.#isMine('account', account && { ...account, id: account.personId });
  }

  async #rename(): Promise<void> {
    const name = `${this.#email.split('@')[0]} ${this.#record.made++}`;
    const account = await this.#read(accountSchema, 'PATCH', '/api/v1/account', { body: { name } });
    this.#same('a new name', account && [account.personId, account.name], [this.#personId, name]);
    this.#name = name;
  }

  async #export(): Promise<void> {
    const all = await this.#read(accountExportSchema, 'GET', '/api/v1/account/export');
    this.#same('an export', all && [all.account.personId, all.account.email], [this.#personId, this.#email]);
    this.#same(
      'memberships',
      all?.memberships.map(({ workspaceId }) => workspaceId),
      [this.#workspaceId],
    );
  }

  async #guessPassword(): Promise<void> {
    const body = { email: this.#email, password: 'not the right one' };
    await this.#ask('POST', '/api/v1/session', { body, token: null, expect: 'sign_in_failed' });
  }

  async #signInAndOut(): Promise<void> {
    const { signedIn } = await this.#signIn();
    const token = signedIn?.accessToken ?? '';
    await this.#ask('DELETE', '/api/v1/session', { token, expect: 204 });
    await this.#ask('GET', '/api/v1/account', { token, expect: 'signed_out' });
    await this.#showAccount();
  }

  async #signOutEverywhere(): Promise<void> {
    await this.#ask('DELETE', '/api/v1/sessions', { expect: 204 });
    await this.#ask('GET', '/api/v1/account', { expect: 'signed_out' });
    const headers = { cookie: this.#cookie, token: null };
    await this.#ask('POST', '/api/v1/session/refresh', { ...headers, expect: 'signed_out' });
    this.#takeSignIn((await this.#signIn()).answer);
  }

  async #changePassword(): Promise<void> {
    const wrong = { current: 'not the right one', password: 'an entirely new one' };
    const path = '/api/v1/account/password';
    await this.#ask('PUT', path, { body: wrong, expect: 'sign_in_failed' });
    const next = `${password} ${this.#record.made++}`;
    await this.#ask('PUT', path, { body: { current: this.#password, password: next }, expect: 204 });
    this.#password = next;
  }

  async #switchWorkspace(): Promise<void> {
    const path = '/api/v1/session/workspace';
    const [foreign] = [...this.#record.workspaceOf.values()].filter((id) => id !== this.#workspaceId);
    await this.#ask('POST', path, { body: { workspaceId: foreign ?? 'none' }, expect: 'not_found' });
    const here = { workspaceId: this.#workspaceId };
    this.#takeSignIn(await this.#ask('POST', path, { body: here }));
  }

  async #changePicture(): Promise<void> {
    const body = realPng(this.#record.made++);
    const path = '/api/v1/account/picture';
    const made = await this.#read(z.object({ picture: z.string() }), 'PUT', path, { body });
    const account = await this.#read(accountSchema, 'GET', '/api/v1/account');
    this.#same('a picture', account && [account.personId, account.picture], [this.#personId, made?.picture]);
  }

  async #lookAtPeople(): Promise<void> {
    const list = await this.#read(memberListSchema, 'GET', '/api/v1/people');
    const ids = list?.people.map(({ personId }) => personId) ?? [];
    this.#allMine('people', ids);
    this.#same('oneself among the people', ids.includes(this.#personId), true);
  }

  async #lookAtWorlds(): Promise<void> {
    const list = await this.#read(worldListSchema, 'GET', '/api/v1/worlds');
    this.#allMine('Worlds', list?.worlds.map(({ worldId }) => worldId) ?? []);
    const worldId = list?.worlds[0]?.worldId ?? '';
    const path = '/api/v1/worlds/{worldId}/versions/{version}';
    const address = new URL(list?.worlds[0]?.file ?? '', 'http://localhost');
    const [version = '0'] = address.pathname.split('/').slice(-1);
    const query = Object.fromEntries(address.searchParams);
    const world = await this.#read(templateSchema, 'GET', path, { params: { worldId, version }, query });
    this.#same('a World', world?.worldId, worldId);
    const foreign = { worldId: this.#foreignWorld(), version };
    await this.#ask('GET', path, { params: foreign, query, expect: 'address_expired' });
  }

  async #enterWorld(): Promise<void> {
    const list = await this.#read(worldListSchema, 'GET', '/api/v1/worlds');
    const worldId = list?.worlds[0]?.worldId ?? '';
    this.#same('who entered', await this.#hello(this.#token, worldId), `${this.#personId} ${this.#name}`);
    this.#same('a World of others', await this.#hello(this.#token, this.#foreignWorld()), 'world_unknown');
  }

  /** @returns who one is in the World, or why one is not in it */
  async #hello(token: string, worldId: string): Promise<string> {
    this.#record.answers++;
    const walker = new RawWalker(this.#server, { worldId });
    try {
      await walker.opened();
      await walker.hello({ token });
      const answered = () => walker.all('hello.ok').length + walker.all('error').length > 0;
      await until(() => answered() || walker.closeCode !== undefined, 'an answer to hello');
      const [entered] = walker.all('hello.ok');
      if (entered !== undefined) return `${entered.personId} ${entered.name}`;
      return walker.all('error')[0]?.code ?? `closed with ${walker.closeCode}`;
    } finally {
      walker.vanish();
    }
  }

  /** What each person may do a few times only, whichever of their actions comes first. */
  async #tryAndTell(): Promise<void> {
    const report = { text: `A problem in ${this.#workspaceId.slice(0, 8)}`, log: 'line' };
    for (const path of ['/api/v1/connection-tests', '/api/v1/problem-reports']) {
      const { status, code } = await this.#raw('POST', path, { body: report });
      if (status >= 300 && code !== 'rate_limited')
        this.#record.wrong.push(`POST ${path}: ${status} ${code ?? ''} came`);
      await this.#ask('POST', path, { token: null, body: report, expect: 'signed_out' });
    }
  }

  async #readProblems(): Promise<void> {
    const list = await this.#read(problemReportListSchema, 'GET', '/api/v1/problem-reports');
    const path = '/api/v1/problem-reports/{reportId}/log';
    for (const { text, reportId } of list?.reports ?? []) {
      this.#same('a problem report', text, `A problem in ${this.#workspaceId.slice(0, 8)}`);
      const kept = await this.#read(problemReportLogSchema, 'GET', path, { params: { reportId } });
      this.#same('its log', kept?.log, 'line');
    }
    await this.#ask('GET', path, { params: { reportId: 'none' }, expect: 'not_found' });
  }

  async #tryOldLinks(): Promise<void> {
    const state = await this.#read(z.object({ isDone: z.boolean() }), 'GET', '/api/v1/setup', {
      token: null,
    });
    this.#same('whether there is a Workspace', state?.isDone, true);
    const body = { token: unknownToken };
    const nobody = { token: null };
    await this.#ask('POST', '/api/v1/setup/link', { ...nobody, body, expect: 'setup_done' });
    await this.#ask('POST', '/api/v1/invitations/look', { ...nobody, body, expect: 'invitation_invalid' });
    const joining = { ...body, name: this.#name, email: this.#email, password: this.#password };
    const setup = { ...joining, workspaceName: 'Nowhere' };
    await this.#ask('POST', '/api/v1/setup', { ...nobody, body: setup, expect: 'setup_done' });
    const join = { ...nobody, body: joining, expect: 'invitation_invalid' };
    await this.#ask('POST', '/api/v1/invitations/join', join);
    const chosen = { ...body, password: 'an entirely new one' };
    await this.#ask('POST', '/api/v1/password', { ...nobody, body: chosen, expect: 'invitation_invalid' });
  }

  async #beRefused(): Promise<void> {
    await this.#ask('GET', '/api/v1/audit-log', { expect: 'not_allowed' });
    await this.#ask('DELETE', '/api/v1/people/{personId}', {
      params: { personId: this.#personId },
      expect: 'not_allowed',
    });
  }

  async #inviteAndRemove(): Promise<void> {
    const { token, joined } = await this.#inviteSomeone();
    const again = { token, name: 'Second', email: `second-${this.#record.made++}@example.org`, password };
    const join = { token: null, body: again, expect: 'invitation_invalid' };
    await this.#ask('POST', '/api/v1/invitations/join', join);
    if (joined === undefined) return;
    const params = { personId: joined.account.personId };
    const role = { role: 'Editor' };
    await this.#ask('PATCH', '/api/v1/people/{personId}', { params, body: role, expect: 204 });
    const path = '/api/v1/people/{personId}/password-link';
    const link = await this.#read(linkReplySchema, 'POST', path, { params });
    const chosen = { token: link?.link.split('#')[1] ?? unknownToken, password: 'an entirely new one' };
    const nobody = { token: null, body: chosen };
    const back = await this.#read(signedInSchema, 'POST', '/api/v1/password', nobody);
    this.#same('who has a new password', back && [back.account.personId, back.account.role], [
      params.personId,
      'Editor',
    ]);
    await this.#ask('DELETE', '/api/v1/people/{personId}', { params, expect: 204 });
    const gone = { token: back?.accessToken ?? '', expect: 'signed_out' };
    await this.#ask('GET', '/api/v1/account', gone);
    await this.#ask('DELETE', '/api/v1/people/{personId}', { params, expect: 'person_unknown' });
  }

  async #inviteAndLeave(): Promise<void> {
    const { joined } = await this.#inviteSomeone();
    if (joined === undefined) return;
    const { accessToken: token } = joined;
    const path = '/api/v1/account/deletion';
    await this.#ask('POST', path, { token, body: { password: 'wrong' }, expect: 'sign_in_failed' });
    await this.#ask('POST', path, { token, body: { password }, expect: 204 });
    await this.#ask('GET', '/api/v1/account', { token, expect: 'signed_out' });
  }

  async #inviteSomeone(): Promise<{ readonly token: string; readonly joined: SignedIn | undefined }> {
    const note = `For ${this.#record.made++}`;
    const order = { kind: 'account', role: 'Member', note, uses: 1, days: 1 };
    const made = await this.#read(linkReplySchema, 'POST', '/api/v1/invitations', { body: order });
    const token = made?.link.split('#')[1] ?? unknownToken;
    const list = await this.#read(invitationListSchema, 'GET', '/api/v1/invitations');
    this.#same('an invitation', list?.invitations.filter((one) => one.note === note).length, 1);
    const nobody = { token: null };
    const look = { ...nobody, body: { token } };
    const shown = await this.#read(invitationShownSchema, 'POST', '/api/v1/invitations/look', look);
    this.#same('a link', shown?.role, 'Member');
    const email = `guest-${this.#record.made++}@example.org`;
    const body = { token, name: 'Someone new', email, password };
    const joining = { ...nobody, body };
    const joined = await this.#read(signedInSchema, 'POST', '/api/v1/invitations/join', joining);
    const { account } = joined ?? {};
    this.#same('who joined', account && [account.email, account.workspace.workspaceId], [
      email,
      this.#workspaceId,
    ]);
    if (account !== undefined) this.#record.workspaceOf.set(account.personId, this.#workspaceId);
    return { token, joined };
  }

  async #keepLastAdmin(): Promise<void> {
    const path = '/api/v1/people/{personId}';
    const params = { personId: this.#personId };
    await this.#ask('PATCH', path, { params, body: { role: 'Member' }, expect: 'last_admin' });
    await this.#ask('DELETE', path, { params, expect: 'last_admin' });
    const [foreign = 'none'] = [...this.#record.workspaceOf]
      .filter(([, workspaceId]) => workspaceId !== this.#workspaceId)
      .map(([personId]) => personId);
    await this.#ask('DELETE', path, { params: { personId: foreign }, expect: 'person_unknown' });
    await this.#showAccount();
  }

  async #useApiToken(): Promise<void> {
    const name = `Token ${this.#record.made++}`;
    const body = { name, role: 'Admin', days: 1 };
    const made = await this.#read(apiTokenReplySchema, 'POST', '/api/v1/api-tokens', { body });
    this.#same('an API token', made?.name, name);
    const list = await this.#read(apiTokenListSchema, 'GET', '/api/v1/api-tokens');
    this.#same('its place in the list', list?.tokens.filter((one) => one.name === name).length, 1);
    const token = made?.token ?? '';
    const live = await this.#read(liveStateSchema, 'GET', '/api/v1/live', { token });
    this.#allMine('Worlds of a program', live?.worlds.map(({ worldId }) => worldId) ?? []);
    const params = { tokenId: made?.tokenId ?? '' };
    await this.#ask('DELETE', '/api/v1/api-tokens/{tokenId}', { params, expect: 204 });
    await this.#ask('DELETE', '/api/v1/api-tokens/{tokenId}', { params, expect: 'not_found' });
    await this.#ask('GET', '/api/v1/live', { token, expect: 'signed_out' });
  }

  async #moderate(): Promise<void> {
    const bans = await this.#read(banListSchema, 'GET', '/api/v1/bans');
    this.#same('bans', bans?.bans, []);
    const reports = await this.#read(reportListSchema, 'GET', '/api/v1/reports');
    this.#same('reports', reports?.reports, []);
    await this.#ask('DELETE', '/api/v1/bans/{banId}', { params: { banId: 'none' }, expect: 'not_found' });
    const none = { params: { reportId: 'none' }, body: { handled: true }, expect: 'not_found' };
    await this.#ask('PATCH', '/api/v1/reports/{reportId}', none);
  }

  async #readAuditLog(): Promise<void> {
    const page = await this.#read(auditLogSchema, 'GET', '/api/v1/audit-log', { query: { limit: '50' } });
    this.#allMine('the audit log', page?.entries.map(({ actor }) => actor.personId) ?? []);
  }

  async #changeWorkspace(): Promise<void> {
    const name = `Workspace ${this.#record.made++}`;
    const path = '/api/v1/workspace';
    const changed = await this.#read(workspaceSchema, 'PATCH', path, { body: { name } });
    const shown = await this.#read(workspaceSchema, 'GET', path);
    for (const one of [changed, shown])
      this.#same('the Workspace', one && [one.workspaceId, one.name], [this.#workspaceId, name]);
    const live = await this.#read(liveStateSchema, 'GET', '/api/v1/live');
    await this.#read(liveHistorySchema, 'GET', '/api/v1/live/history');
    this.#allMine('live Worlds', live?.worlds.map(({ worldId }) => worldId) ?? []);
    const logo = { settings: { logo: `${'0'.repeat(64)}.png` } };
    await this.#ask('PATCH', path, { body: logo, expect: 'not_found' });
  }

  async #manageWorlds(): Promise<void> {
    const path = '/api/v1/managed-worlds';
    const listed = await this.#read(worldTemplateListSchema, 'GET', '/api/v1/world-templates');
    const templateId = listed?.templates[0]?.templateId ?? '';
    const drawn = '/api/v1/world-templates/{templateId}/file';
    const template = await this.#read(templateSchema, 'GET', drawn, { params: { templateId } });
    this.#same('the file of a template', template?.worldId, templateId);
    const name = `World ${this.#record.made++}`;
    const made = await this.#read(managedWorldSchema, 'POST', path, { body: { name, templateId } });
    this.#same('a new World', made?.name, name);
    const worldId = made?.worldId ?? '';
    this.#record.workspaceOf.set(worldId, this.#workspaceId);
    const params = { worldId };
    const one = `${path}/{worldId}`;
    const file = await this.#read(templateSchema, 'GET', `${one}/file`, { params });
    this.#same('the file of a World', file?.worldId, worldId);
    const based = { params, query: { base: '1' }, body: file ?? {} };
    const put = await this.#read(managedWorldSchema, 'PUT', `${one}/file`, based);
    this.#same('a version', put && [put.worldId, put.versions], [worldId, 2]);
    const versions = `${one}/versions`;
    const listedVersions = await this.#read(worldVersionListSchema, 'GET', versions, { params });
    this.#same('versions', listedVersions?.versions.map(({ number }) => number) ?? [], [2, 1]);
    const first = { worldId, version: '1' };
    const old = await this.#read(templateSchema, 'GET', `${versions}/{version}/file`, { params: first });
    this.#same('the file of a version', old?.worldId, worldId);
    const restore = { params: first, body: { base: 2 } };
    const restored = await this.#read(managedWorldSchema, 'POST', `${versions}/{version}/restore`, restore);
    this.#same('a restored version', restored && [restored.worldId, restored.versions], [worldId, 3]);
    await this.#build(worldId, file ?? {}, 3);
    const closed = { params, body: { guests: false } };
    const patched = await this.#read(managedWorldSchema, 'PATCH', one, closed);
    this.#same('a World without Guests', patched && [patched.worldId, patched.guests], [worldId, false]);
    const list = await this.#read(managedWorldListSchema, 'GET', path);
    this.#allMine('managed Worlds', list?.worlds.map((world) => world.worldId) ?? []);
    const byDefault = { worldId: list?.worlds[0]?.worldId ?? '' };
    await this.#ask('PATCH', one, { params: byDefault, body: { isArchived: true }, expect: 'bad_request' });
    await this.#ask('DELETE', one, { params, expect: 204 });
    await this.#ask('DELETE', one, { params: { worldId: this.#foreignWorld() }, expect: 'world_unknown' });
  }

  /** Takes the lease of a World, saves drafts, throws one away and publishes another. */
  async #build(worldId: string, file: object, base: number): Promise<void> {
    const draft = '/api/v1/managed-worlds/{worldId}/draft';
    const params = { worldId };
    const lease = await this.#read(leaseReplySchema, 'POST', `${draft}/lease`, { params, body: {} });
    this.#same('a lease', lease?.lease?.personId, this.#personId);
    const fence = lease?.fence ?? '';
    const renewal = { params, body: { fence, isActive: true } };
    await this.#ask('PUT', `${draft}/lease`, renewal);
    const foreign = { ...renewal, params: { worldId: this.#foreignWorld() } };
    await this.#ask('PUT', `${draft}/lease`, { ...foreign, expect: 'world_unknown' });
    const save = async (revision: number) => {
      const query = { fence, revision: String(revision), base: String(base) };
      const saved = await this.#read(draftSavedSchema, 'PUT', draft, { params, query, body: file });
      this.#same('a saved draft', saved?.revision, revision + 1);
    };
    await save(0);
    const query = { revision: '1' };
    const kept = await this.#read(templateSchema, 'GET', `${draft}/file`, { params, query });
    this.#same('the file of a draft', kept?.worldId, worldId);
    await this.#ask('DELETE', draft, { params, query: { ...query, fence }, expect: 204 });
    await save(2);
    const state = await this.#read(draftStateSchema, 'GET', draft, { params });
    this.#same('a draft', state && [state.revision, state.draft?.base], [3, base]);
    const body = { fence, revision: 3, base, bump: 'minor' };
    const published = await this.#read(managedWorldSchema, 'POST', `${draft}/publish`, { params, body });
    this.#same('a published draft', published && [published.worldId, published.versions], [
      worldId,
      base + 1,
    ]);
    await this.#ask('DELETE', `${draft}/lease`, { params, query: { fence }, expect: 204 });
  }

  async #manageAssets(): Promise<void> {
    const path = '/api/v1/assets';
    const number = this.#record.made++;
    const name = `Image ${number}`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><path d="M0 ${number}h9"/></svg>`;
    const query = { name, metadata: JSON.stringify(object) };
    const body = new TextEncoder().encode(svg);
    const made = await this.#read(assetSchema, 'POST', path, { query, body });
    this.#same('an image', made?.name, name);
    const list = await this.#read(assetListSchema, 'GET', path, { query: { search: name } });
    this.#same('an image in the list', list?.assets.filter((one) => one.name === name).length, 1);
    const params = { file: made?.file ?? '' };
    await this.#ask('DELETE', `${path}/{file}`, { params, expect: 204 });
    await this.#ask('DELETE', `${path}/{file}`, { params, expect: 'not_found' });
  }

  async #receiveGuest(): Promise<void> {
    const list = await this.#read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds');
    const worldId = list?.worlds[0]?.worldId ?? '';
    const order = { kind: 'guest', worldId, note: '', uses: 1, days: 1, visitMinutes: 60 };
    const path = '/api/v1/invitations';
    const made = await this.#read(linkReplySchema, 'POST', path, { body: order });
    const name = `Guest ${this.#record.made++}`;
    const body = { name, worldId, link: made?.link.split('#')[1] };
    const guest = await this.#read(guestReplySchema, 'POST', '/api/v1/guests', { token: null, body });
    this.#same('a Guest', guest?.name, name);
    const entered = await this.#hello(guest?.token ?? '', worldId);
    this.#same('who came as a Guest', entered, `${guest?.personId} ${name}`);
    const links = await this.#read(invitationListSchema, 'GET', path);
    for (const { invitationId, world } of links?.invitations ?? []) {
      if (world !== null) this.#allMine('guest links', [world.worldId]);
      const params = { invitationId };
      if (invitationId !== '') await this.#ask('DELETE', `${path}/{invitationId}`, { params, expect: 204 });
    }
    const params = { invitationId: 'none' };
    await this.#ask('DELETE', `${path}/{invitationId}`, { params, expect: 'not_found' });
  }

  async #addWorkspace(): Promise<void> {
    const email = `founder-${this.#record.made++}@example.org`;
    // Another link, made meanwhile, ends this one: then there is nothing to look at.
    const token = await this.#server.atrium.makeSetupLink();
    const body = { token, workspaceName: 'One more', name: 'Founder', email, password };
    const answer = await this.#raw('POST', '/api/v1/setup', { token: null, body });
    if (answer.code === 'setup_done') return;
    const made = signedInSchema.safeParse(answer.json).data;
    this.#same('a founder', made && [made.account.email, made.account.role], [email, 'Admin']);
  }

  async #signIn(): Promise<{ readonly answer: Answer; readonly signedIn: SignedIn | undefined }> {
    const body = { email: this.#email, password: this.#password };
    const answer = await this.#ask('POST', '/api/v1/session', { body, token: null });
    const signedIn = signedInSchema.safeParse(answer.json).data;
    this.#isMine('a sign-in', signedIn && { ...signedIn.account, id: signedIn.account.personId });
    return { answer, signedIn };
  }

  #takeSignIn({ json, headers }: Answer): void {
    const signedIn = signedInSchema.safeParse(json).data;
    if (signedIn === undefined) return; // Its status was looked at already.
    this.#isMine('a sign-in', { ...signedIn.account, id: signedIn.account.personId });
    this.#token = signedIn.accessToken;
    this.#cookie = (headers.get('set-cookie') ?? this.#cookie).split(';')[0] ?? '';
  }

  #foreignWorld(): string {
    const foreign = [...this.#record.workspaceOf].filter(
      ([, workspaceId]) => workspaceId !== this.#workspaceId,
    );
    return foreign.length === 0 ? 'none' : this.#random.pick(foreign)[0];
  }

  async #read<Value>(schema: z.ZodType<Value>, method: string, path: string, ask: Ask = {}) {
    const { json } = await this.#ask(method, path, ask);
    return schema.safeParse(json).data;
  }

  async #ask(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const answer = await this.#raw(method, path, ask);
    const { expect = 200 } = ask;
    const got = typeof expect === 'string' ? answer.code : answer.status;
    if (got !== expect) {
      const { status, code } = answer;
      this.#record.wrong.push(`${method} ${path}: ${expect} was right, ${status} ${code ?? ''} came`);
    }
    return answer;
  }

  async #raw(method: string, path: string, ask: Ask): Promise<Answer> {
    const { params = {}, query, body, token = this.#token, cookie } = ask;
    this.#record.asked.add(`${method} ${path}`);
    this.#record.answers++;
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
      encodeURIComponent(params[name] ?? 'none'),
    );
    // Of an address of its own each time, so that no limit of one address counts.
    const address = Array.from({ length: 3 }, () => this.#random.whole(256)).join('.');
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    return this.#server.ask(method, `${filled}${search}`, {
      ...(body === undefined ? {} : { body }),
      ...(token === null ? {} : { token }),
      headers: { 'X-Forwarded-For': `10.${address}`, ...(cookie === undefined ? {} : { Cookie: cookie }) },
    });
  }

  #isMine(what: string, shown: { readonly id: string; readonly email: string } | undefined): void {
    this.#same(what, shown && [shown.id, shown.email], [this.#personId, this.#email]);
  }

  /** None of them belongs to another Workspace. */
  #allMine(what: string, ids: readonly string[]): void {
    const owners = ids.map((id) => this.#record.workspaceOf.get(id) ?? this.#workspaceId);
    this.#same(
      what,
      owners.filter((owner) => owner !== this.#workspaceId),
      [],
    );
  }

  #same(what: string, found: unknown, right: unknown): void {
    if (isDeepStrictEqual(found, right)) return;
    this.#record.wrong.push(`${what}: ${JSON.stringify(right)} was right, ${JSON.stringify(found)} came`);
  }
}
