import { bounds, comment } from './comment.ts';
import type { Contract, Facts } from './contract.ts';
import { example } from './example.ts';
import { family } from './family.ts';
import { groupBy } from './group.ts';
import { citedCodes } from './verify.ts';

/** What an editor shows of a method. */
export function methodComment(contract: Contract, facts: Facts): string {
  const { source, pathParameters, query, body, headers } = facts;
  const described = contract.schemas[query?.name ?? body?.name ?? '']?.description?.trim();
  return comment([
    `${source.summary}.`,
    source.description?.trim() ?? '',
    needs(facts),
    ...pathParameters.map(({ name, description = '', schema }) =>
      `@param ${name} - ${description.trim()} ${bounds(schema)}`.trim(),
    ),
    described ? `@param params - ${described}` : '',
    headers.get('If-Match')?.required
      ? '@param options - `ifMatch` is required: the `ETag` of what you have read.'
      : '',
    ...thrown(facts),
    deprecation(facts),
    `@example\n\`\`\`ts\n${example(contract, facts)}\n\`\`\``,
  ]);
}

function deprecation({ source }: Facts): string {
  const { deprecated, 'x-deprecated-at': since, 'x-sunset-at': end } = source;
  if (!deprecated && !since) return '';
  return `@deprecated${since ? ` Since ${since}.` : ''}${end ? ` Ends ${end}.` : ''}`;
}

function needs({ source }: Facts): string {
  const { 'x-permission': permission, 'x-self': self, 'x-mfa': mfa } = source;
  if (!permission) return '';
  const except = self
    ? {
        lineage: ", except for keys of the caller's lineage",
        key: ', except for the calling key itself',
        predecessor: ', except for the key that the calling one follows',
      }[self]
    : '';
  const when =
    mfa && mfa !== 'always' ? Object.entries(mfa.when).map(([name, v]) => `\`${name}\` is \`${v}\``) : [];
  const factor = mfa
    ? ` A second factor is asked for${when.length > 0 ? ` where ${when.join(' and ')}` : ''}.`
    : '';
  return `Needs the permission \`${permission}\`${except}.${factor}`;
}

/** One line a family of errors: its statuses, and the codes that the description of the operation names. */
function thrown({ source, errors }: Facts): string[] {
  const cited = citedCodes(source.description ?? '');
  return [...groupBy(errors, ({ status }) => family(status))].map(([name, group]) => {
    const statuses = group.map(({ status }) => {
      const codes = cited.filter((each) => each.status === status).map(({ code }) => `\`${code}\``);
      return codes.length > 0 ? `${status} ${[...new Set(codes)].join(', ')}` : `${status}`;
    });
    return `@throws \`${name}\` ${statuses.join(', ')}`;
  });
}
