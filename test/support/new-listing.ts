/** A listing as its broker sends it. */
export const newListing = {
  standardStatus: 'Active',
  propertyType: 'Residential',
  listPrice: 685_000,
  unparsedAddress: '2104 Bluebonnet Lane',
  city: 'Austin',
  stateOrProvince: 'TX',
  postalCode: '78704',
};
