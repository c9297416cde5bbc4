// Made of openapi/ by "npm run generate". Do not edit.

import { z } from 'zod';
import { distinct, members } from '../contract/collection.ts';
import { date, dateTime } from '../contract/moment.ts';
import { listed, numeral } from '../contract/parameter.ts';
import { email, text, uri } from '../contract/text.ts';
import type { Wire } from '../contract/wire.ts';
import type { OperationTypes } from './types.ts';

export const auditEventListParams = z.strictObject({
  requestId: text({ max: 26, pattern: /^req_[0-9A-Za-z]{22}$/u }).exactOptional(),
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).exactOptional(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: numeral(z.int32().min(1).max(100)).default(50),
  cursor: text({ min: 1, max: 1024 }).exactOptional(),
});

export const brokerageCloseParams = z.strictObject({ note: text({ max: 1000 }).exactOptional() });

export const brokerageCreateParams = z.strictObject({
  name: text({ min: 1, max: 200, pattern: /\S/u }),
  timeZone: text({ min: 1, max: 64, pattern: /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/u }),
});

export const brokerageListParams = z.strictObject({
  limit: numeral(z.int32().min(1).max(100)).default(50),
  cursor: text({ min: 1, max: 1024 }).exactOptional(),
});

export const brokerageUpdateParams = z
  .strictObject({
    name: text({ min: 1, max: 200, pattern: /\S/u }).exactOptional(),
    timeZone: text({
      min: 1,
      max: 64,
      pattern: /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/u,
    }).exactOptional(),
  })
  .check(members(1));

export const decisionSimulateParams = z.strictObject({
  keyId: text({ min: 1, max: 64 }),
  operationId: text({ min: 1, max: 64 }),
  target: text({ min: 1, max: 64 }).exactOptional(),
  at: dateTime().exactOptional(),
  ipAddress: text({ min: 2, max: 64 }).exactOptional(),
});

export const keyLimitsParams = z.strictObject({ lineage: z.int32().min(1).max(1000000).exactOptional() });

export const keyRotationParams = z.strictObject({ policy: z.enum(['advise', 'enforce']) });

export const keyCreateParams = z.strictObject({
  name: text({ min: 1, max: 100, pattern: /\S/u }),
  purpose: text({ min: 1, max: 500, pattern: /\S/u }),
  role: z.enum(['admin', 'broker', 'agent']),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
  scopes: z
    .array(text({ max: 64, pattern: /^[a-z]+:[a-z]+$/u }))
    .max(100)
    .check(distinct())
    .exactOptional(),
  notBefore: dateTime().exactOptional(),
  expiresAt: dateTime().exactOptional(),
  ipAllowlist: z
    .array(text({ min: 2, max: 64 }))
    .max(100)
    .check(distinct())
    .exactOptional(),
  limits: keyLimitsParams.exactOptional(),
  rotation: keyRotationParams.exactOptional(),
  metadata: z
    .record(text(), text({ max: 500 }))
    .check(members(0, 20))
    .exactOptional(),
});

export const keyListParams = z.strictObject({
  status: z
    .enum([
      'active',
      'pending',
      'retiring',
      'retired',
      'not_yet_valid',
      'expired',
      'suspended',
      'awaiting_approval',
      'rejected',
      'revoked',
    ])
    .exactOptional(),
  role: z.enum(['admin', 'broker', 'agent']).exactOptional(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
  nameContains: text({ min: 1, max: 100 }).exactOptional(),
  lastUsedBefore: dateTime().exactOptional(),
  lastUsedAfter: dateTime().exactOptional(),
  rotationDueBefore: dateTime().exactOptional(),
  limit: numeral(z.int32().min(1).max(100)).default(50),
  cursor: text({ min: 1, max: 1024 }).exactOptional(),
});

export const keyResumeParams = z.strictObject({ note: text({ max: 1000 }).exactOptional() });

export const keyRevokeParams = z.strictObject({
  reason: z.enum([
    'keyCompromise',
    'superseded',
    'cessationOfOperation',
    'affiliationChanged',
    'privilegeWithdrawn',
    'other',
  ]),
  note: text({ max: 1000 }).exactOptional(),
  graceSeconds: z.int32().min(0).max(604800).exactOptional(),
  scope: z.enum(['key', 'lineage']).exactOptional(),
  force: z.boolean().exactOptional(),
});

export const keyRotateParams = z.strictObject({
  graceSeconds: z.int32().min(0).max(604800).exactOptional(),
  reason: text({ max: 1000 }).exactOptional(),
});

export const keySuspendParams = z.strictObject({ note: text({ max: 1000 }).exactOptional() });

export const keyUpdateParams = z
  .strictObject({
    name: text({ min: 1, max: 100, pattern: /\S/u }).exactOptional(),
    purpose: text({ min: 1, max: 500, pattern: /\S/u }).exactOptional(),
    scopes: z
      .array(text({ max: 64, pattern: /^[a-z]+:[a-z]+$/u }))
      .max(100)
      .check(distinct())
      .nullable()
      .exactOptional(),
    notBefore: dateTime().nullable().exactOptional(),
    expiresAt: dateTime().nullable().exactOptional(),
    ipAllowlist: z
      .array(text({ min: 2, max: 64 }))
      .max(100)
      .check(distinct())
      .nullable()
      .exactOptional(),
    limits: keyLimitsParams.nullable().exactOptional(),
    rotation: keyRotationParams.nullable().exactOptional(),
    metadata: z
      .record(text(), text({ max: 500 }))
      .check(members(0, 20))
      .exactOptional(),
    allowLockout: z.boolean().exactOptional(),
  })
  .check(members(1));

export const keyUsageParams = z.strictObject({ from: date().exactOptional(), to: date().exactOptional() });

export const keyVerifyParams = z.strictObject({
  apiKey: text({ min: 1, max: 256 }),
  permission: text({ min: 1, max: 1000 }).exactOptional(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  ipAddress: text({ min: 2, max: 64 }).exactOptional(),
  cost: z.int32().min(0).max(1000).exactOptional(),
});

export const leadCreateParams = z.strictObject({
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
  listingKey: text({ max: 16, pattern: /^lst_[0-9A-Za-z]{12}$/u })
    .nullable()
    .exactOptional(),
  name: text({ min: 1, max: 200, pattern: /\S/u }),
  email: email({ min: 3, max: 254 }).nullable().exactOptional(),
  phone: text({ min: 3, max: 32, pattern: /^[+(]?[0-9][0-9 ().x-]*$/u })
    .nullable()
    .exactOptional(),
  message: text({ max: 4000 }).nullable().exactOptional(),
  source: text({ min: 1, max: 64, pattern: /\S/u }),
  status: z.enum(['new', 'contacted', 'qualified', 'won', 'lost']).default('new'),
});

export const leadListParams = z.strictObject({
  status: listed(
    z
      .array(z.enum(['new', 'contacted', 'qualified', 'won', 'lost']))
      .min(1)
      .max(5)
      .check(distinct()),
  ).exactOptional(),
  ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
  listingKey: text({ max: 16, pattern: /^lst_[0-9A-Za-z]{12}$/u }).exactOptional(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  limit: numeral(z.int32().min(1).max(100)).default(50),
  cursor: text({ min: 1, max: 1024 }).exactOptional(),
});

export const leadUpdateParams = z
  .strictObject({
    ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
    listingKey: text({ max: 16, pattern: /^lst_[0-9A-Za-z]{12}$/u })
      .nullable()
      .exactOptional(),
    name: text({ min: 1, max: 200, pattern: /\S/u }).exactOptional(),
    email: email({ min: 3, max: 254 }).nullable().exactOptional(),
    phone: text({ min: 3, max: 32, pattern: /^[+(]?[0-9][0-9 ().x-]*$/u })
      .nullable()
      .exactOptional(),
    message: text({ max: 4000 }).nullable().exactOptional(),
    source: text({ min: 1, max: 64, pattern: /\S/u }).exactOptional(),
    status: z.enum(['new', 'contacted', 'qualified', 'won', 'lost']).exactOptional(),
  })
  .check(members(1));

export const propertyCreateParams = z.strictObject({
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  listAgentKey: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
  standardStatus: z.enum([
    'Active',
    'ActiveUnderContract',
    'Canceled',
    'Closed',
    'ComingSoon',
    'Expired',
    'Hold',
    'Incomplete',
    'Pending',
    'Withdrawn',
  ]),
  propertyType: z.enum([
    'Residential',
    'ResidentialLease',
    'ResidentialIncome',
    'ManufacturedInPark',
    'Land',
    'Farm',
    'CommercialSale',
    'CommercialLease',
    'BusinessOpportunity',
  ]),
  listPrice: z.int().min(0).max(1000000000),
  unparsedAddress: text({ min: 1, max: 300, pattern: /\S/u }),
  city: text({ min: 1, max: 100, pattern: /\S/u }),
  stateOrProvince: text({ max: 3, pattern: /^[A-Z]{2,3}$/u }),
  postalCode: text({ max: 12, pattern: /^[0-9A-Z][0-9A-Z -]*$/u }),
  country: text({ max: 2, pattern: /^[A-Z]{2}$/u }).default('US'),
  bedroomsTotal: z.int32().min(0).max(1000).nullable().exactOptional(),
  bathroomsTotalInteger: z.int32().min(0).max(1000).nullable().exactOptional(),
  livingArea: z.int32().min(0).max(10000000).nullable().exactOptional(),
  yearBuilt: z.int32().min(1600).max(2200).nullable().exactOptional(),
  publicRemarks: text({ max: 4000 }).nullable().exactOptional(),
});

export const propertyListParams = z.strictObject({
  standardStatus: listed(
    z
      .array(
        z.enum([
          'Active',
          'ActiveUnderContract',
          'Canceled',
          'Closed',
          'ComingSoon',
          'Expired',
          'Hold',
          'Incomplete',
          'Pending',
          'Withdrawn',
        ]),
      )
      .min(1)
      .max(10)
      .check(distinct()),
  ).exactOptional(),
  city: text({ min: 1, max: 100 }).exactOptional(),
  minListPrice: numeral(z.int().min(0).max(1000000000)).exactOptional(),
  maxListPrice: numeral(z.int().min(0).max(1000000000)).exactOptional(),
  sort: z
    .enum(['modificationTimestamp', '-modificationTimestamp', 'listPrice', '-listPrice'])
    .exactOptional(),
  modifiedAfter: dateTime().exactOptional(),
  limit: numeral(z.int32().min(1).max(100)).default(50),
  cursor: text({ min: 1, max: 1024 }).exactOptional(),
});

export const propertyUpdateParams = z
  .strictObject({
    listAgentKey: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
    standardStatus: z
      .enum([
        'Active',
        'ActiveUnderContract',
        'Canceled',
        'Closed',
        'ComingSoon',
        'Expired',
        'Hold',
        'Incomplete',
        'Pending',
        'Withdrawn',
      ])
      .exactOptional(),
    propertyType: z
      .enum([
        'Residential',
        'ResidentialLease',
        'ResidentialIncome',
        'ManufacturedInPark',
        'Land',
        'Farm',
        'CommercialSale',
        'CommercialLease',
        'BusinessOpportunity',
      ])
      .exactOptional(),
    listPrice: z.int().min(0).max(1000000000).exactOptional(),
    unparsedAddress: text({ min: 1, max: 300, pattern: /\S/u }).exactOptional(),
    city: text({ min: 1, max: 100, pattern: /\S/u }).exactOptional(),
    stateOrProvince: text({ max: 3, pattern: /^[A-Z]{2,3}$/u }).exactOptional(),
    postalCode: text({ max: 12, pattern: /^[0-9A-Z][0-9A-Z -]*$/u }).exactOptional(),
    country: text({ max: 2, pattern: /^[A-Z]{2}$/u }).exactOptional(),
    bedroomsTotal: z.int32().min(0).max(1000).nullable().exactOptional(),
    bathroomsTotalInteger: z.int32().min(0).max(1000).nullable().exactOptional(),
    livingArea: z.int32().min(0).max(10000000).nullable().exactOptional(),
    yearBuilt: z.int32().min(1600).max(2200).nullable().exactOptional(),
    publicRemarks: text({ max: 4000 }).nullable().exactOptional(),
  })
  .check(members(1));

export const rotationCancelParams = z.strictObject({ note: text({ max: 1000 }).exactOptional() });

export const rotationCompleteParams = z.strictObject({ force: z.boolean().exactOptional() });

export const userCreateParams = z.strictObject({
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u })
    .nullable()
    .exactOptional(),
  role: z.enum(['admin', 'broker', 'agent']),
  name: text({ min: 1, max: 200, pattern: /\S/u }),
  email: email({ min: 3, max: 254 }),
});

export const userDeactivateParams = z.strictObject({ note: text({ max: 1000 }).exactOptional() });

export const userListParams = z.strictObject({
  role: z.enum(['admin', 'broker', 'agent']).exactOptional(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  limit: numeral(z.int32().min(1).max(100)).default(50),
  cursor: text({ min: 1, max: 1024 }).exactOptional(),
});

export const userUpdateParams = z
  .strictObject({
    name: text({ min: 1, max: 200, pattern: /\S/u }).exactOptional(),
    email: email({ min: 3, max: 254 }).exactOptional(),
  })
  .check(members(1));

export const acceptedRequest = z.looseObject({
  requestId: text({ max: 26, pattern: /^req_[0-9A-Za-z]{22}$/u }),
  sequence: z.int().min(1).max(9007199254740991),
  at: dateTime(),
});

export const auditActor = z.looseObject({
  type: text(),
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).exactOptional(),
  claimedKeyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).exactOptional(),
  lineageId: text({ max: 16, pattern: /^lin_[0-9A-Za-z]{12}$/u }).exactOptional(),
  userId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }).exactOptional(),
  role: text().exactOptional(),
});

export const auditAggregate = z.looseObject({
  count: z.int().min(1).max(9007199254740991),
  firstAt: dateTime(),
  lastAt: dateTime(),
});

export const auditChange = z.looseObject({
  target: text({ max: 64 }),
  before: z.looseObject({}).nullable(),
  after: z.looseObject({}).nullable(),
  note: text({ max: 1000 }).exactOptional(),
});

export const auditCharge = z.looseObject({
  policy: text({ max: 64, pattern: /^[a-z][a-z0-9-]*$/u }),
  cost: z.int().min(0).max(9007199254740991),
});

export const auditCheck = z.looseObject({
  stage: text(),
  name: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }),
  saw: z.looseObject({}),
});

export const auditClient = z.looseObject({
  network: text({ max: 64 }),
  address: text({ max: 64 }),
  userAgent: text({ max: 500 }).exactOptional(),
});

export const auditNotice = z.looseObject({
  kind: text(),
  userId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }),
});

export const auditVerified = z.looseObject({
  valid: z.boolean(),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }).nullable(),
});

export const auditEvent = z.looseObject({
  v: z.int32().min(1).max(1),
  sequence: z.int().min(1).max(9007199254740991),
  at: dateTime(),
  requestId: text({ max: 26, pattern: /^req_[0-9A-Za-z]{22}$/u }).exactOptional(),
  clientRequestId: text({ max: 128 }).exactOptional(),
  actor: auditActor,
  client: auditClient.exactOptional(),
  operationId: text({ max: 64, pattern: /^[A-Za-z]+\.[A-Za-z]+$/u }).exactOptional(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).exactOptional(),
  target: text({ max: 64 }).exactOptional(),
  outcome: text(),
  status: z.int32().min(100).max(599),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }).exactOptional(),
  check: auditCheck.exactOptional(),
  charges: z.array(auditCharge).max(20).exactOptional(),
  changes: z.array(auditChange).max(1000),
  aggregate: auditAggregate.exactOptional(),
  notice: auditNotice.exactOptional(),
  verified: auditVerified.exactOptional(),
});

export const auditEventList = z.looseObject({
  data: z.array(auditEvent).max(100),
  nextCursor: text({ max: 1024 }).nullable(),
});

export const brokerage = z.looseObject({
  id: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }),
  name: text({ max: 200 }),
  timeZone: text({ max: 64 }),
  status: text(),
  createdAt: dateTime(),
  modifiedAt: dateTime(),
});

export const brokerageList = z.looseObject({
  data: z.array(brokerage).max(100),
  nextCursor: text({ max: 1024 }).nullable(),
});

export const decidedCheck = z.looseObject({
  stage: text(),
  name: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }),
  result: text(),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }).exactOptional(),
  saw: z.looseObject({}).exactOptional(),
});

export const decision = z.looseObject({
  requestId: text({ max: 26, pattern: /^req_[0-9A-Za-z]{22}$/u }),
  sequence: z.int().min(1).max(9007199254740991),
  at: dateTime(),
  operationId: text({ max: 64, pattern: /^[A-Za-z]+\.[A-Za-z]+$/u }).exactOptional(),
  actor: auditActor,
  target: text({ max: 64 }).exactOptional(),
  outcome: text(),
  status: z.int32().min(100).max(599),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }).exactOptional(),
  checks: z.array(decidedCheck).max(100),
  verified: auditVerified.exactOptional(),
});

export const deletedProperty = z.looseObject({
  listingKey: text({ max: 16, pattern: /^lst_[0-9A-Za-z]{12}$/u }),
  deleted: z.literal(true),
  modificationTimestamp: dateTime(),
});

export const healthStatus = z.looseObject({ status: text() });

export const keyLimits = z.looseObject({ lineage: z.int32().min(0).max(1000000).exactOptional() });

export const keyRotation = z.looseObject({ policy: text() });

export const revocation = z.looseObject({
  reason: text(),
  note: text({ max: 1000 }).nullable(),
  byKeyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).nullable(),
});

export const key = z.looseObject({
  id: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }),
  lineageId: text({ max: 16, pattern: /^lin_[0-9A-Za-z]{12}$/u }),
  name: text({ max: 100 }),
  purpose: text({ max: 500 }),
  hint: text({ max: 21, pattern: /^idx_(live|test)_[0-9A-Za-z]{12}$/u }),
  role: text(),
  status: text(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).nullable(),
  ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }),
  scopes: z
    .array(text({ max: 64, pattern: /^[a-z]+:[a-z]+$/u }))
    .max(100)
    .nullable(),
  ipAllowlist: z
    .array(text({ max: 64 }))
    .max(100)
    .nullable(),
  limits: keyLimits.nullable(),
  rotation: keyRotation.nullable(),
  metadata: z.record(text(), text({ max: 500 })).check(members(0, 20)),
  createdAt: dateTime(),
  createdByKeyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).nullable(),
  rotationDueAt: dateTime(),
  firstUsedAt: dateTime().nullable(),
  lastUsedAt: dateTime().nullable(),
  notBefore: dateTime().nullable(),
  expiresAt: dateTime().nullable(),
  graceEndsAt: dateTime().nullable(),
  suspendedAt: dateTime().nullable(),
  revokedAt: dateTime().nullable(),
  revocation: revocation.nullable(),
  successorId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).nullable(),
  predecessorId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).nullable(),
});

export const keyCreated = z.looseObject({
  key: key,
  secret: text({ max: 71, pattern: /^idx_(live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/u }),
});

export const keyList = z.looseObject({
  data: z.array(key).max(100),
  nextCursor: text({ max: 1024 }).nullable(),
});

export const keyRotated = z.looseObject({
  key: key,
  secret: text({ max: 71, pattern: /^idx_(live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/u }),
  predecessor: key,
});

export const keyUsageDay = z.looseObject({
  date: date(),
  operationId: text({ max: 64, pattern: /^[A-Za-z]+\.[A-Za-z]+$/u }),
  outcome: text(),
  count: z.int().min(1).max(9007199254740991),
});

export const principalLimit = z.looseObject({
  policy: text({ max: 64, pattern: /^[a-z][a-z0-9-]*$/u }),
  quota: z.int().min(0).max(9007199254740991),
  windowSeconds: z.int32().min(1).max(86400),
  remaining: z.int().min(0).max(9007199254740991),
});

export const keyUsage = z.looseObject({
  days: z.array(keyUsageDay).max(100000),
  lastUsedAt: dateTime().nullable(),
  lastNetwork: text({ max: 64 }).nullable(),
  limits: z.array(principalLimit).max(20),
});

export const keyVerification = z.looseObject({
  valid: z.boolean(),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }).nullable(),
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).exactOptional(),
  role: text().exactOptional(),
  permissions: z
    .array(text({ max: 64, pattern: /^[a-z]+:[a-z]+$/u }))
    .max(100)
    .exactOptional(),
  rateLimits: z.array(principalLimit).max(20).exactOptional(),
});

export const lead = z.looseObject({
  id: text({ max: 17, pattern: /^lead_[0-9A-Za-z]{12}$/u }),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }),
  ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }),
  listingKey: text({ max: 16, pattern: /^lst_[0-9A-Za-z]{12}$/u }).nullable(),
  name: text({ max: 200 }),
  email: email({ max: 254 }).nullable(),
  phone: text({ max: 32, pattern: /^[+(]?[0-9][0-9 ().x-]*$/u }).nullable(),
  message: text({ max: 4000 }).nullable(),
  source: text({ max: 64 }),
  status: text(),
  createdAt: dateTime(),
  modifiedAt: dateTime(),
});

export const leadList = z.looseObject({
  data: z.array(lead).max(100),
  nextCursor: text({ max: 1024 }).nullable(),
});

export const principal = z.looseObject({
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }),
  lineageId: text({ max: 16, pattern: /^lin_[0-9A-Za-z]{12}$/u }),
  role: text(),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).nullable(),
  ownerUserId: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }),
  permissions: z.array(text({ max: 64, pattern: /^[a-z]+:[a-z]+$/u })).max(100),
  expiresAt: dateTime().nullable(),
  limits: z.array(principalLimit).max(20),
});

export const problemPointer = z.looseObject({
  pointer: text({ max: 1000, pattern: /^\//u }),
  detail: text({ max: 1000 }),
});

export const problem = z.looseObject({
  type: uri({ max: 100, pattern: /^urn:homestar:problem:[a-z0-9_]+$/u }),
  title: text({ max: 200 }),
  status: z.int32().min(400).max(599),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }),
  detail: text({ max: 2000 }),
  action: text({ max: 500 }),
  requestId: text({ max: 26, pattern: /^req_[0-9A-Za-z]{22}$/u }),
  docsUrl: uri({ max: 300 }),
  errors: z.array(problemPointer).max(100).exactOptional(),
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }).exactOptional(),
  sequence: z.int().min(1).max(9007199254740991).exactOptional(),
  policy: text({ max: 64 }).exactOptional(),
  quota: z.int().min(0).max(9007199254740991).exactOptional(),
  windowSeconds: z.int32().min(1).max(86400).exactOptional(),
  requested: z.int().min(0).max(9007199254740991).exactOptional(),
  remaining: z.int().min(0).max(9007199254740991).exactOptional(),
  retryAfterSeconds: z.int32().min(0).max(86400).exactOptional(),
});

export const property = z.looseObject({
  listingKey: text({ max: 16, pattern: /^lst_[0-9A-Za-z]{12}$/u }),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }),
  listAgentKey: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }),
  standardStatus: text(),
  propertyType: text(),
  listPrice: z.int().min(0).max(1000000000),
  unparsedAddress: text({ max: 300 }),
  city: text({ max: 100 }),
  stateOrProvince: text({ max: 3, pattern: /^[A-Z]{2,3}$/u }),
  postalCode: text({ max: 12, pattern: /^[0-9A-Z][0-9A-Z -]*$/u }),
  country: text({ max: 2, pattern: /^[A-Z]{2}$/u }),
  bedroomsTotal: z.int32().min(0).max(1000).nullable(),
  bathroomsTotalInteger: z.int32().min(0).max(1000).nullable(),
  livingArea: z.int32().min(0).max(10000000).nullable(),
  yearBuilt: z.int32().min(1600).max(2200).nullable(),
  publicRemarks: text({ max: 4000 }).nullable(),
  originalEntryTimestamp: dateTime(),
  modificationTimestamp: dateTime(),
});

export const propertyList = z.looseObject({
  data: z.array(z.union([property, deletedProperty])).max(100),
  nextCursor: text({ max: 1024 }).nullable(),
  syncedUntil: dateTime().exactOptional(),
});

export const revocationReceipt = z.looseObject({
  keyId: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }),
  effectiveAt: dateTime(),
  lastAcceptedRequest: acceptedRequest.nullable(),
  reason: text(),
  revokedBy: text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u }),
  otherUsableKeys: z.array(text({ max: 16, pattern: /^key_[0-9A-Za-z]{12}$/u })).max(10),
});

export const role = z.looseObject({
  role: text(),
  title: text({ max: 100 }),
  description: text({ max: 500 }),
  permissions: z.array(text({ max: 64, pattern: /^[a-z]+:[a-z]+$/u })).max(100),
});

export const roleList = z.looseObject({ data: z.array(role).max(100), nextCursor: z.null() });

export const simulation = z.looseObject({
  allowed: z.boolean(),
  status: z.int32().min(100).max(599),
  code: text({ max: 64, pattern: /^[a-z][a-z0-9_]*$/u }).exactOptional(),
  checks: z.array(decidedCheck).max(100),
});

export const user = z.looseObject({
  id: text({ max: 16, pattern: /^usr_[0-9A-Za-z]{12}$/u }),
  brokerageId: text({ max: 16, pattern: /^brk_[0-9A-Za-z]{12}$/u }).nullable(),
  role: text(),
  name: text({ max: 200 }),
  email: email({ max: 254 }),
  status: text(),
  createdAt: dateTime(),
});

export const userList = z.looseObject({
  data: z.array(user).max(100),
  nextCursor: text({ max: 1024 }).nullable(),
});

const nothing = z.strictObject({});

/** Per operation, what to send. `null` where it takes no body. */
export const requestSchemas = {
  'health.live': { path: nothing, query: nothing, body: null },
  'health.ready': { path: nothing, query: nothing, body: null },
  'whoami.get': { path: nothing, query: nothing, body: null },
  'keys.create': { path: nothing, query: nothing, body: keyCreateParams },
  'keys.list': { path: nothing, query: keyListParams, body: null },
  'keys.get': { path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }), query: nothing, body: null },
  'keys.update': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: keyUpdateParams,
  },
  'keys.verify': { path: nothing, query: nothing, body: keyVerifyParams },
  'keys.usage': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: keyUsageParams,
    body: null,
  },
  'keys.rotate': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: keyRotateParams,
  },
  'keys.completeRotation': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: rotationCompleteParams,
  },
  'keys.cancelRotation': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: rotationCancelParams,
  },
  'keys.suspend': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: keySuspendParams,
  },
  'keys.resume': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: keyResumeParams,
  },
  'keys.revoke': {
    path: z.strictObject({ keyId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: keyRevokeParams,
  },
  'roles.list': { path: nothing, query: nothing, body: null },
  'brokerages.create': { path: nothing, query: nothing, body: brokerageCreateParams },
  'brokerages.list': { path: nothing, query: brokerageListParams, body: null },
  'brokerages.get': {
    path: z.strictObject({ brokerageId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: null,
  },
  'brokerages.update': {
    path: z.strictObject({ brokerageId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: brokerageUpdateParams,
  },
  'brokerages.close': {
    path: z.strictObject({ brokerageId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: brokerageCloseParams,
  },
  'users.create': { path: nothing, query: nothing, body: userCreateParams },
  'users.list': { path: nothing, query: userListParams, body: null },
  'users.get': { path: z.strictObject({ userId: text({ min: 1, max: 64 }) }), query: nothing, body: null },
  'users.update': {
    path: z.strictObject({ userId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: userUpdateParams,
  },
  'users.deactivate': {
    path: z.strictObject({ userId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: userDeactivateParams,
  },
  'properties.list': { path: nothing, query: propertyListParams, body: null },
  'properties.create': { path: nothing, query: nothing, body: propertyCreateParams },
  'properties.get': {
    path: z.strictObject({ listingKey: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: null,
  },
  'properties.update': {
    path: z.strictObject({ listingKey: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: propertyUpdateParams,
  },
  'properties.delete': {
    path: z.strictObject({ listingKey: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: null,
  },
  'leads.list': { path: nothing, query: leadListParams, body: null },
  'leads.create': { path: nothing, query: nothing, body: leadCreateParams },
  'leads.get': { path: z.strictObject({ leadId: text({ min: 1, max: 64 }) }), query: nothing, body: null },
  'leads.update': {
    path: z.strictObject({ leadId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: leadUpdateParams,
  },
  'auditEvents.list': { path: nothing, query: auditEventListParams, body: null },
  'auditEvents.get': {
    path: z.strictObject({ eventId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: null,
  },
  'decisions.get': {
    path: z.strictObject({ requestId: text({ min: 1, max: 64 }) }),
    query: nothing,
    body: null,
  },
  'decisions.simulate': { path: nothing, query: nothing, body: decisionSimulateParams },
} satisfies {
  readonly [Id in keyof OperationTypes]: {
    readonly path: z.core.$ZodType<OperationTypes[Id]['path']>;
    readonly query: z.core.$ZodType<OperationTypes[Id]['query']>;
    readonly body: z.core.$ZodType<OperationTypes[Id]['body']> | null;
  };
};

/** Per operation, the answer of success as it comes over the wire. `null` where it has no body. */
export const responseSchemas = {
  'health.live': healthStatus,
  'health.ready': healthStatus,
  'whoami.get': principal,
  'keys.create': keyCreated,
  'keys.list': keyList,
  'keys.get': key,
  'keys.update': key,
  'keys.verify': keyVerification,
  'keys.usage': keyUsage,
  'keys.rotate': keyRotated,
  'keys.completeRotation': key,
  'keys.cancelRotation': key,
  'keys.suspend': key,
  'keys.resume': key,
  'keys.revoke': revocationReceipt,
  'roles.list': roleList,
  'brokerages.create': brokerage,
  'brokerages.list': brokerageList,
  'brokerages.get': brokerage,
  'brokerages.update': brokerage,
  'brokerages.close': brokerage,
  'users.create': user,
  'users.list': userList,
  'users.get': user,
  'users.update': user,
  'users.deactivate': user,
  'properties.list': propertyList,
  'properties.create': property,
  'properties.get': property,
  'properties.update': property,
  'properties.delete': deletedProperty,
  'leads.list': leadList,
  'leads.create': lead,
  'leads.get': lead,
  'leads.update': lead,
  'auditEvents.list': auditEventList,
  'auditEvents.get': auditEvent,
  'decisions.get': decision,
  'decisions.simulate': simulation,
} satisfies {
  readonly [Id in keyof OperationTypes]: z.core.$ZodType<Wire<OperationTypes[Id]['answer']>> | null;
};
