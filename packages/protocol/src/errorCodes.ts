/**
 * Every code that a reply of the server can carry, with a sentence for the person who sees it.
 * The Client shows its own translation where it has one.
 */
export const errorMessages = {
  bad_message: 'This message is not one that the server understands.',
  hello_expected: 'Say hello before anything else.',
  hello_repeated: 'This connection has said hello already.',
  version_mismatch: 'This page is from another version of Atrium. Please reload it.',
  token_invalid: 'You are not signed in, or your sign-in has expired.',
  world_unknown: 'There is no World at this address.',
  world_full: 'This World is full. Please try again later.',
  spawn_point_unknown: 'There is no such SpawnPoint in this World.',
  rate_limited: 'That was too much at once. Please wait a moment.',
  bad_request: 'This cannot be done with what was sent.',
  link_unknown: 'This connection is not in your MediaPlan.',
  media_not_allowed: 'This Zone does not allow that.',
  not_published: 'Nobody publishes that just now.',
  sfu_unavailable: 'There is no SFU for this Zone just now.',
  not_allowed: 'Your Role does not allow that.',
  door_unknown: 'There is no such Door in this World.',
  door_locked: 'This Door is locked.',
  too_far_away: 'You are too far away for that.',
  knock_unknown: 'This knock has been answered already, or there is none.',
  not_inside: 'Only people inside can do that.',
  not_here: 'That cannot be done in this Zone.',
  call_unknown: 'This call is over.',
  board_unknown: 'There is no such Whiteboard here.',
  person_unknown: 'There is no such person in this World.',
  name_invalid: 'Please give a name of 1 to 40 characters that can be seen.',
  not_found: 'There is nothing at this address.',
  origin_refused: 'Pages from this address may not connect here.',
  too_many_connections: 'There are too many connections from your network just now.',
  internal: 'Something went wrong on the server.',
} as const;
export type ErrorCode = keyof typeof errorMessages;
export const errorCodes = Object.keys(errorMessages) as ErrorCode[];
