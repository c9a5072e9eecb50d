import { WorkspaceFailure, storeFailureOf } from '@atrium/workspace';
import { errorMessages } from '@atrium/protocol';
import type { ErrorCode, RestError } from '@atrium/protocol';

/** The HTTP status behind each code of the registry, where a code alone does not say another. */
const statusByCode: Readonly<Record<ErrorCode, number>> = {
  bad_message: 400,
  bad_request: 400,
  hello_expected: 400,
  hello_repeated: 400,
  version_mismatch: 400,
  name_invalid: 400,
  spawn_point_unknown: 400,
  token_invalid: 401,
  origin_refused: 403,
  host_refused: 421,
  media_not_allowed: 403,
  not_allowed: 403,
  sign_in_failed: 401,
  too_many_attempts: 429,
  signed_out: 401,
  setup_done: 410,
  address_expired: 410,
  password_common: 400,
  invitation_invalid: 410,
  guests_not_admitted: 403,
  kicked: 403,
  visit_over: 403,
  banned: 403,
  last_admin: 409,
  world_invalid: 422,
  too_many: 409,
  image_invalid: 422,
  asset_in_use: 409,
  version_outdated: 409,
  draft_outdated: 409,
  lease_held: 409,
  lease_lost: 409,
  version_unknown: 404,
  world_outdated: 409,
  target_protected: 403,
  not_found: 404,
  door_unknown: 404,
  door_locked: 403,
  too_far_away: 403,
  knock_unknown: 404,
  not_inside: 403,
  not_here: 403,
  call_unknown: 404,
  board_unknown: 404,
  person_unknown: 404,
  link_unknown: 404,
  not_published: 404,
  world_unknown: 404,
  rate_limited: 429,
  too_many_connections: 429,
  internal: 500,
  sfu_unavailable: 503,
  world_full: 503,
  server_busy: 503,
  storage_unavailable: 503,
  storage_full: 507,
};

/** What is to be answered where something was refused, or files cannot be had; `undefined` for all other faults. */
export function restFailureOf(error: unknown): RestFailure | undefined {
  if (error instanceof RestFailure) return error;
  const failure = error instanceof WorkspaceFailure ? error : storeFailureOf(error);
  return failure && new RestFailure(failure.code, { message: failure.message });
}

/** An answer of 400 or above. What it says, the one who asked may read. */
export class RestFailure extends Error {
  readonly code: ErrorCode;
  /** HTTP status, where it is not the usual one of the code. */
  readonly statusCode: number;

  constructor(code: ErrorCode, options: { readonly status?: number; readonly message?: string } = {}) {
    super(options.message ?? errorMessages[code]);
    this.name = 'RestFailure';
    this.code = code;
    this.statusCode = options.status ?? statusByCode[code];
  }
}

/** @param requestId where the log has a line about it */
export function restErrorBody(failure: RestFailure, requestId?: string): RestError {
  const { code, message } = failure;
  return requestId === undefined ? { code, message } : { code, message, requestId };
}
