/** Another server has the World: who asks for it is to come again, and is led there. */
export class ServedElsewhereError extends Error {
  constructor() {
    super('Another server has this World.');
    this.name = 'ServedElsewhereError';
  }
}
