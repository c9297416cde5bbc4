import type { Schedule } from '../../mock-server/src/store/port.ts';
import type {
  AgendaRow,
  BrokerageRow,
  KeyRow,
  LeadRow,
  LineageRow,
  PropertyRow,
  Put,
  Rows,
  Table,
  TombstoneRow,
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
  approvedAt: 1000,
  rejectedAt: null,
  suspendedAt: null,
  notBefore: null,
  expiresAt: null,
  limits: null,
  ipAllowlist: null,
  rotationPolicy: null,
  revision: 1,
  ...over,
});

export const key = (id: string, lineageId: string, over: Partial<KeyRow> = {}): KeyRow => ({
  id,
  lineageId,
  createdAt: 1000,
  createdByKeyId: null,
  firstUsedAt: null,
  graceEndsAt: null,
  revokedAt: null,
  revocationReason: null,
  revocationNote: null,
  revokedByKeyId: null,
  predecessorId: null,
  successorId: null,
  graceSeconds: null,
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

export const lead = (id: string, owner: UserRow, over: Partial<LeadRow> = {}): LeadRow => ({
  id,
  brokerageId: owner.brokerageId!,
  ownerUserId: owner.id,
  listingKey: null,
  name: `Lead ${id}`,
  email: `${id}@mail.example`,
  phone: null,
  message: null,
  source: 'website',
  status: 'new',
  createdAt: 1000,
  modifiedAt: 1000,
  revision: 1,
  ...over,
});

export const tombstone = (
  { listingKey, brokerageId, listAgentKey, revision }: PropertyRow,
  over: Partial<TombstoneRow> = {},
): TombstoneRow => ({
  id: `${listingKey}.${revision}`,
  listingKey,
  brokerageId,
  listAgentKey,
  kind: 'deleted',
  modificationTimestamp: 1000,
  revision: 1,
  ...over,
});

export const agendaRow = (id: string, dueAt: number, subject = 'key_a'): AgendaRow => ({
  id,
  dueAt,
  kind: 'key.expired',
  brokerageId: null,
  ownerUserId: 'usr_a',
  subject,
});

/** All that is still to come for `key_a`. */
export const schedule = (...rows: AgendaRow[]): Schedule => ({ subject: 'key_a', at: 5000, rows });

export const insert = <T extends Table>(table: T, ...rows: Rows[T][]): Put[] =>
  rows.map((row) => ({ table, row, from: null }) as Put);

export const remove = ({ listingKey, revision }: PropertyRow): Put => ({
  table: 'properties',
  id: listingKey,
  row: null,
  from: revision,
});

export const replace = <T extends Table>(table: T, row: Rows[T]): Put =>
  ({ table, row, from: row.revision }) as Put;
