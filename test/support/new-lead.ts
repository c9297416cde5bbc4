/** A lead as a website sends it. */
export const newLead = {
  name: 'Jonas Weaver',
  email: 'jonas.weaver@mail.example',
  message: 'Is the bungalow still for sale?',
  source: 'website',
};
