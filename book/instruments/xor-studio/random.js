// NumPy's numpy.random.default_rng(seed).random(), digit for digit, so that seed 0 here is seed 0 of the chapter.
// The seed is mixed as in numpy.random.SeedSequence, the generator is PCG64 (O'Neill 2014: a 128-bit LCG with XSL-RR output).

const MASK64 = (1n << 64n) - 1n;
const MASK128 = (1n << 128n) - 1n;
const MULTIPLIER = (2549297995355413924n << 64n) + 4865540595714422341n;

/** A hash of 32-bit words that changes its constant with every call. */
function hasher(constant, factor) {
  return (value) => {
    let mixed = (value ^ constant) >>> 0;
    constant = Math.imul(constant, factor) >>> 0;
    mixed = Math.imul(mixed, constant) >>> 0;
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** Four 64-bit words from a seed (a whole number from 0 to 2^32 - 1), as SeedSequence(seed).generate_state(4, uint64). */
function seedWords(seed) {
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const pool = [seed >>> 0, 0, 0, 0].map(hash);
  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) {
      if (from === to) continue;
      const mixed = (Math.imul(0xca01f9dd, pool[to]) - Math.imul(0x4973f715, hash(pool[from]))) >>> 0;
      pool[to] = (mixed ^ (mixed >>> 16)) >>> 0;
    }
  }
  const draw = hasher(0x8b51f9dd, 0x58f38ded);
  const words = Array.from({ length: 8 }, (_, k) => BigInt(draw(pool[k % 4])));
  return [0, 2, 4, 6].map((k) => words[k] | (words[k + 1] << 32n));
}

/** A function that returns the next uniform number in [0, 1) of numpy.random.default_rng(seed). */
export function defaultRng(seed) {
  const [high, low, streamHigh, streamLow] = seedWords(seed);
  const increment = ((((streamHigh << 64n) | streamLow) << 1n) | 1n) & MASK128;
  let state = (increment + ((high << 64n) | low)) & MASK128;
  const step = () => (state = (state * MULTIPLIER + increment) & MASK128);
  step();
  return () => {
    step();
    const word = (state >> 64n) ^ (state & MASK64);
    const turn = state >> 122n;
    const turned = ((word >> turn) | (word << ((64n - turn) & 63n))) & MASK64;
    return Number(turned >> 11n) / 2 ** 53;
  };
}
