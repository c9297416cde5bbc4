import type { Document, OperationObject, Parameter, Schema } from './document.ts';
import { facts } from './facts.ts';
import { type Sides, sides } from './sides.ts';
import { referred } from './walk.ts';

/** A bundled document as the emitters see it: references of operations followed, every schema by a name. */
export interface Contract {
  readonly document: Document;
  readonly operations: readonly Facts[];
  /** By name: the components, query parameters as one object, bodies and answers written in place. */
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly sides: Sides;
}

/** What an operation consists of. */
export interface Facts {
  readonly id: string;
  /** `auditEvents` of `auditEvents.list`. */
  readonly resource: string;
  readonly verb: string;
  readonly method: string;
  readonly path: string;
  readonly source: OperationObject;
  readonly pathParameters: readonly Parameter[];
  readonly query: { readonly name: string; readonly parameters: readonly Parameter[] } | null;
  readonly headers: ReadonlyMap<string, Parameter>;
  readonly body: { readonly name: string; readonly required: boolean; readonly example: unknown } | null;
  readonly status: number;
  /** Name of the schema of success; null where the answer has no body. */
  readonly answer: string | null;
  /** Examples of the answer of success. */
  readonly answers: readonly unknown[];
  /** Name of a record, where the answer is a page of them. */
  readonly item: string | null;
  /** The query parameter with which records of other kinds come too, and the names of all kinds. */
  readonly sync: { readonly parameter: string; readonly items: readonly string[] } | null;
  readonly errors: readonly {
    readonly status: number;
    readonly schema: string;
    readonly examples: readonly unknown[];
  }[];
}

export function readContract(document: Document): Contract {
  const schemas: Record<string, Schema> = { ...document.components.schemas };
  const name = (wanted: string, schema: Schema): string => {
    if (schema.$ref) return referred(schema.$ref);
    if (wanted in schemas) throw new Error(`${wanted}: two schemas would have this name`);
    schemas[wanted] = schema;
    return wanted;
  };
  const ids = new Set<string>();
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, source]) => {
      if (ids.has(source.operationId)) throw new Error(`${source.operationId}: two operations have this id`);
      ids.add(source.operationId);
      return facts(document, name, path, method, source);
    }),
  );
  return { document, operations, schemas, sides: sides(operations, schemas) };
}
