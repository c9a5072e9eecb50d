import * as z from 'zod';
import {
  problemReportBytes,
  problemReportListSchema,
  problemReportLogSchema,
  problemReportRequestSchema,
} from '@atrium/protocol';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { endpoint, visitorEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import type { RestParts } from './restParts.ts';

/** What people tell about Atrium itself, and who reads it. */
export function problemEndpoints({ services: { problemReports }, entrance }: RestParts): readonly Endpoint[] {
  return [
    visitorEndpoint({
      method: 'POST',
      path: '/api/v1/problem-reports',
      summary:
        'Tells the Admins of a problem, with the log of the Client. For members, and Guests with a token; three a day for each. Kept for 30 days.',
      body: problemReportRequestSchema,
      bodyBytes: problemReportBytes,
      handle: async ({ body }, credentials) => {
        const { workspaceId, ...person } = await entrance.personOf(credentials);
        if (workspaceId === undefined) throw new WorkspaceFailure('not_found');
        await problemReports.make(workspaceId, person, body);
      },
    }),
    endpoint('readReports', {
      method: 'GET',
      path: '/api/v1/problem-reports',
      summary: 'What people have told about Atrium itself in the last 30 days, the newest first.',
      reply: problemReportListSchema,
      handle: async (_call, { workspaceId }) => ({ reports: await problemReports.list(workspaceId) }),
    }),
    endpoint('readReports', {
      method: 'GET',
      path: '/api/v1/problem-reports/:reportId/log',
      summary: 'The log of the Client that came with such a report.',
      params: z.object({ reportId: z.string().min(1).max(64) }),
      reply: problemReportLogSchema,
      handle: async ({ params }, { workspaceId }) => ({
        log: await problemReports.readLog(workspaceId, params.reportId),
      }),
    }),
  ];
}
