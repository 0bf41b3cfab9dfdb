export { entryId, toolOrigin, type Asked, type GatewayEntry } from "./entry";
export { createGateway, type Gateway, type GatewayParts } from "./gateway";
export { createIdentification, type Identification, type IdentityHeaders } from "./identity";
export { createIngressSignIn, ingressRoute } from "./ingress";
export { createRateLimit, type RateLimit } from "./rate-limit";
export { type Refusal, type RefusalBook, type RefusalReason } from "./refusal";
export { createRefusalBook } from "./refusal-book";
export { type GatewaySession, type GatewaySessions } from "./session";
export { createSigningKeys, type SigningKeys } from "./signing-keys";
