import type {
  AgendaRow,
  BrokerageRow,
  KeyRow,
  LineageRow,
  PropertyRow,
  Put,
  Rows,
  Table,
  UserRow,
} from '../../mock-server/src/store/rows.ts';

export const brokerage = (id: string, over: Partial<BrokerageRow> = {}): BrokerageRow => ({
  id,
  name: `Brokerage ${id}`,
  timeZone: 'America/Chicago',
  createdAt: 1000,
  modifiedAt: 1000,
  closedAt: null,
  revision: 1,
  ...over,
});

export const user = (id: string, brokerageId: string | null, over: Partial<UserRow> = {}): UserRow => ({
  id,
  brokerageId,
  role: brokerageId === null ? 'admin' : 'broker',
  name: `User ${id}`,
  email: `${id}@example.com`,
  createdAt: 1000,
  deactivatedAt: null,
  revision: 1,
  ...over,
});

export const lineage = (id: string, owner: UserRow, over: Partial<LineageRow> = {}): LineageRow => ({
  id,
  name: `Lineage ${id}`,
  purpose: 'Listing feed',
  role: owner.role,
  brokerageId: owner.brokerageId,
  ownerUserId: owner.id,
  scopes: null,
  metadata: '{}',
  createdAt: 1000,
  createdByKeyId: null,
  approvedAt: 1000,
  rejectedAt: null,
  suspendedAt: null,
  notBefore: null,
  expiresAt: null,
  limits: null,
  revision: 1,
  ...over,
});

export const key = (id: string, lineageId: string, over: Partial<KeyRow> = {}): KeyRow => ({
  id,
  lineageId,
  createdAt: 1000,
  firstUsedAt: null,
  graceEndsAt: null,
  revokedAt: null,
  revocationReason: null,
  revocationNote: null,
  revokedByKeyId: null,
  predecessorId: null,
  hash: '$2b$12$not-a-real-hash',
  filter: 4_294_967_295,
  pepperVersion: 1,
  revision: 1,
  ...over,
});

export const property = (
  listingKey: string,
  agent: UserRow,
  over: Partial<PropertyRow> = {},
): PropertyRow => ({
  listingKey,
  brokerageId: agent.brokerageId!,
  listAgentKey: agent.id,
  standardStatus: 'Active',
  propertyType: 'Residential',
  listPrice: 500_000,
  unparsedAddress: '1 Main Street',
  city: 'Austin',
  stateOrProvince: 'TX',
  postalCode: '73301',
  country: 'US',
  bedroomsTotal: 3,
  bathroomsTotalInteger: 2,
  livingArea: 120.5,
  yearBuilt: null,
  publicRemarks: null,
  originalEntryTimestamp: 1000,
  modificationTimestamp: 1000,
  revision: 1,
  ...over,
});

export const agendaRow = (id: string, dueAt: number): AgendaRow => ({
  id,
  dueAt,
  kind: 'key_expired',
  brokerageId: null,
  subject: 'lin_a',
  revision: 1,
});

export const insert = <T extends Table>(table: T, ...rows: Rows[T][]): Put[] =>
  rows.map((row) => ({ table, row, from: null }) as Put);

export const replace = <T extends Table>(table: T, row: Rows[T]): Put =>
  ({ table, row, from: row.revision }) as Put;
