import type { Reply } from '../../mock-server/src/host/call.ts';
import { type Declared, declaredOperations, type HeaderSchema, readDocument } from './contract-document.ts';
import { createReplyValidator, headerOf, problemPath } from './reply-validator.ts';

/** Holds replies against the contract, by a validator that nobody here wrote. */
export interface ContractCheck {
  /** What is wrong with the reply; nothing where it keeps the contract. */
  faultOf(method: string, target: string, reply: Reply): Promise<string | undefined>;
  /** `operation status` of every declared reply seen. */
  readonly observed: ReadonlySet<string>;
}

/** Headers that every HTTP answer may have, and that the contract therefore leaves out. */
const general =
  /^(content-type|content-length|date|vary|cache-control|connection|keep-alive|access-control-.*)$/;

/** The contracts themselves are served too, and describe everything else. */
const contracts = new Set(['/openapi.json', '/_mock/openapi.json']);

const documents = [readDocument('homestar'), readDocument('control')];
const [validateHomestar, validateControl] = documents.map(createReplyValidator);
const operations = documents.flatMap((document, at) =>
  declaredOperations(document).map((declared) => ({
    ...declared,
    matches: matcherOf(declared.path),
    validate: at === 0 ? validateHomestar! : validateControl!,
  })),
);

/** A reply that no operation declares (no such route or method, a head that is no request) is a problem all the same. */
export function createContractCheck(profile: 'qa' | 'strict' = 'qa'): ContractCheck {
  // The strict profile has no control API: below its paths there is nothing.
  const known = operations.filter(({ path }) => profile === 'qa' || !path.startsWith('/_mock/'));
  const observed = new Set<string>();
  return {
    observed,
    async faultOf(method, target, reply) {
      const path = target.split('?')[0]!;
      const declared = known.find((operation) => operation.method === method && operation.matches(path));
      if (!declared) return faultOfUndeclared(method, path, reply);
      const fault = await faultOfDeclared(declared, reply);
      if (fault) return `${declared.operation.operationId} ${reply.status}: ${fault}`;
      observed.add(`${declared.operation.operationId} ${reply.status}`);
      return undefined;
    },
  };
}

async function faultOfDeclared(
  declared: (typeof operations)[number],
  reply: Reply,
): Promise<string | undefined> {
  const response = declared.operation.responses[reply.status];
  if (!response) return 'this status is not declared';
  const types = Object.keys(response.content ?? {});
  const type = headerOf(reply, 'content-type');
  if (types.length === 0 ? type !== undefined || reply.body !== '' : !types.includes(type ?? '')) {
    return `Content-Type ${type} with ${reply.body.length} characters, declared is ${types.join() || 'no body'}`;
  }
  const headers = response.headers ?? {};
  for (let i = 0; i < reply.headers.length; i += 2) {
    const [name, value] = [reply.headers[i]!.toLowerCase(), reply.headers[i + 1]!];
    if (general.test(name)) continue;
    const header = headers[name];
    if (!header) return `the header ${name} is not declared`;
    if (!fits(header.schema, value)) return `the header ${name} is ${JSON.stringify(value)}`;
  }
  if (reply.status >= 400) return faultOfProblem(reply);
  return declared.validate(declared.method, declared.path.replaceAll(/\{\w+\}/g, 'x'), reply);
}

async function faultOfUndeclared(method: string, path: string, reply: Reply): Promise<string | undefined> {
  if (reply.status === 204 && method === 'OPTIONS') return reply.body === '' ? undefined : '204 with a body';
  if (contracts.has(path)) return undefined;
  if (reply.status < 400) return `${reply.status} from no declared operation`;
  return faultOfProblem(reply);
}

async function faultOfProblem(reply: Reply): Promise<string | undefined> {
  const type = headerOf(reply, 'content-type');
  if (type !== 'application/problem+json') return `a problem as Content-Type ${type}`;
  const fault = await validateHomestar!('GET', problemPath, { ...reply, status: 400 });
  if (fault) return fault;
  const { status } = JSON.parse(reply.body) as { status: number };
  return status === reply.status ? undefined : `a problem of status ${status} sent as ${reply.status}`;
}

function fits({ type, pattern, maxLength, minimum, maximum, ...rest }: HeaderSchema, value: string): boolean {
  if (type === 'integer') {
    return /^\d+$/.test(value) && Number(value) >= (minimum ?? 0) && Number(value) <= (maximum ?? Infinity);
  }
  return (
    (!pattern || new RegExp(pattern).test(value)) &&
    (!maxLength || value.length <= maxLength) &&
    (!rest.enum || rest.enum.includes(value))
  );
}

function matcherOf(path: Declared['path']): (path: string) => boolean {
  const expression = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  return (text) => expression.test(text);
}
