import type { RateLimitPolicy } from '../../src/contract/policy.ts';
import type { ProblemKind, ProblemText } from '../../src/contract/problem.ts';

/** The part of OpenAPI 3.1 and of our extensions that the emitters read, as it stands in the bundled JSON. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly security?: readonly unknown[];
  readonly tags?: readonly { readonly name: string; readonly description: string }[];
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly [kind: string]: Readonly<Record<string, unknown>>;
  };
  readonly 'x-roles'?: Readonly<Record<string, RoleObject>>;
  readonly 'x-rate-limit-policies'?: Readonly<Record<string, RateLimitPolicy>>;
  'x-problems'?: Readonly<Record<string, ProblemKind & ProblemText>>;
}

interface RoleObject {
  readonly title: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

export interface OperationObject {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content } | Reference;
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
  readonly deprecated?: boolean;
  readonly 'x-permission'?: string | null;
  readonly 'x-rate-limit'?: { readonly policies: readonly string[]; readonly cost: number };
  readonly 'x-self'?: 'lineage' | 'key' | 'predecessor';
  readonly 'x-mfa'?: 'always' | { readonly when: Readonly<Record<string, string>> };
  readonly 'x-read-only'?: boolean;
  /** The query parameter that makes a sync of a list: with it, records of all kinds come, else of the first alone. */
  readonly 'x-sync'?: string;
  readonly 'x-deprecated-at'?: string;
  readonly 'x-sunset-at'?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

interface ResponseObject {
  readonly description: string;
  readonly content?: Content;
}

export type Content = Readonly<Record<string, MediaType>>;

export interface MediaType {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Reference {
  readonly $ref: string;
}

/** The keywords that the emitters know; `walk` refuses every other. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly 'x-sensitive'?: boolean;
  readonly 'x-carries-key'?: boolean;
}
