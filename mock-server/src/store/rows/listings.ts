export interface PropertyRow {
  listingKey: string;
  brokerageId: string;
  listAgentKey: string;
  standardStatus: string;
  propertyType: string;
  listPrice: number;
  unparsedAddress: string;
  city: string;
  stateOrProvince: string;
  postalCode: string;
  country: string;
  bedroomsTotal: number | null;
  bathroomsTotalInteger: number | null;
  livingArea: number | null;
  yearBuilt: number | null;
  publicRemarks: string | null;
  originalEntryTimestamp: number;
  modificationTimestamp: number;
  revision: number;
}

/**
 * What is left of a listing for those who no longer reach it. `deleted`: for all who did, `listAgentKey` the last who
 * listed it. `moved`: another agent lists it now, which the one who lost it is told and nobody else.
 */
export interface TombstoneRow {
  /** The listing's id and the revision that it was lost at. */
  id: string;
  listingKey: string;
  brokerageId: string;
  listAgentKey: string;
  kind: 'deleted' | 'moved';
  modificationTimestamp: number;
  revision: number;
}

export interface LeadRow {
  id: string;
  brokerageId: string;
  ownerUserId: string;
  listingKey: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  message: string | null;
  source: string;
  status: string;
  createdAt: number;
  modifiedAt: number;
  revision: number;
}
