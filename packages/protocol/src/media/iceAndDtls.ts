import * as z from 'zod';

/** What a browser's RTCPeerConnection takes as one of its ICE servers (W3C WebRTC, RTCIceServer). */
export const iceServerSchema = z.object({
  urls: z.array(z.string().min(1).max(256)).min(1).max(8),
  username: z.string().max(256).optional(),
  credential: z.string().max(256).optional(),
});
export type IceServer = z.output<typeof iceServerSchema>;

export const iceParametersSchema = z.object({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().optional(),
});
export type IceParameters = z.output<typeof iceParametersSchema>;

const iceCandidateOfSfu = z.object({
  foundation: z.string().max(64),
  priority: z.number(),
  address: z.string().max(256),
  ip: z.string().max(256),
  protocol: z.enum(['udp', 'tcp']),
  port: z.int().min(0).max(65_535),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['active', 'passive', 'so']).optional(),
});

const fingerprintAlgorithms = ['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512'] as const;
export const dtlsParametersSchema = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(z.object({ algorithm: z.enum(fingerprintAlgorithms), value: z.string().max(256) }))
    .min(1)
    .max(8),
});
export type DtlsParameters = z.output<typeof dtlsParametersSchema>;

/** What a Client needs to open a transport to the SFU. */
export const transportParametersSchema = z.object({
  transportId: z.string().min(1).max(64),
  iceParameters: iceParametersSchema,
  iceCandidates: z.array(iceCandidateOfSfu).max(32),
  dtlsParameters: dtlsParametersSchema,
});
export type TransportParameters = z.output<typeof transportParametersSchema>;
