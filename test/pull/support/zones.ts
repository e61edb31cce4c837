import { readCatalog } from '../../../src/rules/catalog.ts';
import type { Dim, Row, Zone } from '../../support/cloudflare/index.ts';

export const EMAIL = 'emailSendingAdaptiveGroups';
export const OPERATIONS = 'cacheReserveOperationsAdaptiveGroups';
export const STORAGE = 'cacheReserveStorageAdaptiveGroups';

/** Datasets that are asked zone by zone. */
export const ZONED = readCatalog().datasets.filter(({ scope }) => scope === 'zone');

/** Two zones of an account. */
export const SHOP: Zone = { id: '5'.repeat(32), name: 'shop.example' };
export const BLOG: Zone = { id: 'b'.repeat(32), name: 'blog.example' };

/** Emails of a zone at one time. */
export function emails(
  zone: Zone,
  at: string,
  count: number,
  dims: Readonly<Record<string, Dim>> = {},
): Row {
  const usual = { status: 'delivered', eventType: 'sent', sendingDomain: zone.name, isNDR: 0 };
  return { dataset: EMAIL, zone: zone.id, at, count, dims: { ...usual, ...dims } };
}

/** Operations of a class, or bytes that are stored, in one hour of a zone. */
export function operations(zone: Zone, at: string, operationClass: string, requests: number): Row {
  return { dataset: OPERATIONS, zone: zone.id, at, dims: { operationClass }, sum: { requests } };
}

export function stored(zone: Zone, at: string, storedBytes: number): Row {
  const dims = { bucketName: 'reserve' };
  return { dataset: STORAGE, zone: zone.id, at, dims, max: { storedBytes } };
}
