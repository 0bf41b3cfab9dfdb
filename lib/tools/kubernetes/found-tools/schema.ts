import { z } from "zod";

/** Go writes an empty list or map as null now and then. */
const listed = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((items): z.output<S>[] => items ?? []);

const texts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((found) => found ?? {});

const meta = z.object({ name: z.string(), namespace: z.string(), labels: texts, annotations: texts });

/** `v1` Service. */
export const service = z.object({
  metadata: meta,
  spec: z.object({
    clusterIP: z.string().nullish(),
    ports: listed(z.object({ name: z.string().nullish(), port: z.number(), appProtocol: z.string().nullish() })),
  }),
});
export type ServiceObject = z.output<typeof service>;

/** `networking.k8s.io/v1` Ingress. */
export const ingress = z.object({
  metadata: meta,
  spec: z.object({
    tls: listed(z.object({ hosts: listed(z.string()) })),
    rules: listed(
      z.object({
        host: z.string().nullish(),
        http: z
          .object({
            paths: listed(
              z.object({
                path: z.string().nullish(),
                pathType: z.string().nullish(),
                backend: z.object({ service: z.object({ name: z.string(), port: z.object({ name: z.string().nullish(), number: z.number().nullish() }).nullish() }).nullish() }),
              }),
            ),
          })
          .nullish(),
      }),
    ),
  }),
});
export type IngressObject = z.output<typeof ingress>;

/** `gateway.networking.k8s.io/v1` HTTPRoute. */
export const httpRoute = z.object({
  metadata: meta,
  spec: z.object({
    parentRefs: listed(z.object({ sectionName: z.string().nullish(), port: z.number().nullish() })),
    hostnames: listed(z.string()),
    rules: listed(
      z.object({
        matches: listed(z.object({ path: z.object({ type: z.string().nullish(), value: z.string().nullish() }).nullish() })),
        backendRefs: listed(z.object({ kind: z.string().nullish(), name: z.string(), namespace: z.string().nullish(), port: z.number().nullish() })),
      }),
    ),
  }),
});
export type HttpRouteObject = z.output<typeof httpRoute>;
