import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRefusalTally } from '../../mock-server/src/audit/refusal-tally.ts';

const MINUTE = 60_000;
const NOW = 30_000_000 * MINUTE;
const refusal = (source: string, now = NOW, code = 'key_unknown', requestId = 'req_a') => ({
  requestId,
  source,
  brokerageId: null,
  code,
  status: 401,
  now,
});

describe('attack: filling the log with refusals', () => {
  it('from one network stands 10 times, and the rest as one count', () => {
    const tally = createRefusalTally();
    const answers = Array.from({ length: 1_000 }, (_, i) => tally.record(refusal('203.0.113.7', NOW + i)));
    expect(answers.filter((answer) => answer === 'single')).toHaveLength(10);
    expect(tally.flush('all')).toEqual([
      {
        source: '203.0.113.7',
        brokerageId: null,
        code: 'key_unknown',
        status: 401,
        count: 990,
        firstAt: NOW + 10,
        lastAt: NOW + 999,
      },
    ]);
  });

  it('from a million networks stands 300 times, with 1,000 counts of networks and one of the rest', () => {
    const tally = createRefusalTally();
    let singles = 0;
    for (let i = 0; i < 1_000_000; i++) if (tally.record(refusal(`network ${i}`)) === 'single') singles++;
    const aggregates = tally.flush(NOW + MINUTE);
    expect(singles).toBe(300);
    expect(aggregates).toHaveLength(1_001);
    expect(aggregates.at(-1)).toMatchObject({
      source: null,
      code: 'key_unknown',
      count: 1_000_000 - 300 - 1_000,
    });
  });

  it('under a clock that stands still is written no oftener than it is asked for, and singly no more', () => {
    const tally = createRefusalTally();
    for (let i = 0; i < 20; i++) tally.record(refusal('a'));
    expect(tally.flush(NOW + MINUTE - 1)).toEqual([]);
    expect(tally.flush('all')).toMatchObject([{ count: 10 }]);
    expect(tally.record(refusal('a'))).toBe('counted');
    expect(tally.flush('all')).toMatchObject([{ count: 1 }]);
    expect(tally.flush('all')).toEqual([]);
  });
});

describe('attack: one caller makes the refusals of another disappear', () => {
  it('cannot: each source has its own ten, as long as the world has any', () => {
    const tally = createRefusalTally();
    for (let i = 0; i < 1_000; i++) tally.record(refusal('loud'));
    expect(tally.record(refusal('quiet'))).toBe('single');
  });

  it('cannot: what a loud minute took is there again in the next', () => {
    const tally = createRefusalTally();
    for (let i = 0; i < 10_000; i++) tally.record(refusal(`network ${i}`));
    expect(tally.record(refusal('quiet'))).toBe('counted');
    expect(tally.record(refusal('quiet', NOW + MINUTE))).toBe('single');
  });

  it('cannot: a source that is counted already goes on being counted by itself when there is no more room', () => {
    const tally = createRefusalTally();
    for (let i = 0; i < 11; i++) tally.record(refusal('early'));
    for (let i = 0; i < 5_000; i++) tally.record(refusal(`network ${i}`));
    tally.record(refusal('early'));
    expect(tally.flush('all').find(({ source }) => source === 'early')).toMatchObject({ count: 2 });
  });
});

describe('aggregates', () => {
  it('are apart by code, by source and by minute, and come in the order of their minutes', () => {
    const tally = createRefusalTally();
    for (const source of ['a', 'b']) for (let i = 0; i < 10; i++) tally.record(refusal(source));
    tally.record(refusal('a'));
    tally.record(refusal('b', NOW + 1));
    tally.record(refusal('a', NOW + 2, 'key_malformed'));
    for (let i = 0; i < 12; i++) tally.record(refusal('a', NOW + MINUTE));
    expect(
      tally.flush('all').map(({ source, code, count, firstAt }) => [source, code, count, firstAt - NOW]),
    ).toEqual([
      ['a', 'key_unknown', 1, 0],
      ['b', 'key_unknown', 1, 1],
      ['a', 'key_malformed', 1, 2],
      ['a', 'key_unknown', 2, MINUTE],
    ]);
  });

  it('are handed out once their minute of world time has ended, and the open one stays', () => {
    const tally = createRefusalTally();
    for (let i = 0; i < 11; i++) tally.record(refusal('a', NOW + MINUTE - 1));
    for (let i = 0; i < 12; i++) tally.record(refusal('a', NOW + MINUTE));
    expect(tally.flush(NOW + MINUTE).map(({ count }) => count)).toEqual([1]);
    expect(tally.flush(NOW + 2 * MINUTE).map(({ count }) => count)).toEqual([2]);
  });

  it('make room for others once they are handed out', () => {
    const tally = createRefusalTally();
    for (let i = 0; i < 5_000; i++) tally.record(refusal(`network ${i}`));
    tally.flush('all');
    tally.record(refusal('late'));
    expect(tally.flush('all')).toMatchObject([{ source: 'late', count: 1 }]);
  });

  it('lose nothing: singles and counts are all there were, at most 10 a source and 300 a minute singly', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            source: fc.integer({ min: 0, max: 3_000 }).map(String),
            code: fc.constantFrom('key_unknown', 'key_malformed', 'rate_limited'),
            times: fc.integer({ min: 1, max: 40 }),
            afterMs: fc.constantFrom(0, 1, 30_000, MINUTE),
            flush: fc.constantFrom('no', 'ended', 'all'),
          }),
          { maxLength: 200, size: 'max' },
        ),
        (steps) => {
          const tally = createRefusalTally();
          const singles = new Map<string, number>();
          let now = NOW;
          let total = 0;
          let counted = 0;
          const take = (until: number | 'all') => {
            for (const { count } of tally.flush(until)) counted += count;
          };
          for (const { source, code, times, afterMs, flush } of steps) {
            now += afterMs;
            for (let i = 0; i < times; i++) {
              total++;
              if (tally.record(refusal(source, now, code)) === 'counted') continue;
              for (const name of ['world', `source ${source}`]) {
                const minute = `${Math.floor(now / MINUTE)} ${name}`;
                singles.set(minute, (singles.get(minute) ?? 0) + 1);
              }
            }
            if (flush !== 'no') take(flush === 'all' ? 'all' : now);
          }
          take('all');
          const world = [...singles].filter(([name]) => name.endsWith('world')).map(([, count]) => count);
          const sources = [...singles].filter(([name]) => !name.endsWith('world')).map(([, count]) => count);
          expect(world.reduce((sum, count) => sum + count, 0) + counted).toBe(total);
          expect(Math.max(0, ...world)).toBeLessThanOrEqual(300);
          expect(Math.max(0, ...sources)).toBeLessThanOrEqual(10);
        },
      ),
    );
  });
});
