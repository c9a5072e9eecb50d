const finBit = 0x80;
const opcodeBits = 0x0f;
const firstControlOpcode = 0x8;
const lengthBits = 0x7f;
const length16 = 126;
const length64 = 127;
const maskBytes = 4;

/**
 * Follows where messages begin and end in what a Client sends, however it is cut into chunks (RFC 6455, section 5.2).
 * There is one for every connection, so it keeps numbers only.
 */
export class FrameBoundaries {
  /** Bytes of the present frame's header that have passed. */
  #headerPassed = 0;
  #isFinal = false;
  #isControl = false;
  #lengthBytes = 0;
  #length = 0;
  #payloadLeft = 0;
  #isFragmented = false;

  /** Whether the next byte begins a message, rather than going on with one. */
  get isBetweenMessages(): boolean {
    return this.#headerPassed === 0 && this.#payloadLeft === 0 && !this.#isFragmented;
  }

  pass(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#payloadLeft > 0) {
        const taken = Math.min(this.#payloadLeft, chunk.length - at);
        this.#payloadLeft -= taken;
        at += taken;
      } else {
        this.#passHeader(chunk[at++] ?? 0);
      }
    }
  }

  #passHeader(byte: number): void {
    const place = this.#headerPassed++;
    if (place === 0) {
      this.#isFinal = (byte & finBit) !== 0;
      this.#isControl = (byte & opcodeBits) >= firstControlOpcode;
    } else if (place === 1) {
      const short = byte & lengthBits;
      this.#lengthBytes = short === length16 ? 2 : short === length64 ? 8 : 0;
      this.#length = this.#lengthBytes === 0 ? short : 0;
    } else if (place < 2 + this.#lengthBytes) {
      this.#length = this.#length * 256 + byte;
    }
    if (place + 1 < 2 + this.#lengthBytes + maskBytes) return;
    this.#headerPassed = 0;
    this.#payloadLeft = this.#length;
    if (!this.#isControl) this.#isFragmented = !this.#isFinal;
  }
}
