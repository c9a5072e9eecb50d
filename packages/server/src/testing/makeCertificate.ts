import { generate } from 'selfsigned';

/** A certificate of nobody's authority for this machine, and its key, both as PEM. */
export async function makeCertificate(
  validFrom: Date,
  validTo: Date,
): Promise<{ readonly certificate: string; readonly key: string }> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    notBeforeDate: validFrom,
    notAfterDate: validTo,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { certificate: cert, key };
}
