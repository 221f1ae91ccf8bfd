// SHA-256 (FIPS 180-4) of a file in slices, beside the page: the browser's own digest wants the whole file in memory.

const SLICE = 1 << 22;
const BLOCK = 64;

function fractions(count, root) {
  const found = [];
  for (let number = 2; found.length < count; number += 1) {
    let prime = true;
    for (let by = 2; by * by <= number; by += 1) if (number % by === 0) prime = false;
    if (prime) found.push(((number ** (1 / root)) % 1) * 2 ** 32 | 0);
  }
  return found;
}

const K = new Int32Array(fractions(64, 3));

export class Sha256 {
  constructor() {
    this.state = new Int32Array(fractions(8, 2));
    this.words = new Int32Array(64);
    this.rest = new Uint8Array(BLOCK);
    this.restSize = 0;
    this.size = 0;
  }

  /* One block of 64 bytes at a place of the given bytes. */
  block(bytes, at) {
    const w = this.words;
    const s = this.state;
    for (let i = 0, j = at; i < 16; i += 1, j += 4) {
      w[i] = (bytes[j] << 24) | (bytes[j + 1] << 16) | (bytes[j + 2] << 8) | bytes[j + 3];
    }
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15];
      const y = w[i - 2];
      const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + low + w[i - 7] + high) | 0;
    }
    let [a, b, c, d, e, f, g, h] = s;
    for (let i = 0; i < 64; i += 1) {
      const first = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + first + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const second = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (second + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
  }

  update(bytes) {
    this.size += bytes.length;
    let at = 0;
    if (this.restSize) {
      at = Math.min(BLOCK - this.restSize, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.restSize);
      this.restSize += at;
      if (this.restSize < BLOCK) return this;
      this.block(this.rest, 0);
      this.restSize = 0;
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.block(bytes, at);
    this.rest.set(bytes.subarray(at), 0);
    this.restSize = bytes.length - at;
    return this;
  }

  hex() {
    const bits = this.size * 8;
    const padding = new Uint8Array((this.restSize < 56 ? 56 : 120) - this.restSize + 8);
    padding[0] = 0x80;
    const tail = new DataView(padding.buffer, padding.length - 8);
    tail.setUint32(0, Math.floor(bits / 2 ** 32));
    tail.setUint32(4, bits >>> 0);
    this.update(padding);
    return [...this.state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }
}

async function read(file) {
  const digest = new Sha256();
  for (let at = 0; at < file.size; at += SLICE) {
    digest.update(new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer()));
    postMessage({ read: Math.min(at + SLICE, file.size) });
  }
  postMessage({ sha256: digest.hex() });
}

addEventListener("message", (event) => {
  read(event.data).catch((error) => postMessage({ error: String(error) }));
});
