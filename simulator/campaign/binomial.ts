import type { Random } from '../../receiver/random.ts';

/** How many of `n` chances of probability `p` come true. Exact for few; the normal approximation where that is as good. */
export function binomial(random: Random, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (n <= 24) {
    let hits = 0;
    for (let i = 0; i < n; i += 1) if (random.next() < p) hits += 1;
    return hits;
  }
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  if (n * p < 15) return byInversion(random, n, p);
  const drawn = Math.round(n * p + Math.sqrt(n * p * (1 - p)) * random.normal());
  return Math.min(n, Math.max(0, drawn));
}

function byInversion(random: Random, n: number, p: number): number {
  const odds = p / (1 - p);
  let probability = (1 - p) ** n;
  let rest = random.next();
  let hits = 0;
  while (rest > probability && hits < n) {
    rest -= probability;
    hits += 1;
    probability *= (odds * (n - hits + 1)) / hits;
  }
  return hits;
}
