/** Of a changed record the members that differ, as they were and as they are; of a new one all, as they are. */
export function changedMembers(before: object | null, after: object | null) {
  if (before === null || after === null) return { before, after };
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(member(before, name)) !== JSON.stringify(member(after, name)),
  );
  const only = (record: object) => Object.fromEntries(names.map((name) => [name, member(record, name)]));
  return { before: only(before), after: only(after) };
}

function member(record: object, name: string): unknown {
  return (record as Record<string, unknown>)[name];
}
