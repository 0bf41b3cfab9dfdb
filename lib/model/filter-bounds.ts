/** How much a person may save of filters: how many, characters of a name, characters of a filter. Apart from the schema, so that the browser need not load that. */
export const filterBounds = { filters: 30, name: 60, filter: 1_000 } as const;
