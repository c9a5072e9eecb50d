/** Atrium cannot speak HTTPS with the certificate it was given. The message is for the host. */
export class CertificateError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CertificateError';
  }
}
