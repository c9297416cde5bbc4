import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { sourceFiles } from './source-files.ts';

const files = [...sourceFiles('src'), ...sourceFiles('mock-server/src'), ...sourceFiles('openapi/generate')];
const written = files.filter(({ path }) => !path.includes('/generated/'));

/** Longer than 150 lines, each with the reason why it is one concept. */
const long: Readonly<Record<string, string>> = {
  'mock-server/src/store/port.ts': 'the whole contract of a store, mostly comments',
};

test('a file is one concept, and no longer than 150 lines', () => {
  expect(written.length).toBeGreaterThan(150);
  expect(
    written
      .filter(({ lines }) => lines > 150)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(Object.keys(long).sort());
});

test('the order of a request is read in one file of under 100 lines', () => {
  expect(written.find(({ path }) => path === 'mock-server/src/line.ts')?.lines).toBeLessThan(100);
});

test('names say what a file is: nothing is called utils, helpers, common, manager or service', () => {
  const vague =
    /(^|[/.-])(utils?|helpers?|common|misc|managers?|services?|stuff|shared|base-?class)([/.-]|$)/;
  expect(files.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
  const declared = written.flatMap(({ path, text }) =>
    [
      ...text.matchAll(
        /\b(?:class|interface|type|function|const) (\w*(?:Utils?|Helpers?|Manager|Service)|I[A-Z][a-z]\w*)\b(?=\s*[<({=:]|\s+extends)/g,
      ),
    ]
      .map(([, name]) => `${path}: ${name}`)
      // Words that begin with an I of their own.
      .filter((line) => !/: (?:Id|In|Is|It|If)[A-Za-z]*/.test(line)),
  );
  expect(declared).toEqual([]);
});

test('files are named in kebab-case', () => {
  expect(
    files.map(({ path }) => basename(path)).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name)),
  ).toEqual([]);
});

test('nothing is exported as a default, and entry points name what they export', () => {
  const defaults = written.filter(({ text }) => /^export default\b/m.test(text));
  expect(defaults.map(({ path }) => path)).toEqual([]);
  const stars = ['src/index.ts', 'mock-server/src/index.ts'].filter((path) =>
    /^export \*/m.test(files.find((file) => file.path === path)!.text),
  );
  expect(stars).toEqual([]);
});
