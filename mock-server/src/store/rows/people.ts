export interface BrokerageRow {
  id: string;
  name: string;
  timeZone: string;
  createdAt: number;
  modifiedAt: number;
  closedAt: number | null;
  revision: number;
}

export interface UserRow {
  id: string;
  brokerageId: string | null;
  role: string;
  name: string;
  email: string;
  createdAt: number;
  deactivatedAt: number | null;
  revision: number;
}
