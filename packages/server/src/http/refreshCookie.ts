import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieName = 'atrium_refresh';
/** Only the REST API sees the cookie. */
const cookiePath = '/api/v1';
const cookieLifetimeSeconds = 30 * 24 * 60 * 60;

export function readRefreshCookie(request: FastifyRequest): string | undefined {
  return request.cookies[cookieName];
}

/** @param token `undefined` takes the cookie away */
export function writeRefreshCookie(reply: FastifyReply, token: string | undefined, isSecure: boolean): void {
  const options = { path: cookiePath, httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
  if (token === undefined) reply.clearCookie(cookieName, options);
  else reply.setCookie(cookieName, token, { ...options, maxAge: cookieLifetimeSeconds });
}
